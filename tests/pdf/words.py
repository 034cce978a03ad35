"""The words of invented plans: what their headings, columns, periods and texts are made of."""

from __future__ import annotations

from tests.pdf.content import Term

LEVELS = (
    (("Axe", "axe"), ("Objectif", "objectif")),
    (("Orientation", "orientation"), ("Axe d'intervention", "axe_intervention"),
     ("Objectif", "objectif")),
    (("Volet", "volet"),),
    (("Chantier", "chantier"), ("Volet", "volet")),
    (("Enjeu", "enjeu"), ("Orientation", "orientation"), ("Objectif", "objectif")),
    (("Priorité", "priorite"),),
    (("Champ d'intervention", "champ_intervention"), ("Objectif", "objectif")),
    (("Thème", "theme"), ("Priorité", "priorite")),
    (("Défi", "defi"), ("Piste", "piste")),
    (("Orientation", "orientation"), ("Axe", "axe"), ("Objectif général", "objectif_general"),
     ("Objectif spécifique", "objectif_specifique")),
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
SPANS = tuple(Term(f"{y}-{y + 1}", f"{y}-{y + 1}", "") for y in range(2025, 2030))
ROLES = (
    Term("responsable", "Responsable", "Coordonne la mise en œuvre et répond du résultat."),
    Term("partenaire", "Partenaire", "Participe à une action que d'autres organisations mènent."),
    Term("facilitateur", "Facilitateur", "Réunit les conditions favorables à la réalisation."),
)
# In the order in which `expected` compares the fields they become.
VALUES = {
    "Service responsable": ("Travaux publics", "Greffe", "Ressources humaines"),
    "Porteur": ("Direction générale", "Service des loisirs", "Urbanisme", "Greffe"),
    "Partenaires": ("Organismes du milieu", "Commission scolaire", "Tables de quartier"),
    "Indicateurs": ("Nombre de participants", "Superficie plantée", "Taux de satisfaction"),
    "Budget": ("25 000 $", "à déterminer", "1,5 M$"),
    "Échéance": ("2026", "mars 2027", "31 décembre 2028", "En continu"),
    "Secteur visé": ("Nord", "Sud", "Centre-ville"),
    "Clientèle": ("Familles", "Personnes aînées", "Jeunes de 12 à 17 ans"),
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


INTRODUCTIONS = (
    "Les constats du portrait montrent que les besoins varient beaucoup d'un secteur à l'autre. "
    "Les partenaires rencontrés souhaitent que les efforts soient mieux coordonnés.",
    "Près de 1 200 personnes ont répondu au sondage, et 85 % d'entre elles disent aimer leur "
    "quartier. Le sentiment d'appartenance demeure cependant plus faible chez les jeunes.",
)
CLOSINGS = (
    (
        "Suivi et évaluation",
        (
            "Un comité de suivi se réunira deux fois par année. Un bilan sera rendu public à "
            "mi-parcours et à la fin du plan.",
            "Les indicateurs seront revus au besoin avec les partenaires.",
        ),
    ),
    ("Conclusion", ("Ce plan est une invitation à poursuivre le travail commencé ensemble.",)),
)
