"""Somebody with an experiment of their own, lived through day by day."""

from __future__ import annotations

from backfour.core.outcomes.experiment import Experiment
from tests.builders import Story
from tests.homes import TestHome

PLAN = {"change": "cushion", "outcome": "stiffness", "weeks": 4, "smallest": 10}


def live_through(home: TestHome, days: int = 29, **plan: str | int) -> Experiment:
    """Begin an experiment on 2 March 2026 and answer that many mornings after it.

    With the change a morning is 20 minutes and 2 points better; no day is quite like the next.
    """
    home.tell(Story().welcome())
    home.house.experiment.begin(**{**PLAN, **plan})
    (run,) = home.house.experiment.all(home.house.plan_today())
    arms, story = run.design.arms, Story()
    for day in range(1, days + 1):
        story.on(day, 7)
        if day % 7 == 1:
            story.mini()
        on = arms[min((day - 1) // 7, len(arms) - 1)]
        story.morning(1 + 2 * (not on) - (day % 3 == 0), 20 + 20 * (not on) + 5 * (day % 3))
    for row in story.rows:
        row["id"] = f"x{row['id']}"
    home.tell(story).at(f"{story.today.isoformat()}T20:00")
    return run
