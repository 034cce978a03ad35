"""plan.yaml and ids.csv: what a document does not say of itself, as people write it down.

The files of a plan folder come in, a checked `Sidecar` goes out. Everything is strict: an unknown
key, a key written twice, a hash that does not fit its file or a file without a hash is an error
that names the file and the key. A value nobody knows is null, never guessed.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pipeline.hashes import sha256
from pipeline.lexicon_tables import ColumnField
from pipeline.paths import PLAN_ID
from pipeline.text import ISO_DATE, clean
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.folders import PlanFolder
from pipeline.workspace.strict_yaml import StrictLoader, readable

if TYPE_CHECKING:
    from pipeline.model import Plan

SIDECAR = "plan.yaml"
PINS = "ids.csv"
_PIN_COLUMNS = ["text", "id"]
_SHOWN = 80
"""How many characters of a text an error shows."""
Count = Annotated[int, Field(ge=0)]
PlanState = Literal["draft", "reviewed", "published"]
OwnField = Literal[ColumnField, "period", "grid", "extra"]
"""Of one document it can also be said which marks are time, and which texts stay as they are."""


class Sidecar(BaseModel):
    """The keys of plan.yaml. `expect` takes the names that `pipeline.check.rules.counts` gives."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    retrieved: str | None = None
    licence: str | None = None
    follows: str | None = None
    """The id of the plan of which this one is the next edition."""
    state: PlanState = "draft"
    sha256: dict[str, str] = Field(default_factory=dict)
    expect: dict[str, Count] = Field(default_factory=dict)
    columns: dict[str, OwnField] = Field(default_factory=dict)
    """What the headers of this document mean."""

    @field_validator("published", "retrieved", mode="before")
    @classmethod
    def _iso(cls, value: object) -> object:
        """YAML reads an unquoted date as a date and an unquoted year as a number."""
        if isinstance(value, datetime.datetime):
            return value.date().isoformat()
        if isinstance(value, datetime.date):
            return value.isoformat()
        text = str(value) if isinstance(value, int) else value
        if isinstance(text, str) and not ISO_DATE.fullmatch(text):
            raise ValueError("should be a date like 2024, 2024-03 or 2024-03-01")
        return text

    @field_validator("state", mode="before")
    @classmethod
    def _unsaid(cls, value: object) -> object:
        """Null is what nobody knows: nobody has reviewed the plan."""
        return "draft" if value is None else value

    @field_validator("follows")
    @classmethod
    def _id(cls, value: str | None) -> str | None:
        if value is not None and not PLAN_ID.fullmatch(value):
            raise ValueError("should be the id of a plan")
        return value

    @field_validator("sha256", "expect", "columns", mode="before")
    @classmethod
    def _empty(cls, value: object) -> object:
        """A key whose lines are all commented out reads as null."""
        return {} if value is None else value


def load_sidecar(folder: PlanFolder) -> Sidecar:
    """Read the plan.yaml of a folder and hold its hashes against the files.

    Raises:
        WorkspaceError: the file is missing, is not YAML, or says what cannot be.
    """
    name = f"{folder.name}/{SIDECAR}"
    if SIDECAR not in folder.files:
        raise WorkspaceError(
            name, "", "the file is missing", "`arrimage new` shows what to write in it"
        )
    sidecar = parse_sidecar(folder.files[SIDECAR].read_bytes(), name)
    _compare_hashes(sidecar.sha256, folder, name)
    if sidecar.follows == folder.plan_id:
        raise WorkspaceError(
            name, "key 'follows'", "a plan cannot follow itself", "give the id of the old plan"
        )
    return sidecar


def parse_sidecar(content: bytes, name: str) -> Sidecar:
    """Read the text of a plan.yaml; `name` is what errors call the file."""
    with readable(name):
        values = yaml.load(content, Loader=StrictLoader)
    if not isinstance(values, Mapping):
        raise WorkspaceError(name, "", "holds no keys", f"write {_known_keys()}, one a line")
    try:
        return Sidecar.model_validate(values)
    except ValidationError as error:
        raise _explain(error, name) from error


def _known_keys() -> str:
    return ", ".join(Sidecar.model_fields)


def _explain(error: ValidationError, name: str) -> WorkspaceError:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return WorkspaceError(
            name, f"key '{key}'", "nobody knows this key", f"the keys are {_known_keys()}"
        )
    message = first["msg"].removeprefix("Value error, ")
    reason = message[:1].lower() + message[1:]
    return WorkspaceError(
        name, f"key '{key}'", f"{reason}, not {first['input']!r}", "correct it, or write null"
    )


def _compare_hashes(hashes: Mapping[str, str], folder: PlanFolder, name: str) -> None:
    for file in folder.renditions:
        found = sha256(folder.files[file].read_bytes())
        if file not in hashes:
            raise WorkspaceError(
                name,
                f"key 'sha256.{file}'",
                "the hash of this file is missing",
                f"write {file}: {found}",
            )
        if hashes[file] != found:
            raise WorkspaceError(
                name,
                f"key 'sha256.{file}'",
                f"{file} is not the file that was hashed here (it now has {found})",
                "put the file back, or write the new hash if the change is meant",
            )
    for file in hashes:
        if file not in folder.renditions:
            raise WorkspaceError(
                name, f"key 'sha256.{file}'", "there is no such source", "take the line out"
            )


def load_pins(folder: PlanFolder) -> dict[str, str]:
    """Read the ids that a person pinned to texts: ids.csv, with the columns text and id.

    Raises:
        WorkspaceError: another header, an id that is not one, a text or an id twice.
    """
    if PINS not in folder.files:
        return {}
    name = f"{folder.name}/{PINS}"
    try:
        text = folder.files[PINS].read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise WorkspaceError(
            name, "", f"not readable as CSV: {error}", "save it as CSV in UTF-8"
        ) from error
    if not rows or rows[0] != _PIN_COLUMNS:
        raise WorkspaceError(name, "line 1", "the columns are not text,id", "write text,id")
    pins: dict[str, str] = {}
    for number, row in enumerate(rows[1:], 2):
        if row:
            _pin(row, pins, name, f"row {number}")
    return pins


def hold_pins(pins: Mapping[str, str], plan: Plan, name: str) -> None:
    """Hold pinned ids against the plan; `name` is what errors call their file.

    Raises:
        WorkspaceError: no action has a pinned id: its text is gone or another, or has a number.
    """
    ids = {action.id for action in plan.actions}
    texts = {action.text: action for action in plan.actions}
    for text, pin in pins.items():
        if f"{plan.id}/{pin}" in ids:
            continue
        if text in texts:
            reason = "the action that says so has a number, which its id comes from"
            hint = "take the row out"
        else:
            reason = "no action says so"
            close = get_close_matches(text, texts, n=1)
            hint = "write the text as it stands now, or take the row out"
            hint = f"did you mean '{_short(close[0])}'? {hint}" if close else hint
        raise WorkspaceError(name, f"'{_short(text)}' ({pin})", reason, hint)


def _pin(row: list[str], pins: dict[str, str], name: str, place: str) -> None:
    if len(row) != len(_PIN_COLUMNS):
        raise WorkspaceError(
            name, place, f"has {len(row)} cells, not 2", "put a text with a comma in quotes"
        )
    text, pin = clean(row[0]), row[1].strip()
    if not PLAN_ID.fullmatch(pin):
        raise WorkspaceError(
            name, place, f"'{pin}' is not an id", "use a-z, 0-9 and single hyphens"
        )
    if text in pins or pin in pins.values():
        raise WorkspaceError(
            name, place, "the text or the id stands in an earlier row", "keep one of the two"
        )
    pins[text] = pin


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}..."
