"""Whole plans through OCR: two looks and the renditions, both plans, 200 and 300 dots per inch.

Run as `python -m benchmarks.scans [DEGREES]`; a line for each scan, and below it what was misread.
Each takes a minute or more.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.ocr.measure import measure
from tests.pdf.content import quebec
from tests.pdf.looks import LOOKS
from tests.pdf.scan import scan

RENDITIONS = Path(__file__).parents[2] / "shared" / "corpus" / "renditions"
PLANS = ("itinerance", "devsocial")
CHOSEN = ("ruled-tick", "horizontal-stroke")
DOTS_PER_INCH = (200, 300)
DEGREES = 0.5
SHOWN = 10


def main() -> None:
    """Print a line for each scan."""
    degrees = float(sys.argv[1]) if len(sys.argv) > 1 else DEGREES
    with TemporaryDirectory() as name:
        folder = Path(name)
        for printed in _printed(folder):
            for dpi in DOTS_PER_INCH:
                scanned = folder / "scan.pdf"
                scan(printed, scanned, dpi=dpi, degrees=degrees)
                start = time.perf_counter()
                score = measure(printed, scanned)
                seconds = time.perf_counter() - start
                print(f"{printed.stem} at {dpi} dpi, {degrees}°: {score}, {seconds:.0f} s")
                for error in score.errors[:SHOWN]:
                    print(f"    {error[:200]}")


def _printed(folder: Path) -> Iterator[Path]:
    """Yield the files to scan; the renditions only where the corpus is beside the repository."""
    for look in CHOSEN:
        for plan in PLANS:
            path = folder / f"{plan}--{look}.pdf"
            LOOKS[look](quebec(plan), path)
            yield path
    yield from sorted(RENDITIONS.glob("*.pdf"))


if __name__ == "__main__":
    main()
