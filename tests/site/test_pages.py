"""The pages as files: whole, linked, light, and made of nothing but what stands beside them."""

from __future__ import annotations

import dataclasses
import json
import posixpath
import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

import pytest

from pipeline.model import (
    Correction,
    Coverage,
    Finding,
    Judgement,
    Link,
    LinkGroup,
    Links,
    SectionCoverage,
)
from pipeline.publish.site import Publication
from pipeline.publish.site import paths as at
from pipeline.publish.site.catalogue import Catalogue, PlanView
from pipeline.publish.site.render import short
from pipeline.settled import settled
from tests.publish.published import files as published
from tests.site.reading import Page, built, pages_of
from tests.site.samples import full, large, real, wide

PAGE_BYTES, SITE_BYTES = 300_000, 5_000_000
IMAGES = {"pages/nouveau/3.png"}
SITES: dict[str, Callable[[], Publication]] = {"real": real, "full": full}


@cache
def files(name: str) -> dict[str, bytes]:
    return built(SITES[name]())


@cache
def pages(name: str) -> dict[str, Page]:
    return pages_of(files(name))


each = pytest.mark.parametrize("name", SITES)


@each
def test_pages_are_well_formed_and_say_what_they_are(name: str) -> None:
    titles = []
    for path, page in pages(name).items():
        assert not page.unbalanced, path
        assert not page.open, path
        assert page.named("html")[0].attributes["lang"] == "fr"
        assert [one.name for one in page.elements if one.name == "h1"] == ["h1"], path
        assert len(page.named("main")) == 1
        ids = page.ids
        assert len(ids) == len(set(ids)), path
        titles.append(page.source.split("<title>")[1].split("</title>")[0])
    assert len(titles) == len(set(titles))


@each
def test_headings_leave_no_level_out(name: str) -> None:
    for path, page in pages(name).items():
        levels = [int(one.name[1]) for one in page.elements if re.fullmatch("h[1-6]", one.name)]
        assert all(below <= above + 1 for above, below in pairwise(levels)), (path, levels)


@each
def test_every_link_leads_somewhere(name: str) -> None:
    made, taken = files(name), pages(name)
    beside = set(published()) | {"csv/actions.csv", "arrimage.sqlite"}
    for path, page in taken.items():
        for element in page.elements:
            for attribute in ("href", "src"):
                target = element.attributes.get(attribute)
                if target is None or target.startswith("https://ville.example/"):
                    continue
                assert ":" not in target, (path, target)
                place, _, fragment = unquote(target).partition("#")
                full_path = posixpath.normpath(posixpath.join(posixpath.dirname(path), place))
                where = full_path if place else path
                if where.startswith("../"):
                    assert where.removeprefix("../") in beside, (path, target)
                else:
                    assert where in made or where in IMAGES, (path, target)
                if fragment:
                    assert fragment in taken[where].ids, (path, target)


@each
def test_every_page_can_be_reached(name: str) -> None:
    taken, seen, waiting = pages(name), set(), [at.OVERVIEW]
    while waiting:
        path = waiting.pop()
        if path in seen or path not in taken:
            continue
        seen.add(path)
        for link in taken[path].named("a"):
            target = unquote(link.attributes["href"]).partition("#")[0]
            waiting.append(posixpath.normpath(posixpath.join(posixpath.dirname(path), target)))
    assert seen == set(taken)


@each
def test_nothing_comes_from_elsewhere_and_nothing_is_inline(name: str) -> None:
    for path, page in pages(name).items():
        (policy,) = [
            one.attributes["content"]
            for one in page.named("meta")
            if one.attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not page.named("style"), path
        for element in page.elements:
            assert not any(key.startswith("on") or key == "style" for key in element.attributes)
            if element.name in ("script", "link", "img", "image"):
                target = element.attributes.get("src") or element.attributes["href"]
                assert "//" not in target
                assert ":" not in target
        for script in page.named("script"):
            assert "src" in script.attributes
    style, code = files(name)[at.STYLE].decode(), files(name)[at.SCRIPT].decode()
    assert "url(" not in style
    assert "@import" not in style
    assert not any(word in code for word in ("innerHTML", "eval(", "fetch(", "http"))


def test_tables_say_what_their_heads_are() -> None:
    for name in SITES:
        for path, page in pages(name).items():
            for head in page.named("th"):
                assert head.attributes.get("scope") in ("row", "col", "colgroup"), path


def test_a_whole_plan_is_on_its_pages() -> None:
    for plan in real().plans:
        text = " ".join(
            page.text
            for path, page in pages("real").items()
            if path.startswith(f"plans/{plan.id}.")
        )
        wanted = [section.title for section in plan.sections]
        wanted += [target.text for section in plan.sections for target in section.targets]
        wanted += [action.text for action in plan.actions]
        wanted += [role.label for role in plan.roles] + [unit.label for unit in plan.units]
        wanted += [document.title for document in plan.documents]
        wanted += [citation.text for citation in plan.citations]
        wanted += [passage.text for passage in plan.passages]
        wanted += [quote.text for quote in (*plan.partners, *plan.funding, *plan.commitments)]
        missing = [one for one in wanted if " ".join(short(one, 20_000).split()) not in text]
        assert not missing, (plan.id, missing)


def test_a_whole_action_is_on_its_page() -> None:
    for plan in (*real().plans, *full().plans):
        name = "full" if plan in full().plans else "real"
        roles = {role.id: role for role in plan.roles}
        for action in plan.actions:
            text = pages(name)[at.action_page(plan.id, action.id)].text
            wanted = [action.text, action.id, plan.title or ""]
            wanted += [item.text for item in action.items] + [note.text for note in action.notes]
            wanted += [*action.leads, *action.partners, *action.indicators, *action.extra.values()]
            wanted += [grid.column for grid in action.grids]
            wanted += [roles[one].definition or "" for one in action.role_ids if one in roles]
            wanted += [period.label for period in plan.schedule.periods]
            wanted += [action.budget or "", action.deadline.text if action.deadline else ""]
            assert all(one in text for one in wanted), action.id


def test_a_missing_role_is_told_only_where_nobody_is_named() -> None:
    seen = set()
    for name, catalogue in (("real", real()), ("full", full())):
        for plan in catalogue.plans:
            for action in plan.actions:
                told = "Le plan n’indique pas de rôle." in (
                    pages(name)[at.action_page(plan.id, action.id)].text
                )
                assert told == (not action.role_ids and not (action.leads and not plan.roles))
                seen.add(told)
    assert seen == {True, False}


def test_a_text_without_heading_is_called_as_its_section() -> None:
    for plan in real().plans:
        loose = [one for one in plan.passages if not one.heading and not one.section_id]
        text = " ".join(
            page.text
            for path, page in pages("real").items()
            if path.startswith(f"plans/{plan.id}.")
        )
        assert text.count("Sans titre") == len(loose)


def test_links_say_why_and_who_judged() -> None:
    text = pages("full")["actions/nouveau/action-1.html"].text
    assert "Les deux textes parlent de logement." in text
    assert "+2,5" in text
    assert "Recoupement, par mt, le 1er mai 2024" in text
    assert "Plan d'action voisin (2024-2026) · Vision d'essai" in text
    assert "Probabilité de recoupement : 90 %" in text


def test_what_a_person_says_of_a_link_is_its_grade() -> None:
    said = Judgement(value="none", by="mt", on="2024-05-01")
    links = full().links
    denied = tuple(link.model_copy(update={"judgement": said}) for link in links.links)
    publication = dataclasses.replace(full(), links=links.model_copy(update={"links": denied}))
    there = pages_of(built(publication))
    action = there["actions/nouveau/action-1.html"].text
    assert "Aucun lien Probabilité de recoupement : 90 %" in action
    assert "Recoupement Probabilité" not in action
    assert "Aucun lien Probabilité 90 %" in there["liens/nouveau/voisin.html"].text
    assert "étroit" in pages("full")["plans/nouveau.html"].text
    assert "étroit" not in there["plans/nouveau.html"].text + there[at.OVERVIEW].text


def test_a_counterpart_that_a_person_alone_sees_has_no_score() -> None:
    links = full().links
    one = links.coverage[0]
    seen = one.sections[0].model_copy(update={"score": None})
    coverage = (one.model_copy(update={"sections": (seen, *one.sections[1:])}),)
    publication = dataclasses.replace(full(), links=links.model_copy(update={"coverage": coverage}))
    text = pages_of(built(publication))["liens/nouveau/voisin.html"].text
    assert "Un toit pour tous Action 1 Ouvrir un refuge numéro 1 à l'été corrigé probable" in text
    assert "corrigé probable Probabilité" not in text
    assert "corrigé probable Probabilité 90 %" in pages("full")["liens/nouveau/voisin.html"].text


def test_a_section_without_counterpart_is_shown_as_such() -> None:
    text = pages("full")["liens/nouveau/voisin.html"].text
    assert "Héberger l'été et l'hiver sans vis-à-vis" in text
    assert "Sans vis-à-vis probable (1) Sphere inconnue 1 Héberger l'été et l'hiver" in text
    assert "1 sur 2" in text
    assert "Les deux textes parlent de logement." in text
    assert "Guide d'essai" in text


@pytest.mark.parametrize(
    ("parents", "told"),
    [
        ({"nouveau": "Vision A", "voisin": "Vision B"}, "· Vision A"),
        ({}, "Plan d'action (2024-2026) (nouveau)"),
    ],
)
def test_two_plans_of_one_title_are_told_apart(parents: dict[str, str], told: str) -> None:
    plans = [
        plan.model_copy(
            update={"title": "Plan d'action", "parent_title": parents.get(plan.id, "Vision")}
        )
        for plan in full().plans
    ]
    made = pages_of(built(dataclasses.replace(full(), plans=plans)))
    page = made["liens/nouveau/voisin.html"]
    heads = re.findall(r'<h2 id="cote-\d">(.*?)</h2>', page.source)
    assert len(set(heads)) == 2
    assert told in page.text


def test_corrected_values_are_marked_wherever_they_are_shown() -> None:
    mark = "corrigé"
    page = pages("full")["actions/nouveau/action-2.html"].text
    assert f"Ouvrir un refuge numéro 2 à l'été {mark}" in page
    assert "Lu dans le document : Action de" in page
    assert "Une ligne manquait." in page
    assert f"prévue {mark}" in pages("full")["actions/nouveau/action-1.html"].text
    assert mark not in pages("full")["actions/nouveau/action-3.html"].text
    assert "Vérifié" in pages("full")["actions/nouveau/action-3.html"].text
    for path in ("plans/nouveau.html", "liens/nouveau/voisin.html", "incertitudes/nouveau.html"):
        assert mark in pages("full")[path].text, path
    assert f"Plan d'action nouveau {mark}" in pages("full")[at.OVERVIEW].text


def test_the_place_on_the_page_is_framed() -> None:
    page = pages("full")["actions/nouveau/action-1.html"]
    (image,) = page.named("image")
    assert image.attributes["href"] == "../../pages/nouveau/3.png"
    (box,) = page.named("rect")
    assert (box.attributes["x"], box.attributes["y"]) == ("70.0", "118.5")
    assert (box.attributes["width"], box.attributes["height"]) == ("332.0", "63.5")
    two = pages("full")["actions/nouveau/action-2.html"]
    assert len(two.named("image")) == 1
    assert "Page 3, 4" in two.text
    assert not pages("full")["actions/voisin/action-1.html"].named("image")


def test_a_heat_map_has_its_numbers_as_text() -> None:
    page = pages("full")["calendrier/nouveau.html"]
    cells = [one for one in page.named("td") if "h" in one.attributes.get("class", "")]
    assert cells
    assert "Un toit pour tous 3 3 ·aucune 2 (+1 ?)" in page.text
    assert "Sans rôle" in page.text


def test_a_plan_with_deadlines_alone_is_not_said_to_have_no_dates() -> None:
    plan = full().plans[0]
    bare = [one.model_copy(update={"schedule": ()}) for one in plan.actions]
    dated = plan.model_copy(update={"actions": tuple(bare)})
    publication = dataclasses.replace(full(), plans=[dated, *full().plans[1:]])
    text = pages_of(built(publication))[at.TIMELINE].text
    assert "Sans grille de périodes Plan d'action ancien" in text
    assert "4 actions portent une échéance" in text
    assert "Sans calendrier" not in text


def test_periods_are_explained_where_they_do_not_explain_themselves() -> None:
    asked = "Ce que veulent dire les périodes"
    pages_of_plans = pages("real")
    assert asked not in pages_of_plans["calendrier/quebec-itinerance-2024-2026.html"].text
    text = pages_of_plans["calendrier/quebec-developpement-social-2025-2030.html"].text
    assert asked in text
    assert "non précisé" not in text.partition(asked)[2]


def test_a_table_of_sections_says_what_they_stand_under() -> None:
    page = pages("real")[at.pair_page(*sorted(plan.id for plan in real().plans)[:2])]
    above = [one for one in page.named("th") if one.attributes["scope"] == "colgroup"]
    spans = sum(int(one.attributes["colspan"]) for one in above)
    crossed = page.source.partition('id="croise"')[2]
    assert len(above) > 1
    assert spans == crossed.partition("</thead>")[0].count('scope="col">')


def test_cards_say_who_leads_and_until_when() -> None:
    text = pages("full")["plans/nouveau.html"].text
    assert "Responsables : Service du logement Échéance : fin 2024" in text
    names = [
        one.attributes.get("name") for one in pages("full")["plans/nouveau.html"].named("select")
    ]
    assert names == ["role", "lead", "period", "group", "unit"]


def test_every_data_file_says_what_it_holds() -> None:
    rows = pages("real")[at.DATA].source.split("<tr>")
    assert not [row for row in rows if "<td></td>" in row]


def test_of_many_plans_each_is_said_with_the_one_that_is_nearest() -> None:
    many = large(21, 4)
    first, second, third = (plan.id for plan in many.plans[:3])
    (section,) = many.plans[0].sections
    coverage = tuple(
        Coverage(
            plan_id=first,
            other_plan_id=other,
            sections=(SectionCoverage(section_id=section.id, covered=covered),),
        )
        for other, covered in ((second, False), (third, True))
    )
    links = many.links.model_copy(update={"coverage": coverage})
    page = pages_of(built(dataclasses.replace(many, links=links)))[at.LINKS]
    assert page.text.count("Le plus proche") == 1
    assert f"Le plus proche : {Catalogue(many).plans[third].name} (1 sur 1)" in page.text


def test_a_plan_without_targets_counts_none() -> None:
    made = pages_of(built(large(1, 4)))["plans/plan-000.html"]
    assert "1 axe ou objectif" in made.text
    assert "0 cible" not in made.text


def test_a_plan_names_the_editions_before_and_after_it() -> None:
    made = pages("full")
    for path in (at.OVERVIEW, "plans/ancien.html"):
        assert "Édition suivante : Plan d'action nouveau (2024-2026)" in made[path].text
    for path in (at.OVERVIEW, "plans/nouveau.html"):
        assert "Succède à : Plan d'action ancien (2021-2023)" in made[path].text
    assert "Succède à" not in made["plans/voisin.html"].text


def test_what_a_person_settled_is_said_so_among_the_findings() -> None:
    found = Finding(code="mark_unknown", severity="warning", where="x", message="m", hint="h")
    plan = full().plans[0]
    place = f"{plan.actions[0].id}#schedule/2021"
    done = (Correction(where=place, reason="vu"),)
    said = tuple(settled([found], {found: (place,)}, done))
    reports = dict(full().reports)
    name = f"incertitudes/{plan.id}.html"
    for findings, number in (((found,), 0), (said, 1)):
        reports[plan.id] = reports[plan.id].model_copy(update={"findings": findings})
        page = pages_of(built(dataclasses.replace(full(), reports=reports)))[name]
        assert page.text.count("Une personne a réglé ce point.") == number


def test_what_joins_two_editions_of_a_plan_is_continuity_and_no_overlap() -> None:
    ends = [("ancien", "nouveau"), ("nouveau", "voisin")]
    links = tuple(
        Link(
            id=left,
            left=f"{left}/action-1",
            right=f"{right}/action-1",
            kind="action",
            grade="same",
            score=0.9,
        )
        for left, right in ends
    )
    groups = tuple(
        LinkGroup(id=f"{left}/action-1", members=(f"{left}/action-1", f"{right}/action-1"))
        for left, right in ends
    )
    apart = dataclasses.replace(full(), links=Links(links=links, groups=groups), editions=None)
    together = dataclasses.replace(apart, editions=full().editions)
    said = "autre édition du même plan"
    before, now = pages_of(built(apart)), pages_of(built(together))
    assert not any(said in page.text for page in before.values())
    assert before[at.LINKS].source.count("<li><ul>") == 2
    assert now[at.LINKS].source.count("<li><ul>") == 1
    assert "1 autre ensemble ne réunit que des éditions successives" in now[at.LINKS].text
    assert "2 liens" in before["plans/nouveau.html"].text
    assert "2 liens" not in now["plans/nouveau.html"].text
    for name in ("actions/nouveau/action-1.html", "liens/nouveau.html", at.LINKS):
        assert said in now[name].text
    assert "est de la continuité" in now["liens/ancien/nouveau.html"].text
    assert "continuité" not in now["liens/nouveau/voisin.html"].text


def test_changes_are_told_word_by_word_and_editions_by_part() -> None:
    page = pages("full")["changements/nouveau.html"]
    assert "retiré : deux refuges en hiver" in page.text
    assert "ajouté : un refuge numéro 1 à l'été" in page.text
    assert "calendrier corrigé retiré : 2024 : incertaine → ajouté : 2024 : prévue" in page.text
    assert "(2024-2026) succède à Plan d'action ancien" in page.text
    assert "Planter des arbres le long du fleuve" in page.text
    assert "reformulé Action 3 → Action 3 Ouvrir un retiré : petit refuge numéro 3" in page.text
    assert "Repris sans changement (5)" in page.text
    assert "nouveau/action" not in page.text
    summary = pages("full")[at.CHANGES].text
    assert "Comparé à la version « HEAD~1 »" in summary
    assert (
        "1 nouveauté, 1 élément non repris, 1 reprise modifiée, 5 reprises telles quelles"
        in summary
    )
    assert "parti" in summary
    assert "Rien à comparer" in pages("real")[at.CHANGES].text


def test_doubts_are_all_shown() -> None:
    text = pages("full")["incertitudes/nouveau.html"].text
    assert "Une marque n’est pas claire" in text
    assert "corrected:" not in "".join(page.source for page in pages("full").values())
    assert "À vérifier" not in pages("full")["actions/nouveau/action-1.html"].text
    for wanted in ("égaré", "Erreur", "code_of_nobody", "La coche est pâle.", "refuge numéro 2"):
        assert wanted in text
    assert "source.pdf, page 3" in text
    assert "Cases : 2026" in text
    assert "Le plan succède à un plan qui n’est pas ici." in pages("full")[at.DOUBTS].text


def test_what_a_person_settled_is_no_doubt_any_more() -> None:
    plan = full().plans[0]
    entries = [one.model_copy(update={"state": "planned"}) for one in plan.actions[1].schedule]
    settled = plan.actions[1].model_copy(update={"schedule": tuple(entries)})
    unsure, sure = PlanView(plan, {}), PlanView(plan, {})
    assert unsure.doubts(plan.actions[1]) == ("mark_unclear",)
    assert sure.doubts(settled) == ()
    role = settled.model_copy(update={"flags": ("role_unknown",)})
    assert sure.doubts(role) == ("role_unknown",)
    said = Correction(where=f"{role.id}#role_ids", value=("responsable",), reason="vu")
    assert PlanView(plan.model_copy(update={"corrections": (said,)}), {}).doubts(role) == ()


@each
def test_pages_and_the_site_are_light(name: str) -> None:
    assert sum(map(len, files(name).values())) < SITE_BYTES
    assert (
        max(len(content) for path, content in files(name).items() if ".html" in path) < PAGE_BYTES
    )


@pytest.mark.parametrize(("plans", "actions"), [(1, 260), (50, 3)])
def test_no_page_grows_with_the_number_of_plans_or_actions(plans: int, actions: int) -> None:
    publication = large(plans, actions)
    made = built(publication)
    heavy = [
        path for path, data in made.items() if path.endswith(".html") and len(data) > PAGE_BYTES
    ]
    assert not heavy
    taken = pages_of(made)
    for plan in publication.plans:
        text = " ".join(
            page.text for path, page in taken.items() if path.startswith(f"plans/{plan.id}.")
        )
        assert all(action.text in text for action in plan.actions)
    assert sum(path.startswith("actions/") for path in made) == plans * actions
    parts = [path for path in taken if path.startswith(f"plans/{publication.plans[0].id}.")]
    assert (len(parts) > 1) == (actions > 100)


def test_a_plan_with_endless_lists_stays_light_and_says_what_is_cut() -> None:
    plan = full().plans[1]
    documents = [
        plan.documents[0].model_copy(
            update={"id": f"{plan.id}/document-{n}", "title": f"D{n} " * 90}
        )
        for n in range(400)
    ]
    passages = [
        plan.passages[0].model_copy(update={"id": f"{plan.id}/passage-{n}", "text": "mot " * 700})
        for n in range(100)
    ]
    citations = [
        plan.citations[0].model_copy(update={"id": f"c-{n}", "text": f"C{n} " * 90})
        for n in range(100)
    ]
    long = plan.model_copy(
        update={
            "documents": tuple(documents),
            "passages": tuple(passages),
            "citations": tuple(citations),
            "partners": plan.partners * 400,
            "units": plan.units * 400,
        }
    )
    made = pages_of(built(Publication(plans=[long], reports={}, version="0")))
    assert max(len(page.source.encode()) for page in made.values()) < PAGE_BYTES
    text = " ".join(page.text for path, page in made.items() if path.startswith("plans/"))
    for cut, total in ((40, 100), (150, 400), (40, 400), (100, 400)):
        assert f"Seuls les {cut} premiers sont montrés ici, sur {total}" in text
    ids = {path: page.ids for path, page in made.items()}
    index = json.loads(_index(built(Publication(plans=[long], reports={}, version="0"))))
    for row in index["rows"]:
        place, _, fragment = row[4].partition("#")
        assert not fragment or fragment in ids[place]


@pytest.mark.parametrize("sections", [30, 200])
def test_no_page_of_two_plans_grows_with_their_sections(sections: int) -> None:
    made = pages_of(built(wide(sections)))
    assert max(len(page.source.encode()) for page in made.values()) < PAGE_BYTES
    both = made["liens/droite/gauche.html"].text
    assert ("Seuls les 80 premiers sont montrés ici, sur 200" in both) == (sections > 80)
    assert "Seuls les 50 premiers sont montrés ici, sur 800" in both
    assert f"{sections} sur {sections} trouvent un vis-à-vis probable." in both


def test_the_index_holds_every_text_and_is_no_markup() -> None:
    script = files("real")[at.INDEX].decode()
    assert script.startswith("window.arrimage={")
    assert script.isascii()
    assert "<" not in script
    index = json.loads(_index(files("real")))
    wanted = sum(
        len(plan.actions)
        + len(plan.sections)
        + sum(len(section.targets) for section in plan.sections)
        + len(plan.passages)
        for plan in real().plans
    )
    assert len(index["rows"]) == wanted
    for row in index["rows"]:
        place, _, fragment = row[4].partition("#")
        assert not fragment or fragment in pages("real")[place].ids, row[4]


def test_the_same_publication_gives_the_same_bytes() -> None:
    turned = dataclasses.replace(real(), plans=list(real().plans)[::-1])
    assert built(turned) == files("real")


def test_a_publication_of_nothing_has_a_site() -> None:
    made = pages_of(built(Publication(plans=[], reports={}, version="0")))
    assert "Aucun plan n’est publié" in made[at.OVERVIEW].text
    assert at.SEARCH in made


def _index(made: dict[str, bytes]) -> str:
    return made[at.INDEX].decode().removeprefix("window.arrimage=").rstrip().removesuffix(";")
