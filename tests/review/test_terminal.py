"""Keys and lines as a terminal gives them, through a pseudo-terminal."""

from __future__ import annotations

import os
import pty
import sys
import termios
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.review.desk import Key, Piped, Terminal, open_desk

if TYPE_CHECKING:
    from collections.abc import Iterator


class Ends:
    """Both ends of a terminal: the person's, and the program's with its desk."""

    def __init__(self) -> None:
        self.person, self.program = pty.openpty()
        self.desk = Terminal(self.program)

    def types(self, keys: bytes) -> None:
        os.write(self.person, keys)


@pytest.fixture
def ends() -> Iterator[Ends]:
    made = Ends()
    yield made
    os.close(made.program)
    os.close(made.person)


def test_keys_come_one_by_one_in_lower_case(ends: Ends) -> None:
    ends.types(b"sO \n")
    assert [ends.desk.key() for _ in range(4)] == [Key("s"), Key("o"), Key(" "), Key("\n")]


@pytest.mark.parametrize("keys", [b"\x1bOS", b"\x1b[A", b"\x1b[15~", b"\x1b[1;5C", b"\x1b"])
def test_function_keys_are_no_answers(ends: Ends, keys: bytes) -> None:
    ends.types(keys + b"\x1b[Bn")
    assert ends.desk.key() == Key("n")


def test_a_function_key_may_arrive_in_pieces(ends: Ends) -> None:
    ends.types(b"\x1b")
    later = threading.Timer(0.01, ends.types, [b"OSn"])
    later.start()
    assert ends.desk.key() == Key("n")
    later.join()


def test_an_accent_is_one_key(ends: Ends) -> None:
    ends.types("É".encode())
    assert ends.desk.key() == Key("é")


def test_the_end_of_input_is_no_key(ends: Ends) -> None:
    ends.types(b"\n")
    ends.desk.key()
    ends.types(b"\x04")
    assert ends.desk.key() == Key("")


def test_the_terminal_is_as_it_was(ends: Ends) -> None:
    before = termios.tcgetattr(ends.program)
    ends.types(b"s\n")
    ends.desk.key()
    assert termios.tcgetattr(ends.program) == before


def test_a_line_is_whole_and_what_was_typed_ahead_is_no_part_of_it(ends: Ends) -> None:
    ends.types(b"cs\n")
    assert ends.desk.key() == Key("c")
    ends.types("à revoir\n".encode())
    assert ends.desk.line("comment:") == "à revoir"
    ends.types(b"\x04")
    assert ends.desk.line("comment:") is None


def test_the_desk_is_a_terminal_where_there_is_one(
    ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    with os.fdopen(os.dup(ends.program)) as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert isinstance(open_desk(), Terminal)
    with Path(os.devnull).open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert isinstance(open_desk(), Piped)
