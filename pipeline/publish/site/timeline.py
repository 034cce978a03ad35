"""Schedules → tables of how many actions are planned when: by plan, by section, by role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.publish.site import paths, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.model import Action
    from pipeline.publish.site.catalogue import Catalogue, PlanView
    from pipeline.publish.site.render import Renderer

SHADES = 5
"""How many shades a cell can have beside none."""
ROWS = 400
"""The most sections of one table."""
GROUPS = 60
"""The most tables of plans: plans that name their periods alike share one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many of the actions of a row are planned in a period; `unclear` come on top."""

    planned: int
    unclear: int
    shade: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a heat map."""

    label: str
    title: str
    aside: str
    href: str
    depth: int
    total: int
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A heat map: the periods that are its columns, and its rows."""

    periods: Sequence[str]
    rows: Sequence[Row]
    years: bool = False

    @property
    def unclear(self) -> bool:
        """Whether a cell says that more might be planned."""
        return any(cell.unclear for row in self.rows for cell in row.cells)


def pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield the table of all plans, and a page for each plan that has a schedule."""
    yield renderer.page(
        "timeline.html",
        paths.TIMELINE,
        section="timeline",
        tables=_tables(catalogue.views),
        without=[view for view in catalogue.views if not _is_scheduled(view)],
    )
    for view in catalogue.views:
        if view.periods:
            sections = list(_section_rows(view))
            labels = [period.label for period in view.periods.values()]
            yield renderer.page(
                "timeline_plan.html",
                paths.timeline_page(view.id),
                section="timeline",
                view=view,
                sections=Table(labels, sections[:ROWS]),
                total=len(sections),
                roles=Table(labels, list(_role_rows(view))),
                meanings=view.meanings,
            )


def _is_scheduled(view: PlanView) -> bool:
    return bool(view.periods) and any(action.schedule for action in view.plan.actions)


def _tables(views: Iterable[PlanView]) -> list[Table]:
    """Put plans that count years in one table, and those of the same horizons in another."""
    kinds: dict[tuple[str, ...], list[PlanView]] = defaultdict(list)
    for view in views:
        if _is_scheduled(view):
            years = view.plan.schedule.kind == "years"
            kinds[() if years else tuple(p.label for p in view.periods.values())].append(view)
    tables = []
    for labels, group in sorted(kinds.items()):
        columns = labels or sorted({p.label for view in group for p in view.periods.values()})
        rows = [_plan_row(view, columns) for view in group]
        tables.append(Table(columns, rows, years=not labels))
    return tables[:GROUPS]


def _plan_row(view: PlanView, columns: Sequence[str]) -> Row:
    ids = {period.label: period.id for period in view.periods.values()}
    cells = _cells(view.plan.actions, [ids.get(label, "") for label in columns])
    href = paths.timeline_page(view.id)
    return Row("", view.name, view.aside, href, 0, len(view.plan.actions), cells)


def _section_rows(view: PlanView) -> Iterator[Row]:
    """Yield the sections that have actions, in them or under them, with those of all under them."""
    under: dict[str, list[Action]] = defaultdict(list)
    for action in view.plan.actions:
        for section in view.trail(action.section_id):
            under[section.id].append(action)
    depths: dict[str, int] = {}
    for blocks in view.layout.pages:
        for block in blocks:
            if block.section and block.first and under[block.section.id]:
                section = block.section
                depths[section.id] = block.depth
                yield _row(
                    view, view.section_label(section), section.title, view.place(section.id),
                    block.depth, under[section.id],
                )  # fmt: skip
    if not depths and view.plan.actions:
        yield _row(view, "", view.title, view.href, 0, view.plan.actions)


def _role_rows(view: PlanView) -> Iterator[Row]:
    by_role: dict[str, list[Action]] = defaultdict(list)
    for action in view.plan.actions:
        for role in action.role_ids or ("",):
            by_role[role].append(action)
    if not view.roles:
        return
    names = {role.id: role.label for role in view.roles.values()}
    names[""] = words.vocabulary()["timeline"]["no_role"]
    for role, name in names.items():
        if by_role[role]:
            yield _row(view, "", name, "", 0, by_role[role])


def _row(
    view: PlanView, label: str, title: str, href: str, depth: int, actions: Sequence[Action]
) -> Row:
    return Row(label, title, "", href, depth, len(actions), _cells(actions, list(view.periods)))


def _cells(actions: Sequence[Action], periods: Sequence[str]) -> list[Cell]:
    planned: Mapping[str, int] = _number(actions, "planned")
    unclear: Mapping[str, int] = _number(actions, "unclear")
    return [Cell(planned[one], unclear[one], _shade(planned[one], len(actions))) for one in periods]


def _number(actions: Sequence[Action], state: str) -> Mapping[str, int]:
    found: dict[str, int] = defaultdict(int)
    for action in actions:
        for entry in action.schedule:
            found[entry.period_id] += entry.state == state
    return found


def _shade(number: int, total: int) -> int:
    """Return 0 for none, else 1 to the most, in equal steps of the share."""
    return min(SHADES, 1 + number * SHADES // total) if number else 0
