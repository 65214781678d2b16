"""Made-up people of the outcome tests: days of answers with a known truth."""

from __future__ import annotations

import math
import random

from backfour.core.outcomes.series import Point
from tests.builders import Story


def points(*values: float | None, first: int = 100, step: int = 1) -> tuple[Point, ...]:
    """One value each day (or every ``step`` days); None is a day without an answer."""
    return tuple(
        Point(first + step * place, value, f"p{place}", {})
        for place, value in enumerate(values)
        if value is not None
    )


def noisy(
    seed: int,
    days: int,
    before: float = 5,
    after: float = 5,
    *,
    phi: float = 0.4,
    spread: float = 1,
) -> tuple[Point, ...]:
    """Daily pain whose level glides from one value to another, with autocorrelated noise."""
    chance = random.Random(seed)
    noise, found = chance.gauss(0, 1), []
    for day in range(days):
        if day:
            noise = phi * noise + math.sqrt(1 - phi * phi) * chance.gauss(0, 1)
        level = before + (after - before) * min(1, day / max(1, days - 15))
        found.append(min(10, max(0, round(level + spread * noise))))
    return points(*found)


def mornings(
    story: Story, pains: list[int | None], stiff: int | None = 20, first: int = 0
) -> Story:
    for day, pain in enumerate(pains):
        story.on(first + day, 8).morning(pain, stiff)
    return story


PAINS_EIGHT_WEEKS = {"better": (6, 3), "same": (4, 4), "worse": (3, 6)}
"""Where the pain of three people begins and ends (their activities go the other way)."""


def eight_weeks(kind: str, seed: int = 1) -> Story:
    """Someone who does the movements for eight weeks and gets better, stays the same or worse."""
    begin, end = PAINS_EIGHT_WEEKS[kind]
    chance = random.Random(f"{kind}:{seed}")
    story = Story().welcome(F3=2, F4=2)
    noise = 0.0
    for day in range(57):
        noise = 0.4 * noise + 0.9 * chance.gauss(0, 0.8)
        level = begin + (end - begin) * min(1, day / 40)
        pain = min(10, max(0, round(level + noise)))
        if chance.random() < 0.9:
            story.on(day, 7).morning(pain, 5 * pain)
        if day % 3 == 0:
            story.on(day, 10).session(pain=min(pain, 6))
        if day % 7 == 0:
            story.on(day, 20).add("measure_taken", measure="socks", value=round(level / 2.1))
        if day in (0, 14, 42):
            value = 10 - round(level)
            story.add("measure_taken", measure="activity_1", value=value, detail={"text": "stairs"})
    return story
