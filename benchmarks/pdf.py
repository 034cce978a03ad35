"""`python -m benchmarks.pdf`: what reading PDF costs, against the tools that do a part of it.

Every tool reads every file of the suite in a process of its own, whose CPU time and peak memory are
those that the system counts, children included. `ms/page` is all of it; `net` leaves out what the
tool takes to start (its time for a file of one page), so that files of any length compare.
`--pages 50` takes the short files only, `--tools arrimage,pdfplumber` some tools, and files that
are named are read instead of the suite. A tool that is not installed is said to be so.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from benchmarks.pdf_tools import TOOLS, Cost, Tool, measure
from tests.pdf.content import Content, quebec
from tests.pdf.invented import Shape, invent
from tests.pdf.looks import LOOKS
from tests.pdf.words import LEVELS

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "corpus" / "real"
PAGES = (50, 200, 1000)
SUITE_LOOKS = ("ruled-tick", "horizontal-stroke")
BROWSER_LOOK = "chromium-borders"
LONGEST_PAGES = 200  # the tools that take a fifth of a second a page read no more


def main() -> int:
    """Measure every tool on every file and print a table."""
    given = _options()
    tools = {name: TOOLS[name] for name in given.tools.split(",")}
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = [Path(file) for file in given.files] or list(_suite(folder, given.pages))
        short = folder / "one.pdf"
        _draw(SUITE_LOOKS[0], invent(Shape(seed=1)), short, 1)
        start = {name: measure(name, short) for name, tool in tools.items() if tool.installed}
        print(f"{'file':<34}{'pages':>6}  {'tool':<26}{'ms/page':>9}{'net':>8}{'peak MiB':>10}")
        for path in files:
            _compare(path, tools, start)
    for name, tool in tools.items():
        if not tool.installed:
            print(f"{tool.label}: not installed ({name})")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("files", nargs="*", help="PDF files to read instead of the suite")
    parser.add_argument("--pages", default=",".join(map(str, PAGES)), help="lengths of the suite")
    parser.add_argument("--tools", default=",".join(TOOLS), help="the tools to measure")
    return parser.parse_args()


def _compare(path: Path, tools: dict[str, Tool], start: dict[str, Cost]) -> None:
    with pikepdf.open(path) as document:
        count = len(document.pages)
    for name, tool in tools.items():
        row = f"{path.stem[:33]:<34}{count:>6}  {tool.label:<26}"
        if not tool.installed:
            continue
        if tool.slow and count > LONGEST_PAGES:
            print(f"{row}{'too long to measure':>27}")
            continue
        cost = measure(name, path)
        if cost.failed:
            print(f"{row}  {cost.failed}")
            continue
        net = max(0.0, cost.cpu_s - start[name].cpu_s) / max(1, count - 1)
        whole = cost.cpu_s / count
        print(f"{row}{whole * 1000:>9.1f}{net * 1000:>8.1f}{cost.peak_mib:>10.0f}", flush=True)


def _suite(folder: Path, pages: str) -> Iterator[Path]:
    """The files that speed is measured on: two looks at each length, a browser's, real ones."""
    counts = [int(count) for count in pages.split(",")]
    for count in counts:
        content = _long(count)
        for look in SUITE_LOOKS:
            path = folder / f"{look}-{count}.pdf"
            _draw(look, content, path, count)
            yield path
    if LOOKS[BROWSER_LOOK].available:
        path = folder / f"{BROWSER_LOOK}.pdf"
        LOOKS[BROWSER_LOOK](quebec("devsocial"), path)
        yield path
    yield from sorted(REAL.glob("*.pdf"))


def _long(pages: int) -> Content:
    """A plan that takes at least this many pages."""
    levels = LEVELS[1]
    branches = max(2, round((pages * 0.9) ** (1 / len(levels))) + 1)
    return invent(Shape(seed=3, levels=levels, branches=branches, per_section=20, width=5))


def _draw(look: str, content: Content, path: Path, pages: int) -> None:
    LOOKS[look](content, path)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        if len(document.pages) < pages:
            sys.exit(f"the plan takes {len(document.pages)} pages of {pages}")
        del document.pages[pages:]
        document.save(path)


if __name__ == "__main__":
    sys.exit(main())
