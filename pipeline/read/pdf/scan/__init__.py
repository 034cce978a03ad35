"""Pages that are pictures: their rules, tints, marks and words, told by the ink."""
