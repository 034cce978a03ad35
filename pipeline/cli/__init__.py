"""The command line: options in, one call, result out.

`arrimage COMMAND` loads the module of that command and nothing else. stdout is data, stderr is
messages. The exit code is 0 for success, 1 for an error finding or a difference, 2 for a wrong
use of the command line, 130 after Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

_COMMANDS = {
    "diff": "What changed between two editions of a plan, or of a folder of plans.",
    "evaluate": "Hold links against reference links.",
    "extract": "Read plans from any files; their JSON on stdout or in a folder.",
    "link": "What plans have in common, with reasons.",
    "new": "Make the plan folder of a document, and propose lexicon lines for its words.",
    "overlay": "What was read from a PDF, drawn on its pages.",
    "publish": "Make the database, a copy for spreadsheets, a release; send it to a portal.",
    "review": "Settle uncertain values and judge links, in the terminal.",
    "run": "Bring extracted/ up to date with raw/.",
    "status": "What a run would do, and why.",
    "tables": "Every table of a file as read, before any meaning.",
    "validate": "Hold JSON files against the contract and their ids against each other.",
}


# No plugin of pydantic has a part in this; looking for some costs each process time and memory.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

_INTERRUPTED = (
    "interrupted: no file is lost or half written; the same command again does what was left"
)


class _LazyGroup(click.Group):
    """A group that knows its commands by name, and imports one when it is called."""

    def invoke(self, ctx: click.Context) -> Any:
        """Call a command; say in one line that it was interrupted."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo(_INTERRUPTED, err=True)
            sys.exit(130)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own
        """Return the names of the commands."""
        return list(_COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's own
        cmd_name: str,
    ) -> click.Command | None:
        """Import a command."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"pipeline.cli.{cmd_name}").command
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's own
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the list of the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.command(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="arrimage", prog_name="arrimage")
def main() -> None:
    """Action plans go in as files; rows that say where they were read come out.

    \b
    Examples:
      arrimage run                      all of raw/ to extracted/
      arrimage extract plan.md          one plan, as JSON
      arrimage COMMAND --help           what a command does, with examples
    """
