"""Mutations of sound files by fixed seeds, and a run that reads them all.

`python -m tests.pdf.fuzz COUNT [FILE...]` mutates the given PDF files, or plans in three looks,
COUNT times, prints a line for each fault, and exits with 1 if there is one. A mutation is named by
the file and its seed: the same seed gives the same bytes.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.pdf.content import quebec
from tests.pdf.looks import LOOKS
from tests.pdf.reading import PATIENT, Attempt, attempt, faults

BASES = (("ruled-tick", "itinerance"), ("horizontal-stroke", "devsocial"), ("notes", "devsocial"))
WORDS = (b"obj", b"endobj", b"stream", b"endstream", b"/Length", b"/Kids", b"/Type", b"xref",
         b"/Contents", b"/Font", b"trailer", b"/Filter", b"R")  # fmt: skip
BLOCK = 400
_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mutation:
    """The bytes that came out, and whether a stream of the file was touched."""

    data: bytes
    in_stream: bool


def mutate(data: bytes, seed: int) -> Mutation:
    """Change a file in one to four places."""
    random = Random(seed)
    streams = [match.span() for match in _STREAM.finditer(data)]
    changed = bytearray(data)
    touched = False
    for _ in range(random.randint(1, 4)):
        kind = random.choice(_KINDS)
        place = random.randrange(max(1, len(changed)))
        touched = touched or any(start <= place < end for start, end in streams)
        kind(changed, place, random)
    return Mutation(bytes(changed), touched)


def _flip(data: bytearray, place: int, random: Random) -> None:
    for _ in range(random.randint(1, 16)):
        at = min(len(data) - 1, place + random.randrange(64))
        if at >= 0:
            data[at] ^= 1 << random.randrange(8)


def _noise(data: bytearray, place: int, random: Random) -> None:
    count = random.randint(1, BLOCK)
    data[place : place + count] = random.randbytes(count)


def _delete(data: bytearray, place: int, random: Random) -> None:
    del data[place : place + random.randint(1, BLOCK)]


def _insert(data: bytearray, place: int, random: Random) -> None:
    data[place:place] = random.randbytes(random.randint(1, BLOCK))


def _repeat(data: bytearray, place: int, random: Random) -> None:
    block = data[place : place + random.randint(1, BLOCK)]
    data[place:place] = block * random.randint(1, 8)


def _move(data: bytearray, place: int, random: Random) -> None:
    block = data[place : place + BLOCK]
    del data[place : place + BLOCK]
    target = random.randrange(max(1, len(data)))
    data[target:target] = block


def _number(data: bytearray, place: int, random: Random) -> None:
    found = re.compile(rb"\d+").search(data, place)
    if found:
        value = random.choice((b"0", b"-1", b"1", b"65536", b"2147483648", b"99999999999", b"1e9"))
        data[found.start() : found.end()] = value


def _word(data: bytearray, place: int, random: Random) -> None:
    word = random.choice(WORDS)
    at = data.find(word, place)
    if at >= 0:
        data[at : at + len(word)] = random.choice(WORDS)


def _cut(data: bytearray, place: int, random: Random) -> None:
    del data[max(place, 20) :]


_KINDS: tuple[Callable[[bytearray, int, Random], None], ...] = (
    _flip, _flip, _noise, _delete, _insert, _repeat, _move, _number, _number, _word, _cut,
)  # fmt: skip


def bases(parts: int | None = None) -> dict[str, bytes]:
    """The plans that are mutated where no files are given, whole or their first parts."""
    found = {}
    with TemporaryDirectory() as folder:
        for look, plan in BASES:
            path = Path(folder) / f"{look}--{plan}.pdf"
            content = quebec(plan)
            LOOKS[look](replace(content, parts=content.parts[:parts]), path)
            found[path.stem] = path.read_bytes()
    return found


def run(files: dict[str, bytes], seeds: Iterable[int], folder: Path) -> Iterator[str]:
    """Read mutations of the files, several at a time, and yield the faults."""
    names = sorted(files)
    sound = {}
    for name in names:
        path = folder / f"{name}.pdf"
        path.write_bytes(files[name])
        sound[name] = attempt(path, PATIENT)
    work = partial(_one, files, names, sound, folder)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(work, seeds):
            yield from found


def _one(
    files: dict[str, bytes], names: list[str], sound: dict[str, Attempt], folder: Path, seed: int
) -> list[str]:
    name = names[seed % len(names)]
    mutation = mutate(files[name], seed)
    path = folder / f"{name}-{seed}.pdf"
    path.write_bytes(mutation.data)
    got = attempt(path)
    found = [f"{name}, seed {seed}: {fault}" for fault in faults(path.name, got)]
    if mutation.in_stream and got.certain and got.texts != sound[name].texts:
        found.append(f"{name}, seed {seed}: a damaged text is called certain")
    path.unlink()
    return found


def main() -> int:
    """Mutate and read; print the faults."""
    count = int(sys.argv[1])
    files = {Path(file).stem: Path(file).read_bytes() for file in sys.argv[2:]} or bases()
    with TemporaryDirectory() as folder:
        found = list(run(files, range(count), Path(folder)))
    sys.stdout.write("".join(f"{fault}\n" for fault in found))
    sys.stdout.write(f"{count} mutations of {len(files)} files, {len(found)} faults\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
