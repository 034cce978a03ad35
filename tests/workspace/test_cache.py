"""The cache gives back what was put in, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.workspace.cache import Cache, Counts, Manifest, Product

if TYPE_CHECKING:
    from pathlib import Path

PRODUCT = Product(
    plan='{"id": "é"}\n'.encode(),
    report=b"{}\n",
    counts=Counts(
        sections=1,
        actions=2,
        schedule=6,
        findings={"error": 1},
        problems=({"code": "a", "where": "source.md:1"},),
    ),
    lines={"plans": "é,1\n".encode(), "actions": b"a\n\nb\n"},
    reading=b"{}\n\x00\n",
)
MANIFEST = Manifest(
    key="k", files={"a.csv": "h"}, inputs={"a": {"source": "s"}}, failed={"b": "raw/b: ..."}
)


def test_a_product_comes_back_whole(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.get("k") is None
    cache.put("k", PRODUCT)
    assert cache.get("k") == PRODUCT
    assert cache.get("l") is None


def test_the_manifest_comes_back_whole(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.manifest() == Manifest()
    cache.remember(MANIFEST)
    assert cache.manifest() == MANIFEST


def test_only_the_entries_in_use_stay(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("k", PRODUCT)
    cache.put("l", PRODUCT)
    cache.prune({"l"})
    assert (cache.get("k"), cache.get("l")) == (None, PRODUCT)


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_entry_with_any_byte_changed_is_none(tmp_path: Path, data: st.DataObject) -> None:
    cache = Cache(tmp_path)
    cache.put("k", PRODUCT)
    path = tmp_path / ".cache" / "plans" / "k.product"
    content = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    assert cache.get("k") is None


@pytest.mark.parametrize("content", [b"", b"\n", b"abc", b"\xff\xfe\n{}"])
def test_an_entry_of_another_making_is_none(tmp_path: Path, content: bytes) -> None:
    cache = Cache(tmp_path)
    cache.remember(MANIFEST)
    (tmp_path / ".cache" / "manifest.json").write_bytes(content)
    assert cache.manifest() == Manifest()


def test_an_entry_with_other_fields_is_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("manifest", PRODUCT)
    (tmp_path / ".cache" / "plans" / "manifest.product").rename(
        tmp_path / ".cache" / "manifest.json"
    )
    assert cache.manifest() == Manifest()
    cache.remember(MANIFEST)
    (tmp_path / ".cache" / "manifest.json").rename(tmp_path / ".cache" / "plans" / "k.product")
    assert cache.get("k") is None
