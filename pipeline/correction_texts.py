"""What the thing says that a correction is about → whether it still stands on that thing.

A place ("plan/action-26#schedule/2025") goes by numbers. Where a new version of the document
counts otherwise, the same place is on something else, and the value expected there may well be
the same: a state has three values, and most cells are empty. So an entry carries the words of
what it was written about, and one that finds other words there does not fit any more. An entry
that expects the words themselves needs no others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.correctable import CorrectionError, Entry, Parts, Spot, find, parts_of
from pipeline.model import Finding, Plan
from pipeline.text import clean

_SHOWN = 80
"""How many characters of a text an entry carries."""
_CUT = "..."


def texts_at(plan: Plan, where: str) -> tuple[str, ...]:
    """Return what an entry about a place carries, from the outside in; nothing where none is due.

    The texts are those that were read, whatever people corrected in them.
    """
    data = plan.model_dump(mode="json")
    parts = parts_of(data)
    for done in reversed(plan.corrections):
        before = list(done.before) if isinstance(done.before, tuple) else done.before
        find(Entry(done.where, None, None, ""), plan, parts).put(before)
    said = _said(find(Entry(where, None, None, ""), plan, parts))
    return tuple(_short(text) for text in said)


def hold(entry: Entry, spot: Spot, parts: Parts) -> None:
    """Hold an entry against the thing that it names now.

    Raises:
        CorrectionError: the entry was written about something else.
    """
    found = _said(spot)
    if not entry.text or _fit(entry.text, found):
        return
    says = " › ".join(_short(text) for text in found) or "nothing of its own"
    hint = "write the text where the correction still holds, or take the entry out"
    owner, _, name = entry.where.partition("#")
    there = [other for other in _alike(entry, spot, parts) if other != owner]
    if there:
        hint = f"that stands at '{there[0]}#{name}' now: correct where, or take the entry out"
    wrote = " › ".join(entry.text)
    raise CorrectionError(
        entry, f"was written about '{wrote}', but what is there says '{says}'", hint
    )


def loose(plan: Plan, entries: Sequence[Entry], name: str) -> Iterator[Finding]:
    """Yield a finding for each entry that would stand on whatever gets its number.

    Args:
        plan: The plan as read.
        entries: The corrections, all of which fit.
        name: What findings call their file.
    """
    bare = [entry for entry in entries if not entry.text]
    parts = parts_of(plan.model_dump(mode="json")) if bare else {}
    for entry in bare:
        texts = [_quoted(_short(text)) for text in _said(find(entry, plan, parts))]
        if texts:
            text = f"[{', '.join(texts)}]" if len(texts) > 1 else texts[0]
            yield Finding(
                code="correction_loose",
                severity="warning",
                where=f"{name}:{entry.line}",
                message=f"nothing in the correction of {entry.where} says what it is about: where "
                "numbers shift, it would stand on something else",
                hint=f"add to it the line   text: {text}",
            )


def _said(spot: Spot) -> tuple[str, ...]:
    """Return the texts on the way to a value; none where the value is such a text itself."""
    if spot.model is Plan or _own(spot.path):
        return ()
    return tuple(_texts(spot))


def _own(path: Sequence[str | int]) -> bool:
    return path[-1] in ("text", "title") and (len(path) == 1 or isinstance(path[-2], int))


def _texts(spot: Spot) -> Iterator[str]:
    yield from _text(spot.part, "text" if "text" in spot.part else "title")
    here: Any = spot.part
    for step in spot.path[:-1]:
        here = here[step] if here is not None else None
        if isinstance(step, int):
            yield from _text(here, "text")


def _text(part: dict[str, Any], key: str) -> Iterator[str]:
    text = clean(part.get(key) or "")
    if text:
        yield text


def _alike(entry: Entry, spot: Spot, parts: Parts) -> Iterator[str]:
    """Yield what of the same kind says what an entry was written about."""
    for name, (model, part) in parts.items():
        if model is spot.model:
            own = tuple(_texts(Spot(model, part, ("",))))
            if own and _fit(entry.text[:1], own):
                yield name


def _fit(written: Sequence[str], found: Sequence[str]) -> bool:
    return len(written) == len(found) and all(
        _same(clean(one), other) for one, other in zip(written, found, strict=True)
    )


def _same(written: str, found: str) -> bool:
    start = written.removesuffix(_CUT).rstrip()
    return written == found or (written.endswith(_CUT) and bool(start) and found.startswith(start))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - len(_CUT)].rstrip() + _CUT


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
