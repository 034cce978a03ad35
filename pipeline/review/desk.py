"""Keys and lines of a person: raw from a terminal, line by line from a pipe.

A sitting asks for a key or for a line and says things; where they come from is settled here. The
terminal is put in raw mode only while a key is awaited, so that a sitting that is killed while it
works leaves the terminal as it was. Escape sequences (arrows, function keys) are no answers.
"""

from __future__ import annotations

import os
import re
import select
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TextIO

import click

from pipeline.text import STEERING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|[^\x1b])?", re.DOTALL)
_UNFINISHED = re.compile(rb"\x1b(?:O|\[[0-?]*[ -/]*)?\Z")
_REST_SECONDS = 0.1
"""How long the rest of an escape sequence may take to arrive over a slow line."""

_END_OF_INPUT = ("\x04", "\x00")
"""Ctrl-D, and what becomes of it when it is pressed just before a key is awaited."""

_LOOK_UP_SECONDS = 0.5
_CHUNK_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Key:
    """A key, in lower case and "" at the end of input, and what followed it on a piped line.

    From a pipe it may be a whole word.
    """

    char: str
    rest: str = ""


class Desk(Protocol):
    """Where a sitting asks and answers."""

    @property
    def width(self) -> int:
        """How many columns a line has."""

    def key(self) -> Key:
        """Wait for a key."""

    def line(self, prompt: str) -> str | None:
        """Wait for a line; None at the end of input."""

    def say(self, text: str) -> None:
        """Show a text."""


def open_desk() -> Desk:
    """Return a desk for standard input, whatever it is."""
    return Terminal(sys.stdin.fileno()) if sys.stdin.isatty() else Piped(sys.stdin)


def plain(text: str) -> str:
    """Return a text without what could steer a terminal; line ends and tabs stay."""
    return STEERING.sub("\ufffd", text)


class _Screen:
    """What both desks share: messages on stderr, as wide as the terminal is."""

    @property
    def width(self) -> int:
        """How many columns a line has."""
        return shutil.get_terminal_size().columns

    def say(self, text: str) -> None:
        """Show a text."""
        click.echo(plain(text), err=True)


class Piped(_Screen):
    """A file or a pipe: every line is an answer, its first character the key."""

    def __init__(self, stream: TextIO) -> None:
        """Take the stream."""
        self._stream = stream

    def key(self) -> Key:
        """Read a line; an empty one is the space key."""
        line = self._stream.readline()
        if not line:
            return Key("")
        word, _, rest = line.strip().partition(" ")
        return Key(word.lower() or " ", rest.strip())

    def line(self, prompt: str) -> str | None:
        """Read a line."""
        self.say(prompt)
        line = self._stream.readline()
        return line.strip() if line else None


class Terminal(_Screen):
    """A terminal, by its file descriptor."""

    def __init__(self, descriptor: int) -> None:
        """Take the descriptor."""
        self._descriptor = descriptor
        self._typed: Iterator[str] = iter(())

    def key(self) -> Key:
        """Wait for a key that is not part of an escape sequence."""
        while True:
            for char in self._typed:
                return Key("" if char in _END_OF_INPUT else char.lower())
            chunk = self._read_raw()
            if not chunk:
                return Key("")
            text = _ESCAPES.sub("", chunk.decode("utf-8", "ignore"))
            self._typed = iter(text)

    def line(self, prompt: str) -> str | None:
        """Read a line that the terminal lets its user edit."""
        self._typed = iter(())
        click.echo(plain(prompt) + " ", err=True, nl=False)
        content = b""
        while not content.endswith(b"\n"):
            chunk = self._read()
            if not chunk:
                break
            content += chunk
        return content.decode("utf-8", "replace").strip() if content else None

    def _read_raw(self) -> bytes:
        import termios
        import tty

        before = termios.tcgetattr(self._descriptor)
        try:
            tty.setcbreak(self._descriptor, termios.TCSADRAIN)
            chunk = self._read()
            while _UNFINISHED.search(chunk) and self._typed_within(_REST_SECONDS):
                chunk += self._read()
            return chunk
        finally:
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, before)

    def _read(self) -> bytes:
        """Wait for what is typed; Ctrl-C just before a read that waits would not be noticed."""
        while not self._typed_within(_LOOK_UP_SECONDS):
            pass
        return os.read(self._descriptor, _CHUNK_BYTES)

    def _typed_within(self, seconds: float) -> bool:
        return bool(select.select([self._descriptor], [], [], seconds)[0])
