"""What earlier runs found out, kept in .cache/ by the fingerprint of its inputs.

A `Product` (the JSON of a plan and of its report, and the counts that a run prints) goes in under
a key and comes out again, or nothing does: an entry whose bytes are not those that were written
is as good as none. The `Manifest` says what the last run put out, so that a run on unchanged
input can tell that there is nothing to do. Deleting the folder loses nothing but time.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from pipeline.paths import CACHE
from pipeline.workspace.durable import replace
from pipeline.workspace.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ENTRY = ".product"


@dataclass(frozen=True, slots=True)
class Counts:
    """What a run prints of a plan."""

    sections: int
    actions: int
    schedule: int
    findings: dict[str, int]
    """Number of findings by severity."""
    problems: tuple[dict[str, str], ...] = ()
    """The findings themselves: code, severity, where, message, hint."""


@dataclass(frozen=True, slots=True)
class Product:
    """The result of one plan."""

    plan: bytes
    report: bytes
    counts: Counts
    lines: Mapping[str, bytes] = field(default_factory=dict)
    """The plan's lines in each published table that has some."""
    reading: bytes = b""
    """What linking reads of the plan, where it was read."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the last run put out, and from what."""

    key: str = ""
    """The hash of all that the published files were made from."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The hash of each published file."""
    inputs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The fingerprint's parts of each plan whose result was published."""
    judgements: str = ""
    """The hash of the judgements that were applied."""
    failed: Mapping[str, str] = field(default_factory=dict)
    """The message of each plan that failed."""


class Cache:
    """The cache of one workspace."""

    def __init__(self, root: Path) -> None:
        """Take the workspace's root; nothing is written before something is kept."""
        self.folder = root / CACHE

    def has(self, key: str) -> bool:
        """Tell whether something is kept under a key; whether it is whole, `get` tells."""
        return self._entry(key).is_file()

    def get(self, key: str) -> Product | None:
        """Return the product kept under a key."""
        head, _, texts = _body(self._entry(key)).partition(b"\n")
        values = _values(head)
        try:
            ends = list(accumulate(values["lengths"]))
            plan, report, reading, *rest = (texts[a:b] for a, b in pairwise([0, *ends]))
            counts = Counts(**{**values["counts"], "problems": tuple(values["counts"]["problems"])})
            lines = dict(zip(values["lines"], rest, strict=True))
            return Product(plan, report, counts, lines, reading)
        except (KeyError, TypeError):
            return None

    def put(self, key: str, product: Product) -> None:
        """Keep a product under a key."""
        parts = [product.plan, product.report, product.reading, *product.lines.values()]
        head = {
            "counts": asdict(product.counts),
            "lines": list(product.lines),
            "lengths": [len(part) for part in parts],
        }
        _write(self._entry(key), _json(head) + b"\n", *parts)

    def prune(self, keys: set[str]) -> None:
        """Take out the entries under other keys, and what a killed run left half written."""
        for path in sorted((self.folder / "plans").glob("*")):
            if path.suffix != _ENTRY or path.stem not in keys:
                path.unlink(missing_ok=True)

    def manifest(self) -> Manifest:
        """Return what the last run put out; an empty one where nobody knows."""
        try:
            return Manifest(**_read(self.folder / "manifest.json"))
        except TypeError:
            return Manifest()

    def remember(self, manifest: Manifest) -> None:
        """Keep the manifest of a run."""
        _write(self.folder / "manifest.json", _json(asdict(manifest)))

    def built(self) -> dict[str, str]:
        """Return what each built file was made from: a hash of extracted/ and of the code."""
        return _read(self.folder / "built.json")

    def remember_built(self, name: str, ground: str) -> None:
        """Keep what a built file was made from."""
        _write(self.folder / "built.json", _json({**self.built(), name: ground}))

    def _entry(self, key: str) -> Path:
        return self.folder / "plans" / f"{key}{_ENTRY}"


def _read(path: Path) -> dict[str, Any]:
    """Return the values of an entry; none where the file is missing or not as written."""
    return _values(_body(path))


def _values(text: bytes) -> dict[str, Any]:
    try:
        values = json.loads(text)
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


def _json(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode()


def _body(path: Path) -> bytes:
    """Return what an entry holds; nothing where the file is missing or not as written."""
    try:
        checksum, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return b""
    if checksum.decode("ascii", "replace") != hashlib.sha256(body).hexdigest():
        return b""
    return body


def _write(path: Path, *parts: bytes) -> None:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    try:
        replace(path, digest.hexdigest().encode(), b"\n", *parts)
    except OSError as error:
        raise WorkspaceError(
            CACHE,
            "",
            f"cannot be written: {error.strerror or type(error).__name__}",
            "extracted/ is as it was: make room or give the right to write, and run again",
        ) from error
