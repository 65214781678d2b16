"""``backfour coach``: a film or a landmark file in; holds, repetitions, sides, faults, gaps out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from backfour.cli.failures import refused, unreadable
from backfour.cli.language import follow_machine
from backfour.cli.options import Data, Json
from backfour.core.errors import Refused


def coach(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A film or a landmark file.")],
    exercise: Annotated[str, typer.Option("--exercise", metavar="ID")],
    side: Annotated[str | None, typer.Option("--side", metavar="left|right")] = None,
    film: Annotated[
        Path | None,
        typer.Option("--film", metavar="OUT.mp4", help="Write a film with what was seen drawn in."),
    ] = None,
    landmarks: Annotated[
        Path | None,
        typer.Option("--landmarks", metavar="OUT.jsonl", help="Write the landmarks."),
    ] = None,
    json_: Json = False,
    data: Data = None,
) -> None:
    """Watch a recording as the coach does and tell what it saw; nothing leaves this computer."""
    del data  # every command takes it; this one reads only the file it was given
    from backfour import bootstrap
    from backfour.app.coach import Wanted
    from backfour.cli.coach_words import caption

    follow_machine()
    wanted = Wanted(film=film, landmarks=landmarks, caption=caption)
    try:
        with _progress() as progress:
            told = bootstrap.coach_recording().judge(file, exercise, side, wanted, progress)
    except Refused as refusal:
        raise refused(file, refusal) from None
    except OSError as failure:
        raise unreadable(file, failure) from None
    if json_:
        print(json.dumps(told))
        return
    _tell(told)


@contextmanager
def _progress() -> Iterator[Callable[[float], None]]:
    """Show how far it is, on a terminal's stderr only."""
    from rich.console import Console
    from rich.progress import Progress

    from backfour.words import say

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(say("cli.coach.watching"), total=1.0)
        yield lambda share: bar.update(task, completed=share)


def _tell(told: dict[str, Any]) -> None:
    from rich.console import Console

    from backfour.cli.coach_words import report

    console = Console(highlight=False, markup=False)
    for part in report(told):
        console.print(part)
