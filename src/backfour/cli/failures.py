"""What can go wrong in a command, told in one line that holds no line break of anybody else's."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import typer

from backfour.core.errors import BackfourError, HistoryRefused, Refused

FAILED: Final = 1
"""Our own failure."""
REFUSED: Final = 2
"""Bad input."""

_LONGEST: Final = 500


def in_one_line(text: str) -> str:
    """Write a text so that it stays one line whatever a file or a field brought into it."""
    plain = "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape", "replace").decode()
        for letter in text
    )
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def leave(code: int, *parts: object) -> typer.Exit:
    """Tell one line on stderr, its parts joined with colons, and return the exit to raise."""
    line = in_one_line(": ".join(str(part) for part in parts if str(part)))
    print(line.encode("utf-8", "backslashreplace").decode(), file=sys.stderr)
    return typer.Exit(code)


def refused(where: str | Path, refusal: Refused) -> typer.Exit:
    """Tell of bad input: file, line, field, reason."""
    if isinstance(refusal, HistoryRefused):
        return leave(REFUSED, where, f"line {refusal.line}", refusal.field, refusal.reason)
    return leave(REFUSED, where, refusal.field, refusal.reason)


def read(file: Path) -> bytes:
    """Read a file named on the command line, or leave with one line."""
    try:
        return file.read_bytes()
    except OSError as failure:
        raise unreadable(file, failure) from None


def writable(file: Path) -> None:
    """Leave with one line where a file named on the command line cannot be written."""
    if not file.parent.is_dir() or file.is_dir():
        raise leave(REFUSED, file, "file", "cannot be written there")


def unreadable(file: str | Path, failure: OSError) -> typer.Exit:
    """Tell that a file named on the command line cannot be used."""
    return leave(REFUSED, file, "file", f"cannot be used ({failure.strerror or failure})")


@contextmanager
def speak() -> Iterator[None]:
    """Turn a refusal nobody caught into its sentence; the store's own faults are our failure."""
    try:
        yield
    except Refused as refusal:
        raise refused("backfour", refusal) from None
    except BackfourError as refusal:
        from backfour.words import say

        ours = refusal.key.startswith(("store.", "home.key_"))
        sentence = say(f"error.{refusal.key}", **refusal.values)
        raise leave(FAILED if ours else REFUSED, "backfour", sentence) from None
