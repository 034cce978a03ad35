"""The looks that are written as a page of HTML and printed by Chromium."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path

from tests.pdf.content import Content, Entry, Part
from tests.pdf.look import Look
from tests.pdf.looks.fonts import mark_font
from tests.pdf.looks.programs import run
from tests.pdf.looks.sheet import MARKS

HTML = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>{title}</title><style>
@font-face {{ font-family: {font}; src: url(marques.ttf); }}
@page {{ size: letter; margin: 18mm 16mm; }}
body {{ font: 9.5pt sans-serif; }} h1 {{ font-size: 17pt; }} h2 {{ font-size: 14pt; }}
h3 {{ font-size: 12pt; }} h4 {{ font-size: 11pt; }} h1, h2, h3, h4 {{ break-after: avoid; }}
.cover {{ break-after: page; }} .cover p.title {{ font-size: 24pt; font-weight: bold; }}
table {{ width: 100%; border-collapse: collapse; font-size: 8.5pt; }}
td, th {{ padding: 2pt 3pt; vertical-align: top; text-align: left; }}
td.mark, th.time {{ width: 30pt; text-align: center; font-family: {font}, sans-serif; }}
td ul {{ margin: 0; padding-left: 12pt; }} tr {{ break-inside: avoid; }}
{style}</style><body>{body}</body></html>"""

BORDERED = "td, th { border: 0.6pt solid #444; } th { background: #0b4f6c; color: white; }"
SEPARATE = """table { border-collapse: separate; border-spacing: 2pt; }
td { background: #edf2f4; } th { background: #8d99ae; }"""
STRIPED = "tbody tr:nth-child(even) { background: #eef4ec; } th { border-bottom: 1pt solid; }"
GRADIENT = """td, th { border-bottom: 0.5pt dotted #666; }
td.on { background: #74a57f; } tr { break-inside: auto; } thead { display: table-row-group; }"""


def chromium(content: Content, path: Path, style: str, mark: str) -> None:
    """Write the plan as a page and print it with Chromium."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plan.html").write_text(page(content, style, mark), encoding="utf-8")
        (folder / "marques.ttf").write_bytes(mark_font())
        run(
            folder,
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={path.resolve()}",
            f"file://{folder / 'plan.html'}",
        )


def page(content: Content, style: str, mark: str) -> str:
    """The plan as a page of HTML."""
    body = [f'<div class="cover"><p>{escape(content.publisher)}</p>']
    body += [f'<p class="title">{escape(line)}</p>' for line in content.title]
    body.append(f"<p>{escape(content.subtitle)}</p></div>")
    if content.context:
        body.append(f"<h2>{escape(content.context[0])}</h2>")
        body += [f"<p>{escape(text)}</p>" for text in content.context[1]]
    if content.roles:
        body.append(f"<h2>{escape(content.roles_heading)}</h2>")
    for role in content.roles:
        body.append(f"<p><b>{escape(role.label)}</b></p><p>{escape(role.definition)}</p>")
    defined = [period for period in content.periods if period.label != period.id]
    if defined:
        body.append(f"<h2>{escape(content.periods_heading)}</h2>")
    for period in defined:
        body.append(f"<p><b>{escape(period.id)} = {escape(period.label)}</b></p>")
        body.append(f"<p>{escape(period.definition)}</p>")
    for part in content.parts:
        body += _html_part(content, part, mark)
    return HTML.format(
        title=escape(" ".join(content.title)), font=MARKS, style=style, body="\n".join(body)
    )


def _html_part(content: Content, part: Part, mark: str) -> list[str]:
    level = min(part.depth + 1, 4)
    lines = [f"<h{level}>{escape(part.label)}</h{level}>"]
    lines.append(f"<h{level}>{escape(part.title)}</h{level}>")
    if part.targets:
        lines.append(f"<p><b>{escape(content.targets_label)}</b></p><ul>")
        lines += [f"<li>{escape(text)}</li>" for text in part.targets]
        lines.append("</ul>")
    if part.entries:
        lines += [_html_header(content), "<tbody>"]
        lines += [_html_row(entry, content, mark) for entry in part.entries]
        lines.append("</tbody></table>")
    return lines


def _html_header(content: Content) -> str:
    before = [content.action_word, *([content.role_word] if content.has_roles else [])]
    before += content.columns
    times = "".join(f'<th class="time">{period.id}</th>' for period in content.periods)
    if not content.time_word:
        words = "".join(f"<th>{escape(word)}</th>" for word in before)
        return f"<table><thead><tr>{words}{times}</tr></thead>"
    words = "".join(f'<th rowspan="2">{escape(word)}</th>' for word in before)
    span = f'<th colspan="{len(content.periods)}">{escape(content.time_word)}</th>'
    return f"<table><thead><tr>{words}{span}</tr><tr>{times}</tr></thead>"


def _html_row(entry: Entry, content: Content, mark: str) -> str:
    items = "".join(f"<li>{escape(item)}</li>" for item in entry.items)
    text = f"<b>{escape(entry.lead)}</b> {escape(entry.text)}"
    cells = [f"<td>{text}{f'<ul>{items}</ul>' if items else ''}</td>"]
    if content.has_roles:
        cells.append(f"<td>{escape(entry.role or '')}</td>")
    cells += [f"<td>{escape(value)}</td>" for value in entry.values]
    cells += [
        f'<td class="mark on">{mark}</td>' if planned else '<td class="mark"></td>'
        for planned in entry.planned
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _chromium(style: str, mark: str) -> Callable[[Content, Path], None]:
    return lambda content, path: chromium(content, path, style, mark)


SVG = (
    '<svg width="10" height="10"><path d="M1 5 L4 8 L9 1" fill="none" stroke="#0b6e4f" '
    'stroke-width="1.6"/></svg>'
)
PRINTED: tuple[Look, ...] = (
    Look("chromium-borders", "Chromium, ruled, a text object for each glyph",
         _chromium(BORDERED, "✓"), "glyph", program="chromium"),
    Look("chromium-stripes", "Chromium, stripes, ticks as SVG",
         _chromium(STRIPED, SVG), "stroke", program="chromium"),
    Look("chromium-blocks", "Chromium, shaded cells with white between them",
         _chromium(SEPARATE, "●"), "glyph", program="chromium"),
    Look("chromium-shade", "Chromium, dotted rules, coloured cells, header once, rows cut",
         _chromium(GRADIENT, ""), "shade", program="chromium"),
)  # fmt: skip
