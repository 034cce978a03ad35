"""Programs of the system that tests need: found, or installed from Debian where that is allowed.

In comes the name of a program and of the Debian package that brings it, out goes its path. The
one idea: a test that lacks its program is skipped with the reason, and never silently where a
build counts on it (`CI=true`).
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys

import pytest


def program(name: str, package: str) -> str:
    """The path of program `name`; without it the test is skipped, or fails with `CI=true`."""
    found, reason = _find(name, package)
    if found:
        return found
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@functools.cache
def _find(name: str, packages: str) -> tuple[str | None, str]:
    """The path and, where there is none, why; asked of the system once per test run."""
    found = shutil.which(name)
    if found:
        return found, ""
    missing = f"{name} is not installed (Debian: {packages})"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None, f"{missing}, and only root can install it here"
    problem = _install(packages.split())
    found = shutil.which(name)
    return found, f"{missing}, and installing it failed: {problem}"


def _install(packages: list[str]) -> str:
    """Install Debian packages without a question; what apt-get last said."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    commands = (
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", *packages],
    )
    said = ""
    for command in commands:
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, env=quiet, timeout=600, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)
        lines = done.stderr.strip().splitlines()
        said = lines[-1] if lines else f"apt-get left with {done.returncode}"
    return said


def main() -> int:
    """Bring the programs named as `name=package`; a missing one is said, not fatal."""
    for wish in sys.argv[1:]:
        name, _, package = wish.partition("=")
        found, reason = _find(name, package or name)
        if not found:
            print(f"tests: {reason}; tests that need it are skipped", file=sys.stderr)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
