"""What is running text and what is a stray piece of a page (the lettering of a photograph)."""

from __future__ import annotations

from pipeline.document import Line
from pipeline.text import words

PROSE_WORDS = 8
_ENDINGS = tuple('.!?;:…)»"”')


def is_prose(line: Line) -> bool:
    """Tell whether a line reads as text: a list item, a closed sentence, or enough words."""
    return bool(line.depth) or line.text.endswith(_ENDINGS) or len(words(line.text)) >= PROSE_WORDS


def is_stray(line: Line) -> bool:
    """Tell whether a line is a fragment set apart from the text before it by a page's gap."""
    return line.apart and not line.level and line.kind == "text" and not is_prose(line)
