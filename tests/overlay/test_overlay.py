"""What is drawn over a page is what was read from it, at its place, on any kind of page."""

from __future__ import annotations

import io
import json
import os
import re
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner
from PIL import Image

from pipeline.cli import main
from pipeline.overlay import (
    DrawingError,
    Limits,
    Shape,
    apart,
    drawn_over,
    page_image,
    region_image,
)
from pipeline.overlay.apart import Refusal
from pipeline.overlay.raster import MARGIN_PT, PIXELS_MAX
from pipeline.read import ReadOptions
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.overlays import Overlay, overlay_file
from pipeline.workspace.single import extract_file
from tests.pdf.content import quebec
from tests.pdf.looks import LOOKS


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("overlay") / "plan.pdf"
    LOOKS["ruled-tick"](quebec("itinerance"), path)
    return path


@pytest.fixture(scope="module")
def drawn(plan: Path) -> Overlay:
    return overlay_file(plan, ReadOptions())


@pytest.fixture(scope="module")
def shapes(drawn: Overlay) -> tuple[Shape, ...]:
    return drawn.shapes


def layers_drawn(page: pikepdf.Page) -> Counter[str]:
    """Count the boxes of each layer in what was painted over a page."""
    *_, added = page.Contents
    return Counter(re.findall(r"^/(\w+) BMC$", added.read_bytes().decode("cp1252"), re.MULTILINE))


def test_every_shape_is_drawn_once(drawn: Overlay) -> None:
    with pikepdf.open(io.BytesIO(drawn.data)) as pdf:
        assert len(pdf.pages) > 5
        for number, page in enumerate(pdf.pages, 1):
            wanted = Counter(shape.layer for shape in drawn.shapes if shape.page == number)
            assert layers_drawn(page) == wanted
            *_, added = page.Contents
            operators = added.read_bytes().decode("cp1252").split()
            assert operators.count("BMC") == operators.count("EMC") == wanted.total()


def test_the_shapes_are_what_was_read(shapes: tuple[Shape, ...]) -> None:
    content = quebec("itinerance")
    planned = sum(sum(entry.planned) for entry in content.entries)
    layers = Counter(shape.layer for shape in shapes)
    assert layers["mark"] == planned
    assert layers["unclear"] == 0
    assert {shape.label for shape in shapes if shape.layer == "mark"} == {"G"}


def test_words_are_drawn_one_by_one(plan: Path, shapes: tuple[Shape, ...]) -> None:
    report = json.loads(extract_file(plan, "plan").report)["words"]
    layers = Counter(shape.layer for shape in shapes)
    assert layers["ignored"] == sum(report["ignored"].values())
    assert layers["unclaimed"] == report["unclaimed"]


def test_the_source_is_copied_and_the_bytes_are_the_same(plan: Path, drawn: Overlay) -> None:
    before = plan.read_bytes()
    assert overlay_file(plan, ReadOptions()).data == drawn.data
    assert plan.read_bytes() == before
    assert page_image(drawn.data, 2) == page_image(drawn.data, 2)


def test_the_words_below_stay_words(plan: Path, drawn: Overlay) -> None:
    def said(data: bytes) -> str:
        document = pypdfium2.PdfDocument(data)
        try:
            return str(document[2].get_textpage().get_text_range())
        finally:
            document.close()

    assert said(plan.read_bytes()).split()[:40] == said(drawn.data).split()[:40]


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
    shown = (200, 300) if rotation % 180 == 0 else (300, 200)
    assert picture.width == shown[0]
    assert 10 < picture.height - shown[1] < 80
    coloured = [
        (x, y)
        for x in range(picture.width)
        for y in range(shown[1])
        if picture.getpixel((x, y)) != (255, 255, 255) and y < shown[1] - 2
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
    assert r"(a)\ Tj" in said


def test_a_region_is_cut_out_of_its_page(plan: Path, shapes: tuple[Shape, ...]) -> None:
    shape = next(shape for shape in shapes if shape.layer == "mark")
    data = plan.read_bytes()
    picture = Image.open(io.BytesIO(region_image(data, shape.page, shape.box, dpi=144)))
    width, height = shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]
    assert abs(picture.width - 2 * (width + 2 * MARGIN_PT)) <= 3
    assert abs(picture.height - 2 * (height + 2 * MARGIN_PT)) <= 3
    assert any(darkest < 128 for darkest, _ in picture.getextrema())  # type: ignore[misc]


def test_places_that_are_not_there() -> None:
    data = blank(0, (0, 0, 300, 400))
    with pytest.raises(ValueError, match=r"there is no page 2: the document has 1"):
        page_image(data, 2)
    with pytest.raises(ValueError, match="lies outside of page 1"):
        region_image(data, 1, (500, 500, 510, 510), 100)


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


CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside the repository")
@pytest.mark.parametrize(
    ("name", "pages", "layers"),
    [
        ("renditions/itinerance--ruled-glyph", (3,), {"mark": 14, "unplanned": 4, "action": 6}),
        ("renditions/devsocial--rules-vector", (5,), {"mark": 6, "table": 2, "action": 6}),
        ("real/BFA_INDC_fr", (19,), {"mark": 12, "table": 1, "unclaimed": 0}),
    ],
)
def test_real_pages_show_what_stands_on_them(
    name: str, pages: tuple[int, ...], layers: dict[str, int]
) -> None:
    drawn = overlay_file(CORPUS / f"{name}.pdf", ReadOptions(pages=pages))
    with pikepdf.open(io.BytesIO(drawn.data)) as pdf:
        found = layers_drawn(pdf.pages[0])
    assert {layer: found[layer] for layer in layers} == layers


def test_a_page_that_leaves_its_state_behind_does_not_move_what_is_drawn() -> None:
    with pikepdf.open(io.BytesIO(blank(0, (0, 0, 300, 400)))) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(b"Q q 9 0 0 9 70 70 cm q")
        out = io.BytesIO()
        pdf.save(out)
    over = [Shape(1, "mark", (20, 30, 60, 50))]
    assert page_image(drawn_over(out.getvalue(), over), 1) == page_image(
        drawn_over(blank(0, (0, 0, 300, 400)), over), 1
    )


def test_nothing_that_acts_is_copied() -> None:
    with pikepdf.open(io.BytesIO(blank(0, (0, 0, 300, 400)))) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("secret()"))
        pdf.Root.OpenAction = script
        pdf.pages[0].obj.AA = pikepdf.Dictionary(O=script)
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=script
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([note])
        out = io.BytesIO()
        pdf.save(out, compress_streams=False)
    assert b"secret" in out.getvalue()
    drawn = drawn_over(out.getvalue(), [])
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        saved = io.BytesIO()
        pdf.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"secret" not in saved.getvalue()


def encrypted(plan: Path, path: Path, user: str) -> Path:
    with pikepdf.open(plan) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="owner", user=user))
    return path


def test_encrypted_files(plan: Path, tmp_path: Path) -> None:
    open_to_all = encrypted(plan, tmp_path / "open.pdf", "")
    with pikepdf.open(io.BytesIO(overlay_file(open_to_all, ReadOptions(pages=(3,))).data)) as pdf:
        assert layers_drawn(pdf.pages[0])["mark"] > 0
    code, said = run(str(encrypted(plan, tmp_path / "shut.pdf", "user")))
    assert code == 1
    assert said.startswith("error: shut.pdf: ")
    assert "password" in said
    assert said.count("\n") == 1


def test_what_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    for name, data in (("empty.pdf", b""), ("cut.pdf", b"%PDF-1.7\n1 0 obj <<")):
        (tmp_path / name).write_bytes(data)
        code, said = run(str(tmp_path / name))
        assert (code, said.count("\n")) == (1, 1)
        assert said.startswith(f"error: {name}: ")


def test_what_draws_has_limits(plan: Path) -> None:
    data = plan.read_bytes()
    with pytest.raises(DrawingError, match=r"took longer than 0.01 s to draw; draw fewer pages"):
        apart(Limits(seconds=0.01), page_image, data, 1, 100.0)
    with pytest.raises(DrawingError, match="there is no page 99"):
        apart(Limits(), page_image, data, 99, 100.0)
    with pytest.raises(DrawingError, match="cannot be drawn"):
        apart(Limits(), page_image, b"%PDF-", 1, 100.0)
    with pytest.raises(DrawingError, match=r"stop \(exit code -?\d+\)"):
        apart(Limits(), os._exit, 3)
    with pytest.raises(DrawingError, match="needs more than 300 MB"):
        apart(Limits(memory_mb=300), bytes, 400_000_000)
    assert apart(Limits(), page_image, data, 1, 50.0) == page_image(data, 1, 50)
    assert isinstance(DrawingError(Refusal("a", "b")), RuntimeError)


def test_a_page_that_takes_too_long_is_an_error_line(plan: Path, drawn: Overlay) -> None:
    from pipeline.workspace.overlays import pictures

    with pytest.raises(WorkspaceError, match="took longer"):
        pictures(drawn, 600, ReadOptions(seconds=0.01))
