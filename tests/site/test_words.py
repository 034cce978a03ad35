"""The vocabulary: nothing missing, nothing unused, and French as it is set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

import pytest

from pipeline.extract.ignored import Ignored
from pipeline.publish.site import render, words
from tests.folders import ROOT
from tests.site.test_pages import pages

LOOKED_UP = {
    *("change", "changed", "field", "figure", "finding", "flag", "grade", "group", "ignored"),
    *("mark", "mention", "severity", "state"),
}
"""Tables whose keys come from the data."""


def texts(table: object) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    elif isinstance(table, dict):
        for one in table.values():
            yield from texts(one)
    elif isinstance(table, list):
        for one in table:
            yield from texts(one)


def test_no_word_of_the_interface_is_written_in_a_template() -> None:
    templates = files("pipeline.publish.site").joinpath("templates")
    for template in templates.iterdir():
        bare = re.sub(r"\{[%{].*?[%}]\}|<[^>]*>", " ", template.read_text(encoding="utf-8"))
        left = set(re.findall(r"[^\W\d_]{3,}", bare))
        assert not left, (template.name, left)


def test_points_are_set_as_in_quebec() -> None:
    assert [
        text for text in texts(words.vocabulary()) if re.search(r"\s[;!]|[^\s\xa0][:»]$", text)
    ] == []


def test_every_word_is_used() -> None:
    package = files("pipeline.publish.site")
    sources = [one for one in package.iterdir() if one.name.endswith(".py")]
    sources += list(package.joinpath("templates").iterdir())
    code = "".join(one.read_text(encoding="utf-8") for one in sources)
    for table, values in words.vocabulary().items():
        if table in LOOKED_UP:
            continue
        for name in values if isinstance(values, dict) else (table,):
            parts = name.split("_")
            used = re.search(rf"\b{name}\b", code) or any(
                f'"{"_".join(parts[:size])}_" ~' in code for size in range(1, len(parts))
            )
            assert used, f"{table}.{name}"


def test_what_the_data_can_say_has_its_words() -> None:
    findings = (ROOT / "docs/findings.md").read_text(encoding="utf-8")
    said = set(re.findall(r"^\| `(\w+)` \|", findings, re.MULTILINE))
    assert said - set(words.vocabulary()["finding"]) == set()
    code = "".join(path.read_text("utf-8") for path in (ROOT / "pipeline/extract").glob("*.py"))
    for flag in set(re.findall(r"\.flag\(\"(\w+)\"\)", code)):
        assert render.flag_name(flag) != flag
    rules = re.findall(r"\w+_?\w*", str(Ignored.__doc__).partition("The rules are")[2])
    assert "metadata" in rules
    assert set(rules) - {"and"} - set(words.vocabulary()["ignored"]) == set()


def test_no_name_hides_behind_one_of_a_mapping() -> None:
    for table, values in words.vocabulary().items():
        if table in LOOKED_UP:
            continue
        assert not {"items", "keys", "values", "get", "pop", "copy", "update"} & set(values)
    for path, page in pages("full").items():
        assert "built-in" not in page.source, path


def test_french_punctuation_does_not_break() -> None:
    for text in texts(words.vocabulary()):
        assert not re.search(r" [:;?!»%]|« |'", text), text


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "0 action"), (1, "1 action"), (2, "2 actions"), (1234, "1\u202f234 actions")],
)
def test_numbers_and_plurals(number: int, shown: str) -> None:
    assert words.count(number, words.vocabulary()["count"]["actions"]) == shown


@pytest.mark.parametrize(
    ("share", "shown"), [(0, "0"), (0.001, "1"), (0.5, "50"), (0.9999, "99"), (1, "100")]
)
def test_a_share_is_never_rounded_to_certainty(share: float, shown: str) -> None:
    assert words.percent(share) == shown


def test_a_score_that_was_rounded_to_one_is_no_certainty() -> None:
    assert [words.chance(score) for score in (1.0, 0.999, 0.5, 0.0004)] == ["99", "99", "50", "1"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2024-05-01", "1er mai 2024"),
        ("2024-12-31", "31 décembre 2024"),
        ("2024-06", "juin 2024"),
        ("2024", "2024"),
        ("2024-13-01", "2024-13-01"),
        ("au printemps", "au printemps"),
    ],
)
def test_days_are_told_in_french(written: str, shown: str) -> None:
    assert words.day(written).replace(words.NBSP, " ") == shown


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        ("source.md:19-23", "source.md, lignes 19 à 23"),
        ("raw/judgements.csv:8", "raw/judgements.csv, ligne 8"),
        ("source.md:4-4", "source.md, ligne 4"),
        ("source.pdf, page 3", "source.pdf, page 3"),
        ("ville/action-1", "ville/action-1"),
    ],
)
def test_places_are_told_in_french(where: str, shown: str) -> None:
    assert render.place(where) == shown


def test_sentences_of_the_data_are_set_as_french_is() -> None:
    told = words.sentence("L'objet est « logement social » : 30 %.")
    assert told == "L’objet est «\u00a0logement social\u00a0»\u00a0: 30\u00a0%."


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1, "1 octet"), (999, "999 octets"), (12_400, "12 ko"), (1_250_000, "1,2 Mo")],
)
def test_sizes(number: int, shown: str) -> None:
    assert words.size(number, words.vocabulary()["data"]).replace(words.NBSP, " ") == shown


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "//ville.example",
        "http://",
        "https:///x",
        "https://a b",
        "http://[",
        "https://ville.example/\u202e",
        "ftp://ville.example",
        "vbscript:x",
        "",
        None,
    ],
)
def test_only_addresses_become_links(text: str | None) -> None:
    assert render.web_address(text) is None


@pytest.mark.parametrize(
    "text", ["https://ville.example/é?a=1&b=2", "http://ville.example", "mailto:a@ville.example"]
)
def test_addresses_become_links(text: str) -> None:
    assert render.web_address(text) == text


def test_what_steers_is_shown_by_its_number() -> None:
    assert render.visible("a\u202eb\x00c\u2066\ud800") == "a\\u202eb\\u0000c\\u2066\\ud800"
    assert render.visible("été « 1 »\u00a0\u202f’ 🙂\ntab\t") == "été « 1 »\u00a0\u202f’ 🙂\ntab\t"


def test_values_of_fields_are_told_in_french() -> None:
    assert render.value_text(None) == "aucun"
    assert render.value_text({"2025": "planned"}).replace(words.NBSP, " ") == "2025 : prévue"
    assert render.value_text(["a", ["b"]]) == "a, b"
    assert render.value_text({"text": "fin 2024", "date": None}) == "fin 2024"
    dated = render.value_text({"text": "juin", "date": "2024-06-01"})
    assert dated.replace(words.NBSP, " ") == "juin, date : 2024-06-01"
    assert render.field_name("schedule/2025") == "calendrier\u00a0: 2025"
    assert render.field_name("items/2/text") == "sous-actions\u00a0: 2, texte"
    assert render.field_name("nobody_knows") == "nobody_knows"
