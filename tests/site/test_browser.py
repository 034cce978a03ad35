"""The site in a real browser, from disk: nobody is kept out, and nothing is asked of a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

KINDS = {
    "overview": "full/index.html",
    "plan": "full/plans/nouveau.html",
    "empty plan": "real/plans/trois-rivieres-cohabitation-sociale.html",
    "action": "full/actions/nouveau/action-2.html",
    "judged action": "full/actions/nouveau/action-1.html",
    "timeline": "full/calendrier.html",
    "timeline of a plan": "full/calendrier/nouveau.html",
    "links": "full/liens.html",
    "links of a plan": "full/liens/nouveau.html",
    "pair": "full/liens/nouveau/voisin.html",
    "changes": "full/changements.html",
    "no changes": "real/changements.html",
    "changes of a plan": "full/changements/nouveau.html",
    "doubts": "full/incertitudes.html",
    "doubts of a plan": "full/incertitudes/nouveau.html",
    "method": "full/methode.html",
    "data": "full/donnees.html",
    "search": "full/recherche.html",
}
REAL_PLAN = "real/plans/quebec-itinerance-2024-2026.html"
REAL_PAIR = "real/liens/quebec-developpement-social-2025-2030/quebec-itinerance-2024-2026.html"
WIDTHS = (320, 1280)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""What can differ between light and dark; all else is looked at once."""

each = pytest.mark.parametrize("kind", KINDS)


@contextmanager
def opened(browser: Browser, folder: Path, path: str, *, width: int = 1280) -> Iterator[Page]:
    """Open a page; whatever it complains of or asks of a network fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 800}, offline=True)
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.on(
        "request",
        lambda request: None if request.url.startswith("file:") else complaints.append(request.url),
    )
    place, _, fragment = path.partition("#")
    page.goto(f"{(folder / place).as_uri()}#{fragment}" if fragment else (folder / place).as_uri())
    yield page
    context.close()
    assert complaints == []


def problems(page: Page, only: list[str]) -> list[Any]:
    """Return what axe finds amiss, in short."""
    # axe would fetch the style sheets, which a page from disk may not.
    options = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
    found = Axe().run(page, options=options)
    return [
        (one["id"], [node["html"][:200] for node in one["nodes"]][:3])
        for one in found.response["violations"]
    ]


@each
def test_nobody_is_kept_out(browser: Browser, folder: Path, kind: str) -> None:
    with opened(browser, folder, KINDS[kind]) as page:
        for details in page.query_selector_all("details"):
            details.evaluate("node => { node.open = true; }")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme="light")
            assert problems(page, STANDARDS) == [], width
            page.emulate_media(color_scheme="dark")
            assert problems(page, COLOURS) == [], width
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{wide} px at {width}"


@pytest.mark.parametrize("path", [REAL_PLAN, REAL_PAIR])
def test_nobody_is_kept_out_of_what_is_published(browser: Browser, folder: Path, path: str) -> None:
    with opened(browser, folder, path, width=320) as page:
        assert problems(page, STANDARDS) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("kind", ["plan", "action", "search"])
def test_nobody_is_kept_out_without_scripts(browser: Browser, folder: Path, kind: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto((folder / "bare" / KINDS[kind]).as_uri())
    assert problems(page, STANDARDS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("form:visible").count() == 0
    page.close()


def test_without_scripts_everything_is_there_to_read(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / REAL_PLAN).as_uri())
    assert page.locator(".card:visible").count() == 58
    assert not page.locator("form.filters").is_visible()
    page.goto((folder / KINDS["search"]).as_uri())
    assert page.locator("noscript a").first.is_visible()
    context.close()


def test_filters_and_words_without_accents_narrow_a_plan(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, REAL_PLAN) as page:
        shown = page.locator(".card:visible")
        assert shown.count() == 58
        page.get_by_label("Mots cherchés").fill("LOGEMENT")
        expect(page.locator(".status")).not_to_be_empty()
        by_word = shown.count()
        assert 0 < by_word < 58
        assert all("logement" in text.lower() for text in shown.all_inner_texts())
        page.get_by_label("Rôle", exact=True).select_option(label="Collaborateur")
        assert 0 < shown.count() < by_word
        assert all("Collaborateur" in text for text in shown.all_inner_texts())
        page.get_by_label("Période").select_option(label="2026")
        assert shown.count() <= by_word
        said = page.locator(".status").inner_text()
        assert said.startswith(str(shown.count()))
        headings = page.locator(".body .what:visible").all_inner_texts()
        assert headings[0].startswith("Axe")
        page.get_by_label("Mots cherchés").fill("xyzzy")
        page.get_by_text("Aucune action ne répond à ces critères.").wait_for()
        assert shown.count() == 0
        assert page.locator(".body > .part:visible").count() == 0
        page.get_by_role("button", name="Tout afficher").click()
        expect(shown).to_have_count(58)


def test_every_filter_of_a_plan_finds_what_it_names(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "full/plans/nouveau.html") as page:
        shown = page.locator(".card:visible")
        for label, choice, wanted in (
            ("Rôle", "Responsable", 1),
            ("Responsable", "Service du logement", 4),
            ("Période", "2024", 4),
            ("Période", "2026", 3),
            ("Groupe visé", "personne", 4),
            ("Unité administrative", "Loisirs", 3),
        ):
            page.get_by_label(label, exact=True).select_option(label=choice)
            assert shown.count() == wanted, (label, choice)
            page.get_by_label(label, exact=True).select_option(index=0)


def test_the_search_folds_accents_and_leads_to_the_action(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "real/recherche.html") as page:
        page.get_by_label("Mots cherchés").fill("itinerance LOGEMENT")
        page.locator(".found li").first.wait_for()
        texts = [text.lower() for text in page.locator(".found a").all_inner_texts()]
        assert all("itinérance" in text and "logement" in text for text in texts)
        assert page.locator(".status").inner_text().startswith(str(len(texts)))
        page.get_by_label("Plan", exact=True).select_option(index=3)
        page.get_by_text("Aucun texte ne contient tous ces mots.").wait_for()
        page.get_by_label("Plan", exact=True).select_option(index=0)
        page.locator(".found a").first.click()
        page.wait_for_url("**/real/actions/**")
        told = page.locator("main").inner_text().lower()
        assert "itinérance" in told
        assert "logement" in told


def test_signs_around_the_words_are_not_looked_for(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "real/recherche.html") as page:
        page.get_by_label("Mots cherchés").fill("itinérance logement")
        page.locator(".found li").first.wait_for()
        said = page.locator(".status").inner_text()
        page.get_by_label("Mots cherchés").fill("zzz")
        page.get_by_text("Aucun texte ne contient tous ces mots.").wait_for()
        page.get_by_label("Mots cherchés").fill("« itinérance » (“logement”)")
        page.locator(".found li").first.wait_for()
        assert page.locator(".status").inner_text() == said


def test_what_a_form_asks_for_stands_in_the_address(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, REAL_PLAN) as page:
        shown = page.locator(".card:visible")
        page.get_by_label("Mots cherchés").fill("été")
        page.get_by_label("Période").select_option(label="2026")
        expect(page.locator(".status")).not_to_be_empty()
        page.wait_for_url("**/*?text=%C3%A9t%C3%A9&period=*")
        number = shown.count()
        assert 0 < number < 58
        shown.first.locator("a").click()
        page.wait_for_url("**/actions/**")  # whole: what is left half loaded is a failed request
        page.go_back()
        expect(shown).to_have_count(number)
        assert page.get_by_label("Mots cherchés").input_value() == "été"
        page.get_by_role("button", name="Tout afficher").click()
        expect(shown).to_have_count(58)
        assert "?" not in page.url


def test_an_address_that_asks_for_nothing_known_shows_all(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, REAL_PLAN) as page:
        page.goto(f"{page.url}?role=nobody&text=&period=%00&other=1")
        assert page.locator(".card:visible").count() == 58
        assert page.get_by_label("Rôle", exact=True).input_value() == ""


def test_the_first_page_leads_into_the_search(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "real/index.html") as page:
        page.get_by_label("Chercher dans tous les plans").fill("accès & œuvre")
        page.get_by_role("button", name="Chercher").click()
        page.wait_for_url("**/recherche.html?q=*")
        assert page.get_by_label("Mots cherchés").input_value() == "accès & œuvre"
        page.get_by_label("Mots cherchés").fill("oeuvre")
        expect(page.locator(".found mark", has_text="accès")).to_have_count(0)
        page.locator(".found mark").first.wait_for()
        marks = page.locator(".found mark").all_inner_texts()
        assert {mark.lower() for mark in marks} == {"œuvre"}


def test_a_result_shows_the_place_where_the_words_are(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "real/recherche.html") as page:
        page.get_by_label("Mots cherchés").fill("pérennes")
        page.locator(".found li").first.wait_for()
        for result in page.locator(".found li").all():
            assert "pérennes" in result.locator("mark").first.inner_text()
            assert len(result.inner_text()) < 700
        page.get_by_label("Mots cherchés").fill("art")
        expect(page.locator(".found mark").first).to_have_text("art")
        assert re.search(r"\bart", page.locator(".found a").first.inner_text())


def test_a_link_to_a_folded_text_opens_it(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "full/plans/nouveau.html#p-passage-1") as page:
        assert page.get_by_text("Le contexte de l'essai.").is_visible()


def test_a_keyboard_is_enough(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "full/plans/nouveau.html") as page:
        page.keyboard.press("Tab")
        skip = page.get_by_text("Aller au contenu")
        assert skip.evaluate("node => node === document.activeElement")
        assert skip.is_visible()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "contenu"
        reached = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            what = page.evaluate(
                "() => { const one = document.activeElement; const style = getComputedStyle(one);"
                "const name = one.name || one.textContent.trim().slice(0, 40);"
                "return [name, style.outlineStyle, one.tagName]; }"
            )
            if what[2] == "BODY":
                continue
            assert what[1] != "none", what
            reached.add(what[0])
        assert {"text", "role", "period", "group", "unit", "Tout afficher"} <= reached
        assert any("Ouvrir un refuge numéro 1" in one for one in reached)
        assert "Points à vérifier" in reached


def test_wide_tables_scroll_by_keyboard_and_the_page_does_not(
    browser: Browser, folder: Path
) -> None:
    with opened(browser, folder, REAL_PAIR, width=320) as page:
        region = page.locator(".scroll").first
        region.focus()
        page.keyboard.press("ArrowRight")
        for _ in range(20):
            if region.evaluate("node => node.scrollLeft"):
                break
            page.wait_for_timeout(50)
        assert region.evaluate("node => node.scrollLeft") > 0
        assert page.evaluate("window.scrollX") == 0


def test_the_frame_stands_where_the_action_was_read(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "full/actions/nouveau/action-1.html") as page:
        image = page.locator("figure svg").bounding_box()
        frame = page.locator("rect").bounding_box()
        assert image is not None
        assert frame is not None
        scale = image["width"] / 612
        assert frame["x"] - image["x"] == pytest.approx(70 * scale, abs=3)
        assert frame["y"] - image["y"] == pytest.approx(118.5 * scale, abs=3)
        assert frame["width"] == pytest.approx(332 * scale, abs=4)


def test_print_shows_the_plan_and_not_the_controls(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "full/plans/nouveau.html") as page:
        page.emulate_media(media="print")
        assert page.locator(".card:visible").count() == 4
        assert not page.get_by_role("navigation", name="Navigation principale").is_visible()
        assert not page.locator("form").is_visible()
        assert not page.get_by_text("Le contexte de l'essai.").is_visible()
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert page.get_by_text("Le contexte de l'essai.").is_visible()
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert not page.get_by_text("Le contexte de l'essai.").is_visible()
        assert len(page.pdf()) > 1_000


def test_a_first_view_takes_less_than_a_second(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "real/index.html") as page:
        taken = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        assert taken < 1_000
