"""How the extractor says what it could not settle: one place for the wording of findings."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model import Finding, Provenance, Severity

Subject = tuple[object, str]
"""A value that a finding is about: its part, as an id or as a draft without one, and its field."""


def where(name: str, provenance: Provenance) -> str:
    """Return a place as people read it: "source.md:12" or "source.pdf, page 3"."""
    if provenance.lines:
        first, last = provenance.lines
        return f"{name}:{first}" if first == last else f"{name}:{first}-{last}"
    pages = sorted({region.page for region in provenance.regions})
    return f"{name}, page {', '.join(str(page) for page in pages)}" if pages else name


class Findings:
    """Collects the findings of one document."""

    def __init__(self, name: str) -> None:
        """Take the name of the file that the places are in."""
        self._name = name
        self._found: dict[Finding, list[Subject | None]] = {}

    def add(
        self,
        code: str,
        severity: Severity,
        place: Provenance | None,
        message: str,
        hint: str,
        about: Subject | None = None,
    ) -> None:
        """Add a finding, and the one value that it is about; `docs/findings.md` has the codes."""
        spot = where(self._name, place) if place is not None else self._name
        found = Finding(code=code, severity=severity, where=spot, message=message, hint=hint)
        # Kept with its part, so that no other one takes the identity of a draft.
        self._found.setdefault(found, []).append(about)

    def all(self) -> tuple[Finding, ...]:
        """Return the findings in the order they were made, each once.

        What is said of a place by every part of a table is one finding.
        """
        return tuple(self._found)

    def subjects(self, ids: Mapping[int, str]) -> dict[Finding, tuple[str, ...]]:
        """Return the values that findings are about, where all are known, as corrections name them.

        `ids` has the ids that drafts got, by the identity of the draft.
        """
        named = {
            found: [_named(about, ids) for about in abouts] for found, abouts in self._found.items()
        }
        return {
            found: tuple(name for name in names if name)
            for found, names in named.items()
            if all(names)
        }


def _named(about: Subject | None, ids: Mapping[int, str]) -> str | None:
    if about is None:
        return None
    part, field = about
    name = part if isinstance(part, str) else ids.get(id(part))
    return f"{name}#{field}" if name else None
