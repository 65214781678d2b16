"""``backfour remind``: the tick of the reminders as a worker of its own, for a hosted house."""

from __future__ import annotations

from time import sleep
from typing import Annotated

import typer

from backfour.cli.language import open_house
from backfour.cli.options import Data


def remind(
    once: Annotated[bool, typer.Option("--once", help="One tick, then leave.")] = False,
    every: Annotated[
        int, typer.Option("--every", metavar="S", min=1, max=3600, help="Seconds between ticks.")
    ] = 20,
    data: Data = None,
) -> None:
    """Send the reminders that are due; the app at home does this by itself while it runs."""
    from backfour.words import say

    house = open_house(data)
    house.reminders.make_sure()
    if once:
        print(say("cli.remind.dealt", n=house.tick()))
        return
    print(say("cli.remind.stop"), flush=True)
    while True:
        house.tick()
        sleep(every)
