"""The bytes of a published table → what may be attested of it, and why.

Données Québec asks, for each file, whether it keeps to the rules for open data. Every answer here
is the outcome of a check of the very bytes that are sent: `oui`, `non` with the reason, or `n/a`
where the file has nothing that the rule speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.publish.columns import ColumnType, TableDefinition
from pipeline.publish.csv_files import read_cells
from pipeline.publish.schema import choices
from pipeline.text import ISO_DAY

YES, NO, NONE = "oui", "non", "n/a"
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")
_UNKNOWN = frozenset(
    ("null", "none", "nan", "na", "n/a", "n.a.", "nd", "n.d.", "n/d", "inconnu", "unknown", "#n/a")
)
"""What people write for "unknown" where the rule asks for an empty cell."""
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"(\xb5/\xfd")


@dataclass(frozen=True, slots=True)
class Attestation:
    """One answer: the portal's field, what was found, and the reason where it is `non`."""

    field: str
    answer: str
    reason: str = ""


def attest(table: TableDefinition, data: bytes) -> tuple[Attestation, ...]:
    """Return the answers for one table, from the bytes of its CSV file."""
    encoding = _encoding(data)
    if encoding:
        return (Attestation("relidi_confic_utf8", NO, encoding),)
    rows = read_cells(data)
    return (
        Attestation("relidi_confic_utf8", YES),
        _answer("relidi_confic_separateur_virgule", _shape(table, rows)),
        _answer("relidi_confic_pascom", _plain(data, rows)),
        Attestation("relidi_confic_epsg", NONE),
        _answer("relidi_condon_valinc", _placeholders(table, rows)),
        _typed("relidi_condon_nombre", table, rows, ("integer", "number"), _NUMBER),
        Attestation("relidi_condon_boolee", NONE),
        _typed("relidi_condon_datheu", table, rows, ("date",), ISO_DAY),
    )


def _answer(field: str, reason: str) -> Attestation:
    return Attestation(field, NO, reason) if reason else Attestation(field, YES)


def _encoding(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"octet {error.start + 1} : n'est pas de l'UTF-8"
    return ""


def _shape(table: TableDefinition, rows: list[list[str]]) -> str:
    names = [column.name for column in table.columns]
    if not rows or rows[0] != names:
        return "ligne 1 : les colonnes ne sont pas celles du schéma, séparées par des virgules"
    for number, row in enumerate(rows, 1):
        if len(row) != len(names):
            return f"rangée {number} : {len(row)} cellules au lieu de {len(names)}"
    return ""


def _plain(data: bytes, rows: list[list[str]]) -> str:
    """A file that is neither packed nor has comment lines, which is all the field can mean."""
    if data.startswith(_PACKED):
        return "le fichier est compressé"
    for number, row in enumerate(rows, 1):
        if row and row[0].startswith("#"):
            return f"rangée {number} : se lit comme un commentaire"
    return ""


def _placeholders(table: TableDefinition, rows: list[list[str]]) -> str:
    closed = [set(choices(column.documented_by)) for column in table.columns]
    for number, row in enumerate(rows[1:], 2):
        for column, values, cell in zip(table.columns, closed, row, strict=False):
            if cell not in values and cell.strip().casefold() in _UNKNOWN:
                return f"rangée {number}, {column.name} : « {cell} » au lieu d'une cellule vide"
    return ""


def _typed(
    field: str,
    table: TableDefinition,
    rows: list[list[str]],
    types: tuple[ColumnType, ...],
    form: re.Pattern[str],
) -> Attestation:
    """Answer for the cells of some types; a table that has none of them is not concerned."""
    cells = list(_cells(table, rows, types))
    wrong = [f"{place} : « {cell} »" for place, cell in cells if not form.fullmatch(cell)]
    return _answer(field, wrong[0] if wrong else "") if cells else Attestation(field, NONE)


def _cells(
    table: TableDefinition, rows: list[list[str]], types: tuple[ColumnType, ...]
) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(rows[1:], 2):
        for column, cell in zip(table.columns, row, strict=False):
            if column.type in types and cell:
                yield f"rangée {number}, {column.name}", cell
