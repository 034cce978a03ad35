"""Text that a named rule leaves out of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Provenance


@dataclass(frozen=True, slots=True)
class Ignored:
    """A text, where it stands, and the rule that leaves it out.

    The rules are label, repeated_header, overview, repeated_title, connector, toc, metadata,
    image, page_number and running_header.
    """

    rule: str
    text: str
    provenance: Provenance
