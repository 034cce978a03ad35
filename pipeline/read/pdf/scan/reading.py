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

from pipeline.read.pdf.scan.blobs import Blob, cut_out, is_colon
from pipeline.read.pdf.scan.ground import Grey
from pipeline.read.pdf.scan.heads import INKED
from pipeline.read.pdf.scan.scale import POINT
from pipeline.read.pdf.scan.sheet import Sheet
from pipeline.read.pdf.scan.tesseract import Token, recognise, recognise_lines

DASHES = "—"
_SIGN = re.compile(r"\w")
_MARGIN = 20
_AROUND = 30
_TIMES = 3
_DOUBTFUL = 20.0
_SURE = 50.0
_QUITE_SURE = 80.0
_LEAST_HEIGHT = 3.5 * POINT
_NARROW = 1.2
_APART = 41
_TALLEST = 40 * POINT


def read_words(sheet: Sheet, blobs: Sequence[Blob]) -> tuple[list[Token], int]:
    """Return the words of a page, and how many pieces of print could not be read.

    Words among the blobs are put back on the page.
    """
    seen = recognise(_picture(sheet.ink)) if (sheet.ink > INKED).any() else []
    tokens = [token for token in seen if token.confidence >= _DOUBTFUL]
    late, unread = _left_out(sheet, tokens)
    tokens += late
    tokens += _alone(sheet, [blob for blob in blobs if blob.form == "unknown"])
    for blob in blobs:
        if blob.form == "dash":
            tokens.append(_put_back(sheet, blob, DASHES, len(tokens)))
    return tokens, unread


def _picture(ink: Grey) -> Image.Image:
    return Image.fromarray(255 - ink)


def _left_out(sheet: Sheet, tokens: Sequence[Token]) -> tuple[list[Token], int]:
    """Read the print that was left out of a page: what is narrow by itself, the rest by lines.

    Returns the words, and the number of pieces in which there were none.
    """
    rest = sheet.ink > INKED
    for token in tokens:
        beside = (token.bottom - token.top) // 4 + 4
        columns = slice(max(token.left - beside, 0), token.right + beside)
        rest[max(token.top - 4, 0) : token.bottom + 4, columns] = False
    groups, _ = ndimage.label(ndimage.maximum_filter(rest, size=(5, _APART)))
    lines: list[Blob] = []
    narrow: list[Blob] = []
    read: list[Token] = []
    for number, part in enumerate(ndimage.find_objects(groups), 1):
        blob = cut_out(sheet.ink, part, (groups[part] == number) & rest[part])
        height, width = blob.ink.shape
        if height < _LEAST_HEIGHT or height > _TALLEST:
            continue
        if is_colon(blob.ink > INKED):
            read.append(_put_back(sheet, blob, ":", number))
        elif width <= _NARROW * height:
            narrow.append(blob)
        else:
            lines.append(blob)
    late = _read_lines(lines)
    unread = len(lines) - len({token.line for token in late})
    return read + _alone(sheet, narrow) + late, unread


def _read_lines(blobs: Sequence[Blob]) -> list[Token]:
    found = recognise_lines([_picture(np.pad(blob.ink, _MARGIN)) for blob in blobs])
    return [
        _moved(token, blob.left - _MARGIN, blob.top - _MARGIN, (-1, number))
        for number, (blob, words) in enumerate(zip(blobs, found, strict=True))
        for token in words
        if token.confidence >= _SURE
    ]


def _alone(sheet: Sheet, blobs: Sequence[Blob]) -> list[Token]:
    """Read what stands alone; what is plainly read is text."""
    pieces = [np.pad(blob.ink, _AROUND) for blob in blobs]
    lines = [line for piece in pieces for line in (np.tile(piece, (1, _TIMES)), piece)]
    found = recognise_lines([_picture(line) for line in lines])
    tokens: list[Token] = []
    for blob, often, once in zip(blobs, found[::2], found[1::2], strict=True):
        text = _agreed(often, _TIMES, _SURE) or _agreed(once, 1, _QUITE_SURE)
        if text:
            tokens.append(_put_back(sheet, blob, text, len(tokens)))
    return tokens


def _agreed(words: Sequence[Token], times: int, least: float) -> str:
    """Return the one text that was read so many times, "" where it was not, or is no text."""
    texts = {word.text for word in words}
    sure = len(words) == times and all(word.confidence >= least for word in words)
    return words[0].text if sure and len(texts) == 1 and _SIGN.search(words[0].text) else ""


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
