"""Links and coverage as `arrimage link` prints them: lines for a terminal, or CSV."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.model import Coverage, Link

INDENT = 16
SHOWN_MIN = 0.05
"""The least contribution to the log-odds whose reason is shown; the data has them all."""


def links_text(
    links: Sequence[Link],
    texts: Mapping[str, str],
    left: frozenset[str] | None,
    *,
    reasons: bool,
) -> str:
    """Return links as lines for a terminal, the one that was asked for on the left first.

    `texts` are those of all that is linked, by id; `left` are the ids of the left side.
    """
    width = max(60, min(160, shutil.get_terminal_size((120, 24)).columns)) - INDENT
    lines = []
    for link in links:
        grade = link.judgement.value if link.judgement else (link.grade or "-")
        first, second = _left_first(link, left)
        lines.append(f"{link.score:.2f}  {grade:<8}  {first}")
        lines.append(f"{'':<{INDENT}}{_short(texts.get(first, ''), width)}")
        lines.append(f"{'':<{INDENT}}{second}")
        lines.append(f"{'':<{INDENT}}{_short(texts.get(second, ''), width)}")
        if reasons:
            lines += [
                f"{'':<{INDENT}}- {f.detail} ({f.contribution:+.2f})"
                for f in link.features
                if abs(f.contribution) >= SHOWN_MIN
            ]
        elif link.shared_terms:
            lines.append(f"{'':<{INDENT}}= {_short('; '.join(link.shared_terms), width - 2)}")
    return "".join(f"{line}\n" for line in lines)


def _left_first(link: Link, left: frozenset[str] | None) -> tuple[str, str]:
    """Return the two ids, the one that was asked for on the left first."""
    if left is not None and link.left not in left:
        return link.right, link.left
    return link.left, link.right


def coverage_text(coverage: Sequence[Coverage], texts: Mapping[str, str]) -> str:
    """Return how many sections of each plan find a counterpart in each other, and which do not."""
    lines = []
    for one in coverage:
        open_ = [section for section in one.sections if not section.covered]
        lines.append(
            f"{one.plan_id} in {one.other_plan_id}: {len(one.sections) - len(open_)} of "
            f"{len(one.sections)} sections have a counterpart\n"
        )
        for section in open_:
            best = f"; closest {section.best} ({section.score:.2f})" if section.best else ""
            lines.append(
                f"  without: {section.section_id}{best}\n"
                f"           {_short(texts.get(section.section_id, ''), 100)}\n"
            )
    return "".join(lines)


def links_csv(links: Sequence[Link]) -> str:
    """Return links as CSV, a row each."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("id", "left", "right", "kind", "grade", "score", "shared_terms", "judgement"))
    for one in links:
        judgement = one.judgement.value if one.judgement else ""
        row = (one.id, one.left, one.right, one.kind, one.grade or "", f"{one.score:.4f}")
        writer.writerow((*row, "; ".join(one.shared_terms), judgement))
    return out.getvalue()


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 3].rstrip()}..."
