"""Ids → the addresses of pages and of places on them.

An id of the contract becomes a file name as it is, with its slashes as underscores. Any other id
(none of ours, but a path is too dangerous a place to count on that) becomes a hash of itself, so
that no text of a document ever names a file.
"""

from __future__ import annotations

import hashlib
import re

OVERVIEW = "index.html"
TIMELINE = "calendrier.html"
LINKS = "liens.html"
CHANGES = "changements.html"
DOUBTS = "incertitudes.html"
METHOD = "methode.html"
DATA = "donnees.html"
SEARCH = "recherche.html"
STYLE = "assets/site.css"
SCRIPT = "assets/site.js"
INDEX = "assets/index.js"

LONGEST_NAME = 120
_PLAIN = re.compile(r"[a-z0-9]+(?:[-./~][a-z0-9]+)*")


def file_name(identifier: str) -> str:
    """Return a name that no file system minds and that stays in its folder."""
    if _PLAIN.fullmatch(identifier) and len(identifier) <= LONGEST_NAME:
        return identifier.replace("/", "_")
    return f"x-{hashlib.sha256(identifier.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


def anchor(plan_id: str, identifier: str) -> str:
    """Return the HTML id of a part of a plan on the page of that plan."""
    return f"p-{file_name(identifier.removeprefix(f'{plan_id}/'))}"


def plan_page(plan_id: str, part: int = 1) -> str:
    """Return the address of a plan; long plans have several pages."""
    suffix = f".{part}" if part > 1 else ""
    return f"plans/{file_name(plan_id)}{suffix}.html"


def action_page(plan_id: str, action_id: str) -> str:
    """Return the address of an action."""
    own = action_id.removeprefix(f"{plan_id}/")
    return f"actions/{file_name(plan_id)}/{file_name(own)}.html"


def page_image(plan_id: str, page: int) -> str:
    """Return the address of the image of a page of a plan's source."""
    return f"pages/{file_name(plan_id)}/{page}.png"


def timeline_page(plan_id: str) -> str:
    """Return the address of the timeline of a plan."""
    return f"calendrier/{file_name(plan_id)}.html"


def links_page(plan_id: str) -> str:
    """Return the address of the links of a plan."""
    return f"liens/{file_name(plan_id)}.html"


def pair_page(left: str, right: str) -> str:
    """Return the address of two plans side by side, whichever is named first."""
    one, other = sorted((left, right))
    return f"liens/{file_name(one)}/{file_name(other)}.html"


def changes_page(plan_id: str) -> str:
    """Return the address of what changed in a plan."""
    return f"changements/{file_name(plan_id)}.html"


def doubts_page(plan_id: str) -> str:
    """Return the address of what is uncertain in a plan."""
    return f"incertitudes/{file_name(plan_id)}.html"


def to_root(path: str) -> str:
    """Return what leads from a page to the folder of the site."""
    return "../" * path.count("/")
