"""The elements of a web page by how they open, close and break lines.

A name in a table is a tag, or a tag that an ARIA role counts as.
"""

from __future__ import annotations

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr"}
)  # fmt: skip
INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
     "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
     "strong", "sub", "sup", "svg", "time", "tt", "u", "var", "button", "picture", "path", "use",
     "g", "title", "desc", "circle", "rect", "line", "polygon", "polyline", "rt", "rp", "ruby",
     "output", "meter", "progress", "nobr", "center"}
)  # fmt: skip
ROLES = {
    "table": "table", "grid": "table", "treegrid": "table", "row": "tr", "columnheader": "th",
    "rowheader": "th", "cell": "td", "gridcell": "td", "list": "ul", "listitem": "li",
    "tab": "tab",
}  # fmt: skip
TABLE_PARTS = frozenset({"tr", "td", "th", "thead", "tbody", "tfoot"})
CLOSED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": frozenset({"tr", "td", "th"}),
    "thead": frozenset({"thead", "tbody", "tfoot", "tr", "td", "th"}),
    "tbody": frozenset({"thead", "tbody", "tfoot", "tr", "td", "th"}),
    "tfoot": frozenset({"thead", "tbody", "tfoot", "tr", "td", "th"}),
}
FENCES = {"li": frozenset({"ul", "ol", "td", "th"}), "dt": frozenset({"dl"}),
           "dd": frozenset({"dl"})}  # fmt: skip
