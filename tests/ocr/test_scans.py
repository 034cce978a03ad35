"""Scans of two looks, through Tesseract: the acceptance of scans, on some pages of each plan."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.extract import Identity, extract
from pipeline.lexicon import load_lexicons
from pipeline.read import ReadError, ReadOptions, read
from pipeline.read.pdf.scan.tesseract import recognise, recognise_lines, version
from tests.debian import program
from tests.ocr.measure import measure
from tests.ocr.pages import Page, take_pages
from tests.pdf.content import quebec
from tests.pdf.looks import LOOKS
from tests.pdf.scan import scan

WIDTH, HEIGHT = 612, 792

# Each a look, a plan, two of its pages with tables, and how the scan lies.
CASES = {
    "ruled-tick": ("itinerance", (4, 5), 0.5),
    "horizontal-stroke": ("devsocial", (4, 6), -1.0),
}


@pytest.fixture(scope="session", autouse=True)
def tesseract() -> str:
    """The path of Tesseract; where it was installed for these tests, it is looked up anew."""
    path = program("tesseract", "tesseract-ocr tesseract-ocr-fra")
    version.cache_clear()
    if not version():
        pytest.skip("Tesseract has no French data (Debian: tesseract-ocr-fra)")
    return path


@pytest.fixture(scope="session")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """For each case a printed file of two pages, and its scan at 200 dots per inch."""
    made = {}
    for look, (name, pages, degrees) in CASES.items():
        folder = tmp_path_factory.mktemp(look)
        whole, printed, scanned = (folder / n for n in ("whole.pdf", "printed.pdf", "scan.pdf"))
        LOOKS[look](quebec(name), whole)
        take_pages(whole, printed, *pages)
        scan(printed, scanned, dpi=200, degrees=degrees)
        made[look] = printed, scanned
    return made


@pytest.fixture
def pair(pairs: dict[str, tuple[Path, Path]]) -> tuple[Path, Path]:
    """A printed file and its scan."""
    return pairs["ruled-tick"]


@pytest.mark.parametrize("look", CASES)
def test_a_scan_gives_what_was_printed(look: str, pairs: dict[str, tuple[Path, Path]]) -> None:
    score = measure(*pairs[look])
    assert (score.found, score.more) == (score.actions, 0), score.errors
    assert score.actions >= 5
    assert (score.wrong, score.unclear) == (0, 0), score.errors
    assert score.right >= 3 * score.actions
    assert score.share >= 0.98, score.errors
    assert score.sections_right == score.sections, score.errors
    _is_flagged(pairs[look][1], score.documents[1])
    _lies_where_it_was(score.documents[0], score.documents[1], CASES[look][2])


def _is_flagged(path: Path, document: Document) -> None:
    assert document.scanned == (1, 2)
    assert document.reader == f"pdf/pypdfium2+tesseract-{version()}"
    plan = extract(
        document,
        load_lexicons().pick("\n".join(text for text, _ in document.texts())),
        Identity("plan", path.name),
    ).plan
    assert all("ocr" in action.flags for action in plan.actions)
    places = [
        *(section.provenance for section in plan.sections),
        *(target.provenance for section in plan.sections for target in section.targets),
        *(action.provenance for action in plan.actions),
        *(entry.provenance for action in plan.actions for entry in action.schedule),
    ]
    assert places
    assert all(place.method.startswith("ocr/") for place in places)


def _lies_where_it_was(printed: Document, scanned: Document, degrees: float) -> None:
    """Check that places are those on the page as it lies, not as it was levelled."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    for one, other in zip(printed.tables(), scanned.tables(), strict=True):
        (box,), (turned,) = one.provenance.regions, other.provenance.regions
        across = (box.bbox[0] + box.bbox[2]) / 2 - WIDTH / 2
        down = (box.bbox[1] + box.bbox[3]) / 2 - HEIGHT / 2
        assert turned.page == box.page
        assert (turned.bbox[0] + turned.bbox[2]) / 2 == pytest.approx(
            WIDTH / 2 + across * cos + down * sin, abs=2
        )
        assert (turned.bbox[1] + turned.bbox[3]) / 2 == pytest.approx(
            HEIGHT / 2 - across * sin + down * cos, abs=2
        )


def test_without_tesseract_the_message_says_what_to_install(
    pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    version.cache_clear()
    try:
        with pytest.raises(ReadError, match="install tesseract-ocr and tesseract-ocr-fra"):
            read(pair[1])
    finally:
        monkeypatch.undo()
        version.cache_clear()
        assert version()


def test_a_scan_that_was_not_read_says_why(pair: tuple[Path, Path]) -> None:
    with pytest.raises(ReadError, match="--ocr never leaves it out"):
        read(pair[1], ReadOptions(ocr="never"))


def test_pages_left_out_are_findings_and_the_others_stand(
    pair: tuple[Path, Path], tmp_path: Path
) -> None:
    import pikepdf

    mixed = tmp_path / "mixed.pdf"
    with pikepdf.open(pair[0]) as printed, pikepdf.open(pair[1]) as scanned:
        printed.pages.append(scanned.pages[0])
        printed.save(mixed)
    document = read(mixed, ReadOptions(ocr="never"))
    assert [finding.code for finding in document.findings] == ["page_without_text"]
    assert document.findings[0].where == "mixed.pdf, page 3"
    assert document.scanned == ()
    assert document.reader == "pdf/pypdfium2"


def test_a_page_of_a_picture_without_words_is_said(tmp_path: Path, pair: tuple[Path, Path]) -> None:
    import pikepdf

    page = Page()
    page.draw.ellipse([400, 300, 1100, 900], fill=120)
    path, mixed = tmp_path / "picture.pdf", tmp_path / "mixed.pdf"
    page.scanned().save(path, resolution=300)
    with pikepdf.open(pair[0]) as printed, pikepdf.open(path) as whole:
        whole.pages.append(printed.pages[0])
        whole.save(mixed)
    document = read(mixed)
    assert document.findings
    assert {f.code for f in document.findings} <= {"page_without_text", "print_unread"}


def test_a_blank_has_no_words() -> None:
    blank = Page((600, 100)).picture
    assert recognise(blank) == []
    assert recognise_lines([]) == []
