"""`python -m pipeline` is the command `arrimage`."""

from __future__ import annotations

from pipeline.cli import main

main(prog_name="arrimage")
