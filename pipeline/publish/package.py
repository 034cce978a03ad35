"""A folder of published data → its files, held against the description that stands beside them.

What is built, packed or sent is made from these files alone. A file that datapackage.json does not
describe, or describes otherwise, is an error: nobody passes on a table that was changed by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.hashes import sha256
from pipeline.model import Finding, Plan, Report
from pipeline.paths import DATAPACKAGE, METADATA
from pipeline.publish.datapackage import described

_PLACES = ("*.json", "plans/*.json", "reports/*.json", "csv/*.csv")
_Model = TypeVar("_Model", bound=BaseModel)
_HINT = "run `arrimage run`"


class _Findings(BaseModel):
    """What every report has, whatever else stands in it."""

    findings: tuple[Finding, ...]


class PackageError(ValueError):
    """A published file that is missing, too many or changed: which, and what to do."""


def read_package(folder: Path) -> dict[str, bytes]:
    """Return the committed files of a package by their path, datapackage.json among them.

    Raises:
        PackageError: the files are not those that datapackage.json describes.
    """
    files = {path.relative_to(folder).as_posix(): _read(path) for path in _paths(folder)}
    if DATAPACKAGE not in files:
        raise PackageError(f"{folder / DATAPACKAGE}: the file is missing; {_HINT}")
    named = _described(files[DATAPACKAGE], folder)
    for path in sorted({*files, *named} - {DATAPACKAGE, METADATA}):
        if path not in named:
            raise PackageError(f"{folder / path}: datapackage.json does not name it; {_HINT}")
        if path not in files:
            raise PackageError(f"{folder / path}: the file is missing; {_HINT}")
        if named[path] != sha256(files[path]):
            raise PackageError(f"{folder / path}: changed since it was published; {_HINT}")
    return files


def plans_of(files: Mapping[str, bytes]) -> list[Plan]:
    """Return the plans of a package, by id."""
    return [model_of(Plan, files, path) for path in sorted(files) if path.startswith("plans/")]


def report_of(files: Mapping[str, bytes], plan_id: str) -> Report:
    """Return the report of one plan of a package."""
    return model_of(Report, files, f"reports/{plan_id}.json")


def shared_findings(files: Mapping[str, bytes]) -> dict[str, tuple[Finding, ...]]:
    """Return the findings of the reports that are of several plans, by the path of the report."""
    reports = [path for path in sorted(files) if path.startswith("reports/")]
    shared = [path for path in reports if path.replace("reports/", "plans/", 1) not in files]
    return {path: model_of(_Findings, files, path).findings for path in shared}


def model_of(model: type[_Model], files: Mapping[str, bytes], path: str) -> _Model:
    """Return what one file of a package holds.

    Raises:
        PackageError: the file is missing or of another version.
    """
    try:
        return model.model_validate_json(files[path])
    except (KeyError, ValidationError) as error:
        raise PackageError(f"{path}: is missing or of another version; {_HINT}") from error


def _paths(folder: Path) -> Iterator[Path]:
    """Yield the files at the places where a package has some, whatever its description names."""
    for place in _PLACES:
        yield from sorted(folder.glob(place))


def _read(path: Path) -> bytes:
    if path.is_symlink() or not path.is_file():
        raise PackageError(f"{path}: is not a plain file; take it out")
    return path.read_bytes()


def _described(content: bytes, folder: Path) -> dict[str, str]:
    try:
        return described(content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PackageError(f"{folder / DATAPACKAGE}: not readable: {error!r}; {_HINT}") from error
