"""How the extractor says what it could not settle: one place for the wording of findings."""

from __future__ import annotations

from pipeline.model import Finding, Provenance, Severity


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
        self._found: list[Finding] = []

    def add(
        self, code: str, severity: Severity, place: Provenance | None, message: str, hint: str
    ) -> None:
        """Add a finding; `docs/findings.md` explains every code."""
        spot = where(self._name, place) if place is not None else self._name
        self._found.append(
            Finding(code=code, severity=severity, where=spot, message=message, hint=hint)
        )

    def all(self) -> tuple[Finding, ...]:
        """Return the findings in the order they were made, each once.

        What is said of a place by every part of a table is one finding.
        """
        return tuple(dict.fromkeys(self._found))
