"""Which texts of cells are marks."""

from __future__ import annotations

import pytest

from pipeline.read.marks import text_mark


@pytest.mark.parametrize(
    ("text", "char"),
    [
        ("✓", "✓"),
        ("• •", "•"),
        ("✓ ✓ ✓", "✓"),
        ("★★", "★"),
        ("---", "-"),
        ("...", "."),
        ("[x]", "☑"),
    ],
)
def test_a_sign_is_a_mark(text: str, char: str) -> None:
    mark = text_mark(text)
    assert mark is not None
    assert mark.char == char


@pytest.mark.parametrize("text", ["★★★", "$", "$$", "$$$", "€", "€€", "+++", "xxx", "✓ 2026", ""])
def test_a_sign_that_is_counted_is_a_text(text: str) -> None:
    assert text_mark(text) is None
