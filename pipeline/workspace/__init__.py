"""raw/ and extracted/ on disk: which plans there are, what they were made from, what is new."""
