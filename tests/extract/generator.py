"""Invented plans with a known content, printed as Markdown in many manners.

A `Manner` says how a plan is printed (depth, words, numbering, columns, marks, table syntax); a
`Truth` says what was put in. The tests read the Markdown back and compare.
"""

from __future__ import annotations

from dataclasses import dataclass, field

VERBS = ["Soutenir", "Aménager", "Poursuivre", "Bonifier", "Évaluer", "Créer", "Offrir", "Adapter"]
OBJECTS = [
    "l'offre de logements abordables dans les quartiers centraux",
    "des sentiers pédestres sécuritaires et éclairés",
    "la médiation culturelle auprès des nouveaux arrivants",
    "un fonds local pour la réduction des gaz à effet de serre",
    "les services de répit destinés aux proches aidants",
    "une trousse d'accueil pour les familles (version imprimée)",
    "50 places supplémentaires en halte-garderie",
]
TITLES = [
    "Habiter la ville",
    "Une mobilité pour tous",
    "Des milieux de vie en santé",
    "Gouvernance ouverte",
    "Nature et climat",
    "Culture vivante",
    "Des quartiers à échelle humaine",
    "Accueil et inclusion",
]
AIMS = [
    "Une baisse de 20 % des émissions d'ici 2030",
    "Au moins deux projets pilotes réalisés",
    "La reconnaissance des bénévoles du territoire",
]
LEADS = ["Service de l'urbanisme", "Direction générale", "Loisirs, sports et vie communautaire"]
PARTNERS = ["Organismes du milieu", "CIUSSS", "Société d'habitation"]
INDICATORS = ["Nombre de participants", "Superficie plantée (m²)", "Taux de satisfaction"]
DEADLINES = ["31 décembre 2026", "Automne 2027", "2028-06-30"]
BUDGETS = ["25 000 $", "à déterminer", "1,5 M$"]


@dataclass(frozen=True)
class Manner:
    """How a plan is printed."""

    levels: tuple[str, ...] = ("Axe", "Objectif")
    label: str = "heading"  # heading: "## Axe 1 : Titre"; apart: label and title on two lines
    numbering: str = "plain"  # plain "1.", dotted "1.2.3", coded "A-4", none
    periods: tuple[str, ...] = ("2025", "2026", "2027")
    mark: str = "✓"
    empty: str = ""
    syntax: str = "tabs"  # tabs, pipes, html
    action_word: str = "Actions"
    aims_word: str = "Cibles"
    columns: tuple[str, ...] = ()
    per_section: int = 3
    branches: tuple[int, ...] = (2, 2)
    title: str = "Plan d'action pour la vitalité des quartiers 2025-2027"


@dataclass
class TrueAction:
    """An action that was put in."""

    number: str | None
    text: str
    section: str | None
    planned: tuple[str, ...]
    values: dict[str, str] = field(default_factory=dict)


@dataclass
class Truth:
    """What was put in: section titles with their parents', actions, aims by section title."""

    sections: list[tuple[str, str | None, str | None, str]] = field(default_factory=list)
    actions: list[TrueAction] = field(default_factory=list)
    aims: dict[str, list[str]] = field(default_factory=dict)


VALUES = {
    "Échéance": DEADLINES,
    "Porteur": LEADS,
    "Partenaires": PARTNERS,
    "Indicateurs": INDICATORS,
    "Budget": BUDGETS,
    "Secteur visé par le cahier": ["Nord", "Sud", "Est"],
}


class Printer:
    """Prints one plan and keeps the truth of it."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.truth = Truth()
        self.lines: list[str] = [f"# {manner.title}", ""]
        self._serial = 0

    def print(self) -> str:
        """Return the Markdown of the plan."""
        self.lines += [
            "## Mise en contexte",
            "",
            "Ce document présente les gestes que la municipalité posera avec ses partenaires.",
            "",
        ]
        self._level(0, None, "")
        self.lines += [
            "## Mise en œuvre",
            "",
            "La municipalité assurera la coordination et rendra compte des résultats au conseil.",
        ]
        return "\n".join(self.lines) + "\n"

    def _level(self, depth: int, parent: str | None, prefix: str) -> None:
        manner = self.manner
        for index in range(1, manner.branches[depth] + 1):
            number = str(index)
            dotted = f"{prefix}.{index}" if prefix else number
            shown = dotted if manner.numbering == "dotted" else number
            word = manner.levels[depth]
            place = len(self.truth.sections)
            title = TITLES[place % len(TITLES)]
            if place >= len(TITLES):
                title = f"{title} {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[place // len(TITLES)]}"
            self.truth.sections.append((word, shown, parent, title))
            marks = "#" * (depth + 2)
            if manner.label == "apart":
                self.lines += [f"{marks} {word} {shown}", "", title, ""]
            else:
                self.lines += [f"{marks} {word} {shown} : {title}", ""]
            if depth + 1 < len(manner.levels):
                self._level(depth + 1, title, dotted)
            else:
                self._leaf(title, dotted)

    def _leaf(self, section: str, dotted: str) -> None:
        aims = AIMS[: 1 + len(self.truth.actions) % 3]
        self.truth.aims[section] = aims
        self.lines += [f"**{self.manner.aims_word} :**", "", *(f"- {aim}" for aim in aims), ""]
        rows = [self._action(section, dotted, n) for n in range(1, self.manner.per_section + 1)]
        header = [self.manner.action_word, *self.manner.columns, *self.manner.periods]
        syntax = self.manner.syntax if len(header) > 1 else "pipes"
        self.lines += [*table(header, rows, syntax), ""]

    def _action(self, section: str, dotted: str, n: int) -> list[str]:
        manner = self.manner
        k = self._serial
        self._serial += 1
        text = f"{VERBS[k % len(VERBS)]} {OBJECTS[(k * 3) % len(OBJECTS)]} (volet {k + 1})"
        number = {
            "plain": str(k + 1),
            "dotted": f"{dotted}.{n}",
            "coded": f"A-{k + 1}",
            "none": None,
        }[manner.numbering]
        planned = tuple(p for i, p in enumerate(manner.periods) if (k + i) % 3 != 0)
        values = {c: VALUES[c][k % 3] for c in manner.columns}
        self.truth.actions.append(TrueAction(number, text, section, planned, values))
        printed = {
            "plain": f"{number}. ",
            "dotted": f"{number} ",
            "coded": f"{number} ",
            "none": "",
        }
        first = printed[manner.numbering] + text
        marks = [manner.mark if p in planned else manner.empty for p in manner.periods]
        return [first, *values.values(), *marks]


def table(header: list[str], rows: list[list[str]], syntax: str) -> list[str]:
    """Print a table as tab-separated lines, as a pipe table or as HTML."""
    if syntax == "tabs":
        return ["\t".join(row) for row in [header, *rows]]
    if syntax == "pipes":
        rule = "|" + "---|" * len(header)
        return [
            "| " + " | ".join(header) + " |",
            rule,
            *("| " + " | ".join(r) + " |" for r in rows),
        ]
    head = "<tr>" + "".join(f"<th>{cell}</th>" for cell in header) + "</tr>"
    body = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows]
    return ["<table>", "<thead>", head, "</thead>", "<tbody>", *body, "</tbody>", "</table>"]
