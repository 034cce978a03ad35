"""YAML as people write it by hand, read safely and strictly, with errors of one line."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

import yaml

from pipeline.workspace.errors import WorkspaceError


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Turn what is not readable as YAML into an error that names the file and the line.

    Raises:
        WorkspaceError: where the YAML inside cannot be read.
    """
    try:
        yield
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise WorkspaceError(
            name, place, f"not readable as YAML: {problem}", "correct that line"
        ) from error
    except (RecursionError, ValueError) as error:
        raise WorkspaceError(
            name, "", f"not readable as YAML: {error}", "write plain keys and values"
        ) from error


class StrictLoader(yaml.SafeLoader):
    """The safe loader, which also refuses a key written twice (YAML would take the last)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Build a mapping whose keys stand once."""
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is not None and key in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"the key '{key}' is written twice", problem_mark=key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)
