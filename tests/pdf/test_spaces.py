"""Fonts that set nothing but spaces are known by the operators of a page."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.read.pdf.spaces import set_only_spaces


def _page(content: str, **font: object) -> bytes:
    """A page with the font F1, Arial, and the font F2, Symbol of its own kind."""
    out = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    page = document.pages[0]
    arial: dict[str, Any] = {
        "Type": Name.Font,
        "Subtype": Name.TrueType,
        "BaseFont": Name("/ABCDEF+Arial"),
    }
    other: dict[str, Any] = {"Type": Name.Font, "Subtype": Name.Type1, "BaseFont": Name.Helvetica}
    fonts = Dictionary(F1=Dictionary(**(arial | font)), F2=Dictionary(**other))
    page.Resources = Dictionary(Font=fonts)
    page.Contents = document.make_stream(content.encode("latin-1"))
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "BT /F1 9 Tf ( ) Tj ET",
        "BT /F1 9 Tf [( ) -200 <2020>] TJ ET",
        "BT /F2 9 Tf (Rue) Tj /F1 9 Tf ( ) Tj ET",
        "BT /F2 9 Tf q /F1 9 Tf ( ) ' Q (Rue) Tj ET",
        "",
    ],
)
def test_a_font_that_sets_spaces_alone_says_nothing(content: str) -> None:
    assert set_only_spaces(_page(content), 1, {"Arial"})


@pytest.mark.parametrize(
    "content",
    [
        "BT /F1 9 Tf (4) Tj ET",
        "BT /F1 9 Tf [( ) 3 (4)] TJ ET",
        "BT /F1 9 Tf q /F2 9 Tf ( ) Tj Q (4) Tj ET",
        'BT /F1 9 Tf 1 2 (4) " ET',
    ],
)
def test_a_font_that_sets_more_may_say_something(content: str) -> None:
    assert not set_only_spaces(_page(content), 1, {"Arial"})


def test_codes_of_their_own_are_not_known() -> None:
    spaces = "BT /F1 9 Tf ( ) Tj ET"
    named = Dictionary(Type=Name.Encoding, Differences=Array([32, Name("/checkmark")]))
    assert not set_only_spaces(_page(spaces, Encoding=named), 1, {"Arial"})
    assert not set_only_spaces(_page(spaces, Subtype=Name.Type0), 1, {"Arial"})


def test_what_is_not_there_is_not_known() -> None:
    spaces = _page("BT /F1 9 Tf ( ) Tj ET")
    assert not set_only_spaces(spaces, 1, {"Calibri"})
    assert not set_only_spaces(spaces, 2, {"Arial"})
    assert not set_only_spaces(b"%PDF-1.7", 1, {"Arial"})
