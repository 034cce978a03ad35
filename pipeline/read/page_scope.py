"""What an element of a web page makes of what stands in it: text, boilerplate, nothing, emphasis.

The tag and the attributes of an element and the scope around it come in, the scope inside it goes
out. What a page wraps around its document (navigation, banners, forms, notices about cookies) is
metadata; what no browser shows is not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.document import LineKind
from pipeline.read.page_tags import INLINE
from pipeline.read.pdf.fonts import is_dingbat_font

Attributes = Mapping[str, str | None]

_SILENT = frozenset(
    {"script", "style", "template", "noscript", "math", "select", "iframe", "textarea", "object",
     "audio", "video", "canvas", "datalist", "map"}
)  # fmt: skip
_BOLD = frozenset({"b", "strong", "dt", "summary", "caption", "legend"})
_STRUCK = frozenset({"s", "del", "strike"})
_AROUND = frozenset({"nav", "head", "title", "dialog", "menu"})
_AROUND_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "alert", "menu",
     "menubar", "toolbar", "complementary", "tooltip"}
)  # fmt: skip
_NOTICES = re.compile(
    r"cookie|gdpr|rgpd|onetrust|didomi|tarteaucitron|axeptio|(?:^|[\s_-])consent", re.IGNORECASE
)
_AROUND_CLASSES = re.compile(
    r"breadcrumb|fil-?d-?ariane|skip-?link|addthis|social-?(?:media|links|share)|"
    r"(?:share|partage)-?(?:buttons?|links?|boutons?|bar)|site-?(?:header|footer)|"
    r"(?:^|[\s_-])(?:navbar|nav|menu|sidebar|toolbar|pagination|newsletter)(?:$|\s)",
    re.IGNORECASE,
)
_NOTES_NAMES = re.compile(r"foot-?notes?\b|end-?notes?\b|notes-de-bas", re.IGNORECASE)
_ANCHORS = re.compile(r"head(?:er|ing)-?(?:link|anchor)|anchor(?:js)?-link", re.IGNORECASE)
_UNSEEN = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-reader(?:-text)?|element-invisible)(?:$|\s)",
    re.IGNORECASE,
)
_BADGES = re.compile(
    r"(?:^|[\s_-])(?:badge|pill|chip|tag|label|status|statut|etiquette)(?:$|[\s_-])", re.IGNORECASE
)
_LABELS = re.compile(r"(?:^|[\s_-])(?:label|libell[eé]|intitul[eé])(?:$|[\s_-])", re.IGNORECASE)
_BOXES = re.compile(r"(?:^|[\s_-])(?:encadr[eé]|callout|infobox|aside)(?:$|[\s_-])", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CONTROLS = ("aria-controls", "data-bs-target", "data-target")
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^,;\"']+)", re.IGNORECASE)
_RUNNING = ("header", "footer")
"""What word processors call the parts that run on, where they save a page."""
_SECTIONS = frozenset({"main", "article", "section", "blockquote"})
_CONTENT = frozenset({"main", "article", "body", "html", "table", "tr", "td", "th", "tbody"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds for text at a point of a page.

    `kind` is the kind of its lines, `hidden` whether it is text of the page that is not shown,
    `level` that of the heading it stands in, `depth` that of the list, `item` whether it stands in
    an item of one, `notes` whether those items are notes, `sectioned` whether a part of the content
    is open, `opener` whether it opens a part that is folded up, `unseen` whether only a screen
    reader says it, `badge` whether a heading holds it as a badge, `aside` whether a screen reader
    passes it over, `tab` the id of the tab it names, `font` a font of pictures that it is set in.
    """

    kind: LineKind = "text"
    silent: bool = False
    hidden: bool = False
    bold: bool = False
    struck: bool = False
    level: int = 0
    depth: int = 0
    item: bool = False
    notes: bool = False
    sectioned: bool = False
    opener: bool = False
    unseen: bool = False
    badge: bool = False
    aside: bool = False
    tab: str = ""
    font: str = ""


def inside(
    scope: Scope,
    tag: str,
    attributes: Attributes,
    *,
    has_main: bool,
    opened: int = 2,
    shown: bool = False,
) -> Scope:
    """Return the scope inside an element; `has_main` says that the page marks its content.

    `opened` is the level of what opens a part of the page that is folded up, `shown` says that
    something on the page shows the element where it is hidden.
    """
    role = attributes.get("role") or ""
    classes = attributes.get("class") or ""
    names = f"{classes} {attributes.get('id') or ''}"
    anchor = tag == "a" and scope.level > 0 and _ANCHORS.search(classes)
    if tag in _SILENT or "backref" in names or anchor:
        scope = replace(scope, silent=True, hidden=False)
    elif _is_hidden(attributes) and not shown:
        scope = replace(scope, silent=True, hidden=scope.kind == "text" and not scope.silent)
    expands, title = "aria-expanded" in attributes, attributes.get("title") or ""
    if tag == "main" or role == "main":
        scope = replace(scope, kind="text")
    elif _is_around(tag, role, classes, names, scope, has_main, expands, title):
        scope = replace(scope, kind="metadata")
    if tag in _SECTIONS:
        scope = replace(scope, sectioned=True)
    if tag in _BOLD:
        scope = replace(scope, bold=True)
    if tag in _STRUCK:
        scope = replace(scope, struck=True)
    if role == "doc-endnotes" or _NOTES_NAMES.search(names):
        scope = replace(scope, notes=True)
    level = HEADINGS.get(tag) or (_aria_level(attributes) if role == "heading" else 0)
    if level:
        scope = replace(scope, level=level)
    if _opens(tag, attributes, scope):
        scope = replace(scope, level=scope.level or min(opened, 6), opener=True)
    if role == "tab" and scope.kind == "text":
        scope = replace(scope, tab=attributes.get("id") or "")
    font = attributes.get("face") or _font(attributes.get("style") or "")
    if font:
        scope = replace(scope, font=font if is_dingbat_font(font) else "")
    if _UNSEEN.search(classes):
        scope = replace(scope, unseen=True)
    if attributes.get("aria-hidden") == "true":
        scope = replace(scope, aside=True)
    if scope.level and tag not in HEADINGS and _BADGES.search(classes):
        scope = replace(scope, badge=True)
    if tag in ("ul", "ol"):
        scope = replace(scope, depth=scope.depth + 1, item=False)
    elif tag == "dd":
        scope = replace(scope, item=True, depth=scope.depth + 1)
    elif tag == "li":
        scope = replace(scope, item=True, depth=max(1, scope.depth))
    return scope


def shows(attributes: Attributes, scope: Scope) -> list[str]:
    """Return the ids of the elements that an element of the content shows when it is pressed."""
    if scope.kind != "text" or scope.silent:
        return []
    named = " ".join(attributes.get(name) or "" for name in _CONTROLS)
    return [name.removeprefix("#") for name in named.split()]


def is_label(tag: str, attributes: Attributes, scope: Scope) -> bool:
    """Tell whether an element of a line is called the label of what stands behind it."""
    named = _LABELS.search(attributes.get("class") or "") is not None
    return named and tag in INLINE and not (scope.level or scope.silent)


def is_box(tag: str, attributes: Attributes) -> bool:
    """Tell whether an element sets what stands in it apart from the text around it."""
    return tag == "aside" or _BOXES.search(attributes.get("class") or "") is not None


def _is_hidden(attributes: Attributes) -> bool:
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))


def _opens(tag: str, attributes: Attributes, scope: Scope) -> bool:
    """Tell whether an element of the content folds and unfolds what follows it."""
    if scope.kind != "text" or scope.depth:
        return False
    return tag == "summary" or ("aria-expanded" in attributes and scope.sectioned)


def _is_around(
    tag: str,
    role: str,
    classes: str,
    names: str,
    scope: Scope,
    has_main: bool,
    expands: bool,
    title: str,
) -> bool:
    if tag == "body":
        return has_main
    if tag in _AROUND or role in _AROUND_ROLES:
        return True
    if tag == "button":
        return not (scope.level or (scope.sectioned and (expands or role == "tab")))
    if tag == "footer":
        return not scope.sectioned
    if tag == "div" and title in _RUNNING:
        return True
    if tag in _CONTENT or scope.level or tag in HEADINGS:
        return False
    return bool(_NOTICES.search(names) or _AROUND_CLASSES.search(classes))


def _font(style: str) -> str:
    """Return the first font that a style names."""
    named = _FONT.search(style)
    return named[1].strip() if named else ""


def _aria_level(attributes: Attributes) -> int:
    given = attributes.get("aria-level") or ""
    return min(int(given), 6) if given.isdecimal() and given.isascii() and given != "0" else 2
