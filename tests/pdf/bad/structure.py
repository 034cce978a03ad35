"""Files whose tables and trees lie: cross references, page trees, boxes, outlines."""

from __future__ import annotations

from tests.pdf.bad.case import PHRASE, Bad
from tests.pdf.bad.writer import CATALOG, CONTENTS, PAGE, PAGES, page, pdf, phrase, stream


def _start(value: bytes) -> bytes:
    data = pdf(page())
    at = data.rindex(b"startxref")
    return data[:at] + b"startxref\n" + value + b"\n%%EOF\n"


def _previous(target: int | None) -> bytes:
    """A table that names itself, or a second one that names it back, as the one before."""
    data = pdf(page())
    start = data.rindex(b"xref\n0")
    if target is None:
        return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)
    first = data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %010d" % 0)
    second = len(first)
    first = first.replace(b"/Prev %010d" % 0, b"/Prev %010d" % second)
    start = first.rindex(b"xref\n0")
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\n" % start
    return first + table + b"startxref\n%d\n%%%%EOF\n" % second


def _shifted() -> bytes:
    return pdf(page()).replace(b"%\xe2\xe3\xcf\xd3\n", b"%\xe2\xe3\xcf\xd3\n%shift\n", 1)


def _size(size: bytes) -> bytes:
    data = pdf(page())
    return data.replace(b"xref\n0 6", b"xref\n0 " + size).replace(b"/Size 6", b"/Size " + size)


def _stream_table() -> bytes:
    """A cross-reference stream whose columns are as wide as the address space."""
    body = stream(b"\x00" * 64, b"/Type /XRef /Size 9 /W [1 2147483647 2] /Root 1 0 R")
    return b"%%PDF-1.7\n1 0 obj\n%s\nendobj\nstartxref\n9\n%%%%EOF\n" % body


def _with(number: int, body: bytes, **more: bytes) -> bytes:
    objects = {**page(), number: body}
    return pdf(objects, **more)


def _deep_tree(levels: int) -> bytes:
    objects = page()
    objects[PAGES] = b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>"
    for k in range(levels):
        below = 3 if k + 1 == levels else 11 + k
        above = 2 if k == 0 else 9 + k
        objects[10 + k] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (
            below, above,
        )  # fmt: skip
    objects[PAGE] = objects[PAGE].replace(b"/Parent 2 0 R", b"/Parent %d 0 R" % (9 + levels))
    return pdf(objects)


def many_pages(count: int) -> bytes:
    """A file of this many pages that all print the phrase."""
    objects = page()
    objects[PAGES] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        count, b" ".join(b"%d 0 R" % (10 + k) for k in range(count)),
    )  # fmt: skip
    objects |= {10 + k: objects[PAGE] for k in range(count)}
    return pdf(objects)


def _tree_of_two(kids: bytes, count: bytes = b"2") -> bytes:
    return _with(PAGES, b"<< /Type /Pages /Kids [%s] /Count %s >>" % (kids, count))


def _outline() -> bytes:
    item = b"<< /Title (Axe 1) /Parent 10 0 R /Next 11 0 R /First 11 0 R /Dest [3 0 R /Fit] >>"
    more = {10: b"<< /Type /Outlines /First 11 0 R /Last 11 0 R /Count 1 >>", 11: item}
    return pdf(page(catalog=b"/Outlines 10 0 R", more=more))


def _tags() -> bytes:
    node = b"<< /Type /StructElem /S /Table /P 11 0 R /K [11 0 R 3] >>"
    more = {10: b"<< /Type /StructTreeRoot /K 11 0 R >>", 11: node}
    marked = b"/StructTreeRoot 10 0 R /MarkInfo << /Marked true >>"
    return pdf(page(catalog=marked, more=more))


def _updates(count: int) -> bytes:
    """A file that was saved anew many times, each time with its contents replaced."""
    data = bytearray(pdf(page()))
    for k in range(count):
        before = int(data[data.rindex(b"startxref") + 10 :].split(b"\n")[0])
        at = len(data)
        text = PHRASE if k + 1 == count else f"Version {k}"
        data += b"%d 0 obj\n%s\nendobj\n" % (CONTENTS, stream(phrase(text)))
        start = len(data)
        data += b"xref\n4 1\n%010d 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\n" % (
            at, before,
        )  # fmt: skip
        data += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(data)


TABLES = (
    Bad("xref-names-itself", lambda: _previous(None), "either", PHRASE),
    Bad("xref-loop-of-two", lambda: _previous(2), "either", PHRASE),
    Bad("xref-beyond-the-end", lambda: _start(b"99999999"), "read", PHRASE),
    Bad("xref-at-zero", lambda: _start(b"0"), "read", PHRASE),
    Bad("xref-negative", lambda: _start(b"-17"), "read", PHRASE),
    Bad("xref-not-a-number", lambda: _start(b"abc"), "read", PHRASE),
    Bad("xref-shifted", _shifted, "read", PHRASE),
    Bad("xref-of-a-billion", lambda: _size(b"1000000000"), "either", PHRASE),
    Bad("xref-stream-too-wide", _stream_table, "refused"),
    Bad("no-root", lambda: pdf(page()).replace(b"/Root 1 0 R", b""), "either", PHRASE),
    Bad("root-is-a-page", lambda: pdf(page()).replace(b"/Root 1", b"/Root 3"), "either"),
    Bad("saved-300-times", lambda: _updates(300), "read", PHRASE),
)

TREES = (
    Bad("pages-hold-themselves", lambda: _tree_of_two(b"2 0 R 3 0 R"), "either", PHRASE),
    Bad("pages-only-themselves", lambda: _tree_of_two(b"2 0 R", b"1"), "either", PHRASE),
    Bad("page-is-its-own-parent",
        lambda: pdf(page()).replace(b"/Parent 2 0 R", b"/Parent 3 0 R"), "either", PHRASE),
    Bad("the-same-page-twice", lambda: _tree_of_two(b"3 0 R 3 0 R"), "either", PHRASE),
    Bad("a-page-is-missing", lambda: _tree_of_two(b"3 0 R 99 0 R"), "either", PHRASE),
    Bad("no-pages", lambda: _tree_of_two(b"", b"0"), "either", PHRASE),
    Bad("kids-is-a-number", lambda: _with(PAGES, b"<< /Type /Pages /Kids 7 /Count 1 >>"),
        "either", PHRASE),
    Bad("count-is-negative", lambda: _tree_of_two(b"3 0 R", b"-5"), "either", PHRASE),
    Bad("count-is-a-billion", lambda: _tree_of_two(b"3 0 R", b"1000000000"), "either", PHRASE),
    Bad("page-tree-of-3000-levels", lambda: _deep_tree(3000), "either", PHRASE),
    Bad("20000-pages", lambda: many_pages(20_000), "either", PHRASE),
    Bad("catalog-without-pages", lambda: _with(CATALOG, b"<< /Type /Catalog >>"), "either", PHRASE),
    Bad("catalog-is-nested-deep",
        lambda: _with(CATALOG, b"[" * 100_000 + b"]" * 100_000), "either", PHRASE),
    Bad("outline-loop", _outline, "read", PHRASE),
    Bad("tags-loop", _tags, "read", PHRASE),
)  # fmt: skip

PAGES_OF_ODD_SHAPE = (
    Bad("page-of-size-zero", lambda: pdf(page(box=b"[0 0 0 0]")), "either", PHRASE),
    Bad("page-of-ten-metres", lambda: pdf(page(box=b"[0 0 28346 28346]")), "read", PHRASE),
    Bad("page-of-a-light-year", lambda: pdf(page(box=b"[0 0 1e30 1e30]")), "either", PHRASE),
    Bad("page-upside-down", lambda: pdf(page(box=b"[612 792 0 0]")), "read", PHRASE),
    Bad("page-box-is-text", lambda: pdf(page(box=b"(a4)")), "either", PHRASE),
    Bad("page-without-box",
        lambda: pdf(page()).replace(b"/MediaBox [0 0 612 792]", b" " * 23), "either", PHRASE),
    Bad("rotated-90", lambda: pdf(page(extra=b"/Rotate 90")), "read", PHRASE),
    Bad("rotated-180", lambda: pdf(page(extra=b"/Rotate 180")), "read", PHRASE),
    Bad("rotated-270", lambda: pdf(page(extra=b"/Rotate 270")), "read", PHRASE),
    Bad("rotated-37", lambda: pdf(page(extra=b"/Rotate 37")), "read", PHRASE),
    Bad("user-unit", lambda: pdf(page(extra=b"/UserUnit 1000")), "read", PHRASE),
    Bad("no-contents", lambda: pdf(page()).replace(b"/Contents 4 0 R", b" " * 15), "refused"),
    Bad("contents-missing",
        lambda: pdf(page()).replace(b"/Contents 4 0 R", b"/Contents 9 0 R"), "refused"),
    Bad("contents-5000-times",
        lambda: pdf(page()).replace(b"/Contents 4 0 R", b"/Contents [%s]" % (b"4 0 R " * 5000)),
        "either", PHRASE),
)  # fmt: skip
