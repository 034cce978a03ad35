"""A sitting over uncertain values: each is shown with its place, and the answer is a correction.

A value and a reason make an entry of corrections.yaml, held against the plan before it is
written and on disk before the next is asked. A value found right is confirmed in the same way, so
that nobody is asked twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path

from pipeline.correction_texts import texts_at
from pipeline.corrections import CorrectionError, Entry, apply_corrections, current
from pipeline.model import CorrectedValue, Plan, Provenance
from pipeline.review import show
from pipeline.review.desk import Desk
from pipeline.review.doubts import Doubt
from pipeline.review.material import Place, spot
from pipeline.text import fold

CHOICES_SHOWN = 9
"""How many values of a closed set are numbered; the others can be typed."""

HELP = "a number or a value; = keeps it; - is null; empty skips; q quits"
_KEEP, _NULL, _QUIT = "=", "-", ("q", None)

Renderer = Callable[[Plan, Provenance], Path | None]
"""Draws the place of a value on its page, and returns the image; None where there is no page."""


def no_image(plan: Plan, place: Provenance) -> None:
    """Draw nothing."""


@dataclass(slots=True)
class Tally:
    """What came of a sitting."""

    asked: int = 0
    corrected: int = 0
    confirmed: int = 0
    skipped: int = 0


@dataclass(slots=True)
class ValueSitting:
    """The doubts about one plan, and where the answers go."""

    plan: Plan
    doubts: Sequence[Doubt]
    known: dict[str, Place]
    """Where everything stands, by id."""
    desk: Desk
    record: Callable[[Entry], None]
    """Writes an entry down; once it returns, the entry is safe."""
    render: Renderer = no_image
    tally: Tally = field(default_factory=Tally)

    def run(self) -> bool:
        """Ask about every doubt; return False where the person wants to stop."""
        for position, doubt in enumerate(self.doubts, 1):
            self.desk.say(self._screen(doubt, position))
            self.tally.asked += 1
            offered = _nearest(doubt)
            if not self._ask(doubt, offered):
                return False
        return True

    def _screen(self, doubt: Doubt, position: int) -> str:
        owner = doubt.where.partition("#")[0]
        width = max(self.desk.width, show.LEAST_COLUMNS)
        place = self.known.get(owner)
        image = self.render(self.plan, doubt.provenance)
        lines = ["", f"[{position}/{len(self.doubts)}] {doubt.where}"]
        lines += show.wrapped(show.trail(place.above), width) if place else []
        lines.append(spot(self.plan, doubt.provenance))
        lines += [f"image: {image}"] if image else []
        lines += ["", *show.wrapped(doubt.text, width), ""]
        lines += show.wrapped(f"{doubt.about}; now {_said(current(self.plan, doubt.where))}", width)
        offered = _nearest(doubt)
        lines += [f"  {number} {value}" for number, value in enumerate(offered, 1)]
        more = len(doubt.choices) - len(offered)
        lines += [f"  and {more} more"] if more else []
        return "\n".join([*lines, *show.wrapped(HELP, width)])

    def _ask(self, doubt: Doubt, offered: Sequence[str]) -> bool:
        """Ask until there is an answer that can be written, or none is wanted."""
        now = current(self.plan, doubt.where)
        while True:
            typed = self.desk.line("value:")
            if typed in _QUIT:
                return False
            if not typed:
                self.tally.skipped += 1
                return True
            value = now if typed == _KEEP else _value(typed, offered, now)
            entry = Entry(doubt.where, now, value, "")
            try:
                apply_corrections(self.plan, [entry])
            except CorrectionError as error:
                self.desk.say(f"{error.reason}; {error.hint}")
                continue
            return self._justify(entry)

    def _justify(self, entry: Entry) -> bool:
        reason = self.desk.line("reason (empty skips):")
        if reason is None:
            return False
        if not reason:
            self.tally.skipped += 1
            return True
        text = texts_at(self.plan, entry.where)
        self.record(replace(entry, reason=reason, text=text))
        kept = entry.value == entry.expect
        self.desk.say(f"{'confirmed' if kept else 'corrected'}: {entry.where}")
        self.tally.confirmed += kept
        self.tally.corrected += not kept
        return True


def _nearest(doubt: Doubt) -> tuple[str, ...]:
    """Return the choices to number: all of a few, else those most like the text."""
    if len(doubt.choices) <= CHOICES_SHOWN:
        return doubt.choices
    wanted = fold(doubt.text)

    def likeness(choice: str) -> float:
        return SequenceMatcher(None, wanted, fold(choice.rpartition("/")[2])).ratio()

    return tuple(sorted(doubt.choices, key=lambda one: (-likeness(one), one))[:CHOICES_SHOWN])


def _value(typed: str, offered: Sequence[str], now: CorrectedValue) -> CorrectedValue:
    """Return what was typed as a value; a list is typed with commas."""
    if typed == _NULL:
        return () if isinstance(now, tuple) else None
    if isinstance(now, tuple):
        return tuple(_one(part.strip(), offered) for part in typed.split(","))
    return _one(typed, offered)


def _one(typed: str, offered: Sequence[str]) -> str:
    if typed.isdecimal() and 1 <= int(typed) <= len(offered):
        return offered[int(typed) - 1]
    return typed


def _said(value: CorrectedValue) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return "null" if value is None else str(value)
