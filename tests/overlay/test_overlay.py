"""What is drawn over a page is what was read from it, at its place, on any kind of page."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from PIL import Image

from pipeline.cli import main
from pipeline.extract import Identity
from pipeline.overlay import Shape, drawn_over, page_image, region_image, shapes_of
from pipeline.overlay.drawn import STYLES
from pipeline.overlay.raster import PIXELS_MAX
from pipeline.workspace.produce import load_words, make, read_source
from tests.pdf.content import quebec
from tests.pdf.looks import LOOKS

PUBLISHER = quebec("itinerance").publisher


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("overlay") / "plan.pdf"
    LOOKS["ruled-tick"](quebec("itinerance"), path)
    return path


@pytest.fixture(scope="module")
def shapes(plan: Path) -> list[Shape]:
    document = read_source(plan, plan.name)
    return shapes_of(
        document, *make(document, load_words(None), Identity("p", "p", PUBLISHER), enriched=False)
    )


def test_every_shape_is_drawn_once(plan: Path, shapes: list[Shape]) -> None:
    with pikepdf.open(io.BytesIO(drawn_over(plan.read_bytes(), shapes))) as pdf:
        assert len(pdf.pages) > 5
        for number, page in enumerate(pdf.pages, 1):
            layers = Counter(shape.layer for shape in shapes if shape.page == number)
            *_, added = page.Contents
            lines = added.read_bytes().decode().splitlines()
            boxes = sum(line.endswith((" re S", " re B")) for line in lines)
            assert boxes == layers.total() + len(layers)
            for layer in ("mark", "unplanned", "table", "heading"):
                style = STYLES[layer]
                pen = f" RG {style.width} w [{style.dash}] 0 d"
                colour = " ".join(f"{value:.2f}".rstrip("0").rstrip(".") for value in style.stroke)
                drawn = lines.count(colour + pen)
                assert drawn == layers[layer] + (layers[layer] > 0)


def test_the_shapes_are_what_was_read(shapes: list[Shape]) -> None:
    content = quebec("itinerance")
    planned = sum(sum(entry.planned) for entry in content.entries)
    layers = Counter(shape.layer for shape in shapes)
    assert layers["mark"] == planned
    assert layers["unclear"] == 0
    assert layers["unclaimed"] == 0
    assert {shape.label for shape in shapes if shape.layer == "mark"} == {"G"}


def test_the_source_is_copied_and_the_bytes_are_the_same(plan: Path, shapes: list[Shape]) -> None:
    before = plan.read_bytes()
    first = drawn_over(before, shapes)
    assert first == drawn_over(before, shapes)
    assert plan.read_bytes() == before
    assert page_image(first, 2) == page_image(first, 2)


def blank(rotation: int, crop: tuple[float, float, float, float]) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 400))
        page = pdf.pages[0]
        page.obj.CropBox = pikepdf.Array(crop)
        page.obj.Rotate = rotation
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270, -90])
def test_a_shape_stands_where_it_was_read_on_turned_and_cropped_pages(rotation: int) -> None:
    data = blank(rotation, (50, 60, 250, 360))
    box = (20.0, 30.0, 60.0, 50.0)
    picture = Image.open(io.BytesIO(page_image(drawn_over(data, [Shape(1, "mark", box)]), 1, 72)))
    assert picture.size == ((200, 300) if rotation % 180 == 0 else (300, 200))
    coloured = [
        (x, y)
        for x in range(picture.width)
        for y in range(picture.height - 14)
        if picture.getpixel((x, y)) != (255, 255, 255)
    ]
    xs, ys = [x for x, _ in coloured], [y for _, y in coloured]
    found = (min(xs), min(ys), max(xs) + 1, max(ys) + 1)
    assert all(abs(a - b) <= 2 for a, b in zip(found, box, strict=True))


def test_a_label_cannot_leave_its_string() -> None:
    data = drawn_over(blank(0, (0, 0, 300, 400)), [Shape(1, "table", (5, 5, 50, 50), r"(a)\ Tj")])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = [
            str(instruction.operands[0])
            for instruction in pikepdf.parse_content_stream(pdf.pages[0])
            if str(instruction.operator) == "Tj"
        ]
    assert said[0] == r"(a)\ Tj"


def test_a_region_is_cut_out_of_its_page(plan: Path, shapes: list[Shape]) -> None:
    shape = next(shape for shape in shapes if shape.layer == "mark")
    data = plan.read_bytes()
    picture = Image.open(io.BytesIO(region_image(data, shape.page, shape.box, dpi=144, margin=4)))
    width, height = shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]
    assert abs(picture.width - 2 * (width + 8)) <= 3
    assert abs(picture.height - 2 * (height + 8)) <= 3
    assert any(darkest < 128 for darkest, _ in picture.getextrema())  # type: ignore[misc]


def test_places_that_are_not_there() -> None:
    data = blank(0, (0, 0, 300, 400))
    with pytest.raises(ValueError, match=r"there is no page 2: the document has 1"):
        page_image(data, 2)
    with pytest.raises(ValueError, match="lies outside of page 1"):
        region_image(data, 1, (500, 500, 510, 510))


def test_a_page_of_any_size_gives_a_picture_of_some_size() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(14_400, 14_400))
        out = io.BytesIO()
        pdf.save(out)
    picture = Image.open(io.BytesIO(page_image(out.getvalue(), 1, 600)))
    assert picture.width * picture.height <= PIXELS_MAX * 1.01


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["overlay", *arguments], prog_name="arrimage")
    return result.exit_code, result.stderr


def test_the_command_writes_pages_as_pdf_and_as_pictures(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = run(str(plan), "--pages", "3-4")
    assert (code, said) == (0, "plan-overlay.pdf: 2 pages, 2 tables\n")
    with pikepdf.open(tmp_path / "plan-overlay.pdf") as pdf:
        assert len(pdf.pages) == 2
    assert run(str(plan), "--pages", "3-4", "--png", "--dpi", "40")[0] == 0
    names = sorted(path.name for path in (tmp_path / "plan-overlay").iterdir())
    assert names == ["page-003.png", "page-004.png"]


def test_a_page_without_tables_is_drawn_too(plan: Path, tmp_path: Path) -> None:
    code, said = run(str(plan), "--pages", "1", "--out", str(tmp_path / "one.pdf"))
    assert code == 0
    assert said.startswith("warning: plan.pdf: no table was found; text alone is drawn\n")
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["{plan}", "--out", "{plan}"], 2, "--out is FILE itself, which is never changed"),
        (["{plan}", "--out", "{here}"], 1, "is a folder; give --out the name of a PDF"),
        (["{plan}", "--png", "--out", "{text}"], 1, "is not a folder; give another --out"),
        (["{text}"], 1, "note.md: is no PDF; pages are what an overlay is drawn on"),
        (["{plan}", "--pages", "99"], 1, "plan.pdf: has no page 99: it has"),
        (["{plan}", "--pages", "x"], 2, "--pages x: say which, like 3,5-7"),
        (["{here}/none.pdf"], 1, "none.pdf"),
    ],
)
def test_what_cannot_be_drawn_is_one_line(
    arguments: list[str], code: int, said: str, plan: Path, tmp_path: Path
) -> None:
    text = tmp_path / "note.md"
    text.write_text("# Note\n")
    given = [a.format(plan=plan, here=tmp_path, text=text) for a in arguments]
    found, printed = run(*given)
    assert found == code
    assert re.search(re.escape(said), printed)
    assert "Traceback" not in printed
