"""The texts of links, kept between runs by the key of what each is made from.

One file holds them all: the hash of the rest, how many there are, their keys, the lengths of
their texts, and the texts. A file that is not as it was written is as good as none. What a link
says of a judgement is not kept: people's words come from their own file.
"""

from __future__ import annotations

import hashlib
from array import array
from contextlib import suppress
from typing import TYPE_CHECKING

from pipeline.link.drafts import KEY_BYTES
from pipeline.publish.link_texts import LinkText, link_text
from pipeline.workspace.fingerprint import code_hash

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.link.drafts import Drafts
    from pipeline.link.links import Draft
    from pipeline.model import Link

_PARTS = len(LinkText._fields)
FEW_NEW = 20
"""Where only one text in so many is new, making it again costs less than writing them all."""
_DIGEST = hashlib.sha256().digest_size


class LinkMemo:
    """The texts of one run, and those of the run before."""

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        """Read what the run before kept; nothing where all is to be made afresh."""
        self._path = path
        self._known: dict[bytes, LinkText] = {} if fresh else _read(path)
        self._used: dict[bytes, LinkText] = {}

    def text(self, drafts: Drafts, one: Draft | Link) -> LinkText:
        """Return the texts of a link, made or known."""
        if one.judgement is not None:
            return link_text(drafts.whole(one))
        key = drafts.key(one)
        text = self._known.get(key) or link_text(drafts.whole(one))
        self._used[key] = text
        return text

    def keep(self) -> None:
        """Write what was used, where much of it is new; a full disk costs time alone."""
        new = self._used.keys() - self._known.keys()
        if len(new) <= len(self._known) // FEW_NEW:
            return
        lengths = array("I", (len(part) for text in self._used.values() for part in text))
        body = b"".join(
            (
                code_hash().encode(),
                len(self._used).to_bytes(8, "little"),
                *self._used,
                lengths.tobytes(),
                *(part for text in self._used.values() for part in text),
            )
        )
        beside = self._path.with_suffix(".part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as file:
                file.write(hashlib.sha256(body).digest())
                file.write(body)
            beside.replace(self._path)
        except OSError:
            with suppress(OSError):
                beside.unlink()


def _read(path: Path) -> dict[bytes, LinkText]:
    try:
        content = memoryview(path.read_bytes())
    except OSError:
        return {}
    digest, body = content[:_DIGEST], content[_DIGEST:]
    code = code_hash().encode()
    if digest != hashlib.sha256(body).digest() or body[: len(code)] != code:
        return {}
    at = len(code) + 8
    count = int.from_bytes(body[len(code) : at], "little")
    keys = [bytes(body[at + n * KEY_BYTES : at + (n + 1) * KEY_BYTES]) for n in range(count)]
    at += count * KEY_BYTES
    lengths = array("I")
    lengths.frombytes(body[at : at + count * _PARTS * lengths.itemsize])
    at += len(lengths) * lengths.itemsize
    parts: list[bytes] = []
    for length in lengths:
        parts.append(bytes(body[at : at + length]))
        at += length
    texts = (LinkText(*parts[n : n + _PARTS]) for n in range(0, len(parts), _PARTS))
    return dict(zip(keys, texts, strict=True))
