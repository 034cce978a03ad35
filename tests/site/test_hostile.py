"""Text of a document stays text on every page: never markup, script, address or path."""

from __future__ import annotations

import dataclasses
import json
import re
from functools import cache

import pytest

from pipeline.diff import diff_folders
from pipeline.diff.editions import Editions, follow
from pipeline.model import LinkReport, Plan
from pipeline.publish.site import Comparison, DataFile, PageImage, Publication
from pipeline.publish.site import paths as at
from pipeline.publish.site.render import visible
from tests.publish.hostile import PLAN_ID, TEXTS, hostile_links, hostile_plan, hostile_report
from tests.site.reading import Page, built, pages_of
from tests.site.samples import full

PAGE_BYTES = 300_000
HARMLESS_PATH = re.compile(r"(?:[a-z]+/)?(?:[a-z-]+/)?[a-z0-9][a-z0-9_.-]*\.(?:html|css|js)")
STEERING = "\x00\x0b\x85\u2028\u202e\u2066\u202c\r"


@cache
def publication(name: str) -> Publication:
    text = TEXTS[name]
    plan, report = hostile_plan(text), hostile_report(text)
    findings = report.findings
    other = _renamed(plan, "autre")
    links = hostile_links(text)
    (link,) = links.links
    (group,) = links.groups
    # Pairing parts of a megabyte each takes long, and shows nothing that shorter texts do not.
    small = name != "megabyte"
    met = link.model_copy(
        update={"left": plan.actions[0].id, "right": other.actions[0].id, "kind": "action"}
    )
    return Publication(
        plans=[plan, other],
        reports={plan.id: report, other.id: report},
        version="0",
        links=links.model_copy(
            update={
                "links": (link, met),
                "groups": (group.model_copy(update={"members": (plan.actions[0].id, text)}),),
            }
        ),
        link_report=LinkReport(findings=findings),
        comparison=Comparison(
            text, diff_folders({plan.id: _reworded(plan), text: plan}, {plan.id: plan})
        )
        if small
        else None,
        editions=Editions(editions=(follow(other, plan),) if small else (), findings=findings),
        images={(plan.id, 1): PageImage("pages/plan/1.png", 10.0, 10.0)},
        files=[DataFile("../csv/actions.csv", 1)],
    )


def _renamed(plan: Plan, name: str) -> Plan:
    """Return the plan under another id, with ids of its own."""
    dumped = plan.model_dump(mode="json")
    dumped["id"] = name
    dumped["actions"][0]["id"] += name
    return Plan.model_validate(dumped)


def _reworded(plan: Plan) -> Plan:
    action = plan.actions[0]
    return plan.model_copy(
        update={"actions": (action.model_copy(update={"text": f"avant {action.text}"}),)}
    )


@cache
def files(name: str) -> dict[str, bytes]:
    return built(publication(name))


@cache
def usual() -> tuple[set[str], set[str]]:
    """Return the elements and attributes of pages whose texts mean no harm."""
    pages = pages_of(built(full())).values()
    elements = {one.name for page in pages for one in page.elements}
    attributes = {key for page in pages for one in page.elements for key in one.attributes}
    return elements, attributes


each = pytest.mark.parametrize("name", TEXTS)


@each
def test_no_text_becomes_markup(name: str) -> None:
    elements, attributes = usual()
    for path, page in pages_of(files(name)).items():
        assert {one.name for one in page.elements} <= elements, path
        assert {key for one in page.elements for key in one.attributes} <= attributes, path
        assert not page.unbalanced, path
        assert not page.open, path
        assert len(page.ids) == len(set(page.ids)), path
        for script in page.named("script"):
            assert script.attributes["src"].endswith((at.SCRIPT, at.INDEX))


@each
def test_no_text_becomes_an_address(name: str) -> None:
    for path, page in pages_of(files(name)).items():
        for element in page.elements:
            for key in ("href", "src"):
                target = element.attributes.get(key, "")
                assert re.fullmatch(r"(?:\.\./)*[a-zA-Z0-9#._/-]*", target), (path, target)
                assert ".." not in target.removeprefix("../" * target.count("../"))


@each
def test_no_text_names_a_file(name: str) -> None:
    for path in files(name):
        assert HARMLESS_PATH.fullmatch(path), path
        assert ".." not in path


@each
def test_no_text_steers(name: str) -> None:
    for path, content in files(name).items():
        text = content.decode("utf-8")
        assert not set(STEERING) & set(text), path


@each
def test_the_text_can_be_read(name: str) -> None:
    text = " ".join(visible(TEXTS[name]).split())
    address = at.action_page(PLAN_ID, publication(name).plans[0].actions[0].id)
    assert text in Page(files(name)[address].decode()).text
    assert text[:200] in Page(files(name)[at.plan_page(PLAN_ID)].decode()).text


@each
def test_lists_stay_light_whatever_a_text_weighs(name: str) -> None:
    for path, content in files(name).items():
        if path.endswith(".html") and not path.startswith("actions/"):
            assert len(content) < PAGE_BYTES, path


@each
def test_the_index_is_a_value_and_nothing_else(name: str) -> None:
    script = files(name)[at.INDEX].decode("ascii")
    value = script.removeprefix("window.arrimage=").rstrip().removesuffix(";")
    assert "<" not in value
    json.loads(value)


def test_an_address_of_a_document_is_a_link_only_where_it_is_one() -> None:
    def linked(url: str) -> list[str]:
        plan = full().plans[1]
        source = plan.source.model_copy(update={"url": url})
        plans = [plan.model_copy(update={"source": source})]
        made = dataclasses.replace(full(), plans=plans, comparison=None, editions=None)
        page = Page(built(made)["plans/nouveau.html"].decode())
        assert url in page.text
        return [one.attributes["href"] for one in page.named("a") if "rel" in one.attributes]

    assert linked("https://ville.example/a?b=1&c=\"'") == ["https://ville.example/a?b=1&c=\"'"]
    assert linked("javascript:alert(1)//https://ville.example") == []
    assert linked("JaVaScRiPt:alert(1)") == []
    assert linked("data:text/html,<script>alert(1)</script>") == []
