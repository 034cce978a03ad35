"""Measurements of the program against the limits it promises."""
