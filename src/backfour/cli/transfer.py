"""``backfour export`` and ``backfour import``: everything out, everything in, without loss."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from backfour.cli.failures import FAILED, leave, refused, unreadable, writable
from backfour.cli.language import open_house
from backfour.cli.options import Data
from backfour.core.errors import Refused


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip")],
    data: Data = None,
) -> None:
    """Write history, settings and media of this data folder into a zip."""
    writable(file)
    house = open_house(data)
    part = file.with_name(file.name + ".part")
    try:
        with part.open("wb") as writing:
            house.export.write(writing)
            writing.flush()
            os.fsync(writing.fileno())
        part.replace(file)
    except OSError as failure:
        part.unlink(missing_ok=True)
        if isinstance(failure, FileNotFoundError | PermissionError | IsADirectoryError):
            raise unreadable(file, failure) from None
        raise leave(FAILED, file, "file", failure.strerror or failure) from None
    print(_say("cli.export.done", n=len(house.history.events()), file=str(file)))


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    data: Data = None,
) -> None:
    """Bring an export, or a bare .jsonl history, into an empty data folder."""
    try:
        source = file.open("rb")
    except OSError as failure:
        raise unreadable(file, failure) from None
    with source:
        house = open_house(data)
        try:
            count = house.import_.read(source)
        except Refused as refusal:
            raise refused(file, refusal) from None
        except OSError as failure:
            raise unreadable(file, failure) from None
    print(_say("cli.import.done", n=count))


def _say(key: str, **values: str | int) -> str:
    from backfour.words import say

    return say(key, None, **values)
