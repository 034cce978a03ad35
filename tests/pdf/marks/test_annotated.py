"""What is not in a page's own content: ticked boxes of forms, filled fields, stamps, notes."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from pipeline.read.pdf import ENGINES, open_pdf, read_blocks
from tests.pdf.marks import paints as p
from tests.pdf.marks.cases import marked
from tests.pdf.marks.page import HEIGHT, Case, spot, typeset
from tests.pdf.marks.test_marks import read_plan

SIDE = 10.0
FRAME = "0.5 w 0 G 0.5 0.5 9 9 re S "
RING = "0.5 w 0 G 0.7 5 m 0.7 10.7 9.3 10.7 9.3 5 c 9.3 -0.7 0.7 -0.7 0.7 5 c s "
TICK = "1.2 w 2 5 m 4 2.5 l 8 8 l S "
DINGBAT = "q BT /ZaDb 9 Tf 0 g 1.6 2 Td (4) Tj ET Q "
DOT = "3 5 m 3 7.7 7 7.7 7 5 c 7 2.3 3 2.3 3 5 c f "
LETTER = "/Tx BMC q BT /Helv 9 Tf 0 g 2 2 Td (X) Tj ET Q EMC "
FONTS = {"ZaDb": "ZapfDingbats", "Helv": "Helvetica"}


def _form(pdf: Pdf, code: str) -> Object:
    form = Stream(pdf, code.encode())
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, SIDE, SIDE])
    fonts = {
        f"/{name}": Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{base}"))
        for name, base in FONTS.items()
    }
    form.Resources = Dictionary(Font=Dictionary(fonts))
    return pdf.make_indirect(form)


def _annotated(case: Case, kind: str, on: str, off: str | None, flags: int = 4) -> bytes:
    """Return the page of a case whose cells hold annotations instead of its marks."""
    with pikepdf.open(io.BytesIO(typeset(case))) as pdf:
        found = []
        for row, states in enumerate(case.states):
            for column, state in enumerate(states):
                if state != "P" and off is None:
                    continue
                at = spot(row, column)
                box = [at.x - 5, HEIGHT - at.y - 5, at.x + 5, HEIGHT - at.y + 5]
                forms = Dictionary(Yes=_form(pdf, on), Off=_form(pdf, off or ""))
                said = Name.Yes if state == "P" else Name.Off
                ticked = kind == "Widget" and off is not None
                one = Dictionary(
                    Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array(box), F=flags,
                    T=String(f"{row}-{column}"), FT=Name.Btn if ticked else Name.Tx, AS=said,
                    AP=Dictionary(N=forms if ticked else forms[said]),
                )  # fmt: skip
                found.append(pdf.make_indirect(one))
        pdf.pages[0].obj.Annots = Array(found)
        if kind == "Widget":
            pdf.Root.AcroForm = Dictionary(Fields=Array(found))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


EMPTY = marked("empty", lambda *_: None)
WIDGETS = {
    "a ticked box": ("Widget", FRAME + TICK, FRAME),
    "a box with a dingbat": ("Widget", FRAME + DINGBAT, FRAME),
    "a dingbat without a box": ("Widget", DINGBAT, ""),
    "a radio button": ("Widget", RING + DOT, RING),
    "a field": ("Widget", LETTER, None),
    "a text": ("FreeText", LETTER, None),
    "a stamp": ("Stamp", TICK, None),
    "a stroke of a pen": ("Ink", TICK, None),
}


@pytest.mark.parametrize("name", WIDGETS)
def test_what_annotations_paint_is_on_the_page(name: str) -> None:
    data = _annotated(EMPTY, *WIDGETS[name])
    marks = []
    for engine in ENGINES:
        plan = read_plan(data, engine)
        states = tuple(
            "".join(entry.state[0].upper() for entry in action.schedule) for action in plan.actions
        )
        assert states == EMPTY.states, engine
        marks.append([[entry.mark for entry in action.schedule] for action in plan.actions])
    assert marks[0] == marks[1]


@pytest.mark.parametrize(
    ("kind", "flags"), [("Text", 4), ("FileAttachment", 4), ("Link", 4), ("Stamp", 2)]
)
def test_notes_links_and_what_is_hidden_are_no_marks(kind: str, flags: int) -> None:
    blank = marked("ticks", p.tick)
    plain = typeset(blank)
    data = _annotated(blank, kind, FRAME + TICK, None, flags)
    for engine in ENGINES:
        with open_pdf(data, engine) as one, open_pdf(plain, engine) as other:
            assert read_blocks(one).blocks == read_blocks(other).blocks, engine
