"""A person who keeps at it for years: the history that the measurements read."""

from __future__ import annotations

from datetime import date
from random import Random

from backfour.core.programme import replay
from backfour.core.programme.plan import plan
from backfour.core.reading import parse_event
from tests.builders import FIRST_DAY, Story

SESSIONS_A_YEAR = 200
DAYS_A_YEAR = 365


def years(count: int, first: date = FIRST_DAY) -> Story:
    """Tell so many years: a morning each day, 200 sessions of five a year, a weekly check.

    The person takes every rise that is offered, and one day in sixty hurts, so that the engine
    walks its longer ways too.
    """
    chance = Random(50)
    story = Story(first).welcome()
    state = replay.initial()
    told = 0
    for day in range(count * DAYS_A_YEAR):
        story.on(day, hour=7) if day else story.on(0, hour=10)
        bad = chance.randrange(60) == 0
        pain = chance.choice((5, 6)) if bad else chance.choice((1, 2, 2, 3))
        story.morning(pain, 10 * pain)
        if day and day % 28 == 0:
            story.full()
        elif day % 7 == 0:
            story.mini()
        if (day + 1) * SESSIONS_A_YEAR // DAYS_A_YEAR > day * SESSIONS_A_YEAR // DAYS_A_YEAR:
            state = replay.apply(state, map(parse_event, story.rows[told:]))
            told = len(story.rows)
            _session(story, state, pain)
    return story


def _session(story: Story, state: replay.State, pain: int) -> None:
    today = plan(state)
    if today.rise:
        story.rise(today.rise)
    story.start(pain)
    for exercise, rung in state.rungs.items():
        story.did(exercise, min(rung.level, rung.cap), before=pain, peak=pain)
    story.end()
