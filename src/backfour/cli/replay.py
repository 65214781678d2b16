"""``backfour replay``: the state a history leads to on a day, as anybody can work it out again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from backfour.cli.failures import read, refused
from backfour.cli.options import Data, Json, day_of
from backfour.core.errors import HistoryRefused
from backfour.core.programme import replay as programme
from backfour.core.reading import parse_history


def replay(
    history: Annotated[Path, typer.Argument(metavar="HISTORY.jsonl")],
    on: Annotated[list[str], typer.Option("--on", metavar="DATE", help="May be repeated.")],
    json_: Json = False,
    data: Data = None,
) -> None:
    """Fold a history file and print the state after the last event of each day."""
    del data  # every command takes it; this one reads only the file it was given
    days = [day_of(text) for text in on]
    try:
        events = parse_history(read(history))
    except HistoryRefused as refusal:
        raise refused(history, refusal) from None
    states = programme.replay(events, days)
    shown = [programme.snapshot(state, day) for state, day in zip(states, days, strict=True)]
    if json_:
        print(json.dumps(shown if len(shown) > 1 else shown[0]))
        return
    for snapshot in shown:
        _tell(snapshot)


def _tell(snapshot: dict[str, Any]) -> None:
    screen = snapshot["screen"]
    print(f"{snapshot['on']}  {snapshot['mode']}  {screen['action']} {' '.join(screen['reasons'])}")
    for exercise, rung in snapshot["exercises"].items():
        offered = "-" if rung["offered"] is None else rung["offered"]
        reasons = " ".join(rung["reasons"])
        print(f"  {exercise:15} level {rung['level']}  offered {offered}  {reasons}")
