"""The words of a page: all of it at once, then what was left out, line by line.

What stands alone and is no plain mark is read by itself, several times over in one line, as a
single character is hard to read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PIL import Image
from scipy import ndimage

from pipeline.read.pdf.scan.blobs import Blob
from pipeline.read.pdf.scan.ground import Grey
from pipeline.read.pdf.scan.heads import INKED
from pipeline.read.pdf.scan.scale import POINT
from pipeline.read.pdf.scan.sheet import Sheet
from pipeline.read.pdf.scan.tesseract import Token, recognise, recognise_lines

DASHES = "—"
_SIGN = re.compile(r"\w")
_MARGIN = 20
_TIMES = 3
_SURE = 50.0
_LEAST_HEIGHT = 3.5 * POINT
_LEAST_WIDTH = 4 * POINT
_APART = 41
_TALLEST = 40 * POINT


def read_words(sheet: Sheet, blobs: Sequence[Blob]) -> list[Token]:
    """Return the words of a page; those among the blobs are put back on it."""
    tokens = recognise(_picture(sheet.ink)) if (sheet.ink > INKED).any() else []
    tokens += _left_out(sheet.ink, tokens)
    tokens += _alone(sheet, [blob for blob in blobs if blob.form == "unknown"])
    for blob in blobs:
        if blob.form == "dash":
            tokens.append(_put_back(sheet, blob, DASHES, len(tokens)))
    return tokens


def _picture(ink: Grey) -> Image.Image:
    return Image.fromarray(255 - ink)


def _left_out(ink: Grey, tokens: Sequence[Token]) -> list[Token]:
    """Read the lines of print that were left out of a page."""
    rest = ink > INKED
    for token in tokens:
        rest[token.top - 4 : token.bottom + 4, token.left - 4 : token.right + 4] = False
    groups, _ = ndimage.label(ndimage.maximum_filter(rest, size=(5, _APART)))
    boxes = []
    for part in ndimage.find_objects(groups):
        height, width = part[0].stop - part[0].start, part[1].stop - part[1].start
        if _LEAST_HEIGHT <= height <= _TALLEST and width >= _LEAST_WIDTH + _APART:
            boxes.append(part)
    pieces = [np.pad(ink[part], _MARGIN) for part in boxes]
    found = recognise_lines([_picture(piece) for piece in pieces])
    return [
        _moved(token, part[1].start - _MARGIN, part[0].start - _MARGIN, (-1, number))
        for number, (part, words) in enumerate(zip(boxes, found, strict=True))
        for token in words
        if token.confidence >= _SURE
    ]


def _alone(sheet: Sheet, blobs: Sequence[Blob]) -> list[Token]:
    """Read what stands alone; what is plainly read is text."""
    lines = [np.tile(np.pad(blob.ink, _MARGIN), (1, _TIMES)) for blob in blobs]
    tokens: list[Token] = []
    for blob, words in zip(blobs, recognise_lines([_picture(p) for p in lines]), strict=True):
        texts = {word.text for word in words}
        sure = bool(words) and min(word.confidence for word in words) >= _SURE
        if sure and len(texts) == 1 and len(words) == _TIMES and _SIGN.search(words[0].text):
            tokens.append(_put_back(sheet, blob, words[0].text, len(tokens)))
    return tokens


def _put_back(sheet: Sheet, blob: Blob, text: str, number: int) -> Token:
    part = sheet.ink[blob.top : blob.bottom, blob.left : blob.right]
    np.maximum(part, blob.ink, out=part)
    blob.text = text
    line = -2, blob.top, blob.left, number
    return Token(text, blob.left, blob.top, blob.right, blob.bottom, 100.0, line)


def _moved(token: Token, across: int, down: int, line: tuple[int, ...]) -> Token:
    return replace(
        token, left=max(token.left + across, 0), right=max(token.right + across, 0),
        top=max(token.top + down, 0), bottom=max(token.bottom + down, 0), line=line,
    )  # fmt: skip
