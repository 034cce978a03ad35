"""Templates → pages. The one place where text becomes markup, and where it is made harmless.

Every text is escaped by Jinja; characters that steer (control characters, overrides of the
direction of writing) are shown by their number instead; only web and mail addresses become links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.publish.site import paths, words
from pipeline.publish.site.catalogue import grade_of
from pipeline.text import STEERING

_LINES = re.compile(r"(.+\.[a-z]+):(\d+)(?:-(\d+))?", re.DOTALL)
_ADDRESS = re.compile(r"(?:https?://[^\s/]|mailto:[^\s/])\S*", re.IGNORECASE)


class Renderer:
    """Compiled templates, with the words of the interface."""

    def __init__(self, version: str) -> None:
        """Take the version of the program, which every page names."""
        self._tops: dict[tuple[str, str, str], Markup] = {}
        # Written out here and not left to Jinja's defaults: escaping is what all rests on.
        self._jinja = Environment(
            loader=PackageLoader("pipeline.publish.site"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_shown,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._jinja.filters |= {
            "chance": words.chance,
            "count": words.count,
            "day": words.day,
            "fill": words.fill,
            "figure": words.figure,
            "form": words.form,
            "place": place,
            "sentence": words.sentence,
            "short": short,
            "touching": touching,
            "field": field_name,
            "value": value_text,
            "flag": flag_name,
            "grade": grade_of,
            "web": web_address,
        }
        self._jinja.globals |= {
            "t": words.vocabulary(),
            "version": version,
            "nav": _NAVIGATION,
            "paths": paths,
        }

    def page(self, template: str, path: str, **values: Any) -> tuple[str, bytes]:
        """Return a page: its path and its content."""
        root = paths.to_root(path)
        top = self._top(root, values["section"], path if path in _TARGETS else "")
        text = self._jinja.get_template(template).render(values, root=root, top=top)
        return path, text.encode("utf-8")

    def _top(self, root: str, section: str, path: str) -> Markup:
        """Return what stands on top of a page: the same for all that lie in one place."""
        key = root, section, path
        if key not in self._tops:
            made = self._jinja.get_template("top.html").render(
                root=root, section=section, path=path
            )
            self._tops[key] = Markup(made)
        return self._tops[key]


_NAVIGATION = (
    ("overview", paths.OVERVIEW),
    ("timeline", paths.TIMELINE),
    ("links", paths.LINKS),
    ("changes", paths.CHANGES),
    ("doubts", paths.DOUBTS),
    ("method", paths.METHOD),
    ("data", paths.DATA),
    ("search", paths.SEARCH),
)


_TARGETS = frozenset(target for _, target in _NAVIGATION)


def assets() -> Iterator[tuple[str, bytes]]:
    """Yield the style and the script."""
    for path in (paths.STYLE, paths.SCRIPT):
        yield path, files(__package__).joinpath(path).read_bytes()


def visible(text: str) -> str:
    """Return a text with the characters that steer shown by their number."""
    if text.isascii() and text.isprintable():
        return text
    return STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def short(text: str, longest: int = 600) -> str:
    """Return the beginning of a text to the end of a word, or all of it where it is not long."""
    if len(text) <= longest:
        return text
    end = text.rfind(" ", longest // 2, longest + 1)
    return f"{text[: end if end > 0 else longest].rstrip()}…"


def touching(fields: Iterable[str], name: str) -> bool:
    """Tell whether one of these fields is, or is inside, the one of this name."""
    return any(field == name or field.startswith(f"{name}/") for field in fields)


def field_name(path: str) -> str:
    """Return the name of a corrected field: "schedule/2025" is "calendrier : 2025"."""
    names = words.vocabulary()["field"]
    name, *rest = (str(names.get(one, one)) for one in path.split("/"))
    return f"{name}{words.NBSP}: {', '.join(rest)}" if rest else name


def flag_name(flag: str) -> str:
    """Return what is uncertain of an action; flags without words of their own are findings."""
    t = words.vocabulary()
    return str(t["flag"].get(flag) or t["finding"].get(flag) or flag)


def value_text(value: object) -> str:
    """Return a value of a field as people read it."""
    t = words.vocabulary()
    if value is None or value in ("", [], (), {}):
        return str(t["none"])
    if isinstance(value, Mapping):
        return ", ".join(_named(key, one) for key, one in value.items() if one is not None)
    if isinstance(value, list | tuple):
        return ", ".join(value_text(one) for one in value)
    return str(t["state"].get(value, value))


def _named(key: str, value: object) -> str:
    """Return a value with its name; a text is what it says."""
    if key == "text":
        return value_text(value)
    return f"{field_name(key)}{words.NBSP}: {value_text(value)}"


def place(where: str) -> str:
    """Return where in a source something is: "source.md:19-23" is "source.md, lignes 19 à 23"."""
    found = _LINES.fullmatch(where)
    if found is None:
        return where
    t, (file, first, last) = words.vocabulary()["action"], found.groups()
    if last in (None, first):
        return words.fill(t["in_line"], file=file, first=first)
    return words.fill(t["in_lines"], file=file, first=first, last=last)


def web_address(text: str | None) -> str | None:
    """Return a text that is a web or mail address; None where it is anything else."""
    if text is None or not _ADDRESS.fullmatch(text) or STEERING.search(text):
        return None
    try:
        urlsplit(text)
    except ValueError:
        return None
    return text


def _shown(value: Any) -> Any:
    # What is markup already is of another type, and was a text that came through here.
    return visible(value) if type(value) is str else value
