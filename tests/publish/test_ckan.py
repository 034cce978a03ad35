"""The upload to a portal: what is sent, and what every way of failing leaves behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.publish.ckan import Outcome, Resource, dataset, read_settings, resources, upload
from pipeline.publish.portal import HttpPortal, PortalError
from tests.publish.ckan_standin import KEY, Failure, StandIn, standing_in
from tests.publish.published import files

SETTINGS = """
url = "https://portail.example"
name = "plans-d-essai"
owner_org = "ville-d-essai"
organisation_principale = "ville-d-essai"
ext_spatial = "territoire-d-essai"
update_frequency = "asNeeded"
license_id = "cc-by"
"""
FILES = resources(files())
FEW = [*FILES[:2], FILES[-1]]
CALLS = len(FEW) + 3
"""package_show, package_create, a call for each file, package_patch."""


@pytest.fixture
def portal() -> Iterator[StandIn]:
    with standing_in() as one:
        yield one


def send(
    portal: StandIn, settings: str = SETTINGS, some: list[Resource] = FEW, key: str = KEY
) -> Outcome:
    return upload(HttpPortal(portal.url, key), dataset(read_settings(settings)), some)


def held(portal: StandIn) -> dict[str, bytes]:
    one = portal.datasets["plans-d-essai"]
    return {r["name"]: portal.uploads[r["id"]] for r in one["resources"]}


def whole(portal: StandIn, some: list[Resource] = FEW) -> bool:
    """Tell whether the portal has all of the package, and shows it."""
    wanted = {str(one.fields["name"]): one.content for one in some}
    return held(portal) == wanted and portal.datasets["plans-d-essai"]["private"] is False


def test_a_new_dataset_has_every_field_and_every_byte(portal: StandIn) -> None:
    outcome = send(portal, some=FILES)
    assert outcome.condition == "done"
    assert outcome.sent == tuple(one.file for one in FILES)
    assert len(portal.calls) == len(FILES) + 3
    assert portal.keys == {KEY}
    assert whole(portal, FILES)
    sent = portal.datasets["plans-d-essai"]
    asked = {
        *("title", "notes", "tags", "license_id", "owner_org", "update_frequency", "language"),
        *("ext_spatial", "extras_organisation_principale"),
    }
    assert all(sent[field] for field in asked)
    actions = next(r for r in sent["resources"] if r["name"] == "Actions")
    assert actions["format"] == "CSV"
    assert actions["resource_type"] == "donnees"
    assert actions["taille_entier"] == "1"
    assert actions["relidi_confic_utf8"] == "oui"
    assert "- `section_id` :" in actions["description"]


def test_a_second_upload_sends_nothing(portal: StandIn) -> None:
    send(portal)
    before = portal.state()
    portal.calls.clear()
    outcome = send(portal)
    assert outcome.condition == "unchanged"
    assert outcome.kept == tuple(one.file for one in FEW)
    assert portal.calls == ["package_show"]
    assert portal.state() == before


def test_only_what_changed_is_sent_and_what_is_foreign_stays(portal: StandIn) -> None:
    send(portal)
    there = portal.datasets["plans-d-essai"]["resources"]
    there[1]["hash"] = "sha256:0"
    there.append({"name": "Carte", "id": "carte"})
    portal.uploads["carte"] = b"carte"
    outcome = send(portal)
    assert outcome.condition == "done"
    assert outcome.sent == (FEW[1].file,)
    assert outcome.foreign == ("Carte",)
    assert held(portal)["Carte"] == b"carte"


def test_a_changed_description_alone_is_sent(portal: StandIn) -> None:
    send(portal)
    outcome = send(portal, SETTINGS + 'title = "Autre titre"\n')
    assert (outcome.condition, outcome.sent) == ("done", ())
    assert portal.datasets["plans-d-essai"]["title"] == "Autre titre"


@pytest.mark.parametrize("failure", ["refused", "broken", "lost", "silent"])
@pytest.mark.parametrize("call", range(CALLS))
def test_a_failure_at_any_call_leaves_what_it_says(
    portal: StandIn, call: int, failure: Failure
) -> None:
    portal.fail_at, portal.failure = call, failure
    outcome = send(portal)
    assert outcome.error
    assert KEY not in outcome.error
    if outcome.condition == "as_it_was":
        assert portal.state() == StandIn().state()
    else:
        assert outcome.condition == "resumable"
        assert portal.datasets
        # Half a dataset is never shown: only the last call makes it public.
        assert whole(portal) or portal.datasets["plans-d-essai"]["private"] is True
    assert (outcome.condition == "as_it_was") == (call == 0 or (call == 1 and failure != "silent"))
    portal.fail_at = None
    assert send(portal).error == ""
    assert whole(portal)
    assert len(portal.datasets["plans-d-essai"]["resources"]) == len(FEW)


@pytest.mark.parametrize("call", range(1, len(FEW) + 1))
def test_an_update_that_fails_is_taken_up_again(portal: StandIn, call: int) -> None:
    send(portal)
    for one in portal.datasets["plans-d-essai"]["resources"]:
        one["hash"] = "sha256:0"
    before = portal.state()
    portal.calls.clear()
    portal.fail_at, portal.failure = call, "broken"
    outcome = send(portal)
    assert outcome.condition == ("as_it_was" if call == 1 else "resumable")
    assert (portal.state() == before) == (call == 1)
    portal.fail_at = None
    again = send(portal)
    assert again.condition == "done"
    assert again.kept == outcome.sent
    assert whole(portal)


def test_a_portal_that_stays_away_is_said_to_be_unknown(portal: StandIn) -> None:
    portal.fail_at, portal.failure, portal.always = 4, "lost", True
    assert send(portal).condition == "unknown"
    portal.fail_at = None
    assert send(portal).condition == "done"


def test_a_refusal_names_the_field(portal: StandIn) -> None:
    portal.fail_at = 1
    assert send(portal).error == (
        "package_create: HTTP 409: ext_spatial: ['Missing value']; k: ***"
    )


def test_a_wrong_key_changes_nothing(portal: StandIn) -> None:
    outcome = send(portal, key="autre")
    assert outcome.condition == "as_it_was"
    assert "HTTP 403" in outcome.error


def test_a_redirect_is_not_followed_with_the_key(portal: StandIn) -> None:
    with pytest.raises(PortalError, match="HTTP 302"):
        HttpPortal(f"{portal.url}/ailleurs", KEY).call("package_show", {"id": "x"})
    assert portal.calls == []


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://portail.example", KEY),
        ("ftp://127.0.0.1", KEY),
        ("portail.example", KEY),
        ("file:///etc/passwd", KEY),
        ("https://portail.example", ""),
        ("https://portail.example", "a\nHost: autre"),
        ("https://portail.example", "clé"),
    ],
)
def test_an_address_or_a_key_that_cannot_be_one_is_refused(url: str, key: str) -> None:
    with pytest.raises(ValueError, match=r"portal|key") as error:
        HttpPortal(url, key)
    assert not key or key not in str(error.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ('name = "plans-d-essai"|name = "Plans d\'essai"', "key 'name'"),
        ('license_id = "cc-by"|', "key 'license_id': Field required"),
        ('license_id = "cc-by"|license_id = 4', "key 'license_id'"),
        ("license_id|licence_id", "key 'license_id'"),
        ("url =|url", "not readable as TOML"),
        ('license_id = "cc-by"|license_id = "cc-by"\nkey = "secret"', "key 'key'"),
    ],
)
def test_wrong_settings_say_which_key(change: str, said: str) -> None:
    old, new = change.split("|")
    with pytest.raises(ValueError, match=r"ckan\.toml") as error:
        read_settings(SETTINGS.replace(old, new))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_tags_are_made_fit_for_the_portal() -> None:
    made = dataset(read_settings(SETTINGS + 'tags = ["plan d\'action", "L\'été (2024)"]\n'))
    assert made["tags"] == [{"name": "plan d action"}, {"name": "L été 2024"}]
