"""Citations collected section by section, and resolved once the whole plan is read."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Line
from pipeline.extract.citations import (
    Named,
    list_documents,
    name_documents,
    resolve_document,
)
from pipeline.extract.findings import Findings
from pipeline.extract.ignored import Ignored
from pipeline.extract.sections import SectionDraft
from pipeline.lexicon import Lexicon
from pipeline.model import Citation, CitedDocument


class Citer:
    """Collects the documents that a plan names."""

    def __init__(self, plan_id: str, lexicon: Lexicon, findings: Findings) -> None:
        """Start with no document."""
        self._plan_id = plan_id
        self._lexicon = lexicon
        self._findings = findings
        self._annex: list[Named] = []
        self._cited: list[tuple[SectionDraft, list[Named]]] = []
        self.ignored: list[Ignored] = []

    def read_annex(self, lines: Sequence[Line]) -> None:
        """Take the lines of the plan's own list of documents."""
        self._annex += [one for line in lines for one in self._name(line)]

    def cite(self, section: SectionDraft, line: Line) -> None:
        """Take a line on which a section names documents."""
        self._cited.append((section, self._name(line)))

    def resolved(self) -> tuple[list[CitedDocument], list[Citation]]:
        """Return the documents and the citations; a plan without an annex lists what it cites."""
        documents = list_documents(self._annex, self._plan_id) if self._annex else self._distinct()
        citations: list[Citation] = []
        lines: dict[str, int] = {}
        for section, named in self._cited:
            lines[section.id] = lines.get(section.id, 0) + 1
            line_id = f"{section.id}/ligne-{lines[section.id]}"
            citations += [
                self._citation(section, line_id, position, one, documents)
                for position, one in enumerate(named, 1)
            ]
        return documents, citations

    def _name(self, line: Line) -> list[Named]:
        """Name the documents of a line; the conjunctions between them are nobody's words."""
        named = name_documents(line, self._lexicon)
        self.ignored += [
            Ignored("connector", one.joint, one.provenance) for one in named if one.joint
        ]
        return named

    def _distinct(self) -> list[CitedDocument]:
        documents: list[CitedDocument] = []
        distinct: list[Named] = []
        for one in (one for _, named in self._cited for one in named):
            if resolve_document(one, documents, self._lexicon) is None:
                distinct.append(one)
                documents = list_documents(distinct, self._plan_id)
        return documents

    def _citation(
        self,
        section: SectionDraft,
        line_id: str,
        position: int,
        one: Named,
        documents: Sequence[CitedDocument],
    ) -> Citation:
        name = f"{line_id}/document-{position}"
        document = resolve_document(one, documents, self._lexicon)
        if document is None:
            self._findings.add(
                "citation_unresolved",
                "warning",
                one.provenance,
                f"'{one.text}' is none of the documents that the plan's annex lists",
                "check the title in the source, or whether the annex is whole",
                (name, "document_id"),
            )
        return Citation(
            id=name,
            by=section.id,
            line_id=line_id,
            position=position,
            text=one.text,
            document_id=document.id if document else None,
            provenance=one.provenance,
        )
