"""Bytes that are text, bytes that are text in another encoding, and bytes that are neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read import ReadError, read
from pipeline.read.decode import decode

PLAN = "# Plan d'action\n\nL'itinérance à Québec — « un toit pour tous »\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_read_when_it_is_certain(encoding: str) -> None:
    assert decode(PLAN.encode(encoding), "plan.md") == (PLAN, ())


def test_windows_text_is_read_and_said() -> None:
    text, findings = decode(PLAN.encode("cp1252"), "plan.md")
    assert text == PLAN
    assert [(f.code, f.severity, f.where) for f in findings] == [
        ("encoding_guessed", "warning", "plan.md")
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "plan.md: is empty; check that the whole document was saved"),
        (b" \n\t\n", "plan.md: is empty; check that the whole document was saved"),
        (b"***\n\n---\n", "plan.md: has no words; check that the whole document was saved"),
        (
            b"%PDF-1.7\n...",
            "plan.md: is a binary file, not text; give the file the ending of what it is",
        ),
        (
            b"PK\x03\x04zip",
            "plan.md: is a binary file, not text; give the file the ending of what it is",
        ),
        (
            bytes(range(256)) * 4,
            "plan.md: is a binary file, not text; give the file the ending of what it is",
        ),
        (
            b"un\ndeux \x81\n",
            "plan.md:2: byte 0x81 is not UTF-8, and the file is in no other encoding for certain; "
            "save the file as UTF-8",
        ),
        (
            "Ελληνικά".encode("iso8859-7"),
            "plan.md:1: byte 0xc5 is not UTF-8, and the file is in no other encoding for certain; "
            "save the file as UTF-8",
        ),
        (
            b"\xff\xfea",
            "plan.md: begins as UTF-16 and breaks off inside a character; save the file as UTF-8",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "plan.md"
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read(path)
    assert str(caught.value) == message


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"absent\.md: does not exist; check the path"):
        read(tmp_path / "absent.md")
    (tmp_path / "plan.md").mkdir()
    with pytest.raises(ReadError, match=r"plan\.md: is a folder; name the file in it"):
        read(tmp_path / "plan.md")


def outcome(data: bytes) -> str | ReadError:
    try:
        return decode(data, "plan.md")[0]
    except ReadError as error:
        return error


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_an_error_of_one_line(data: bytes) -> None:
    result = outcome(data)
    assert isinstance(result, str) or "\n" not in str(result)
