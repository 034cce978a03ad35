"""The tools that read PDF, each in a process whose cost is measured.

`measure(tool, file)` starts a small process that starts the tool and waits for it: the system
counts the peak memory of a process from that of the one that started it, which must be small.
This module imports nothing that costs: what a tool imports is its own.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
KIB_PER_MIB = 1024  # the system counts peak memory in kibibytes


def _pdfplumber(path: str) -> None:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()
            page.close()


def _pymupdf(path: str) -> None:
    import pymupdf

    with pymupdf.open(path) as document:
        for page in document:
            for table in page.find_tables():
                table.extract()


def _camelot(path: str) -> None:
    import camelot

    camelot.read_pdf(path, pages="all", flavor="lattice")


def _pdfium(path: str) -> None:
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(path)
    for page in document:
        page.get_textpage().get_text_bounded()
        page.close()


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its name in the table, the module it needs, what it does, whether it takes long.

    Arrimage has no function here: it is run as a person runs it.
    """

    label: str
    module: str
    read: Callable[[str], Any] | None
    slow: bool = True

    @property
    def installed(self) -> bool:
        """Whether its module is there."""
        return importlib.util.find_spec(self.module) is not None


TOOLS: dict[str, Tool] = {
    "arrimage": Tool("arrimage, file to plan", "pipeline", None, slow=False),
    "pdfplumber": Tool("pdfplumber extract_tables", "pdfplumber", _pdfplumber),
    "pymupdf": Tool("PyMuPDF find_tables", "pymupdf", _pymupdf),
    "camelot": Tool("camelot lattice", "camelot", _camelot),
    "pdfium": Tool("pypdfium2, text alone", "pypdfium2", _pdfium, slow=False),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took; `failed` says why it gave no result."""

    cpu_s: float
    peak_mib: float
    failed: str = ""


def measure(tool: str, path: Path) -> Cost:
    """Let one tool read one file in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.pdf_tools", "measure", tool, str(path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return Cost(**json.loads(done.stdout))


def _watch(tool: str, path: str) -> Cost:
    command = ["-m", "benchmarks.pdf_tools", "read", tool, path]
    if TOOLS[tool].read is None:
        command = ["-m", "pipeline", "extract", path]
    process = subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    message = process.stderr.read() if process.stderr else ""
    _, status, used = os.wait4(process.pid, 0)
    code = process.returncode = os.waitstatus_to_exitcode(status)
    # Arrimage ends with 1 where a plan has errors: it has read the file all the same.
    well = code == 0 or (code == 1 and TOOLS[tool].read is None)
    lines = message.strip().splitlines() or [f"exit code {code}"]
    return Cost(
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / KIB_PER_MIB,
        "" if well else f"failed: {lines[-1]}",
    )


def main() -> None:
    """Be the process that measures, or the one that reads."""
    mode, tool, path = sys.argv[1:]
    read = TOOLS[tool].read
    if mode == "read" and read is not None:
        read(path)
    else:
        cost = _watch(tool, path)
        print(json.dumps({"cpu_s": cost.cpu_s, "peak_mib": cost.peak_mib, "failed": cost.failed}))


if __name__ == "__main__":
    main()
