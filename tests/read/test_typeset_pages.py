"""The two real plans as web pages: what was put in comes out, exactly, however it is set."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from pipeline.extract import Identity
from tests.pdf.content import Content, quebec
from tests.pdf.expected import differences, expected, reduced
from tests.pdf.look import Look
from tests.pdf.looks.web import SVG, page
from tests.taken import take

HEAD = """<header class="site-header"><a href="/">Ville</a></header>
<form role="search">Chercher</form>
<nav aria-label="Menu"><ul><li>Services<li>Plans</ul></nav>
<ol class="breadcrumb"><li>Accueil<li>Plans</ol>
<div id="cookie-consent"><p>Ce site utilise des témoins.</p><button>Accepter</button></div><main>"""
FOOT = """</main><aside role="complementary"><h2>À lire aussi</h2><ul><li>Plan vert</ul></aside>
<footer><h2>Nous joindre</h2><p>418 555-0100</p></footer>"""
PARTS = {"table": "table", "tr": "row", "td": "cell", "th": "columnheader"}


def _plain(source: str) -> str:
    return source


def _site(source: str) -> str:
    """Put the page into that of a site, with sections that open and close."""
    source = re.sub(r"<h3>(.*?)</h3>", r'<h3><button class="accordion">\1</button></h3>', source)
    return source.replace("<body>", f"<body>{HEAD}").replace("</body>", f"{FOOT}</body>")


def _coloured(source: str) -> str:
    """Say what is planned by nothing but a colour."""
    return source.replace('class="mark on"', 'class="mark" style="background-color: #74a57f"')


def _boxes(source: str) -> str:
    """Make the tables of boxes with ARIA roles."""
    source = re.sub(r"</?(?:thead|tbody)>", "", source)
    source = re.sub(r"</(?:table|tr|td|th)>", "</div>", source)
    return re.sub(r"<(table|tr|td|th)\b", lambda m: f'<div role="{PARTS[m[1]]}"', source)


def _left_open(source: str) -> str:
    """Leave out the end tags that the standard lets out."""
    return re.sub(r"</(?:li|td|th|tr|tbody|thead|p)>", "", source)


def _laid_out(source: str) -> str:
    """Arrange the page by a table, as sites did."""
    frame = '<body><table width="100%"><tr><td>Menu<td>'
    return source.replace("<body>", frame).replace("</body>", "</table></body>")


def _on_one_line(source: str) -> str:
    """Take the line breaks out, as servers do."""
    return re.sub(r"\s*\n\s*", " ", source)


SETS: dict[str, tuple[str, Callable[[str], str]]] = {
    "plain": ("✓", _plain),
    "site": ('<i class="fa fa-check" aria-hidden="true"></i>', _site),
    "drawn": (SVG, _plain),
    "pictures": ('<img src="img/coche.png" alt="">', _site),
    "said": ('<i class="fas fa-check"></i><span class="sr-only">Oui</span>', _plain),
    "colours": ("", _coloured),
    "boxes": ("●", _boxes),
    "left open": ("x", _left_open),
    "laid out": ("✔", _laid_out),
    "on one line": ("✔", _on_one_line),
}


@cache
def content_of(name: str) -> Content:
    return quebec(name)


@pytest.mark.parametrize("way", SETS)
@pytest.mark.parametrize("name", ["itinerance", "devsocial"])
def test_a_plan_comes_out_as_it_was_put_in(name: str, way: str, tmp_path: Path) -> None:
    content, (mark, change) = content_of(name), SETS[way]
    path = tmp_path / "plan.html"
    path.write_text(change(page(content, "", mark)), encoding="utf-8")
    taken = take(path, Identity("plan", path.name, content.publisher))
    printed = Look("page", "", lambda *_: None, None)
    assert differences(expected(content, printed), reduced(taken.plan)) == []
    words = taken.report.words
    assert words.unclaimed * 100 < words.total
    assert taken.errors == []
