"""The pages: each kind of mark, and what its cells say."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from tests.pdf.marks import paints as p
from tests.pdf.marks.faces import FACE, absent, composite, drawn, symbolic, unembedded, with_face
from tests.pdf.marks.page import Case, cropped

if TYPE_CHECKING:
    from tests.pdf.marks.faces import Make
    from tests.pdf.marks.page import Paint

_PATTERN = ("P..P", ".PP.", "P...", "..PP", ".P.P")


def marked(name: str, mark: Paint, blank: Paint | None = None, **more: object) -> Case:
    """One mark where planned, one (or nothing) where not."""
    return alternating(name, (mark,), blank, **more)


def alternating(
    name: str, marks: tuple[Paint, ...], blank: Paint | None = None, **more: object
) -> Case:
    """Several marks where planned, by turns."""
    count = 0
    rows = []
    for pattern in _PATTERN:
        row: list[Paint | None] = []
        for sign in pattern:
            row.append(marks[count % len(marks)] if sign == "P" else blank)
            count += sign == "P"
        rows.append(tuple(row))
    states = tuple(pattern.replace(".", "N") for pattern in _PATTERN)
    return Case(name, tuple(rows), states, **more)  # type: ignore[arg-type]


def unknown(name: str, mark: Paint, blank: Paint | None = None) -> Case:
    """A mark of which nobody can be sure."""
    case = marked(name, mark, blank)
    return Case(name, case.rows, tuple(row.replace("P", "U") for row in case.states))


def unseen(name: str, mark: Paint, blank: Paint) -> Case:
    """A mark where planned, and one that nobody sees where not."""
    case = marked(name, mark, blank)
    return Case(name, case.rows, tuple(row.replace("N", "U") for row in case.states))


def by_turns(name: str, said: str, *marks: Paint) -> Case:
    """Several marks by turns: `said` is the state of each."""
    case = alternating(name, marks)
    turns = itertools.cycle(said)
    states = tuple(
        "".join(next(turns) if state == "P" else state for state in row) for row in case.states
    )
    return Case(name, case.rows, states)


def spanning(name: str, bar: object, **more: object) -> Case:
    """A bar over several periods in each row."""
    spans = ((0, 1), (1, 3), (2, 2), (0, 3), (1, 2))
    across = tuple((row, bar(*span)) for row, span in enumerate(spans))  # type: ignore[operator]
    states = tuple(
        "".join("P" if first <= k <= last else "N" for k in range(4)) for first, last in spans
    )
    return Case(name, ((None,) * 4,) * 5, states, across=across, **more)  # type: ignore[arg-type]


def faced(name: str, make: Make, code: str, blank: str | None = None) -> Case:
    """A glyph of a font that is put into the file by hand."""
    return marked(
        name,
        p.shown(FACE, code),
        p.shown(FACE, blank) if blank else None,
        finish=with_face(make),
    )


def doubted(name: str, make: Make, code: str) -> Case:
    """A glyph that shows nothing here, and may elsewhere."""
    case = faced(name, make, code)
    states = tuple(row.replace("P", "U") for row in case.states)
    return Case(name, case.rows, states, finish=case.finish)


_TICK = b"1000 0 d0 90 w 100 350 m 380 60 l 900 700 l S"
_CODES = ((0x33, "✓"), (0x41, "●"), (0x42, "○"), (0x7A, "✗"))

FACES = (
    *(
        faced(f"{name} {code} {encoding}", absent(name, encoding), f"<{code}>")
        for name, code in (
            ("Wingdings", "FC"), ("Wingdings", "FE"), ("Wingdings-Regular", "FC"),
            ("ABCDEF+Wingdings-Regular", "FE"), ("Wingdings2", "50"), ("Wingdings#202", "50"),
            ("Wingdings-2", "52"), ("Webdings", "61"), ("ZapfDingbats", "33"),
            ("ZapfDingbats", "34"), ("ITCZapfDingbats", "34"), ("Wingdings", "FB"),
            ("Wingdings", "6C"), ("Wingdings", "6E"), ("Wingdings", "A7"),
            ("Wingdings", "AB"), ("MonotypeSorts", "34"), ("D050000L", "6C"), ("Marlett", "62"),
        )
        for encoding in ("", "WinAnsiEncoding", "MacRomanEncoding")
    ),
    *(
        faced(f"{name} {code} against {blank}", absent(name), f"<{code}>", f"<{blank}>")
        for name, code, blank in (
            ("Wingdings", "FE", "A8"), ("Wingdings", "FD", "A8"),
            ("Wingdings", "6E", "6F"), ("Wingdings", "6C", "A1"), ("Wingdings2", "52", "A3"),
            ("Webdings", "67", "63"),
        )
    ),
    *(
        faced(f"symbolic {code:x} {differences}", symbolic("ABCDEF+F3", _CODES, differences),
              f"<{code:02X}>")
        for code in (0x33, 0x41, 0x7A)
        for differences in (False, True)
    ),
    faced("symbolic 41 against 42", symbolic("ABCDEF+F3", _CODES), "<41>", "<42>"),
    faced("glyph numbers", composite("ABCDEF+F3"), "<0002>"),
    faced("glyph numbers, ● against ○", composite("ABCDEF+F3"), "<0004>", "<0005>"),
    faced("glyph numbers, ■ against □", composite("ABCDEF+F3"), "<0006>", "<0007>"),
    faced("glyph numbers, twice", composite("ABCDEF+F3"), "<0002> Tj <0002>"),
    faced("private code points", composite("ABCDEF+F3", {2: "\ue123"}), "<0002>"),
    faced("private code points of symbols", composite("ABCDEF+F3", {2: "\uf0fc"}), "<0002>"),
    faced("replacement character", composite("ABCDEF+F3", {2: "\ufffd"}), "<0002>"),
    faced("an empty table to Unicode", composite("ABCDEF+F3", {}), "<0002>"),
    faced("a table for other glyphs", composite("ABCDEF+F3", {9: "a"}), "<0002>"),
    faced("drawn font", drawn(_TICK), "<41>"),
    # glyphs whose code is taken for a space, or for nothing
    faced("drawn font, code of the space", drawn(_TICK, 0x20), "<20>"),
    faced("drawn font, code 3", drawn(_TICK, 3), "<03>"),
    *(
        faced(f"a table to Unicode that says U+{ord(char):04X}", composite("ABCDEF+F3", {2: char}),
              "<0002>")
        for char in "\x00\x03 \xa0\xad\u200b\ufeff"
    ),
    *(
        faced(f"symbolic code {code:x}{' named' * named}",
              symbolic("ABCDEF+F3", ((code, "✓"),), named), f"<{code:02X}>")
        for code in (0x00, 0x03, 0x0A, 0x7F, 0xA0, 0xAD)
        for named in (False, True)
    ),
    # glyphs that no font at hand has a form for
    faced("absent glyph of a name", absent("Arial", glyph=(0x41, "checkmark")), "<41>"),
    faced("absent glyph of a number", absent("Arial", glyph=(0x41, "uni2713")), "<41>"),
    faced("glyph number beyond the font, with a character", composite("ABCDEF+F3", {1911: "✓"}),
          "<0777>"),
    *(
        doubted(f"no form: {name}", make, code)
        for name, make, code in (
            ("glyph number 0", composite("ABCDEF+F3"), "<0000>"),
            ("glyph number beyond the font", composite("ABCDEF+F3"), "<0777>"),
            ("private character beyond the font", composite("ABCDEF+F3", {1911: "\ue001"}),
             "<0777>"),
            ("private character, no font", unembedded("Icons", {2: "\uf00c"}), "<0002>"),
            ("large code, no font", unembedded("Icons"), "<F00C>"),
            ("large code of Wingdings, no font", unembedded("Wingdings-Regular"), "<F00C>"),
            ("code 7 of Helvetica", absent("Helvetica"), "<07>"),
        )
    ),
    unknown("a character that the font lacks", p.char("☑")),
)  # fmt: skip


def named(
    name: str, before: tuple[str, ...], said: str, marks: tuple[Paint, ...], *meanings: str
) -> Case:
    """Marks that a legend before the table explains: `said` is the state of each."""
    case = alternating(name, marks, before=before)
    count = 0
    states, extra = [], []
    for row in case.states:
        line = ""
        for state in row:
            line += said[count % len(said)] if state == "P" else "N"
            if state == "P" and meanings:
                extra.append(meanings[count % len(meanings)])
            count += state == "P"
        states.append(line)
    return Case(name, case.rows, tuple(states), before=before, extra=tuple(extra))


_BOTH = (p.char("✓"), p.char("●"))
_RINGS = (p.char("●"), p.char("○"))
LEGENDS = (
    named("legend in a line", ("✓ réalisé, ● en cours",), "PP", _BOTH, "réalisé", "en cours"),
    named("legend after its name", ("Légende : ✓ réalisé  ● en cours",), "PP", _BOTH, "réalisé",
          "en cours"),
    named("legend with signs of equality", ("✓ = réalisé ; ● = en cours",), "PP", _BOTH,
          "réalisé", "en cours"),
    named("legend with colons", ("✓ : réalisé   ● : en cours",), "PP", _BOTH, "réalisé",
          "en cours"),
    named("legend in two lines", ("✓ réalisé", "● en cours"), "PP", _BOTH, "réalisé", "en cours"),
    named("legend in two lines under its name", ("Légende", "✓ réalisé", "● en cours"), "PP",
          _BOTH, "réalisé", "en cours"),
    named("legend of more signs than are used", ("✓ réalisé   ■ reporté   ● en cours",), "PP",
          _BOTH, "réalisé", "en cours"),
    named("legend of more signs than are used, parted", ("✓ réalisé / ■ reporté / ● abandonné",),
          "PN", _BOTH, "réalisé", "abandonné"),
    named("legend in brackets", ("(✓ = réalisé ; ● = abandonné)",), "PN", _BOTH, "réalisé",
          "abandonné"),
    named("legend of names before signs", ("Réalisé : ✓   Abandonné : ●",), "PN", _BOTH,
          "Réalisé", "Abandonné"),
    named("legend of names before signs in brackets", ("Réalisé (✓), abandonné (●)",), "PN",
          _BOTH, "Réalisé", "abandonné"),
    named("no legend: a sentence with both signs",
          ("Les actions avec ✓ ne sont pas celles qui ont un ● dans la grille.",), "PP", _BOTH),
    named("legend that denies", ("✓ réalisé, ● abandonné",), "PN", _BOTH, "réalisé", "abandonné"),
    named("legend that leaves open", ("✓ prévu, ● à confirmer",), "PU", _BOTH, "prévu",
          "à confirmer"),
    named("legend of a ring", ("● prévu, ○ en préparation",), "PP", _RINGS, "prévu",
          "en préparation"),
    named("legend of a ring that says no", ("● prévu, ○ non prévu",), "PN", _RINGS, "prévu",
          "non prévu"),
    named("legend of one sign", ("○ = année de réalisation",), "P", (p.char("○"),),
          "année de réalisation"),
    named("legend of letters", ("R = réalisé, P = prévu",), "PP",
          (p.char("R", "Helvetica"), p.char("P", "Helvetica")), "réalisé", "prévu"),
    named("legend of X", ("X = étape abandonnée",), "N", (p.char("X", "Helvetica"),),
          "étape abandonnée"),
    named("no legend: bullets", ("● Loger les familles", "● Aider les aînés"), "P",
          (p.char("●"),)),
    named("no legend: a sentence", ("Les actions avec ○ ne sont pas prévues ici.",), "NP",
          _RINGS[::-1]),
)  # fmt: skip

_NUMBERS = ("2 500 $", "12", "2024", "75 %", "1,5 M$", "3", "0", "1 000")

NUMBERS = (
    # numbers under years are amounts: no schedule is read from them
    Case("amounts", tuple(tuple(p.char(_NUMBERS[(r + c) % 8], "Helvetica", 8) for c in range(4))
                          for r in range(5)), ("",) * 5, extra=tuple(
                              _NUMBERS[(r + c) % 8] for r in range(5) for c in range(4))),
    Case("amounts in some cells", tuple(
        tuple(p.char(_NUMBERS[(r + c) % 8], "Helvetica", 8) if (r + c) % 2 else None
              for c in range(4)) for r in range(5)), ("",) * 5,
         extra=tuple(_NUMBERS[(r + c) % 8] for r in range(5) for c in range(4) if (r + c) % 2)),
)  # fmt: skip


def merged(name: str, mark: Paint) -> Case:
    """Period cells merged over several columns: one mark in the middle says so for each."""
    spans = ((0, 1), (1, 3), (2, 2), (0, 3), (1, 2))
    rules = frozenset(
        (row, k) for row, (first, last) in enumerate(spans) for k in range(first + 1, last + 1)
    )
    across = tuple((row, p.within(mark, *span)) for row, span in enumerate(spans))
    states = tuple(
        "".join("P" if first <= k <= last else "N" for k in range(4)) for first, last in spans
    )
    return Case(name, ((None,) * 4,) * 5, states, across=across, merged=rules)


MERGED = (
    merged("glyph in merged cells", p.char("✓")),
    merged("tick in merged cells", p.tick),
    merged("image in merged cells", p.picture("tick")),
    merged("shade in merged cells", p.shade()),
    merged("bar in merged cells", p.shade(inset=6)),
)


def doubtful(name: str, mark: Paint, cross: Paint) -> Case:
    """Ticks, crosses and empty cells: nobody knows what the crosses say."""
    rows, states = [], []
    for pattern in ("PX.P", ".PXX", "P.X.", "X.PP"):
        rows.append(tuple({"P": mark, "X": cross, ".": None}[sign] for sign in pattern))
        states.append(pattern.replace("X", "U").replace(".", "N"))
    return Case(name, tuple(rows), tuple(states))


CROSSES = (
    marked("✓ against ✗", p.char("✓"), p.char("✗")),
    marked("✓ against X", p.char("✓"), p.char("X", "Helvetica")),
    marked("✔ against x", p.char("✔"), p.char("x", "Helvetica")),
    marked("drawn tick against drawn cross", p.tick, p.cross),
    marked("image of a tick against one of a cross", p.picture("tick"), p.picture("cross")),
    marked("dingbat ✔ against ✘", p.char("✔", "ZapfDingbats"), p.char("✘", "ZapfDingbats")),
    doubtful("drawn tick, drawn cross and empty cells", p.tick, p.cross),
    doubtful("✓, ✗ and empty cells", p.char("✓"), p.char("✗")),
    alternating("ticks, crosses and dots by turns", (p.char("✓"), p.char("✗"), p.char("●"))),
    named("✓ against ✗ under a legend", ("✓ = prévu ; ✗ = en cours",), "PP",
          (p.char("✓"), p.char("✗")), "prévu", "en cours"),
)  # fmt: skip


def coloured(name: str, said: str, mark: object, *names: str) -> Case:
    """Marks of two colours that small fields before the table name."""
    paints = tuple(mark(colour) for colour in p.COLOURS)  # type: ignore[operator]
    case = named(name, (), said, paints, *names)
    return Case(name, case.rows, case.states, extra=case.extra,
                under=lambda ink: p.swatches(ink, *names))  # fmt: skip


COLOURED = (
    coloured("legend of shades", "PP", p.shade, "réalisé", "en cours"),
    coloured("legend of shades, one of which says no", "PN", p.shade, "prévu", "sans objet"),
    coloured("legend of shades, one of which is open", "PU", p.shade, "prévu", "à confirmer"),
    coloured("legend of coloured dots", "PN", p.coloured_dot, "prévu", "abandonné"),
)

CASES = (
    *COLOURED,
    *CROSSES,
    *LEGENDS,
    *NUMBERS,
    *MERGED,
    *(
        marked(f"glyph {sign}", p.char(sign))
        for sign in ("✓", "✔", "●", "■", "✗", "◆")
    ),
    *(
        marked(f"word {word}", p.char(word, "Helvetica"))
        for word in ("X", "x", "oui", "Oui", "•", "×")
    ),
    marked("glyph ● against ○", p.char("●"), p.char("○")),
    marked("glyph ■ against □", p.char("■"), p.char("□")),
    marked("✓ against a space", p.char("✓"), p.char(" ")),
    marked("✓ against a space of a font of its own", p.char("✓"), p.char(" ", "Times-Roman")),
    marked("✓ against a space that cannot break", p.char("✓"), p.char("\xa0", "Times-Roman")),
    marked("twice", p.both(p.char("●"), p.char("●"))),
    marked("several in a cell", p.both(p.moved(p.char("✓"), -6, 0), p.moved(p.char("✓"), 6, 0))),
    marked("qualified marks only", p.char("X (phase 1)", "Helvetica", 8),
           extra=("X (phase 1)",) * 9),
    marked("twice, a little apart", p.both(p.char("✓"), p.moved(p.char("✓"), 0.3, 0.1))),
    marked("tick twice", p.both(p.tick, p.tick)),
    marked("tick on a cropped page", p.tick, finish=cropped(10, 8, 600, 780)),
    marked("image on a cropped page", p.picture("tick"), finish=cropped(10, 60, 600, 790)),
    *(marked(f"blank {sign}", p.char("✓"), p.char(sign, "Helvetica"))
      for sign in ("-", "–", "—", "n/a", "N/A", "s.o.", "s. o.", "S.O.", "non", "Non", "/")),
    *(marked(f"zapf {sign}", p.char(sign, "ZapfDingbats")) for sign in "✓✔✕✖✗✘●■◆★"),
    marked("zapf ● against ❍", p.char("●", "ZapfDingbats"), p.char("❍", "ZapfDingbats")),
    marked("zapf ■ against ❏", p.char("■", "ZapfDingbats"), p.char("❏", "ZapfDingbats")),
    marked("stroked tick", p.tick),
    marked("tick in two paths", p.tick_in_two),
    marked("filled tick", p.filled_tick),
    marked("stroked cross", p.cross),
    marked("cross in one path", p.cross_in_one),
    marked("filled cross", p.filled_cross),
    marked("dot", p.dot),
    marked("dot against ring", p.dot, p.ring),
    marked("dot against white ring", p.dot, p.white_ring),
    marked("dot against ring of two discs", p.dot, p.filled_ring),
    marked("square", p.square),
    marked("square against box", p.square, p.box),
    marked("square against white box", p.square, p.white_box),
    marked("tick against dash", p.tick, p.dash),
    marked("tick against filled dash", p.tick, p.filled_dash),
    marked("triangle", p.triangle),
    marked("diamond", p.diamond),
    *(marked(f"{name} checked against empty", p.both(empty, mark), empty)
      for name, empty in (("box", p.box), ("white box", p.white_box), ("line box", p.line_box))
      for mark in (p.small_tick,)),
    marked("box crossed against empty", p.both(p.box, p.small_cross), p.box),
    marked("white box crossed against empty", p.both(p.white_box, p.small_cross), p.white_box),
    marked("line box crossed against empty", p.both(p.line_box, p.small_cross), p.line_box),
    marked("box filled inside against empty",
           p.both(p.box, lambda ink, spot: ink.rect((spot.x - 2, spot.y - 2, spot.x + 2,
                                                     spot.y + 2), "#000000")), p.box),
    marked("box with glyph tick against empty", p.both(p.box, p.char("✓", size=7)), p.box),
    marked("ring with dot against ring",
           p.both(p.ring, lambda ink, spot: p.dot(ink, spot)), p.ring),
    # one unknown mark among empty cells marks what is planned
    marked("scrawl", p.scrawl),
    marked("half dot", p.half_dot),
    marked("plus", p.plus),
    marked("image of a star", p.picture("star")),
    marked("scrawl against dash", p.scrawl, p.char("–", "Helvetica")),
    *(marked(f"{sign} alone", p.char(sign, "ZapfDingbats")) for sign in "✱➔♥"),
    # several, or one beside marks that are known, leave it open
    by_turns("two scrawls", "UU", p.scrawl, p.plus),
    # a share of a disc is none of what stands in a box
    by_turns("full, empty and shared discs", "PNUU", p.dot, p.ring, p.shared(1, 4), p.shared(3, 4)),
    by_turns("one dot and two", "PU", p.char("●"), p.char("●●")),
    marked("two dots alone", p.char("●●")),
    by_turns("X and X struck out", "PU", p.char("X", "Helvetica"),
             p.both(p.char("X", "Helvetica"), p.dash)),
    by_turns("scrawl and tick", "UP", p.scrawl, p.tick),
    by_turns("scrawl and ring", "UN", p.scrawl, p.ring),
    by_turns("scrawl and slash", "UU", p.scrawl, p.slash),
    # a form that is not understood says what a known mark of that form does
    by_turns("drawn star and star of a font", "PP", p.star, p.char("★", "ZapfDingbats", 12)),
    unknown("ring alone", p.ring),
    unknown("glyph ○ alone", p.char("○")),
    unknown("image of an empty box alone", p.picture("box")),
    unknown("slash", p.slash),
    marked("image with soft mask", p.picture("tick")),
    marked("image on white", p.picture("tick", alpha=False)),
    marked("image of a cross", p.picture("cross")),
    marked("image of a dot", p.picture("dot")),
    marked("image of a badge", p.picture("badge")),
    marked("image of a badge against a crossed one", p.picture("badge"),
           p.picture("crossed badge")),
    marked("image of a box crossed against one checked", p.picture("box tick"),
           p.picture("box cross")),
    marked("image of a radio button", p.picture("radio"), p.picture("ring")),
    marked("inline image", p.inline("tick")),
    marked("inline image, checked against empty", p.inline("box tick"), p.inline("box")),
    marked("image checked against empty", p.picture("box tick"), p.picture("box")),
    marked("image crossed against empty", p.picture("box cross"), p.picture("box")),
    marked("image on white, checked against empty", p.picture("box tick", alpha=False),
           p.picture("box", alpha=False)),
    marked("image of a dot against a ring", p.picture("dot"), p.picture("ring")),
    marked("image against blank image", p.picture("tick"), p.picture("nothing")),
    marked("image against blank white image", p.picture("tick", alpha=False),
           p.picture("nothing", alpha=False)),
    marked("small image, large on paper", p.picture("tick", size=16, pt=14)),
    marked("shade", p.shade()),
    marked("shade under a plain header", p.shade(), head="Helvetica"),
    marked("shade, inset", p.shade(inset=1.5)),
    marked("pale shade", p.shade("#d9ead3")),
    spanning("bar", p.bar),
    spanning("thin bar", lambda a, b: p.bar(a, b, 3.0)),
    spanning("very thin bar", lambda a, b: p.bar(a, b, 2.0)),
    spanning("thick line", p.line),
    spanning("line of 6", lambda a, b: p.line(a, b, 6.0)),
    spanning("line of 6 from edge to edge", lambda a, b: p.line(a, b, 6.0, 1.0)),
    spanning("line of 1.5", lambda a, b: p.line(a, b, 1.5)),
    spanning("arrow with filled head", p.arrow),
    spanning("arrow with stroked head", lambda a, b: p.arrow(a, b, stroked=True)),
    spanning("thick arrow", lambda a, b: p.arrow(a, b, width=2.5)),
    spanning("block arrow", p.block_arrow),
    *(marked(f"{name} {dx} {dy} out of place", p.moved(mark, dx, dy))
      for name, mark in (("glyph", p.char("✓")), ("tick", p.tick), ("image", p.picture("tick")),
                         ("dot", p.dot))
      for dx, dy in ((0, 10), (0, -11), (27, 0))),
    spanning("flush bar", lambda a, b: p.bar(a, b, inset=0)),
    *(spanning(f"{name}, rules: {rules}", bar, rules=rules, under=p.header_fill)
      for rules in ("rows", "none")
      for name, bar in (("bar", p.bar), ("high bar", lambda a, b: p.bar(a, b, 18)),
                        ("rounded bar", p.rounded_bar), ("arrow", p.arrow))),
    spanning("bar with a milestone", p.milestone),
    *(marked(f"{name}, no rules", paint, rules="none", under=p.header_fill)
      for name, paint in (("shade", p.shade()), ("shade, inset", p.shade(inset=2)),
                          ("square", p.filled_square(8)), ("dot", p.dot), ("tick", p.tick))),
    spanning("high bar", lambda a, b: p.bar(a, b, 20)),
    spanning("rounded bar", p.rounded_bar),
    marked("short rounded bar", p.pill),
    marked("short rounded bar against a dash", p.pill, p.dash),
    spanning("double arrow", lambda a, b: p.arrow(a, b, heads=2)),
    spanning("arrow with a head of two strokes", lambda a, b: p.arrow(a, b, split=True)),
    spanning("outlined bar", p.outlined_bar),
    spanning("shade over cells", lambda a, b: p.bar(a, b, 26, inset=0)),
    # grounds
    marked("tick on zebra", p.char("✓"), under=p.zebra),
    marked("drawn tick on zebra", p.tick, under=p.zebra),
    marked("badge on zebra", p.picture("tick"), under=p.zebra),
    marked("shade on zebra", p.shade(), under=p.zebra),
    marked("shade with header fill", p.shade(), under=p.header_fill),
    marked("shade of the header's colour", p.shade("#2a9d8f"),
           under=lambda ink: p.header_fill(ink, "#2a9d8f")),
    marked("tick in shaded columns", p.char("✓"), under=p.column_fill),
    Case("two shades", marked("", p.shade("#2a9d8f"), p.shade("#eeeeee")).rows, ("UUUU",) * 5),
    alternating("shades of three colours", (p.shade("#2a9d8f"), p.shade("#e9c46a"),
                                            p.shade("#e76f51"))),
    marked("shade with tick in it", p.both(p.shade(), p.char("✓"))),
    marked("white tick on shade", p.both(p.shade(), p.coloured("✓", "#ffffff"))),
    marked("drawn white tick on shade", p.both(p.shade(), p.white_tick)),
    marked("gradient", p.gradient([(-30, -13), (30, -13), (30, 13), (-30, 13)])),
    marked("tick of a gradient", p.gradient([(-5, 0), (-3.5, -1.5), (-1.5, 1.5), (4, -5),
                                             (5.5, -3.8), (-1.3, 4.4)])),
    # marks that nobody sees
    unseen("white ✓ on paper", p.char("✓"), p.coloured("✓", "#ffffff")),
    Case("white ✓ beside empty cells",
         ((p.char("✓"), p.coloured("✓", "#ffffff"), None, p.char("✓")),) * 5, ("PUNP",) * 5),
    Case("✓ of the colour of its shade beside empty cells",
         ((p.both(p.shade("#e9c46a"), p.coloured("✓", "#e9c46a")), None, None, p.char("✓")),) * 5,
         ("UNNP",) * 5),
    unseen("✓ under a white patch", p.char("✓"), p.both(p.char("✓"), p.shade("#ffffff", 2))),
    unseen("tick under a white patch", p.tick, p.both(p.tick, p.shade("#ffffff", 2))),
    Case("✓ in every cell", ((p.char("✓"),) * 4,) * 5, ("PPPP",) * 5),
    Case("square in every cell", ((p.filled_square(12),) * 4,) * 5, ("PPPP",) * 5),
    # drawn boxes of other sizes
    *(marked(f"box of {size} checked", p.both(p.sized_box(size), p.tick), p.sized_box(size))
      for size in (6, 9, 10, 12, 14, 16, 18)),
    *(marked(f"line box of {size} checked", p.both(p.sized_line_box(size), p.cross),
             p.sized_line_box(size)) for size in (9, 11, 14)),
    *(marked(f"white box of {size} checked", p.both(p.sized_box(size, "#ffffff"), p.tick),
             p.sized_box(size, "#ffffff")) for size in (9, 11, 14)),
    marked("large tick", p.scaled_tick(2.0)),
    marked("large square", p.filled_square(20)),
    marked("larger dot", p.sized_dot(10.5)),
    marked("small tick", p.small_tick),
    marked("large dot", p.sized_dot(8)),
    marked("small dot", p.sized_dot(1.5)),
    unknown("image of 49 million pixels", p.picture("dot", size=7000)),
    marked("image of 20 pt", p.picture("tick", pt=20)),
    marked("image of 6 pt", p.picture("tick", pt=6)),
    marked("image of a tick in a ground", p.picture("tick", alpha=False, ground="#cccccc")),
    alternating("ways by turns", (p.char("✓"), p.tick, p.picture("tick"), p.dot)),
    *FACES,
)  # fmt: skip
