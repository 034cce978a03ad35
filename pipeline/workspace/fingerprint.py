"""What a plan's result depends on, as one hash for each kind of input.

A plan folder comes in, a `Fingerprint` goes out: its id and the hashes of its documents, of its
sidecar, of the lexicon, of the code with the libraries under it, and of the options. Two runs
with the same fingerprint have the same result, so the cache goes by it, and `status` tells by its
parts what changed.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.hashes import sha256
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.folders import RENDITIONS, PlanFolder

if TYPE_CHECKING:
    from collections.abc import Iterable

_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = (
    "markdown-it-py",
    "numpy",
    "pandas",
    "pdfplumber",
    "pikepdf",
    "pillow",
    "pydantic",
    "pypdfium2",
    "PyStemmer",
    "PyYAML",
    "rapidfuzz",
    "scipy",
    "spacy",
    "spacy-lookups-data",
    "sparse-dot-topn",
)


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may choose that changes a result."""

    enrich: bool = True
    model: str | None = None
    """The name or folder of a trained spaCy pipeline to look for mentions with."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The id of one plan, and the hashes of its inputs."""

    plan: str
    source: str
    sidecar: str
    lexicon: str
    code: str
    options: str

    def key(self) -> str:
        """Return the one hash that stands for all of them."""
        return sha256(json.dumps(asdict(self)).encode())

    def parts(self) -> dict[str, str]:
        """Return the hashes by the name of what they are of."""
        return asdict(self)


def fingerprint(folder: PlanFolder, lexicon: Path | None, options: Options) -> Fingerprint:
    """Hash everything that the result of a plan depends on.

    Raises:
        WorkspaceError: the trained pipeline that is asked for is not there.
    """
    beside = [name for name in folder.files if name not in RENDITIONS]
    return Fingerprint(
        plan=folder.plan_id,
        source=_hash_files((name, folder.files[name]) for name in folder.renditions),
        sidecar=_hash_files((name, folder.files[name]) for name in beside),
        lexicon=_hash_files([("lexicon", lexicon)] if lexicon else []),
        code=_code_hash(folder),
        options=_options_hash(options),
    )


def _code_hash(folder: PlanFolder) -> str:
    """Hash the code and, where a page may have to be recognised, what recognises it."""
    if not any(name.endswith(".pdf") for name in folder.renditions):
        return code_hash()
    from pipeline.read.pdf.scan.tesseract import version as tesseract_version

    return sha256(f"{code_hash()}\ntesseract {tesseract_version()}".encode())


@lru_cache(maxsize=1)
def code_hash() -> str:
    """Hash the package's files (the lexicon's among them) and the versions of what it stands on."""
    files = sorted(
        (path.relative_to(_PACKAGE).as_posix(), path)
        for path in _PACKAGE.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    )
    versions = [f"{name} {version(name)}" for name in _LIBRARIES]
    python = f"python {sys.version_info.major}.{sys.version_info.minor}"
    ground = "\n".join([python, f"unicode {unicodedata.unidata_version}", *versions])
    return sha256(f"{_hash_files(files)}\n{ground}".encode())


@lru_cache(maxsize=4)
def _options_hash(options: Options) -> str:
    """Hash the options; a trained pipeline counts by what it is, not by what it is called."""
    model = _model_hash(options.model) if options.model is not None else None
    return sha256(json.dumps([options.enrich, model]).encode())


def _model_hash(model: str) -> str:
    folder = Path(model)
    if folder.is_dir():
        files = sorted((f.relative_to(folder).as_posix(), f) for f in folder.rglob("*"))
        return _hash_files((name, file) for name, file in files if file.is_file())
    try:
        return f"{model} {version(model)}"
    except (PackageNotFoundError, ValueError) as error:
        raise WorkspaceError(
            "--model",
            "",
            f"spaCy pipeline '{model}' is not installed, and no folder has that name",
            "install it, or leave the option out",
        ) from error


def _hash_files(files: Iterable[tuple[str, Path]]) -> str:
    """Hash names and contents; each is hashed by itself, so that no two lists run together."""
    lines = [f"{sha256(path.read_bytes())}  {name}" for name, path in files]
    return sha256("\n".join(lines).encode())
