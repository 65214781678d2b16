"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from backfour.cli.failures import REFUSED, leave
from backfour.core.errors import Refused
from backfour.core.instants import parse_date

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Data folder; one person, one folder."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


def day_of(text: str) -> int:
    """Read a date given as ``--on`` into its ordinal, or leave with one line."""
    try:
        return parse_date(text, "--on")
    except Refused as refusal:
        raise leave(REFUSED, "backfour", refusal.field, refusal.reason) from None
