"""Plans and reports as the rows of the published tables, in plan order and then source order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pipeline.model import (
    Action,
    CorrectedValue,
    Deadline,
    Link,
    Links,
    Mark,
    Mention,
    Plan,
    Provenance,
    Quote,
    Report,
)

Value = str | int | float | None
RowValues = tuple[Value, ...]


def rows(
    plans: Sequence[Plan], reports: Sequence[Report], links: Links | None = None
) -> dict[str, list[RowValues]]:
    """Return the rows of every table by its name, each row in the order of its definition."""
    made: dict[str, list[RowValues]] = {
        name: [row for plan in plans for row in make(plan)] for name, make in _PLAN_ROWS.items()
    }
    made["findings"] = [row for report in reports for row in finding_rows(report)]
    links = links or Links()
    made["links"] = [row for one in links.links for row in link_rows(one)]
    made["link_features"] = [row for one in links.links for row in link_feature_rows(one)]
    made["coverage"] = list(coverage_rows(links))
    return made


def plan_rows(plan: Plan) -> dict[str, Iterator[RowValues]]:
    """Return the rows of one plan by their table, but for its findings."""
    return {name: make(plan) for name, make in _PLAN_ROWS.items()}


def finding_rows(report: Report) -> Iterator[RowValues]:
    """Yield a row for each finding of a plan."""
    for n, f in enumerate(report.findings, 1):
        yield report.plan_id, n, f.code, f.severity, f.where, f.message, f.hint


def link_rows(one: Link) -> Iterator[RowValues]:
    """Yield the row of a link."""
    said = one.judgement
    judged = (said.value, said.by, said.on, said.note) if said else (None,) * 4
    terms = "; ".join(one.shared_terms) or None
    yield one.id, one.left, one.right, one.kind, one.grade, one.score, terms, *judged


def link_feature_rows(one: Link) -> Iterator[RowValues]:
    """Yield a row for each feature of a link."""
    for n, feature in enumerate(one.features, 1):
        yield one.id, n, feature.name, feature.value, feature.contribution, feature.detail


def coverage_rows(links: Links) -> Iterator[RowValues]:
    """Yield what each section finds in each other plan."""
    for one in links.coverage:
        for section in one.sections:
            covered = "true" if section.covered else "false"
            yield section.section_id, one.other_plan_id, section.best, section.score, covered


def place(provenance: Provenance) -> RowValues:
    """Return page, box and lines of a place: the first region where it has several."""
    first, last = provenance.lines or (None, None)
    if not provenance.regions:
        return None, None, None, None, None, first, last
    region = provenance.regions[0]
    return region.page, *region.bbox, first, last


def _plan(plan: Plan) -> Iterator[RowValues]:
    source, announced = plan.source, plan.announced_actions
    yield (
        plan.id,
        plan.title,
        plan.subtitle,
        plan.publisher,
        plan.period.start,
        plan.period.end,
        plan.language,
        plan.parent_title,
        announced.text if announced else None,
        announced.minimum if announced else None,
        plan.schedule.kind,
        source.path,
        source.sha256,
        source.media_type,
        source.reader,
        source.url,
        source.licence,
        source.published,
        source.retrieved,
    )


def _plan_texts(plan: Plan) -> Iterator[RowValues]:
    quotes: Mapping[str, Iterable[Quote]] = {
        "partners": plan.partners,
        "funding": plan.funding,
        "commitments": plan.commitments,
    }
    for name, texts in quotes.items():
        for n, quote in enumerate(texts, 1):
            yield plan.id, name, n, quote.text, *place(quote.provenance)


def _roles(plan: Plan) -> Iterator[RowValues]:
    for n, role in enumerate(plan.roles, 1):
        yield plan.id, role.id, n, role.label, role.definition, *place(role.provenance)


def _principles(plan: Plan) -> Iterator[RowValues]:
    for n, one in enumerate(plan.principles, 1):
        yield plan.id, one.id, n, one.label, one.definition, *place(one.provenance)


def _units(plan: Plan) -> Iterator[RowValues]:
    for n, unit in enumerate(plan.units, 1):
        yield plan.id, unit.id, n, unit.label, *place(unit.provenance)


def _periods(plan: Plan) -> Iterator[RowValues]:
    for n, period in enumerate(plan.schedule.periods, 1):
        years = period.horizon_years
        yield (
            plan.id,
            period.id,
            n,
            period.label,
            period.definition,
            period.start,
            period.end,
            years.min if years else None,
            years.max if years else None,
            *place(period.provenance),
        )


def _sections(plan: Plan) -> Iterator[RowValues]:
    for s in plan.sections:
        yield (
            plan.id,
            s.id,
            s.parent_id,
            s.kind,
            s.number,
            s.title,
            s.position,
            *place(s.provenance),
        )


def _targets(plan: Plan) -> Iterator[RowValues]:
    for section in plan.sections:
        for target in section.targets:
            yield target.id, section.id, target.text, *place(target.provenance)


def _unit_mentions(plan: Plan) -> Iterator[RowValues]:
    for section in plan.sections:
        for n, unit in enumerate(section.unit_mentions, 1):
            yield section.id, n, plan.id, unit.unit_id, unit.text, *place(unit.provenance)


def _principle_mentions(plan: Plan) -> Iterator[RowValues]:
    for section in plan.sections:
        for n, one in enumerate(section.principle_mentions, 1):
            yield section.id, n, plan.id, one.principle_id, one.text, *place(one.provenance)


def _actions(plan: Plan) -> Iterator[RowValues]:
    for a in plan.actions:
        yield (
            plan.id,
            a.id,
            a.number,
            a.text,
            a.section_id,
            a.budget,
            *_due(a.deadline),
            " ".join(a.flags) or None,
            *place(a.provenance),
        )


def _items(plan: Plan) -> Iterator[RowValues]:
    for action in plan.actions:
        for n, item in enumerate(action.items, 1):
            extra = _json(item.extra) if item.extra else None
            yield action.id, n, item.text, *_due(item.deadline), extra, *place(item.provenance)


def _action_roles(plan: Plan) -> Iterator[RowValues]:
    for action in plan.actions:
        for role_id in action.role_ids:
            yield action.id, plan.id, role_id


def _action_values(plan: Plan) -> Iterator[RowValues]:
    for action in plan.actions:
        for name, texts in _listed(action).items():
            for n, (header, text) in enumerate(texts, 1):
                yield action.id, name, n, header, text


def _listed(action: Action) -> Mapping[str, list[tuple[str | None, str]]]:
    return {
        "leads": [(None, text) for text in action.leads],
        "partners": [(None, text) for text in action.partners],
        "indicators": [(None, text) for text in action.indicators],
        "notes": [(None, note.text) for note in action.notes],
        "extra": [(header, text) for header, text in action.extra.items()],
    }


def _schedule(plan: Plan) -> Iterator[RowValues]:
    for action in plan.actions:
        for entry in action.schedule:
            yield (
                action.id,
                plan.id,
                entry.period_id,
                entry.state,
                *_mark(entry.mark),
                *place(entry.provenance),
            )


def _grids(plan: Plan) -> Iterator[RowValues]:
    for action in plan.actions:
        for n, entry in enumerate(action.grids, 1):
            yield (
                action.id,
                n,
                entry.title,
                entry.column,
                entry.state,
                *_mark(entry.mark),
                *place(entry.provenance),
            )


def _documents(plan: Plan) -> Iterator[RowValues]:
    for d in plan.documents:
        yield plan.id, d.id, d.title, d.parent_title, d.status, *place(d.provenance)


def _citations(plan: Plan) -> Iterator[RowValues]:
    for c in plan.citations:
        yield (
            plan.id,
            c.id,
            c.by,
            c.line_id,
            c.position,
            c.text,
            c.document_id,
            *place(c.provenance),
        )


def _passages(plan: Plan) -> Iterator[RowValues]:
    for p in plan.passages:
        yield plan.id, p.id, p.heading, p.section_id, p.kind, p.text or None, *place(p.provenance)


def _mentions(plan: Plan) -> Iterator[RowValues]:
    for section in plan.sections:
        yield from _mentioned(plan, section.id, section.mentions)
        for target in section.targets:
            yield from _mentioned(plan, target.id, target.mentions)
    for action in plan.actions:
        yield from _mentioned(plan, action.id, action.mentions)


def _mentioned(plan: Plan, owner: str, mentions: Iterable[Mention]) -> Iterator[RowValues]:
    for m in mentions:
        value = _json(m.value) if m.value is not None else None
        yield plan.id, owner, m.kind, m.start, m.end, m.text, value


def _corrections(plan: Plan) -> Iterator[RowValues]:
    for n, one in enumerate(plan.corrections, 1):
        yield plan.id, n, one.where, _plain(one.before), _plain(one.value), one.reason


def _plain(value: CorrectedValue) -> str | None:
    return value if value is None or isinstance(value, str) else _json(value)


def _due(deadline: Deadline | None) -> tuple[Value, Value]:
    return (deadline.text, deadline.date) if deadline else (None, None)


def _mark(mark: Mark) -> tuple[Value, Value]:
    return mark.kind, mark.char


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


_PLAN_ROWS: Mapping[str, Callable[[Plan], Iterator[RowValues]]] = {
    "plans": _plan,
    "plan_texts": _plan_texts,
    "roles": _roles,
    "principles": _principles,
    "units": _units,
    "periods": _periods,
    "sections": _sections,
    "targets": _targets,
    "unit_mentions": _unit_mentions,
    "principle_mentions": _principle_mentions,
    "actions": _actions,
    "action_items": _items,
    "action_roles": _action_roles,
    "action_values": _action_values,
    "schedule": _schedule,
    "grids": _grids,
    "documents": _documents,
    "citations": _citations,
    "passages": _passages,
    "mentions": _mentions,
    "corrections": _corrections,
}
