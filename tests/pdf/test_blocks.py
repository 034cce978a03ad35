"""Lines that begin with codes are paragraphs of their own, and what hangs under one is its rest."""

from __future__ import annotations

from pipeline.document import Line
from pipeline.read.pdf.blocks import page_blocks
from pipeline.read.pdf.joined import join_tables
from pipeline.read.pdf.primitives import Word
from pipeline.read.pdf.styles import read_styles
from tests.pdf.test_unruled import laid_out, line


def _texts(*words: list[Word]) -> list[str]:
    page = laid_out([word for some in words for word in some])
    blocks = page_blocks(page, {}, read_styles([page]))
    return [block.text for block in blocks if not hasattr(block, "rows")]


def test_the_next_code_begins_a_paragraph_however_close_it_stands() -> None:
    texts = ["1.1 Open a place to all", "1.2 Keep it open", "1.3 Tell everybody of it", "in words"]
    assert _texts(*(line(100 + 12 * n, (60, text)) for n, text in enumerate(texts))) == [
        *texts[:2], "1.3 Tell everybody of it in words"
    ]  # fmt: skip
    counted = ["1.1 Open a place on", "1.3 hectares of land"]
    assert _texts(*(line(100 + 12 * n, (60, text)) for n, text in enumerate(counted))) == [
        " ".join(counted)
    ]


def test_what_hangs_under_a_narrow_item_goes_on_with_it_beside_wider_text() -> None:
    wide = [line(100 + 12 * n, (60, "word " * 18)) for n in range(4)]
    item = [*line(170, (60, "M-1 Open a place (in the")), *line(182, (84, "North)"))]
    assert _texts(*wide, item)[-1] == "M-1 Open a place (in the North)"


def test_the_sign_that_ends_a_quotation_begins_no_item() -> None:
    quoted = ["Hold the « night of those", "» that have no home"]
    assert _texts(*(line(100 + 12 * n, (60, text)) for n, text in enumerate(quoted))) == [
        " ".join(quoted)
    ]
    listed = ["What comes of it", "» that all have a home"]
    assert len(_texts(*(line(100 + 12 * n, (60, text)) for n, text in enumerate(listed)))) == 2


def test_an_item_goes_on_with_a_name_on_the_next_page() -> None:
    pages = [
        laid_out(line(700, (60, "•"), (72, "Better known work in the town of"))),
        laid_out([*line(60, (72, "North.")), *line(74, (60, "•"), (72, "A warm place"))], number=2),
    ]
    blocks = join_tables([page_blocks(page, {}, read_styles(pages)) for page in pages])
    assert [block.text for block in blocks if isinstance(block, Line)] == [
        "Better known work in the town of North.", "A warm place"
    ]  # fmt: skip
