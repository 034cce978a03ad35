"""What is kept of links between runs: their texts by the key of what each is made from, and pairs.

The published files hold the texts already, so only an index of them is kept: the hashes of the
code and of the files, and for each link its key and the lengths of its texts. Where a file is no
longer as it was published, or the index not as it was written, it is as good as none. What a
link says of a judgement is not looked up: people's words come from their own file. What was
measured of pairs stands in a file beside the index, under the hash of the code.
"""

from __future__ import annotations

import hashlib
from array import array
from contextlib import suppress
from typing import TYPE_CHECKING

from pipeline.link.drafts import KEY_BYTES
from pipeline.link.remembered import Remembered, from_bytes, to_bytes
from pipeline.publish.link_texts import FILES, Cut, LinkText, link_text
from pipeline.workspace.durable import replace
from pipeline.workspace.fingerprint import code_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.link.drafts import Drafts
    from pipeline.workspace.store import Store

_PARTS = len(LinkText._fields)
_JUDGED = bytes(KEY_BYTES)
"""The key of a link that is not to be found again."""
_DIGEST = hashlib.sha256().digest_size


class LinkMemo:
    """The texts of the run before, and the keys and lengths of those of this run."""

    def __init__(self, path: Path) -> None:
        """Take the file of the index; nothing is known before `know`."""
        self._path, self._pairs = path, path.with_suffix(".pairs")
        self._places: dict[bytes, int] = {}
        self._cut = Cut([b""] * _PARTS, array("I"))
        self._keys: list[bytes] = []
        self._lengths = array("I")
        self.measured = Remembered()
        """What the run before measured; to be replaced by what this run did."""

    def know(self, store: Store, there: Mapping[str, str]) -> None:
        """Find the texts in the published files, whose hashes are those that are `there`."""
        self.measured = self._measured()
        try:
            content = self._path.read_bytes()
        except OSError:
            return
        head = _head(there)
        if content[:_DIGEST] != _hash(content[_DIGEST:]) or not content.startswith(head, _DIGEST):
            return
        at = _DIGEST + len(head)
        size = KEY_BYTES + _PARTS * self._lengths.itemsize
        count = (len(content) - at) // size
        end = at + count * KEY_BYTES
        keys = (content[place : place + KEY_BYTES] for place in range(at, end, KEY_BYTES))
        self._places = dict(zip(keys, range(count), strict=True))
        lengths = array("I")
        lengths.frombytes(content[end:])
        self._cut = Cut([store.read(name) or b"" for name in FILES], lengths)

    def _measured(self) -> Remembered:
        try:
            content = self._pairs.read_bytes()
        except OSError:
            return Remembered()
        code, _, pairs = content.partition(b"\n")
        return from_bytes(pairs) if code == code_hash().encode() else Remembered()

    def texts(self, drafts: Drafts) -> tuple[LinkText, ...]:
        """Return the texts of links, made or known."""
        self._keys = [
            key if one.judgement is None else _JUDGED
            for one, key in zip(drafts.kept, drafts.keys(), strict=True)
        ]
        self._lengths = array("I")
        return tuple(self._texts(drafts))

    def _texts(self, drafts: Drafts) -> Iterator[LinkText]:
        """Yield the texts of links; those that still follow each other are taken as one."""
        places = [None if key == _JUDGED else self._places.get(key) for key in self._keys]
        new = [one for one, place in zip(drafts.kept, places, strict=True) if place is None]
        made = map(link_text, drafts.whole(new))
        for run in _runs(places):
            if run is None:
                text = next(made)
                self._lengths.extend(map(len, text))
                yield text
            else:
                self._lengths.extend(self._cut.lengths(run))
                yield self._cut.of(run)

    def keep(self, published: Mapping[str, str]) -> None:
        """Write the index of files with these hashes; a full disk costs time alone."""
        body = b"".join((_head(published), *self._keys, self._lengths.tobytes()))
        with suppress(OSError):
            replace(self._path, _hash(body), body)
        with suppress(OSError):
            replace(self._pairs, code_hash().encode(), b"\n", to_bytes(self.measured))


def _runs(places: Iterable[int | None]) -> Iterator[range | None]:
    """Yield places that follow each other as one, and None for each that is not known."""
    first = last = -1
    for place in places:
        if place is not None and place == last:
            last += 1
            continue
        if first < last:
            yield range(first, last)
        first, last = (-1, -1) if place is None else (place, place + 1)
        if place is None:
            yield None
    if first < last:
        yield range(first, last)


def _head(hashes: Mapping[str, str]) -> bytes:
    """Return what an index begins with: what was published, and by which code."""
    return "\n".join([code_hash(), *(hashes.get(name, "") for name in FILES), ""]).encode()


def _hash(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
