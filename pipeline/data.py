"""extracted/ → its plans, reports, links and tables, for programs that use them.

A folder comes in, a `Data` goes out. Everything in it is read when it is asked for and checked
against the contract; a file that does not fit says so in one line. pandas is imported with the
first table and not before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.invalid import placed_fault
from pipeline.model import SCHEMA_VERSION, Links, Plan, Report
from pipeline.paths import EXTRACTED, LINKS

if TYPE_CHECKING:
    import pandas as pd

_Model = TypeVar("_Model", Plan, Report, Links)


class LoadError(ValueError):
    """A folder or a file that is not what Arrimage publishes: where, what and what to do."""


def load(folder: str | Path = EXTRACTED) -> Data:
    """Open a folder of published data.

    Args:
        folder: The folder that `arrimage run` fills, or a copy of it.

    Raises:
        LoadError: the folder holds no published plans.
    """
    path = Path(folder)
    if not (path / "plans").is_dir():
        raise LoadError(f"{folder}: holds no plans/; give the folder that `arrimage run` fills")
    return Data(path)


class Data:
    """The published data of one workspace, in typed models and in tables."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; nothing is read yet."""
        self.folder = folder

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """The plans, by id."""
        return tuple(self._models("plans", Plan))

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The report of every plan, by the plan's id."""
        return tuple(self._models("reports", Report))

    @cached_property
    def links(self) -> Links:
        """The links between the plans; none where none have been made."""
        path = self.folder / LINKS
        return _read(path, Links) if path.is_file() else Links()

    @cached_property
    def frames(self) -> Mapping[str, pd.DataFrame]:
        """Every table as a pandas frame with declared types, by name."""
        from pipeline.publish.definitions import TABLES

        return Frames(self.folder, tuple(table.name for table in TABLES))

    def plan(self, plan_id: str) -> Plan:
        """Return one plan.

        Raises:
            LoadError: there is no plan of this id.
        """
        for plan in self.plans:
            if plan.id == plan_id:
                return plan
        known = ", ".join(plan.id for plan in self.plans) or "none"
        raise LoadError(f"{self.folder}: has no plan {plan_id}; it has {known}")

    def _models(self, kind: str, model: type[_Model]) -> Iterator[_Model]:
        for path in sorted((self.folder / kind).glob("*.json")):
            # What reports/ says of links is not the report of a plan.
            if path.name != LINKS:
                yield _read(path, model)


class Frames(Mapping[str, "pd.DataFrame"]):
    """The tables by name, each read when it is first asked for."""

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        """Take the folder of the package and the names of its tables."""
        self._folder, self._names = folder, names
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._read:
            self._read[name] = self._frame(name)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def _frame(self, name: str) -> pd.DataFrame:
        from pipeline.publish.csv_files import TableError, csv_path, read_rows
        from pipeline.publish.definitions import TABLES
        from pipeline.publish.to_csv import to_frame

        table = next(table for table in TABLES if table.name == name)
        path = self._folder / csv_path(table)
        try:
            return to_frame(table, read_rows(table, path.read_bytes()))
        except OSError as error:
            raise LoadError(f"{path}: {error.strerror}; run `arrimage run`") from error
        except (TableError, UnicodeDecodeError) as error:
            raise LoadError(
                f"{self._folder}: {error}; it was made by another version, or changed by hand"
            ) from error


def _read(path: Path, model: type[_Model]) -> _Model:
    try:
        content = path.read_bytes()
        version = _Versioned.model_validate_json(content).schema_version
        # A version that this program does not know explains whatever else does not fit.
        if version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
            raise LoadError(
                f"{path}: is of version {version}, and this program reads {SCHEMA_VERSION}; "
                "use a version of the program that fits"
            )
        return model.model_validate_json(content)
    except ValidationError as error:
        place, reason = placed_fault(error)
        raise LoadError(
            f"{path}: {place or 'file'}: {reason}; it was changed by hand: run `arrimage run`"
        ) from error
    except OSError as error:
        raise LoadError(f"{path}: {error.strerror}; check the folder") from error


class _Versioned(BaseModel):
    """What every published file has: the version of the contract that it keeps."""

    schema_version: str
