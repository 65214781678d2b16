"""``backfour backup`` and ``backfour restore``: the whole data folder, also while it is in use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from backfour.cli.failures import REFUSED, leave, writable
from backfour.cli.language import open_house
from backfour.cli.options import Data
from backfour.core.errors import BackfourError


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    data: Data = None,
) -> None:
    """Copy the whole data folder into one file."""
    from backfour.words import say

    writable(file)
    open_house(data).backup.write(str(file))
    print(say("cli.backup.done", file=str(file)))


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    data: Data = None,
) -> None:
    """Put a backup in place of what the data folder holds; what it held is kept beside it."""
    from backfour.words import say

    house = open_house(data)
    try:
        house.restore.read(str(file))
    except BackfourError as refusal:
        if refusal.key.startswith("backup."):
            raise leave(REFUSED, file, "file", say(f"error.{refusal.key}")) from None
        raise
    print(say("cli.restore.done", n=len(house.history.events())))
