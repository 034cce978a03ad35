"""A sitting over pairs: each is shown, a key is its judgement, and it is on disk before the next.

Nothing is kept back for the end, so that a sitting can be left or killed at any moment. Undo
takes the last answer back with a further row: what is written is never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.link.judgements import WITHDRAWN, JudgementRow, Pair, text_hash
from pipeline.model import JudgementValue
from pipeline.review import show
from pipeline.review.desk import Desk
from pipeline.review.material import Place
from pipeline.review.pairs import Question

KEYS: Mapping[str, JudgementValue] = {
    "s": "same",
    "o": "overlap",
    "r": "related",
    "n": "none",
    "u": "unsure",
    "same": "same",
    "overlap": "overlap",
    "related": "related",
    "none": "none",
    "unsure": "unsure",
}
"""The words are for answers that come through a pipe."""

HELP = "s same  o overlap  r related  n none  u unsure  space skip  c comment  z undo  q quit"
_SKIP, _COMMENT, _UNDO, _QUIT = " ", "c", "z", ("q", "")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who judges, on which day (ISO 8601), and whether the score and the reasons are hidden."""

    name: str
    on: str
    blind: bool = False


@dataclass(slots=True)
class Tally:
    """What came of a sitting."""

    asked: int = 0
    answered: int = 0
    skipped: int = 0
    undone: int = 0


@dataclass(frozen=True, slots=True)
class _Step:
    """What was done at a position; `row` is None where the pair was skipped."""

    position: int
    row: JudgementRow | None


@dataclass(slots=True)
class LinkSitting:
    """A reader, what is asked, and where the answers go."""

    questions: Sequence[Question]
    known: Mapping[str, Place]
    """Where everything stands, by id."""
    reader: Reader
    desk: Desk
    record: Callable[[JudgementRow], None]
    """Writes a judgement down; once it returns, the judgement is safe."""
    before: Mapping[Pair, JudgementRow]
    """What the reader said of pairs before this sitting."""
    tally: Tally = field(default_factory=Tally)
    _steps: list[_Step] = field(default_factory=list)

    def run(self) -> Tally:
        """Ask until the pairs or the reader's patience are at an end."""
        position = 0
        while position < len(self.questions):
            self.desk.say(self._screen(position))
            self.tally.asked = max(self.tally.asked, position + 1)
            key, note = self._answer()
            if key in _QUIT:
                break
            if key == _UNDO:
                position = self._undo(position)
            else:
                self._step(position, KEYS.get(key), note)
                position += 1
        return self.tally

    def _screen(self, position: int) -> str:
        question, width = self.questions[position], self.desk.width
        lines = ["", f"[{position + 1}/{len(self.questions)}]"]
        if question.said and not self.reader.blind:
            said = ", ".join(f"{row.by} '{row.value}' on {row.on}" for row in question.said)
            lines += show.wrapped(f"the text has changed since it was judged: {said}", width)
        sides = self.known[question.left], self.known[question.right]
        lines += [show.pair(*sides, width), ""]
        if question.link is not None and not self.reader.blind:
            lines += [show.reasons(question.link, width), ""]
        return "\n".join([*lines, *show.wrapped(HELP, width)])

    def _answer(self) -> tuple[str, str]:
        """Wait for a key that means something; return it with the note that goes with it."""
        note = ""
        while True:
            key = self.desk.key()
            if key.char == _COMMENT:
                note = key.rest or self.desk.line("comment:") or ""
                self.desk.say("and the judgement?")
            elif key.char in KEYS or key.char in (_SKIP, _UNDO, *_QUIT):
                return key.char, key.rest or note
            else:
                self.desk.say(f"'{key.char}' is no key here: {HELP}")

    def _step(self, position: int, value: JudgementValue | None, note: str) -> None:
        if value is None:
            self.tally.skipped += 1
            self._steps.append(_Step(position, None))
            return
        row = self._row(self.questions[position], value, note)
        self.record(row)
        self.desk.say(f"recorded: {value}")
        self.tally.answered += 1
        self._steps.append(_Step(position, row))

    def _undo(self, position: int) -> int:
        """Take the last step of the sitting back; return the position to go on from."""
        if not self._steps:
            self.desk.say("nothing to undo in this sitting")
            return position
        step = self._steps.pop()
        if step.row is None:
            self.tally.skipped -= 1
            return step.position
        nothing = replace(step.row, value="unsure", note=WITHDRAWN)
        self.record(self.before.get(step.row.pair, nothing))
        self.desk.say(f"taken back: {step.row.value}")
        self.tally.answered -= 1
        self.tally.undone += 1
        return step.position

    def _row(self, question: Question, value: JudgementValue, note: str) -> JudgementRow:
        left, right = self.known[question.left], self.known[question.right]
        return JudgementRow(
            left=left.id,
            right=right.id,
            value=value,
            left_hash=text_hash(left.text),
            right_hash=text_hash(right.text),
            by=self.reader.name,
            on=self.reader.on,
            note=note or None,
        )
