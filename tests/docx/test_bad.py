"""Files that are no Word document, or a hostile one: a single line says why."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.read import ReadError, read
from pipeline.read.docx import package
from tests.docx.package import opened, p, packed, parts_of, relations, t, tbl, tr

GOOD = packed(parts_of(p("Axe 1") + tbl(tr("Actions", "2024"), tr("1. Ouvrir", "✓"))))
AGAIN = "open the document in a word processor and save it again"
ENTITIES = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>'


def with_part(name: str, content: str | bytes) -> bytes:
    return packed({**parts_of(p("Axe 1")), name: content})


def without(name: str) -> bytes:
    return packed({part: text for part, text in parts_of(p("a")).items() if part != name})


def locked(data: bytes) -> bytes:
    """Set the bit that says a part is encrypted, in every header."""
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            flags = struct.unpack_from("<H", data, at + offset)[0] | 1
            data = data[: at + offset] + struct.pack("<H", flags) + data[at + offset + 2 :]
            at = data.find(mark, at + 4)
    return data


NO_PASSWORD = "save it as .docx without a password"
BAD = {
    "empty": (b"", "plan.docx: is empty; check that the whole document was saved"),
    "no zip": (b"Axe 1 : Loger", f"plan.docx: is no .docx: it is no zip; {AGAIN}"),
    "a word of 1997": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        f"plan.docx: is encrypted, or a document of Word 97 to 2003; {NO_PASSWORD}",
    ),
    "cut": (GOOD[: len(GOOD) // 2], f"plan.docx: is cut off or damaged; {AGAIN}"),
    "locked": (locked(GOOD), f"plan.docx:_rels/.rels: is encrypted; {NO_PASSWORD}"),
    "no main part": (
        without("word/document.xml"),
        f"plan.docx: holds no word/document.xml; {AGAIN}",
    ),
    "a workbook": (
        packed(
            {
                "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
                "xl/workbook.xml": "<workbook/>",
            }
        ),
        f"plan.docx:xl/workbook.xml: holds no Word document; {AGAIN}",
    ),
    "entities": (
        with_part("word/document.xml", f"{ENTITIES}<document>&c;</document>"),
        f"plan.docx:word/document.xml: declares a document type, which no .docx does; {AGAIN}",
    ),
    "entities in UTF-16": (
        with_part("word/document.xml", f"{ENTITIES}<document>&c;</document>".encode("utf-16")),
        f"plan.docx:word/document.xml: declares a document type, which no .docx does; {AGAIN}",
    ),
    "no XML": (
        with_part("word/document.xml", "<document><body></document>"),
        "plan.docx:word/document.xml: is not readable as XML (mismatched tag: line 1, column 18); "
        + AGAIN,
    ),
    "an encoding nobody knows": (
        with_part("word/document.xml", '<?xml version="1.0" encoding="klingon"?><document/>'),
        "plan.docx:word/document.xml: is not readable as XML (unknown encoding: klingon); " + AGAIN,
    ),
    "nothing said": (
        packed(parts_of(p("") + p("—"))),
        "plan.docx: has no words; check that the whole document was saved",
    ),
    "too deep": (
        with_part(
            "word/document.xml",
            "<document><body>" + "<sdt>" * 90_000 + "</sdt>" * 90_000 + "</body></document>",
        ),
        f"plan.docx: is nested too deeply; {AGAIN}",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_read_is_one_line(tmp_path: Path, case: str) -> None:
    content, said = BAD[case]
    (tmp_path / "plan.docx").write_bytes(content)
    with pytest.raises(ReadError) as caught:
        read(tmp_path / "plan.docx")
    assert str(caught.value) == said


def test_a_part_is_never_inflated_past_the_limit(tmp_path: Path) -> None:
    bomb = b"<document>" + b" " * (package.MAX_PART_BYTES + 1)
    data = with_part("word/document.xml", bomb)
    assert len(data) < 100_000
    (tmp_path / "plan.docx").write_bytes(data)
    with pytest.raises(ReadError, match="inflates to more than 64 MB; take out what is not text"):
        read(tmp_path / "plan.docx")


def test_too_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PARTS", 2)
    (tmp_path / "plan.docx").write_bytes(GOOD)
    with pytest.raises(ReadError, match="has more than 2 parts"):
        read(tmp_path / "plan.docx")


def test_parts_outside_and_missing_ones_are_not_followed(tmp_path: Path) -> None:
    parts = parts_of(p("Texte"))
    rows = relations({"styles": "../../../etc/passwd", "footnotes": "absent.xml"})
    parts["word/_rels/document.xml.rels"] = rows.replace(
        "</Relationships>",
        '<Relationship Id="x" Type="a/header" Target="file:///etc/passwd" TargetMode="External"/>'
        "</Relationships>",
    )
    (tmp_path / "plan.docx").write_bytes(packed(parts))
    assert [line.text for line in read(tmp_path / "plan.docx").lines()] == ["Texte"]


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_damaged_bytes_are_a_document_or_a_line(tmp_path: Path, data: st.DataObject) -> None:
    damaged = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 5))):
        damaged[data.draw(st.integers(0, len(GOOD) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(GOOD)))
    (tmp_path / "plan.docx").write_bytes(bytes(damaged[:cut] if cut % 2 else damaged))
    said = refusal(tmp_path / "plan.docx")
    assert "\n" not in said
    assert said.startswith("plan.docx")


def refusal(path: Path) -> str:
    """Return what reading a file says, or its name where it is read."""
    try:
        return read(path).name
    except ReadError as error:
        return str(error)


TAGS = ["p", "r", "t", "tbl", "tr", "tc", "tcPr", "gridSpan", "vMerge", "sdt", "sdtContent", "ins",
        "del", "pPr", "numPr", "numId", "ilvl", "fldChar", "drawing", "txbxContent", "sym", "br",
        "hyperlink", "footnoteReference", "rPr", "vertAlign", "strike"]  # fmt: skip
ATTRIBUTES = ["", "0", "1", "-1", "restart", "continue", "superscript", "begin", "99999999999", "é"]

trees = st.recursive(
    st.text("ab 12✓", max_size=4).map(lambda text: t(text)),
    lambda inner: st.builds(
        lambda tag, value, children: (
            f'<w:{tag} w:val="{value}" w:id="{value}" w:fldCharType="{value}" w:char="{value}" '
            f'w:font="Wingdings">{"".join(children)}</w:{tag}>'
        ),
        st.sampled_from(TAGS),
        st.sampled_from(ATTRIBUTES),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(trees, max_size=5))
def test_any_tree_of_words_elements_is_read(tmp_path: Path, body: list[str]) -> None:
    document = opened(tmp_path, p("mot") + "".join(body))
    assert next(iter(document.lines())).text == "mot"
    for text, place in document.texts():
        assert text == text.strip()
        assert place.lines is not None
        assert 1 <= place.lines[0] <= place.lines[1]


def test_parts_said_to_begin_before_the_file(tmp_path: Path) -> None:
    """The end of a zip says where its directory begins; a false place moves every part."""
    data = bytearray(packed(parts_of(p(t("Planter")))))
    end = data.rindex(b"PK\x05\x06")
    offset = int.from_bytes(data[end + 16 : end + 20], "little")
    data[end + 16 : end + 20] = (offset + 65536).to_bytes(4, "little")
    path = tmp_path / "plan.docx"
    path.write_bytes(bytes(data))
    with pytest.raises(ReadError, match="damaged"):
        read(path)
