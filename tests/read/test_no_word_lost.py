"""Every word of a real file comes out of its reader: a crude count of its own says so.

The tokenizer here knows no block syntax at all: it strips what is markup on a whole file at
once, and what is left must be, word for word and as often, what the `Document` holds. Lost on
purpose are the addresses of links and images, attributes and template tags; the calls of notes
and their marks leave the text and are counted apart.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from pipeline.document import Line
from pipeline.read import read
from tests.folders import CORPUS, ROOT

FILES = [
    ROOT / "raw" / "quebec-itinerance-2024-2026" / "source.md",
    ROOT / "raw" / "quebec-developpement-social-2025-2030" / "source.md",
    ROOT / "raw" / "trois-rivieres-cohabitation-sociale" / "source.txt",
    CORPUS / "real" / "text" / "codegouvfr_engagements-feuilles-de-route-ministerielles_fr.md",
    CORPUS / "real" / "text" / "GSA_FDS-2020-action-plan_en.md",
]
WORD = re.compile(r"\w+")


def tokens(text: str) -> Counter[str]:
    """Count the runs of letters and digits: what is between them does not count as a word."""
    return Counter(WORD.findall(unicodedata.normalize("NFC", text)))


def crude(text: str) -> str:
    """Strip markup from a whole file: addresses, tags, attributes, note calls and note marks."""
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{:.*?\}", " ", text)
    text = re.sub(r"\]\(\s*[^()\s]*(\([^()]*\))?[^()\s]*(\s+\"[^\"]*\")?\s*\)", "]", text)
    text = re.sub(r"\[\^\w+\]:?", " ", text)
    text = re.sub(r"<sup>\s*\d+\s*</sup>", " ", text)
    text = re.sub(r"<[^<>]*>", " ", text)
    return re.sub(r"\\(?=[^\w\s]|_)", "", html.unescape(text))


def calls(text: str) -> Counter[str]:
    """The calls and marks of numbered notes, wherever they stand."""
    marks = re.findall(r"\[\^(\w+)\]|<sup>\s*(\d+)\s*</sup>", text)
    return Counter(bracketed or raised for bracketed, raised in marks)


def printed(path: Path) -> str:
    document = read(path)
    return "\n".join(text for text, _ in document.texts())


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.name}" for path in FILES])
def test_the_words_of_a_file_are_the_words_of_its_document(path: Path) -> None:
    if not path.exists():
        pytest.skip("the public plans of the shared corpus are not beside the repository")
    raw = path.read_text(encoding="utf-8")
    expected, found = tokens(crude(raw)), tokens(printed(path))
    assert expected - found == {}
    assert found - expected == {}


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.name}" for path in FILES])
def test_the_calls_of_notes_are_kept_beside_the_text(path: Path) -> None:
    if not path.exists():
        pytest.skip("the public plans of the shared corpus are not beside the repository")
    document = read(path)
    pieces = [
        piece
        for block in document.blocks
        for piece in (
            [block]
            if isinstance(block, Line)
            else [cell for row in block.rows for cell in row.cells]
        )
    ]
    found = Counter(call for piece in pieces for call in piece.calls if call.isalnum())
    found += Counter(line.marker for line in document.lines() if line.kind == "note")
    expected = calls(path.read_text(encoding="utf-8"))
    assert Counter({call: n for call, n in found.items() if call.isalnum()}) == expected
