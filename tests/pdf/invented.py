"""Invented plans: other depths, numberings, columns, words and lengths than any plan we know.

A `Shape` says what kind of plan it is, `invent` fills it with text drawn from a seed, and `plans`
is the hypothesis strategy over both. What comes back is the content that was put in.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal

from hypothesis import strategies as st

from tests.pdf.content import Content, Entry, Part, Term
from tests.pdf.words import (
    ACTION_WORDS,
    CLOSINGS,
    CONTEXT,
    ENDS,
    HORIZONS,
    INTRODUCTIONS,
    LEVELS,
    NOTES,
    ROLES,
    SPANS,
    TARGET_LABELS,
    THINGS,
    TIME_WORDS,
    TITLES,
    VALUES,
    VERBS,
    YEARS,
)

Numbering = Literal["plain", "dotted", "coded", "none"]
Figures = Literal["arabic", "roman", "letters"]


@dataclass(frozen=True, slots=True)
class Shape:
    """What kind of plan is invented.

    `width` is the number of clauses of its longest action, `figures` what its outermost sections
    are counted in, `told` says that running text stands before, between and after the tables.
    """

    seed: int
    levels: tuple[tuple[str, str], ...] = LEVELS[0]
    branches: int = 2
    per_section: int = 4
    numbering: Numbering = "plain"
    figures: Figures = "arabic"
    periods: tuple[Term, ...] = YEARS[:3]
    roles: bool = True
    columns: tuple[str, ...] = ()
    width: int = 3
    items: bool = False
    notes: bool = False
    targets_label: str = TARGET_LABELS[0]
    action_word: str = ACTION_WORDS[0]
    time_word: str | None = None
    told: bool = False


def invent(shape: Shape) -> Content:
    """Return a plan of this shape."""
    writer = _Writer(shape)
    writer.level(0, "")
    years = [period.id for period in shape.periods if period.id[:1].isdigit()]
    span = f"{years[0][:4]}-{years[-1][-4:]}" if years else "2025-2030"
    return Content(
        publisher="Ville de Beauséjour",
        title=("Plan d'action pour la vitalité des quartiers", span),
        subtitle="Agir ensemble, ici et maintenant",
        parts=tuple(writer.parts),
        periods=shape.periods,
        periods_heading="Présentation de l'échéancier",
        roles=ROLES if shape.roles else (),
        roles_heading="Rôles de la Ville",
        targets_label=shape.targets_label,
        action_word=shape.action_word,
        time_word=shape.time_word,
        columns=shape.columns,
        context=("Mise en contexte", CONTEXT),
        closings=CLOSINGS if shape.told else (),
    )


class _Writer:
    """Fills the sections of a plan with texts that are all different."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.random = Random(shape.seed)
        self.parts: list[Part] = []
        self.count = 0
        self.texts: set[str] = set()

    def level(self, depth: int, prefix: str) -> None:
        shape = self.shape
        word, kind = shape.levels[depth]
        for index in range(1, shape.branches + 1):
            dotted = f"{prefix}.{index}" if prefix else str(index)
            number = dotted if shape.numbering == "dotted" else str(index)
            if not depth and shape.figures != "arabic" and shape.numbering != "dotted":
                number = ("I", "II", "III", "IV")[index - 1]
                number = number if shape.figures == "roman" else "ABCD"[index - 1]
            leaf = depth + 1 == len(shape.levels)
            self.parts.append(
                Part(
                    kind=kind,
                    word=word,
                    number=number,
                    title=self._new(lambda: self.random.choice(TITLES)),
                    depth=depth,
                    intro=self._intro(),
                    targets=self._targets() if leaf else (),
                    entries=self._entries(dotted) if leaf else (),
                )
            )
            if not leaf:
                self.level(depth + 1, dotted)

    def _intro(self) -> tuple[str, ...]:
        told = self.shape.told and self.random.random() < 0.5
        return (self.random.choice(INTRODUCTIONS),) if told else ()

    def _targets(self) -> tuple[str, ...]:
        return tuple(
            self._new(lambda: f"Mieux faire connaître {self._clause()}")
            for _ in range(self.random.randint(1, 4))
        )

    def _entries(self, dotted: str) -> tuple[Entry, ...]:
        count = self.random.randint(1, self.shape.per_section)
        return tuple(self._entry(f"{dotted}.{index}") for index in range(1, count + 1))

    def _entry(self, dotted: str) -> Entry:
        shape, random = self.shape, self.random
        self.count += 1
        numbers = {
            "plain": str(self.count),
            "dotted": dotted,
            "coded": f"A-{self.count}",
            "none": None,
        }
        items = random.randint(2, 3) if shape.items and random.random() < 0.3 else 0
        return Entry(
            number=numbers[shape.numbering],
            text=self._new(self._sentence),
            items=tuple(self._new(self._short) for _ in range(items)),
            role=random.choice(ROLES).label if shape.roles else None,
            planned=tuple(random.random() < 0.55 for _ in shape.periods),
            values=tuple(random.choice(VALUES[column]) for column in shape.columns),
            note=random.choice(NOTES) if shape.notes and random.random() < 0.15 else None,
        )

    def _sentence(self) -> str:
        clauses = self.random.randint(1, self.shape.width)
        first = f"{self.random.choice(VERBS)} {self.random.choice(THINGS)}"
        return ", ".join((first, *(self.random.choice(ENDS) for _ in range(clauses - 1))))

    def _short(self) -> str:
        return f"{self.random.choice(VERBS)} {self.random.choice(THINGS)}"

    def _clause(self) -> str:
        return f"{self.random.choice(THINGS)} {self.random.choice(ENDS)}"

    def _new(self, make: Callable[[], str]) -> str:
        """Make texts until one is new; after some tries, make it new with a word of order."""
        text = ""
        for _ in range(8):
            text = make()
            if text not in self.texts:
                break
        place = 2
        base = text
        while text in self.texts:
            text = f"{base} ({place}e volet)"
            place += 1
        self.texts.add(text)
        return text


@st.composite
def shapes(draw: st.DrawFn, pages: int = 6, most_spans: int = 3) -> Shape:
    """Shapes of plans that take about this many pages at most.

    A span of years takes more room than some looks leave a period: `most_spans` 0 has none.
    """
    levels = draw(st.sampled_from(LEVELS))
    # A word that no lexicon knows is told by being counted: it needs two.
    least = 2 if any(word == "Piste" for word, _ in levels) else 1
    branches = draw(st.integers(least, 2 if len(levels) > 3 else 3))
    leaves = branches ** len(levels)
    periods = draw(
        st.one_of(
            st.integers(2, 6).map(lambda count: YEARS[:count]),
            st.integers(2, 4).map(lambda count: HORIZONS[:count]),
            st.integers(min(2, most_spans), most_spans).map(lambda count: SPANS[:count]),
            st.just(()),
        )
    )
    roles = draw(st.booleans())
    room = max(0, 4 - len(periods)) + (0 if roles else 1)
    names = draw(
        st.sets(st.sampled_from(sorted(VALUES)), min_size=0 if periods else 1, max_size=room)
    )
    return Shape(
        seed=draw(st.integers(0, 2**32 - 1)),
        levels=levels,
        branches=branches,
        per_section=draw(st.integers(1, max(2, min(24, pages * 12 // leaves)))),
        numbering=draw(st.sampled_from(("plain", "dotted", "coded", "none"))),
        figures=draw(st.sampled_from(("arabic", "arabic", "roman", "letters"))),
        periods=periods,
        roles=roles,
        columns=tuple(name for name in VALUES if name in names),
        width=draw(st.integers(1, 8)),
        items=draw(st.booleans()),
        notes=draw(st.booleans()),
        targets_label=draw(st.sampled_from(TARGET_LABELS)),
        action_word=draw(st.sampled_from(ACTION_WORDS)),
        time_word=draw(st.sampled_from(TIME_WORDS)) if periods else None,
        told=draw(st.booleans()),
    )


def plans(pages: int = 6) -> st.SearchStrategy[Content]:
    """Invented plans of one to about `pages` pages; 40 is the most that is asked of the reader."""
    return shapes(pages).map(invent)


def main() -> None:
    """Print invented plans in invented manners, read them, and say what did not come out.

    `python -m tests.pdf.invented COUNT [SEED]` prints a line for each difference, under the shape
    and the manner that make it again.
    """
    import argparse
    import tempfile
    from pathlib import Path

    from hypothesis import HealthCheck, Phase, given, seed, settings

    from tests.pdf.manners import Manner, look_of, manners
    from tests.pdf.roundtrip import lost

    parser = argparse.ArgumentParser(prog="python -m tests.pdf.invented", description=main.__doc__)
    parser.add_argument("count", type=int, help="how many plans")
    parser.add_argument("seed", type=int, nargs="?", default=0, help="where to begin")
    given_to = parser.parse_args()
    seen = wrong = 0
    with tempfile.TemporaryDirectory() as folder:

        @seed(given_to.seed)
        @settings(
            max_examples=given_to.count,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(shape=shapes(), manner=manners())
        def run(shape: Shape, manner: Manner) -> None:
            nonlocal seen, wrong
            found = lost(invent(shape), look_of(manner), Path(folder) / "plan.pdf")
            seen += 1
            wrong += bool(found)
            if found:
                _say(f"{manner}", f"{shape}", *(f"    {line}" for line in found))

        run()
    _say(f"{wrong} of {seen} plans came out other than they were put in")


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()
