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


def everything(count: int, first: date = FIRST_DAY) -> Story:
    """Tell the same years, and all else that Progress draws.

    Sitting every day, socks and straightening up each week, own activities and the change felt
    every two, self-tests and a questionnaire every four, and twice a year a wrong entry put right.
    """
    chance = Random(51)
    story = years(count, first)
    for day in range(1, count * DAYS_A_YEAR):
        story.on(day, hour=19)
        for place in ("sofa", "office_chair", "bed")[: chance.randint(1, 3)]:
            sat = {"place": place, "minutes": chance.choice((10, 25, 40, 90))}
            story.add("sitting_logged", **sat, feet_up=False, back_filled=False)
        if day % 180 == 30:
            story.correct(story.last_id, {"minutes": 35})
        for measure, every, values in MEASURED:
            if day % every == 3:
                detail = {"detail": dict(DETAILS[measure])} if measure in DETAILS else {}
                value = chance.choice(values)
                story.add("measure_taken", measure=measure, value=value, **detail)
    return story


MEASURED = (
    ("socks", 7, (0, 1, 1, 2)),
    ("straighten_up", 7, (0, 1, 1, 2)),
    ("activity_1", 14, (4, 5, 6, 7)),
    ("activity_2", 14, (4, 5, 6, 7)),
    ("activity_3", 14, (4, 5, 6, 7)),
    ("change", 14, (-1, 0, 1, 2)),
    ("chair_stand", 28, (9, 10, 11, 12)),
    ("one_leg_stance", 28, (8, 10, 20)),
    ("prone_hold", 28, (30, 60)),
    ("sock_test", 28, (0, 1)),
)
"""Measure, days between two of its values, and the values."""
DETAILS = {
    "activity_1": {"text": "walking to the shop"},
    "activity_2": {"text": "gardening"},
    "activity_3": {"text": "standing at the stove"},
}


def _session(story: Story, state: replay.State, pain: int) -> None:
    today = plan(state)
    if today.rise:
        story.rise(today.rise)
    story.start(pain)
    for exercise, rung in state.rungs.items():
        story.did(exercise, min(rung.level, rung.cap), before=pain, peak=pain)
    story.end()
