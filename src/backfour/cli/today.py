"""``backfour today``: the plan of the day as a table, with its reasons in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from backfour.cli.language import open_house
from backfour.cli.options import Data, Json, day_of

if TYPE_CHECKING:
    from backfour.core.programme.plan import PlanItem
    from backfour.core.programme.reasons import Reason


def today(
    on: Annotated[str | None, typer.Option("--on", metavar="DATE")] = None,
    json_: Json = False,
    data: Data = None,
) -> None:
    """Show what is offered on a day, today when no date is given, and why."""
    day = None if on is None else day_of(on)
    house = open_house(data)
    shown = house.plan_today() if day is None else house.plan_today.on(day)
    if json_:
        print(json.dumps(shown.snapshot()))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from backfour.words import say

    name = house.preferences.read()["name"]
    plan = shown.plan
    table = Table(
        title=" · ".join(part for part in (name, shown.date, say(f"mode.{plan.mode}")) if part),
        title_justify="left",
    )
    for heading in ("movement", "offered", "why"):
        table.add_column(say(f"cli.today.{heading}"))
    for item in plan.items:
        reasons = Text("\n".join(_sentence(reason) for reason in item.reasons))
        table.add_row(Text(say(f"move.{item.exercise}.name")), _offered(item), reasons)
    console = Console(highlight=False, markup=False)
    console.print(table)
    console.print(say(f"action.{plan.action}.title"))
    for reason in plan.advice:
        console.print(_sentence(reason))


def _offered(item: PlanItem) -> str:
    from backfour.words import say

    if item.offered is None:
        return say("cli.today.not_offered")
    return say("cli.today.level", level=item.offered)


def _sentence(reason: Reason) -> str:
    """Say a reason as the pages do, with names and days in place of identifiers."""
    from backfour.words.explain import explain

    return explain(reason.key, reason.values).sentence
