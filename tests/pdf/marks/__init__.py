"""Marks of every kind, a page for each, on tables typeset here."""
