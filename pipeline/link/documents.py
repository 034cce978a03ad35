"""Citations → links between a plan's cited document and the plan of the workspace that it is.

A plan's own JSON never knows its neighbours; here a document that a plan cites is held against
the titles of all plans. Title and parent title must be the same, and one plan alone must fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.link.score import logistic
from pipeline.model import CitedDocument, Link, LinkFeature, Plan
from pipeline.text import fold

DOCUMENT_INTERCEPT = -4.59512
TITLE_WEIGHT = 9.19024
"""A document of the same title is the plan itself in 99 of 100 cases."""
GENERIC_TITLE_WORDS = 3
"""How many words a title may have that names no more than its kind ("Plan d'action")."""
_YEAR_IN_BRACKETS = re.compile(r"\s*\(\d{4}\)\s*$")


def document_links(plans: Sequence[Plan]) -> Iterator[Link]:
    """Yield a link for each cited document that is a plan."""
    for plan in plans:
        for document in plan.documents:
            fitting = [other for other in plans if other.id != plan.id and _is(document, other)]
            if len(fitting) == 1:
                yield _link(document, fitting[0])


def _is(document: CitedDocument, plan: Plan) -> bool:
    if plan.title is None or _title(document.title) != _title(plan.title):
        return False
    parents = document.parent_title, plan.parent_title
    if document.parent_title is None or plan.parent_title is None:
        # Many plans are called "Plan d'action": a title alone must name more than its kind.
        return parents == (None, None) or len(_title(plan.title).split()) > GENERIC_TITLE_WORDS
    return _title(document.parent_title) == _title(plan.parent_title)


def _title(title: str) -> str:
    return fold(_YEAR_IN_BRACKETS.sub("", title))


def _link(document: CitedDocument, plan: Plan) -> Link:
    left, right = sorted((document.id, plan.id))
    return Link(
        id=f"{left}~{right}",
        left=left,
        right=right,
        kind="document",
        grade="same",
        score=logistic(DOCUMENT_INTERCEPT + TITLE_WEIGHT),
        features=(
            LinkFeature(
                name="title",
                value=1.0,
                contribution=TITLE_WEIGHT,
                detail=f"Le document cité porte le titre de ce plan : « {document.title} ».",
            ),
        ),
        shared_terms=(document.title,),
    )
