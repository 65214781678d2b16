"""``backfour experiment``: the answer of one's own experiment, worked out again from an export."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backfour.app.reproduce import experiments_in
from backfour.cli.failures import read, refused
from backfour.cli.language import follow_machine
from backfour.cli.options import Data, Json, day_of
from backfour.core.errors import Refused

if TYPE_CHECKING:
    from rich.console import Console

    from backfour.core.outcomes.experiment import Result
    from backfour.core.outcomes.experiment_figures import Figures


def experiment(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE")] = None,
    json_: Json = False,
    data: Data = None,
) -> None:
    """Work out the own experiments of an export again: plan, weeks as drawn, answer."""
    del data  # every command takes it; this one reads only the file it was given
    day = _today() if on is None else day_of(on)
    try:
        found = experiments_in(read(file), day)
    except Refused as refusal:
        raise refused(file, refusal) from None
    if json_:
        print(json.dumps([one.to_dict() for one in found]))
        return
    from backfour.words import say

    follow_machine()
    if not found:
        print(say("cli.experiment.none"))
    for one in found:
        _tell(one)


def _today() -> int:
    from backfour.bootstrap import today

    return today()


def _tell(found: Figures) -> None:
    from rich.console import Console

    from backfour.words import say
    from backfour.words.experiment import fixed_lines

    design = found.experiment.design
    days = (date.fromordinal(design.first), date.fromordinal(design.last))
    lines = [
        say(f"experiment.change.{design.change}"),
        *fixed_lines(design.outcome, design.weeks, design.smallest, *days),
        say("cli.experiment.seed", seed=design.seed),
    ]
    if found.experiment.why:
        lines.append(say(f"experiment.stopped.{found.experiment.why}"))
    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print("\n  ".join(lines))
    _weeks(console, found)
    console.print("\n  ".join(_answer(found.result, design.outcome)), end="\n\n")


def _weeks(console: Console, found: Figures) -> None:
    from rich.table import Table

    from backfour.words import say
    from backfour.words.numbers import number

    table = Table()
    for heading in ("week", "first", "arm", "mornings", "mean"):
        table.add_column(say(f"cli.experiment.{heading}"))
    for one in found.weeks:
        arm = say(f"cli.experiment.{'with' if one.with_change else 'without'}")
        mean = "" if one.mean is None else number(one.mean)
        first = date.fromordinal(one.first).isoformat()
        table.add_row(str(one.week), first, arm, str(one.mornings), mean)
    console.print(table)


def _answer(result: Result, outcome: str) -> list[str]:
    from backfour.words import say
    from backfour.words.experiment import effect_line, mornings_line

    lines = [
        say(result.sentence, n=result.tenths or 0),
        mornings_line(result.mornings_with, result.mornings_without),
    ]
    if result.effect is not None and result.low is not None and result.high is not None:
        lines.append(effect_line(outcome, result.effect, result.low, result.high))
        lines.append(say("experiment.matters", n=result.matters_tenths or 0))
    return lines
