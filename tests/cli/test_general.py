"""What holds for the command as a whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.cli import main
from tests.folders import ROOT

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

COMMANDS = [
    "diff", "evaluate", "extract", "link", "new", "overlay", "publish", "review", "run", "status",
    "tables", "validate",
]  # fmt: skip
HEAVY = ("pandas", "spacy", "pydantic", "yaml", "numpy", "markdown_it", "rapidfuzz")


def test_help_lists_every_command(arrimage: Shell) -> None:
    done = arrimage("--help")
    assert done.exit_code == 0
    assert main.list_commands(main.make_context("arrimage", ["run"])) == COMMANDS
    for name in COMMANDS:
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_every_command_has_examples(arrimage: Shell, name: str) -> None:
    done = arrimage(name, "--help")
    assert done.exit_code == 0
    assert f"  Examples:\n    arrimage {name}" in done.stdout
    summary = main.get_command(main.make_context("arrimage", ["run"]), name)
    assert summary is not None


def test_version(arrimage: Shell) -> None:
    done = arrimage("--version")
    assert done.exit_code == 0
    assert done.stdout.startswith("arrimage, version ")


@pytest.mark.parametrize("arguments", [["autre"], ["run", "--autre"], ["extract"], ["diff", "a"]])
def test_wrong_use_is_exit_code_2_on_stderr(arrimage: Shell, arguments: list[str]) -> None:
    done = arrimage(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "Error: " in done.stderr


def _loaded_by(code: str, folder: Path) -> list[str]:
    script = f"import sys\n{code}\nprint(*[name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1].split()


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "from pipeline.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "main(['run', '--help'], standalone_mode=False)"
    )
    assert _loaded_by(code, tmp_path) == []


def test_the_package_loads_nothing_heavy(tmp_path: Path) -> None:
    assert _loaded_by("import pipeline", tmp_path) == []


def test_a_run_with_nothing_to_do_loads_nothing_heavy(arrimage: Shell) -> None:
    arrimage.plan("essai")
    assert arrimage("run", "--no-enrich").exit_code == 0
    code = (
        "from pathlib import Path\n"
        "from pipeline.workspace.run import run\n"
        "result = run(Path(), enrich=False)\n"
        "assert [plan.state for plan in result.plans] == ['cached'], result"
    )
    assert _loaded_by(code, arrimage.here) == []


def test_the_module_is_the_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "error: raw/: the folder is missing; start in the workspace, or give it with --root\n"
    )


def test_the_public_names_exist_and_others_do_not() -> None:
    import pipeline

    for name in pipeline.__all__:
        assert getattr(pipeline, name) is not None
    assert dir(pipeline) == sorted(pipeline.__all__)
    with pytest.raises(AttributeError, match="module 'pipeline' has no attribute 'autre'"):
        _ = pipeline.autre
