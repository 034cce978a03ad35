"""Plans → the links between them, each made whole only when somebody asks for it.

What a link joins, its grade and its score are known at once; its reasons take most of the time of
linking. A draft has a key: drafts of the same key become the same link, whatever else the
collection holds, so that who keeps what was made of them need not ask again.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.link.coverage import coverage
from pipeline.link.documents import DOCUMENT_INTERCEPT, document_links
from pipeline.link.grades import groups
from pipeline.link.index import build_index
from pipeline.link.items import gather
from pipeline.link.judged_coverage import judged_coverage
from pipeline.link.levels import LEVELS, levels
from pipeline.link.links import Draft, Maker
from pipeline.link.readings import read_plan
from pipeline.link.remembered import Memory
from pipeline.link.score import load_model
from pipeline.link.signs import HALVES
from pipeline.model import Link, Links

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.link.engine import Runner
    from pipeline.link.judgements import Pair
    from pipeline.link.readings import Reading
    from pipeline.link.remembered import Remembered
    from pipeline.model import Coverage, Judgement, LinkKind, Plan

KEY_BYTES = 8 * HALVES


@dataclass(frozen=True, slots=True)
class Drafts:
    """The links of one collection of plans, by the ids of what they join, and their coverage."""

    kept: tuple[Draft | Link, ...]
    intercepts: Mapping[LinkKind, float]
    coverage: tuple[Coverage, ...]
    memory: Memory | None
    """What was measured, where it was asked to be found again."""
    _maker: Maker

    def keys(self) -> list[bytes]:
        """Return for each link what stands for all that it says, but for what people say of it."""
        drawn = iter(self._maker.keys([one for one in self.kept if isinstance(one, Draft)]))
        return [next(drawn) if isinstance(one, Draft) else _key(one) for one in self.kept]

    def whole(self, some: Sequence[Draft | Link]) -> Iterator[Link]:
        """Yield the links that drafts become."""
        made = self._maker.links([one for one in some if isinstance(one, Draft)])
        return (next(made) if isinstance(one, Draft) else one for one in some)

    def judged(self, settled: Mapping[Pair, Judgement]) -> Drafts:
        """Return the drafts with what people say of them."""
        if not settled:
            return self
        return Drafts(
            tuple(_judged(one, settled.get((one.left, one.right))) for one in self.kept),
            self.intercepts,
            judged_coverage(self.coverage, settled, self.kept),
            self.memory,
            self._maker,
        )

    def head(self) -> Links:
        """Return all but the links themselves."""
        return Links(
            intercepts=dict(self.intercepts), groups=groups(self.kept), coverage=self.coverage
        )

    def links(self) -> Links:
        """Return all of it."""
        return self.head().model_copy(update={"links": tuple(self.whole(self.kept))})


def draft(
    plans: Sequence[Plan],
    runner: Runner | None = None,
    readings: Mapping[str, Reading] = MappingProxyType({}),
    before: Remembered | None = None,
) -> Drafts:
    """Return the drafts of the links between plans.

    Args:
        plans: The plans.
        runner: Who does the work; this process where None.
        readings: What was read of some plans before, by their ids.
        before: What was measured before, in this collection or another; what is measured now is
            noted where it is given.
    """
    items = gather(plans)
    # Where nothing was read before, all plans are read at once.
    ordered = sorted(plans, key=lambda plan: plan.id) if readings else []
    read = [readings.get(plan.id) or read_plan(plan) for plan in ordered]
    index = build_index(items, readings=read)
    model = load_model()
    maker = Maker(items, index, model)
    memory = None if before is None else Memory(index, before)
    scored = levels(items, index, model, runner, memory)
    kept = [one for level in scored for one in maker.drafts(level)]
    intercepts = {kind: model.kinds[kind].intercept for kind in LEVELS}
    return Drafts(
        tuple(sorted((*kept, *document_links(plans)), key=lambda one: (one.left, one.right))),
        {**intercepts, "document": DOCUMENT_INTERCEPT},
        coverage(items, scored, maker, model.threshold),
        memory,
        maker,
    )


def _key(link: Link) -> bytes:
    said = link.model_copy(update={"judgement": None}).model_dump_json()
    return blake2b(said.encode(), digest_size=KEY_BYTES).digest()


def _judged(one: Draft | Link, said: Judgement | None) -> Draft | Link:
    if isinstance(one, Link):
        return one.model_copy(update={"judgement": said})
    return one if said is None else one._replace(judgement=said)
