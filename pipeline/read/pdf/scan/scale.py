"""The scale at which pages are looked at as pictures."""

from __future__ import annotations

DPI = 300
POINT = DPI / 72
"""Pixels to a point."""
