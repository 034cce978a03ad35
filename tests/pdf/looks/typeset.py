"""The looks that are compiled by typst."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import typst

from tests.pdf.content import Content, Part
from tests.pdf.look import Look
from tests.pdf.looks.fonts import mark_font
from tests.pdf.looks.sheet import MARKS


def typeset(content: Content, path: Path, options: str, mark: str) -> None:
    """Write the plan in typst and compile it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "marques.ttf").write_bytes(mark_font())
        source = folder / "plan.typ"
        source.write_text(_typst(content, options, mark), encoding="utf-8")
        data = typst.compile(str(source), font_paths=[str(folder)], ignore_system_fonts=True)
    path.write_bytes(data)


def _typst(content: Content, options: str, mark: str) -> str:
    lines = [
        '#set document(date: none)\n#set page("us-letter", margin: 54pt, numbering: "1")',
        '#set text(9.5pt, lang: "fr", hyphenate: false, font: "Libertinus Serif")',
        "#show heading: it => block(above: 14pt, below: 6pt, it.body)",
        f"#block({_code(content.publisher)})",
        *(f"#block(text(22pt, weight: 700, {_code(line)}))" for line in content.title),
        f"#block({_code(content.subtitle)})\n#pagebreak()",
    ]
    if content.context:
        lines.append(_heading(content.context[0], 2))
        lines += [f"#par({_code(text)})" for text in content.context[1]]
    if content.roles:
        lines.append(_heading(content.roles_heading, 2))
    for role in content.roles:
        lines += [f"#par(strong({_code(role.label)}))", f"#par({_code(role.definition)})"]
    defined = [period for period in content.periods if period.label != period.id]
    if defined:
        lines.append(_heading(content.periods_heading, 2))
    for period in defined:
        lines.append(f"#par(strong({_code(f'{period.id} = {period.label}')}))")
        lines.append(f"#par({_code(period.definition)})")
    for part in content.parts:
        lines += _typst_part(content, part, options, mark)
    return "\n\n".join(lines)


def _typst_part(content: Content, part: Part, options: str, mark: str) -> list[str]:
    level = min(part.depth + 1, 4)
    lines = [_heading(part.label, level), _heading(part.title, level)]
    if part.targets:
        lines.append(f"#par(strong({_code(content.targets_label)}))")
        lines.append(f"#list({', '.join(_code(text) for text in part.targets)})")
    if not part.entries:
        return lines
    before = [content.action_word, *([content.role_word] if content.has_roles else [])]
    before += content.columns
    count = len(content.periods)
    widths = ["1fr", *["70pt"] * (len(before) - 1), *["34pt"] * count]
    times = [f"align(center, {_code(period.id)})" for period in content.periods]
    if content.time_word:
        head = [f"table.cell(rowspan: 2, {_code(word)})" for word in before]
        head.append(f"table.cell(colspan: {count}, align(center, {_code(content.time_word)}))")
    else:
        head = [_code(word) for word in before]
    cells = [f"table.header({', '.join((*head, *times))})"]
    for entry in part.entries:
        text = _code(f"{entry.lead} {entry.text}".strip())
        items = f" + list({', '.join(_code(item) for item in entry.items)})" if entry.items else ""
        cells.append(f"[#({text}{items})]")
        cells += [_code(entry.role or "")] if content.has_roles else []
        cells += [_code(value) for value in entry.values]
        cells += [mark if planned else "[]" for planned in entry.planned]
    rows = ",\n".join(cells)
    lines.append(f"#text(8.5pt, table(columns: ({', '.join(widths)}), {options},\n{rows}))")
    return lines


def _heading(text: str, level: int) -> str:
    size = (17, 14, 12, 11)[level - 1]
    return f"#heading(level: {level}, text({size}pt, {_code(text)}))"


def _code(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'text("{quoted}")'


def _typeset(options: str, mark: str) -> Callable[[Content, Path], None]:
    return lambda content, path: typeset(content, path, options, mark)


TICK = f'align(center, text(font: "{MARKS}", "✓"))'
CURVE = (
    "align(center, curve(stroke: 1.4pt + rgb(0, 110, 80), curve.move((0pt, 5pt)), "
    "curve.line((3pt, 8pt)), curve.line((8pt, 0pt))))"
)
LINES = "stroke: (x: none, y: 0.5pt)"
STRIPES = "stroke: none, fill: (_, y) => if calc.odd(y) { luma(238) }"

PRINTED: tuple[Look, ...] = (
    Look("typst-ruled", "typst, ruled", _typeset("stroke: 0.5pt", TICK), "glyph"),
    Look("typst-lines", "typst, horizontal rules, drawn ticks", _typeset(LINES, CURVE), "stroke"),
    Look("typst-stripes", "typst, stripes without rules", _typeset(STRIPES, TICK), "glyph"),
)  # fmt: skip
