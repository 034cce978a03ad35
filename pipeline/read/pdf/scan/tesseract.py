"""Tesseract, as a program: a picture in, words with boxes and confidence out.

It runs with one thread and a time limit, so that the same picture gives the same words, and
several pages may be read at once.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pipeline.read.pdf.primitives import PdfError
from pipeline.read.pdf.scan.scale import DPI

if TYPE_CHECKING:
    from PIL import Image

LANGUAGE = "fra"
INSTALL = "install tesseract-ocr and tesseract-ocr-fra"
SECONDS = 120
SPARSE = 11
"""Find words anywhere on the page, in no order."""
ONE_LINE = 7

_VERSION = re.compile(r"tesseract v?(\d+(?:\.\d+)*)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word as Tesseract gives it: its box in pixels and its confidence, 0 to 100.

    `line` tells the lines of a picture apart.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: tuple[int, ...]


@cache
def version() -> str:
    """Return the version of Tesseract, "" where it or its French data is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return ""
    said = _run([program, "--version"])
    languages = _run([program, "--list-langs"]).split()
    found = _VERSION.search(said)
    return found.group(1) if found and LANGUAGE in languages else ""


def recognise(picture: Image.Image) -> list[Token]:
    """Return the words anywhere on a picture of black on white."""
    packed = io.BytesIO()
    picture.save(packed, "PNG", compress_level=1, dpi=(DPI, DPI))
    return _tokens(_tesseract("-", SPARSE, packed.getvalue()))[1]


def recognise_lines(pictures: Sequence[Image.Image]) -> list[list[Token]]:
    """Return the words of each of several pictures of one line."""
    if not pictures:
        return []
    with TemporaryDirectory() as folder:
        names = []
        for number, picture in enumerate(pictures):
            names.append(str(Path(folder, f"{number}.png")))
            picture.save(names[-1], compress_level=1, dpi=(DPI, DPI))
        listed = Path(folder, "names.txt")
        listed.write_text("\n".join(names), encoding="utf-8")
        found = _tokens(_tesseract(str(listed), ONE_LINE, None))
    return [found.get(number, []) for number in range(1, len(pictures) + 1)]


def _tesseract(source: str, layout: int, data: bytes | None) -> str:
    command = [
        "tesseract", source, "-", "-l", LANGUAGE, "--psm", str(layout), "--dpi", str(DPI), "tsv",
    ]  # fmt: skip
    return _run(command, data)


def _run(command: Sequence[str], data: bytes | None = None) -> str:
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=SECONDS,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PdfError(f"has a page that Tesseract did not read in {SECONDS} s") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise PdfError(f"cannot be read by Tesseract ({said[-1] if said else 'no reason given'})")
    return done.stdout.decode("utf-8", "replace")


def _tokens(table: str) -> dict[int, list[Token]]:
    """Return the words of Tesseract's table, by picture."""
    found: dict[int, list[Token]] = {1: []}
    for row in table.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) < 12 or fields[0] != "5" or not fields[11].strip():
            continue
        page, *line = map(int, fields[1:5])
        left, top, width, height = map(int, fields[6:10])
        token = Token(
            fields[11].strip(), left, top, left + width, top + height, float(fields[10]),
            tuple(line),
        )  # fmt: skip
        found.setdefault(page, []).append(token)
    return found
