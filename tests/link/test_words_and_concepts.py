"""Phrases of the lexicons against real wording: what is found, and what must not be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon import LexiconError, data_file
from pipeline.link.concepts import (
    TURNED_WEIGHT,
    Concept,
    build_concepts,
    check_broader,
    load_concepts,
)
from pipeline.link.profile import load_profiler
from pipeline.link.words import light, load_words, plain

WORDS = load_words("fr")
CONCEPTS = load_concepts("fr")


def named(text: str) -> set[str]:
    lights = [light(word) for word in WORDS.tokens(text)]
    return {concept for concept, _, _ in CONCEPTS.fired(lights)}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Bâtir 200 logements sociaux et communautaires", "logement-social"),
        ("Créer une halte-chaleur ouverte la nuit", "hebergement-urgence"),
        ("Offrir un dépannage alimentaire aux familles", "aide-alimentaire"),
        ("Installer des fontaines et des toilettes publiques", "installations-sanitaires"),
        ("Siéger à la table de quartier", "concertation"),
        ("Outiller le personnel d'accueil", "formation"),
        ("Tenir une consultation sur le futur parc", "participation"),
        ("Appuyer les tables de concertation locales", "concertation"),
        ("Mettre en place une navette vers le centre-ville", "transport-collectif"),
        ("Adapter les trottoirs pour un parcours sans obstacle", "accessibilite-universelle"),
        ("Soutenir les proches aidantes", "proches-aidants"),
        ("Lutter contre l'isolement des personnes aînées", "isolement"),
        ("Accueillir les nouvelles arrivantes et les réfugiés", "immigrants"),
        ("Former des pairs aidants", "ecoute"),
        ("Verdir les îlots de chaleur", "sante-urbaine"),
        ("Rendre disponibles des locaux adaptés pour les organismes", "locaux-communautaires"),
        ("Accompagner les personnes à risque d'itinérance", "vulnerables"),
        ("Se rendre au travail à pied ou à vélo", "mobilite-active"),
        ("Livrer des livres à domicile aux abonnés", "livres-domicile"),
        ("Collecter et diffuser les récits de vie des aînés", "memoire-vivante"),
        ("Regrouper les loisirs dans un seul calendrier en ligne", "calendrier-activites"),
        ("Remplacer les véhicules de service à essence", "flotte-vehicules"),
        ("Équiper les stationnements de bornes", "bornes-recharge"),
        ("Verser une aide à l'achat de vélos à assistance électrique", "achat-velo"),
        ("Concentrer les logements autour des pôles de mobilité", "tod"),
        ("Participer à des missions de recrutement à l'étranger", "recrutement-international"),
        ("Moderniser la plateforme d'inscription aux loisirs", "inscriptions"),
        ("Éliminer les entrées de service en plomb", "plomb"),
        ("Offrir le ramassage des résidus de table", "matieres-organiques"),
        ("Confier aux citoyens le choix de projets", "budget-participatif"),
        ("Acquérir des milieux naturels d'intérêt écologique", "aires-protegees"),
        ("Préparer son sac d'urgence de 72 heures", "preparation-citoyenne"),
        ("Refuser de louer à une famille en raison de son origine", "discrimination-logement"),
        ("Construire des logements de trois chambres", "logement-familles"),
        ("Aménager une salle de prière au centre communautaire", "pluralite-religieuse"),
        ("Adopter une politique d'achats responsables", "approvisionnement"),
        ("Aider les épiciers à donner leurs surplus", "frigos-surplus"),
        ("Meubler les appartements des réfugiés", "aide-materielle"),
        ("Un appartement que l'on peine à trouver", "recherche-logement"),
        ("Effacer les contraventions de qui entreprend une démarche", "justice-adaptee"),
        ("Aménager des ateliers pour les artistes", "lieux-creation"),
        ("Rénover l'église fermée", "bati-patrimonial"),
        ("Inviter les aînés à des marches guidées", "clubs-marche"),
        ("Donner accès aux plateaux des écoles le soir", "ententes-scolaires"),
        ("Réduire les obstacles financiers à la pratique sportive", "accessibilite-financiere"),
        ("Restreindre le passage des poids lourds", "camionnage"),
        ("Laisser pousser l'herbe haute, tondre moins", "pollinisateurs"),
        ("Protéger le ciel étoilé", "ciel-etoile"),
        ("Loger les travailleurs saisonniers", "logement-travailleurs"),
        ("Encadrer l'usage des trottinettes électriques", "micromobilite"),
        ("Offrir un service d'écoute et de référence", "guichet-acces"),
        ("Implanter l'infrastructure de recharge", "bornes-recharge"),
        ("Orienter la croissance autour du transport en commun", "tod"),
        ("Exiger une performance énergétique élevée des nouveaux immeubles", "batiments-durables"),
        ("Réduire la minéralisation des terrains", "ilots-chaleur"),
        (
            "Aménager un sentier polyvalent pour marcheurs et cyclistes",
            "pistes-multifonctionnelles",
        ),
    ],
)
def test_a_concept_of_the_field_is_recognised(text: str, concept: str) -> None:
    assert concept in named(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Préserver le parc de logements", "parcs-nature"),
        ("Renforcer la sécurité alimentaire", "securite"),
        ("Publier de l'information", "formation"),
        ("Prévenir la dépendance à l'automobile", "dependances"),
        ("Développer l'autonomie alimentaire", "autonomie"),
        ("Acheter des produits locaux", "locaux-communautaires"),
        ("Soutenir les personnes à mobilité réduite", "mobilite"),
        ("Développer une économie sociale", "transversalite"),
        ("Offrir une aide à domicile", "logement"),
        ("Mettre sur pied un comité de suivi", "mobilite-active"),
        ("Prolonger la piste vers les quartiers résidentiels et les pôles d'emploi", "logement"),
        ("Prolonger la piste vers les quartiers résidentiels et les pôles d'emploi", "emploi"),
        ("Présenter une exposition itinérante", "itinerance"),
        ("Avoir une lecture juste de la situation", "livre-lecture"),
        ("Mettre en œuvre un projet-pilote concerté dans un quartier", "spectacles"),
        ("Abaisser la vitesse dans les rues locales", "locaux-communautaires"),
        ("Favoriser la mixité des usages autour des stations", "vivre-ensemble"),
        ("Aménager des jardins de pluie", "agriculture-urbaine"),
        ("Ajouter des îlots refuges aux traverses", "hebergement-urgence"),
        ("Apprendre la navigation sécuritaire sur Internet", "guichet-acces"),
        ("Cartographier les risques d'inondation", "vulnerables"),
        ("Publier l'état d'avancement du plan", "relations-gouvernement"),
        ("Réduire le taux élevé de décrochage des arbres plantés", "jeunes"),
        ("Organiser une fête de la neige", "deneigement"),
        ("Prévoir des plages horaires gratuites", "eau-baignade"),
        ("Construire de petits logements", "petite-enfance"),
        ("Lancer une bibliothèque d'outils", "bibliotheque"),
        ("Réduire les délais d'émission des permis", "ges"),
        ("Signaler un nid-de-poule", "agriculture-urbaine"),
        ("Créer une brigade verte", "police"),
        ("Protéger les données personnelles des citoyens", "donnees"),
        ("Ouvrir des haltes aux autocaravanes", "hebergement-urgence"),
        ("Construire des bassins de rétention", "eau-baignade"),
        ("Parrainer des plates-bandes par un programme de parrainage de plates-bandes", "jumelage"),
        ("Simplifier la reddition de comptes des organismes", "transparence"),
        ("Éradiquer les punaises de lit", "hebergement"),
        ("Former des comités de citoyens", "formation"),
        ("Planter des arbres sur les terrains publics", "developpement-logement"),
        ("Mesurer l'état du système alimentaire", "relations-gouvernement"),
        ("Offrir des ateliers de cuisine aux citoyens", "participation"),
        ("Adopter une politique d'approvisionnement responsable", "economie-sociale"),
        ("Desservir les immeubles de neuf logements", "developpement-logement"),
        ("Agir de façon concertée", "spectacles"),
        ("Agir avec le réseau de la santé et des services sociaux", "infolettre-reseaux"),
        (
            "Offrir un programme de soutien aux organismes communautaires",
            "accompagnement-residentiel",
        ),
        ("Rénover l'église fermée", "agriculture-urbaine"),
        ("Mettre sur pied des clubs de marche", "marches-publics-alimentaires"),
        ("Former la main-d'œuvre aux métiers d'art", "art-public"),
        ("Recycler les lieux de culte", "matieres-residuelles"),
        ("Réduire les obstacles financiers à la pratique sportive", "accessibilite-universelle"),
        ("Assurer l'accès à l'eau potable", "eau-baignade"),
        ("Réparer les conduites", "reemploi"),
        ("Offrir un service d'écoute et de référence", "ecoute"),
        ("Diversifier les moyens de transport", "moyens-information"),
    ],
)
def test_a_word_with_another_sense_is_not(text: str, concept: str) -> None:
    assert concept not in named(text)


def test_a_label_reaches_over_two_words_and_not_over_three() -> None:
    entries = {"x": Concept(name="x", labels=("logement social",))}
    concepts = build_concepts(entries, WORDS)
    assert concepts.find(["logement", "locatif", "neuf", "social"]) == {"x": 1.0}
    assert concepts.find(["logement", "locatif", "neuf", "beau", "social"]) == {}


def test_two_words_of_a_label_name_it_less_surely_the_other_way_round() -> None:
    entries = {
        "turned": Concept(name="turned", labels=("vélo électrique",)),
        "generic": Concept(name="generic", labels=("projet logement",)),
        "near": Concept(name="near", labels=("social-développement",)),
        "hidden": Concept(name="hidden", labels=("jeu vélo",), **{"not": ("vélo jeu",)}),
    }
    concepts = build_concepts(entries, WORDS)
    assert concepts.find(["velo", "electriqu"]) == {"turned": 1.0}
    assert concepts.find(["electriqu", "deux", "velo"]) == {"turned": TURNED_WEIGHT}
    for lights in (["logement", "projet"], ["developpement", "social"], ["velo", "jeu"]):
        assert concepts.find(lights) == {}


def test_a_hyphen_keeps_words_together_and_dots_reach_far() -> None:
    entries = {
        "near": Concept(name="near", labels=("développement-social",)),
        "far": Concept(name="far", labels=("activités ... accessibles",)),
    }
    concepts = build_concepts(entries, WORDS)
    assert set(concepts.find(["developpement", "social"])) == {"near"}
    assert concepts.find(["developpement", "economi", "social"]) == {}
    assert set(concepts.find(["activit", "a", "b", "c", "d", "accessibl"])) == {"far"}


def test_broader_concepts_follow_with_less_weight() -> None:
    found = CONCEPTS.find([light(word) for word in WORDS.tokens("une halte-chaleur")])
    assert found["hebergement-urgence"] == 1.0
    assert found["hebergement"] == 0.5
    assert found["logement"] == 0.25


def test_a_label_can_be_taken_out() -> None:
    less = CONCEPTS.without(frozenset({("alimentation", "faim")}))
    assert "alimentation" in CONCEPTS.find(["faim"])
    assert "alimentation" not in less.find(["faim"])


def test_broader_concepts_must_exist_and_must_not_go_round() -> None:
    alone = {"a": Concept(name="a", labels=("a",), broader="b")}
    with pytest.raises(LexiconError, match="a: broader 'b' is not in the file"):
        check_broader(alone, "f.toml")
    ring = {
        "a": Concept(name="a", labels=("a",), broader="b"),
        "b": Concept(name="b", labels=("b",), broader="a"),
    }
    with pytest.raises(LexiconError, match="comes back"):
        check_broader(ring, "f.toml")


def test_the_lexicon_is_broad_and_says_nothing_twice() -> None:
    entries = {
        key: Concept.model_validate(one) for key, one in data_file("concepts_fr.toml").items()
    }
    assert len(entries) >= 120
    for key, entry in entries.items():
        assert len(entry.labels) == len(set(entry.labels)), key
        assert all(WORDS.phrase(label) for label in entry.labels), key


def test_a_language_without_lexicon_has_no_concepts() -> None:
    profile = load_profiler("xx").profile("Tekst zonder woordenboek over wonen")
    assert profile.concepts == {}
    assert "wonen" in profile.stems


def test_the_parts_of_an_action_are_told_apart() -> None:
    text = (
        "Bonifier les services, en collaboration avec les organismes, afin de réduire l'attente. "
        "Ces services sont gratuits."
    )
    assert [segment.role for segment in WORDS.segments(text)] == [
        "head",
        "partner",
        "purpose",
        "detail",
    ]


def test_what_is_done_counts_more_than_what_for() -> None:
    profiler = load_profiler("fr")
    done = profiler.profile("Installer des toilettes pour rendre les parcs agréables")
    assert done.concepts["installations-sanitaires"] == 1.0
    assert done.concepts["parcs-nature"] < 1.0


@pytest.mark.parametrize(
    ("text", "gesture"),
    [
        ("Aménager des espaces publics", "informer"),
        ("Permettre diverses formes d'appropriation", "former"),
        ("Soutenir les initiatives citoyennes", "developper"),
        ("Accorder un crédit aux organismes", "developper"),
        ("Mobiliser des équipes de proximité", "batir"),
        ("Rendre accessibles les installations sanitaires", "batir"),
        ("Offrir des logements aux étudiants", "analyser"),
        ("Traduire les documents municipaux", "analyser"),
        ("Ouvrir une salle informatique", "informer"),
    ],
)
def test_a_noun_is_not_a_verb_that_begins_like_it(text: str, gesture: str) -> None:
    assert gesture not in load_profiler("fr").profile(text).gestures


@pytest.mark.parametrize("word", ["livre", "littoral", "limite", "visite", "crèche", "crédit"])
def test_a_word_that_says_something_is_not_generic(word: str) -> None:
    assert word in WORDS.telling(word).values()


@pytest.mark.parametrize(
    ("text", "gesture"),
    [
        ("Publier un bilan", "informer"),
        ("Former le personnel", "former"),
        ("Créer un comité", "developper"),
        ("Équiper les salles", "batir"),
        ("Étudier la faisabilité d'un parc", "analyser"),
    ],
)
def test_a_verb_says_what_is_done(text: str, gesture: str) -> None:
    assert gesture in load_profiler("fr").profile(text).gestures


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    profile = load_profiler("fr").profile(text)
    assert all(0 < weight <= 1 for weight in profile.concepts.values())
    assert plain(text).isascii()


@pytest.mark.parametrize(
    "forms",
    [
        ("municipal", "municipale", "municipales", "municipaux"),
        ("adapté", "adaptée", "adaptés", "adaptées"),
        ("culturel", "culturelle", "culturelles"),
        ("sportif", "sportive", "sportives"),
        ("citoyen", "citoyenne", "citoyennes"),
        ("logement", "logements"),
    ],
)
def test_plural_and_feminine_have_one_light_form(forms: tuple[str, ...]) -> None:
    assert len({light(plain(form)) for form in forms}) == 1


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_label_of_several_words_comes_down_to_one(language: str) -> None:
    """ "À pied" would be found in "mettre sur pied": its small word is not compared."""
    words = load_words(language)
    for key, entry in load_concepts(language).entries.items():
        for label in (*entry.labels, *entry.excluded):
            several = len(label.replace("'", " ").replace("-", " ").split()) > 1
            assert not several or len(words.phrase(label)) > 1, (key, label)


def test_a_whole_field_tells_less_than_one_of_its_kinds() -> None:
    weights = CONCEPTS.weights
    assert weights["mobilite"] < weights["velo"] < weights["achat-velo"] == 1.0
    assert weights["aines"] < weights["logement"]


def test_a_word_that_only_points_is_no_reason_for_a_link() -> None:
    text = "Agir auprès de différentes clientèles et de certains ministères"
    assert not {"auprès", "différentes", "certains"} & set(WORDS.telling(text).values())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_label_stands_twice_and_none_is_taken_back_whole(language: str) -> None:
    words = load_words(language)
    for key, entry in load_concepts(language).entries.items():
        labels = [words.phrase(label) for label in entry.labels]
        assert all(labels), key
        assert len(set(labels)) == len(labels), key
        assert not set(labels) & {words.phrase(label) for label in entry.excluded}, key
