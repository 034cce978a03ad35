"""Invented plans: other depths, numberings, columns, words and lengths than any plan we know.

A `Shape` says what kind of plan it is, `invent` fills it with text drawn from a seed, and `plans`
is the hypothesis strategy over both. What comes back is the content that was put in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal

from hypothesis import strategies as st

from tests.pdf.content import Content, Entry, Part, Term

Numbering = Literal["plain", "dotted", "coded", "none"]

LEVELS = (
    (("Axe", "axe"), ("Objectif", "objectif")),
    (("Orientation", "orientation"), ("Axe d'intervention", "axe_intervention"),
     ("Objectif", "objectif")),
    (("Volet", "volet"),),
    (("Chantier", "chantier"), ("Volet", "volet")),
    (("Enjeu", "enjeu"), ("Orientation", "orientation"), ("Objectif", "objectif")),
    (("Priorité", "priorite"),),
    (("Champ d'intervention", "champ_intervention"), ("Objectif", "objectif")),
)  # fmt: skip
TARGET_LABELS = ("Cibles", "La Ville vise :", "Visées", "Résultats attendus", "La MRC vise :")
ACTION_WORDS = ("Actions", "Mesures", "Interventions", "Actions prévues", "Initiatives")
TIME_WORDS = (None, "Horizon de mise en œuvre", "Échéancier", "Calendrier")
YEARS = tuple(Term(str(year), str(year), "") for year in range(2025, 2032))
HORIZONS = (
    Term("EC", "en cours", "Actions amorcées avant l'adoption du plan."),
    Term("CT", "court terme", "Actions réalisées en moins de deux ans."),
    Term("MT", "moyen terme", "Actions réalisées en trois à cinq ans."),
    Term("LT", "long terme", "Actions réalisées après la cinquième année."),
)
ROLES = (
    Term("responsable", "Responsable", "Coordonne la mise en œuvre et répond du résultat."),
    Term("partenaire", "Partenaire", "Participe à une action que d'autres organisations mènent."),
    Term("facilitateur", "Facilitateur", "Réunit les conditions favorables à la réalisation."),
)
# In the order in which `expected` compares the fields they become.
VALUES = {
    "Porteur": ("Direction générale", "Service des loisirs", "Urbanisme", "Greffe"),
    "Partenaires": ("Organismes du milieu", "Commission scolaire", "Tables de quartier"),
    "Indicateurs": ("Nombre de participants", "Superficie plantée", "Taux de satisfaction"),
    "Budget": ("25 000 $", "à déterminer", "1,5 M$"),
    "Secteur visé": ("Nord", "Sud", "Centre-ville"),
}

VERBS = (
    "Aménager", "Bonifier", "Consolider", "Créer", "Déployer", "Élaborer", "Favoriser",
    "Mettre à jour", "Offrir", "Poursuivre", "Soutenir", "Tenir",
)  # fmt: skip
THINGS = (
    "un projet-pilote de jardins collectifs", "les haltes-garderies du centre-ville",
    "une trousse d'accueil destinée aux nouveaux arrivants", "l'offre de transport à la demande",
    "des sentiers pédestres éclairés", "la programmation hivernale des bibliothèques",
    "un fonds local de 500 000 $", "les ententes de services avec l'agglomération",
    "la signalisation bilingue des édifices patrimoniaux", "des ateliers de cuisine économique",
    "un guichet unique « Ma ville, mes services »", "la collecte des matières organiques",
)  # fmt: skip
ENDS = (
    "dans les quartiers centraux", "en collaboration avec les organismes communautaires",
    "afin de réduire de 20 % les émissions de gaz à effet de serre",
    "pour les personnes aînées et leurs proches aidants", "sur l'ensemble du territoire",
    "selon les besoins exprimés lors des consultations publiques", "tout au long de l'année",
    "en tenant compte de l'accessibilité universelle", "par l'entremise du sous-comité de suivi",
    "avec l'appui de la table de concertation (volet jeunesse)",
    "notamment dans les secteurs insuffisamment desservis",
)  # fmt: skip
TITLES = (
    "Habiter la ville", "Une mobilité pour tous", "Des milieux de vie en santé", "Culture vivante",
    "Gouvernance ouverte et transparente", "Nature, climat et biodiversité", "Accueil et inclusion",
    "Une économie ancrée dans le territoire et ouverte sur le monde", "Des quartiers humains",
    "Renforcer la participation citoyenne des jeunes et des moins jeunes dans les décisions",
)  # fmt: skip
NOTES = (
    "Sous réserve de l'obtention du financement demandé au gouvernement.",
    "Cette mesure reprend un engagement du plan précédent, reporté faute de ressources.",
)
CONTEXT = (
    "Ce plan présente les gestes que la municipalité posera avec ses partenaires.",
    "Il fait suite à une vaste démarche de consultation menée auprès de la population.",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What kind of plan is invented. `width` is the number of clauses of its longest action."""

    seed: int
    levels: tuple[tuple[str, str], ...] = LEVELS[0]
    branches: int = 2
    per_section: int = 4
    numbering: Numbering = "plain"
    periods: tuple[Term, ...] = YEARS[:3]
    roles: bool = True
    columns: tuple[str, ...] = ()
    width: int = 3
    items: bool = False
    notes: bool = False
    targets_label: str = TARGET_LABELS[0]
    action_word: str = ACTION_WORDS[0]
    time_word: str | None = None


def invent(shape: Shape) -> Content:
    """Return a plan of this shape."""
    writer = _Writer(shape)
    writer.level(0, "")
    years = [period.id for period in shape.periods if period.id.isdigit()]
    span = f"{years[0]}-{years[-1]}" if years else "2025-2030"
    return Content(
        publisher="Ville de Beauséjour",
        title=("Plan d'action pour la vitalité des quartiers", span),
        subtitle="Agir ensemble, ici et maintenant",
        parts=tuple(writer.parts),
        periods=shape.periods,
        periods_heading="Présentation de l'échéancier",
        roles=ROLES if shape.roles else (),
        roles_heading="Rôles de la Ville",
        targets_label=shape.targets_label,
        action_word=shape.action_word,
        time_word=shape.time_word,
        columns=shape.columns,
        context=("Mise en contexte", CONTEXT),
    )


class _Writer:
    """Fills the sections of a plan with texts that are all different."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.random = Random(shape.seed)
        self.parts: list[Part] = []
        self.count = 0
        self.texts: set[str] = set()

    def level(self, depth: int, prefix: str) -> None:
        shape = self.shape
        word, kind = shape.levels[depth]
        for index in range(1, shape.branches + 1):
            dotted = f"{prefix}.{index}" if prefix else str(index)
            number = dotted if shape.numbering == "dotted" else str(index)
            leaf = depth + 1 == len(shape.levels)
            self.parts.append(
                Part(
                    kind=kind,
                    word=word,
                    number=number,
                    title=self._new(lambda: self.random.choice(TITLES)),
                    depth=depth,
                    targets=self._targets() if leaf else (),
                    entries=self._entries(dotted) if leaf else (),
                )
            )
            if not leaf:
                self.level(depth + 1, dotted)

    def _targets(self) -> tuple[str, ...]:
        return tuple(
            self._new(lambda: f"Mieux faire connaître {self._clause()}")
            for _ in range(self.random.randint(1, 4))
        )

    def _entries(self, dotted: str) -> tuple[Entry, ...]:
        count = self.random.randint(1, self.shape.per_section)
        return tuple(self._entry(f"{dotted}.{index}") for index in range(1, count + 1))

    def _entry(self, dotted: str) -> Entry:
        shape, random = self.shape, self.random
        self.count += 1
        numbers = {
            "plain": str(self.count),
            "dotted": dotted,
            "coded": f"A-{self.count}",
            "none": None,
        }
        items = random.randint(2, 3) if shape.items and random.random() < 0.3 else 0
        return Entry(
            number=numbers[shape.numbering],
            text=self._new(self._sentence),
            items=tuple(self._new(self._short) for _ in range(items)),
            role=random.choice(ROLES).label if shape.roles else None,
            planned=tuple(random.random() < 0.55 for _ in shape.periods),
            values=tuple(random.choice(VALUES[column]) for column in shape.columns),
            note=random.choice(NOTES) if shape.notes and random.random() < 0.15 else None,
        )

    def _sentence(self) -> str:
        clauses = self.random.randint(1, self.shape.width)
        first = f"{self.random.choice(VERBS)} {self.random.choice(THINGS)}"
        return ", ".join((first, *(self.random.choice(ENDS) for _ in range(clauses - 1))))

    def _short(self) -> str:
        return f"{self.random.choice(VERBS)} {self.random.choice(THINGS)}"

    def _clause(self) -> str:
        return f"{self.random.choice(THINGS)} {self.random.choice(ENDS)}"

    def _new(self, make: Callable[[], str]) -> str:
        """Make texts until one is new; after some tries, make it new with a word of order."""
        text = ""
        for _ in range(8):
            text = make()
            if text not in self.texts:
                break
        place = 2
        base = text
        while text in self.texts:
            text = f"{base} ({place}e volet)"
            place += 1
        self.texts.add(text)
        return text


@st.composite
def shapes(draw: st.DrawFn, pages: int = 6) -> Shape:
    """Shapes of plans that take about this many pages at most."""
    levels = draw(st.sampled_from(LEVELS))
    branches = draw(st.integers(1, 3))
    leaves = branches ** len(levels)
    periods = draw(
        st.one_of(
            st.integers(2, 6).map(lambda count: YEARS[:count]),
            st.integers(2, 4).map(lambda count: HORIZONS[:count]),
        )
    )
    roles = draw(st.booleans())
    room = max(0, 4 - len(periods)) + (0 if roles else 1)
    names = draw(st.sets(st.sampled_from(sorted(VALUES)), max_size=room))
    return Shape(
        seed=draw(st.integers(0, 2**32 - 1)),
        levels=levels,
        branches=branches,
        per_section=draw(st.integers(1, max(2, min(24, pages * 12 // leaves)))),
        numbering=draw(st.sampled_from(("plain", "dotted", "coded", "none"))),
        periods=periods,
        roles=roles,
        columns=tuple(name for name in VALUES if name in names),
        width=draw(st.integers(1, 8)),
        items=draw(st.booleans()),
        notes=draw(st.booleans()),
        targets_label=draw(st.sampled_from(TARGET_LABELS)),
        action_word=draw(st.sampled_from(ACTION_WORDS)),
        time_word=draw(st.sampled_from(TIME_WORDS)),
    )


def plans(pages: int = 6) -> st.SearchStrategy[Content]:
    """Invented plans of one to about `pages` pages; 40 is the most that is asked of the reader."""
    return shapes(pages).map(invent)
