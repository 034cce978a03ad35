"""What could not be settled, and what people corrected or confirmed → what is left to look at.

A finding about values that a person has settled, each of them, is only said: it stands beside the
correction, and asks for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.model import Correction, Finding

_HINT = "nothing is needed: corrections.yaml settles "


def is_settled(finding: Finding) -> bool:
    """Tell whether a person has settled what a finding is about."""
    return finding.hint.startswith(_HINT)


def settled(
    findings: Sequence[Finding],
    subjects: Mapping[Finding, Sequence[str]],
    corrections: Sequence[Correction],
) -> Iterator[Finding]:
    """Yield the findings, those that a person has settled as an info.

    `subjects` has the values that a finding is about, in the words of corrections.yaml.
    """
    done = {correction.where for correction in corrections}
    for found in findings:
        about = subjects.get(found, ())
        if about and done.issuperset(about):
            hint = _HINT + ", ".join(about)
            yield found.model_copy(update={"severity": "info", "hint": hint})
        else:
            yield found
