"""Words for mentions from raw/lexicon.toml, and a trained pipeline that a person asks for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import spacy
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.fingerprint import Options
from pipeline.workspace.run import compare, find_tasks, run
from pipeline.workspace.status import status
from tests.workspace.workbench import PLAN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace.workbench import Workspace

TEXT = PLAN.replace("Ouvrir un refuge", "Ouvrir un verger avec les jardinières")


def _trained(folder: Path, word: str) -> str:
    """A pipeline on disk is one, whatever found its names: here a ruler stands in for training."""
    nlp = spacy.blank("fr")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": word}])  # type: ignore[attr-defined]
    nlp.to_disk(folder)
    return str(folder)


def _mentions(workspace: Workspace) -> list[tuple[str, str]]:
    plan = json.loads(workspace.published()["plans/essai.json"])
    return [(one["kind"], one["text"]) for one in plan["actions"][0]["mentions"]]


def _lexicon(workspace: Workspace, text: str) -> None:
    (workspace.root / "raw" / "lexicon.toml").write_text(text)


def test_mention_words_of_the_workspace_are_used(workspace: Workspace) -> None:
    workspace.plan("essai", TEXT)
    run(workspace.root)
    assert ("group", "jardinières") not in _mentions(workspace)
    _lexicon(workspace, '[fr.mentions.groups.alone]\njardinier = ["jardinière"]\n')
    assert [(one.state, one.why) for one in status(workspace.root)] == [("changed", ("lexicon",))]
    assert [plan.state for plan in run(workspace.root).plans] == ["fresh"]
    assert ("group", "jardinières") in _mentions(workspace)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[fr.mentions.group]\n", "fr.mentions.group: nobody knows this key; the keys"),
        ("[fr.mentions.verbs]\nknown = 1\n", "fr.mentions.verbs.known: "),
        ("[de]\nmentions = {verbs = {}}\n", "de.mentions: there are no mention words in this"),
    ],
)
def test_mention_words_that_do_not_fit_stop_the_run(
    workspace: Workspace, text: str, reason: str
) -> None:
    workspace.plan("essai")
    _lexicon(workspace, text)
    with pytest.raises(WorkspaceError) as error:
        run(workspace.root, enrich=False)
    assert str(error.value).startswith(f"raw/lexicon.toml: {reason}")
    assert "\n" not in str(error.value)


def test_a_trained_pipeline_is_used_and_is_part_of_the_fingerprint(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    workspace.plan("essai", TEXT)
    run(workspace.root)
    assert ("organisation", "verger") not in _mentions(workspace)
    folder = tmp_path_factory.mktemp("model")
    model = _trained(folder, "verger")
    assert status(workspace.root, model=model)[0].why == ("options",)
    run(workspace.root, model=model)
    assert ("organisation", "verger") in _mentions(workspace)
    assert run(workspace.root, model=model).plans[0].state == "cached"
    assert compare(workspace.root, model=model).files == ()
    assert "plans/essai.json" in compare(workspace.root).files


def test_what_a_pipeline_holds_counts_and_not_where_it_lies(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    workspace.plan("essai")
    one, two, three = (tmp_path_factory.mktemp("model") for _ in range(3))
    models = _trained(one, "verger"), _trained(two, "verger"), _trained(three, "refuge")
    keys = [
        find_tasks(workspace.root, Options(model=model))[0][0].fingerprint.key() for model in models
    ]
    assert keys[0] == keys[1] != keys[2]


def test_an_installed_pipeline_counts_by_its_version(workspace: Workspace) -> None:
    workspace.plan("essai")
    # Any installed distribution has a version; it need not be a pipeline to be told apart.
    keys = {
        find_tasks(workspace.root, Options(model=model))[0][0].fingerprint.key()
        for model in ("click", "spacy", None)
    }
    assert len(keys) == 3


def test_a_pipeline_that_is_not_there_stops_the_run(workspace: Workspace) -> None:
    workspace.plan("essai")
    for call in (run, compare, status):
        with pytest.raises(WorkspaceError) as error:
            call(workspace.root, model="fr_nulle_part")
        assert str(error.value).startswith("--model: spaCy pipeline 'fr_nulle_part' is not inst")
    assert not (workspace.root / "extracted").exists()


def test_the_command_line_asks_for_a_pipeline(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    workspace.plan("essai", TEXT)
    model = _trained(tmp_path_factory.mktemp("model"), "verger")

    def arrimage(*arguments: str) -> tuple[int, str, str]:
        done = CliRunner().invoke(main, arguments)
        return done.exit_code, done.stdout, done.stderr

    root = ("--root", str(workspace.root))
    assert arrimage("run", *root, "--model", model)[0] == 0
    assert ("organisation", "verger") in _mentions(workspace)

    def standing(*options: str) -> str:
        return arrimage("status", *root, *options)[1].splitlines()[0]

    assert standing("--model", model) == "essai: unchanged"
    assert standing() == "essai: changed (options)"
    assert standing("--no-enrich") == "essai: changed (options)"
    code, _, why = arrimage("run", *root, "--model", model, "--no-enrich")
    assert (code, "give one" in why) == (2, True)
    source = str(workspace.root / "raw" / "essai" / "source.md")
    assert '"verger"' in arrimage("extract", "--model", model, source)[1]
    code, out, why = arrimage("extract", "--model", "fr_nulle_part", source)
    assert (code, out) == (1, "")
    assert why.startswith("error: --model: spaCy pipeline 'fr_nulle_part' is not installed; ")
