"""Differences → lines to read in a terminal, coloured where the caller says that it has colours."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pipeline.diff.to_json import WORDED, counts
from pipeline.diff.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.diff.compare import Change, GroupDiff
    from pipeline.diff.editions import Edition
    from pipeline.diff.folders import FolderDiff
    from pipeline.diff.parts import Part

TEXT_SHOWN = 80
"""How many characters of a part's text a line shows."""
_COLOURS = {"+": "32", "-": "31", "~": "33"}


def as_text(diff: FolderDiff, *, colours: bool = False) -> str:
    """Return the differences of two sets of plans, a line each."""
    lines = [_signed("+", f"plan {name}", colours) for name in diff.added]
    lines += [_signed("-", f"plan {name}", colours) for name in diff.removed]
    for name, groups in diff.plans.items():
        found = ", ".join(f"{number} {kind}" for kind, number in counts(groups).items())
        lines.append(f"{name}: {found}")
        lines += plan_lines(groups, colours=colours)
    return "".join(f"{line}\n" for line in lines)


def edition_text(edition: Edition) -> str:
    """Return the difference of an edition, a line for each part that is carried on, gone or new."""
    lines = [
        f"{edition.plan_id} follows {edition.follows}: {len(edition.continued)} continued, "
        f"{len(edition.dropped)} dropped, {len(edition.new)} new"
    ]
    for part in edition.continued:
        changed = f" ({', '.join(part.changes)})" if part.changes else ""
        text = visible(_cut(part.text))
        lines.append(f"  = {part.old_id} → {part.new_id}{changed}: {text}")
    for sign, parts in (("-", edition.dropped), ("+", edition.new)):
        for single in parts:
            near = f" (near {single.near})" if single.near else ""
            lines.append(f"  {sign} {single.id}{near}: {visible(_cut(single.text))}")
    return "".join(f"{line}\n" for line in lines)


def plan_lines(groups: Sequence[GroupDiff], *, colours: bool = False) -> Iterator[str]:
    """Yield the lines of the differences of one plan."""
    for group in groups:
        for part in group.added:
            yield "  " + _signed("+", f"{group.name} {_shown(part)}", colours)
        for part in group.removed:
            yield "  " + _signed("-", f"{group.name} {_shown(part)}", colours)
        for change in group.changed:
            now = f" → {change.new_id}" if change.new_id != change.old_id else ""
            head = f"{group.name} {change.old_id}{now} ({', '.join(change.kinds)})"
            if not WORDED & change.fields.keys():
                head += f": {_cut(change.text)}"
            yield "  " + _signed("~", head, colours)
            yield from (f"      {line}" for line in _field_lines(change, colours))


def _field_lines(change: Change, colours: bool) -> Iterator[str]:
    for field, (old, new) in change.fields.items():
        if field in WORDED and isinstance(old, str) and isinstance(new, str):
            yield f"{field}: {_worded(old, new, colours)}"
        elif field == "schedule":
            for period in old:
                yield f"{visible(period)}: {old[period] or 'none'} → {new[period] or 'none'}"
        else:
            yield f"{field}: {_value(old)} → {_value(new)}"


def _worded(old: str, new: str, colours: bool) -> str:
    """Write what went as [-...-] and what came as {+...+}."""
    brackets = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
    shown = []
    for sign, text in wording(old, new):
        first, last = brackets[sign]
        shown.append(_coloured(sign, f"{first}{visible(text)}{last}", colours))
    return "".join(shown)


def _signed(sign: str, text: str, colours: bool) -> str:
    return _coloured(sign, f"{sign} {visible(text)}", colours)


def _coloured(sign: str, text: str, colours: bool) -> str:
    return f"\x1b[{_COLOURS[sign]}m{text}\x1b[0m" if colours and sign in _COLOURS else text


def _shown(part: Part) -> str:
    return f"{part.id}: {_cut(part.text)}"


def _cut(text: str) -> str:
    return text if len(text) <= TEXT_SHOWN else f"{text[:TEXT_SHOWN]}..."


def _value(value: Any) -> str:
    """Write a value as JSON does; of a deadline that is its text alone, the text."""
    if isinstance(value, Mapping) and isinstance(value.get("text"), str):
        told = {name: one for name, one in value.items() if one is not None}
        value = told["text"] if len(told) == 1 else told
    return visible(json.dumps(value, ensure_ascii=False))


def visible(text: str) -> str:
    """A document's text may hold what steers a terminal or turns a line around: it is named.

    A line that ends is no such thing: a sign stands for it.
    """
    text = text.replace("\n", " ¶ ")
    if text.isprintable():
        return text
    return "".join(
        char if unicodedata.category(char)[0] != "C" else f"\\u{ord(char):04x}" for char in text
    )
