"""extracted/ → what a review asks about: the plans, the links, and where each thing stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.extract.findings import where
from pipeline.invalid import placed_fault
from pipeline.model import Links, Plan, Provenance
from pipeline.workspace.errors import WorkspaceError

if TYPE_CHECKING:
    from pathlib import Path

_PLANS = "extracted/plans"
_LINKS = "extracted/links.json"
_Value = TypeVar("_Value", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Place:
    """Something a link can join: its text, the headings above it, and its place in the source.

    `below` is what helps to understand the text and is not judged: the targets of a section.
    """

    id: str
    text: str
    above: tuple[str, ...]
    spot: str
    below: tuple[str, ...] = ()


def load_plans(root: Path) -> tuple[Plan, ...]:
    """Read the published plans.

    Raises:
        WorkspaceError: there is none, or one is not of the contract.
    """
    files = sorted((root / _PLANS).glob("*.json"))
    if not files:
        raise WorkspaceError(_PLANS, "", "there are no plans yet", "`arrimage run` makes them")
    return tuple(_read(path, f"{_PLANS}/{path.name}", Plan) for path in files)


def load_links(root: Path) -> Links:
    """Read the published links.

    Raises:
        WorkspaceError: there are none, or they are not of the contract.
    """
    path = root / _LINKS
    if not path.is_file():
        raise WorkspaceError(_LINKS, "", "there are no links yet", "`arrimage link` makes them")
    return _read(path, _LINKS, Links)


def places(plans: Iterable[Plan]) -> dict[str, Place]:
    """Return by id where everything that a link can join stands."""
    found: dict[str, Place] = {}
    for plan in plans:
        above: dict[str, tuple[str, ...]] = {plan.id: (plan.title or plan.id,)}
        found[plan.id] = Place(plan.id, plan.title or "", (), plan.source.path)
        for section in plan.sections:
            upper = above.get(section.parent_id or plan.id, above[plan.id])
            heading = " ".join(
                filter(None, [section.kind.replace("_", " "), section.number, section.title])
            )
            above[section.id] = (*upper, heading)
            found[section.id] = Place(
                section.id,
                section.title,
                upper,
                spot(plan, section.provenance),
                tuple(target.text for target in section.targets),
            )
        for action in plan.actions:
            upper = above.get(action.section_id or plan.id, above[plan.id])
            found[action.id] = Place(action.id, action.text, upper, spot(plan, action.provenance))
        for document in plan.documents:
            found[document.id] = Place(
                document.id, document.title, above[plan.id], spot(plan, document.provenance)
            )
    return found


def spot(plan: Plan, provenance: Provenance) -> str:
    """Return a place as people look it up: the file with its line or page."""
    return where(plan.source.path.rpartition("/")[2], provenance)


def _read(path: Path, name: str, model: type[_Value]) -> _Value:
    try:
        return model.model_validate_json(path.read_bytes())
    except ValidationError as error:
        place, reason = placed_fault(error)
        raise WorkspaceError(name, place, reason, "run `arrimage run` again") from error
