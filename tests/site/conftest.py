"""A browser that opens the site from disk, as a reader does: one for all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.debian import program
from tests.site.reading import built
from tests.site.samples import full, real


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it the tests are skipped, or fail with CI=true."""
    path = program("chromium", "chromium")
    # Chromium's own sandbox needs rights that root in a container does not have.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=arguments)
        yield running
        running.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both sites on disk, `real/` and `full/`, and under `bare/` without their scripts."""
    root = tmp_path_factory.mktemp("site")
    for name, publication in (("real", real()), ("full", full())):
        for path, content in built(publication).items():
            for place in (root, root / "bare"):
                (place / name / path).parent.mkdir(parents=True, exist_ok=True)
                if place == root or not path.endswith(".js"):
                    (place / name / path).write_bytes(content)
    for place in (root, root / "bare"):
        image = place / "full" / "pages" / "nouveau" / "3.png"
        image.parent.mkdir(parents=True)
        Image.new("RGB", (306, 396), "white").save(image)
    return root
