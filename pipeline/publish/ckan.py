"""A package → a dataset on a CKAN portal, with the fields that Données Québec asks for.

CKAN has no transactions. A new dataset is private until all its files are there, a file is known
by its hash, and the description comes last: an upload that breaks off is taken up again by the
next. After a failure the portal is asked what it holds, so that what is said of it is what is so.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.hashes import sha256
from pipeline.invalid import placed_fault
from pipeline.model import SCHEMA_VERSION
from pipeline.paths import DATAPACKAGE, PORTAL
from pipeline.publish.attestations import NO, Attestation, attest
from pipeline.publish.columns import TableDefinition
from pipeline.publish.csv_files import csv_path
from pipeline.publish.datapackage import (
    Texts,
    keywords,
    package_texts,
    table_texts,
)
from pipeline.publish.definitions import TABLES
from pipeline.publish.portal import Portal, PortalError
from pipeline.publish.schema import FieldTexts, field_texts

_MEBIBYTE = 1024 * 1024
_NO_TAG = re.compile(r"[^\w .-]+")


class Settings(BaseModel):
    """raw/ckan.toml: what the package cannot know of the portal and of who publishes there."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    url: str
    name: str = Field(pattern=r"^[a-z0-9_-]{2,100}$")
    owner_org: str
    organisation_principale: str
    ext_spatial: str
    update_frequency: str
    license_id: str
    title: str | None = None
    notes: str | None = None
    tags: list[str] = Field(default_factory=list)
    groups: list[str] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Resource:
    """A file to send: its fields on the portal, its content, and the answers that go with it."""

    fields: Mapping[str, str | int]
    file: str
    content: bytes
    attestations: tuple[Attestation, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an upload, and in what condition the portal is left."""

    condition: Literal["done", "unchanged", "as_it_was", "resumable", "unknown"]
    sent: tuple[str, ...]
    kept: tuple[str, ...]
    foreign: tuple[str, ...] = ()
    error: str = ""


def read_settings(content: str, name: str = PORTAL) -> Settings:
    """Read the settings; errors call the file `name`.

    Raises:
        ValueError: the file is not TOML, or a key is missing, unknown or wrong.
    """
    try:
        return Settings.model_validate(tomllib.loads(content))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: not readable as TOML: {error}; correct that line") from error
    except ValidationError as error:
        key, reason = placed_fault(error)
        raise ValueError(f"{name}: key '{key}': {reason}; see docs/publishing.md") from error


def dataset(settings: Settings) -> dict[str, Any]:
    """Return the fields of the dataset."""
    texts = package_texts()
    return {
        "name": settings.name,
        "title": settings.title or texts.title,
        "notes": settings.notes or texts.description,
        "tags": [{"name": _tag(word)} for word in settings.tags or keywords()],
        "groups": [{"name": name} for name in settings.groups],
        "owner_org": settings.owner_org,
        "extras_organisation_principale": settings.organisation_principale,
        "license_id": settings.license_id,
        "update_frequency": settings.update_frequency,
        "ext_spatial": settings.ext_spatial,
        "language": "FR",
        "type": "dataset",
        "version": SCHEMA_VERSION,
    }


def resources(files: Mapping[str, bytes]) -> list[Resource]:
    """Return what is sent of a package: every table, and the description of all of them."""
    names, fields = table_texts(), field_texts()
    made = [_table(table, names[table.name], fields, files[csv_path(table)]) for table in TABLES]
    described = _fields(DATAPACKAGE, files[DATAPACKAGE], "JSON", "documentation")
    described["description"] = "Schémas, clés, sources et empreintes de tous les fichiers."
    return [*made, Resource(described, DATAPACKAGE, files[DATAPACKAGE])]


def upload(portal: Portal, fields: Mapping[str, Any], files: list[Resource]) -> Outcome:
    """Bring the dataset of a portal up to these fields and files; a failure is in the outcome."""
    run = _Upload(portal, fields, files)
    try:
        before = run.show()
    except PortalError as error:
        return run.outcome("as_it_was", error)
    try:
        changed = run.bring_up(before)
    except PortalError as error:
        return run.outcome(run.condition(before), error)
    return run.outcome("done" if changed else "unchanged")


class _Upload:
    """One upload: what it sends, and what it has sent so far."""

    def __init__(self, portal: Portal, fields: Mapping[str, Any], files: list[Resource]) -> None:
        self._portal, self._fields, self._files = portal, fields, files
        self._sent: list[str] = []
        self._kept: list[str] = []
        self._foreign: list[str] = []

    def show(self) -> dict[str, Any] | None:
        """Return the dataset as the portal has it, or None where it has none."""
        try:
            found: dict[str, Any] = self._portal.call("package_show", {"id": self._fields["name"]})
        except PortalError as error:
            if error.not_found:
                return None
            raise
        return found

    def bring_up(self, before: dict[str, Any] | None) -> bool:
        """Send what the portal does not have, and tell whether there was any."""
        there = before
        if there is None:
            there = self._portal.call("package_create", {**self._fields, "private": True})
        known = {one.get("name"): one for one in there.get("resources", [])}
        for resource in self._files:
            self._send(resource, known.pop(resource.fields["name"], None), there["id"])
        self._foreign = sorted(str(name) for name in known)
        if self._described(there):
            return bool(self._sent)
        self._portal.call("package_patch", {**self._fields, "id": there["id"], "private": False})
        return True

    def condition(
        self, before: dict[str, Any] | None
    ) -> Literal["as_it_was", "resumable", "unknown"]:
        """Ask the portal what it holds after a failure."""
        try:
            return "as_it_was" if self.show() == before else "resumable"
        except PortalError:
            return "unknown"

    def outcome(
        self,
        condition: Literal["done", "unchanged", "as_it_was", "resumable", "unknown"],
        error: PortalError | None = None,
    ) -> Outcome:
        """Return what became of it so far."""
        parts = (tuple(self._sent), tuple(self._kept), tuple(self._foreign))
        return Outcome(condition, *parts, str(error) if error else "")

    def _send(self, resource: Resource, there: Mapping[str, Any] | None, dataset_id: str) -> None:
        content = (resource.file.rsplit("/", 1)[-1], resource.content)
        if there is None:
            values = {"package_id": dataset_id, **resource.fields}
            self._portal.call("resource_create", values, content)
        elif any(str(there.get(key)) != str(value) for key, value in resource.fields.items()):
            self._portal.call("resource_patch", {"id": there["id"], **resource.fields}, content)
        else:
            self._kept.append(resource.file)
            return
        self._sent.append(resource.file)

    def _described(self, there: Mapping[str, Any]) -> bool:
        """Tell whether the portal's description says what ours does."""
        return there.get("private") is False and all(
            _plain(there.get(key)) == _plain(value) for key, value in self._fields.items()
        )


def _plain(value: object) -> object:
    """Return a list of things with names as their names: the portal adds more to each."""
    if isinstance(value, list):
        return sorted(str(one.get("name")) for one in value if isinstance(one, dict))
    return value


def _table(table: TableDefinition, texts: Texts, fields: FieldTexts, data: bytes) -> Resource:
    answers = attest(table, data)
    values = _fields(texts.title, data, "CSV", "donnees")
    values["description"] = "\n".join(_description(table, texts, fields, answers))
    values["relidi_description_champs"] = "relidi.descha.foumet"
    values |= {answer.field: answer.answer for answer in answers}
    return Resource(values, csv_path(table), data, answers)


def _description(
    table: TableDefinition,
    texts: Texts,
    fields: FieldTexts,
    answers: tuple[Attestation, ...],
) -> Iterator[str]:
    """Describe a table and its columns, and where it departs from a rule; nothing of a document.

    The portal shows this as Markdown.
    """
    yield f"{texts.description}\n"
    for column in table.columns:
        yield f"- `{column.name}` : {fields[column.documented_by][2]}"
    departures = [answer.field for answer in answers if answer.answer == NO]
    if departures:
        yield f"\nDérogations constatées : {', '.join(departures)}."


def _fields(name: str, data: bytes, form: str, kind: str) -> dict[str, str | int]:
    return {
        "name": name,
        "format": form,
        "mimetype": "text/csv" if form == "CSV" else "application/json",
        "resource_type": kind,
        "taille_entier": math.ceil(len(data) / _MEBIBYTE),
        "hash": f"sha256:{sha256(data)}",
    }


def _tag(word: str) -> str:
    """Return a word as CKAN takes tags: letters, digits, blanks, hyphens and points."""
    return " ".join(_NO_TAG.sub(" ", word).split())
