"""Can I see you? One sentence that helps, and nothing said twice."""

from __future__ import annotations

import pytest

from backfour.core.motion.coach import Coach, step
from backfour.core.motion.placement import Placement, place
from backfour.core.motion.report import Tally
from backfour.core.motion.seen import Cue, Found, Lost
from backfour.core.motion.trust import Trust
from backfour.core.motion.view import (
    ADVISE_EVERY_S,
    FOUND,
    GOOD,
    LOST,
    SILENCE_S,
    Tongue,
    advice_of,
    speak,
    view_of,
)
from tests.core.motion.sticks import looks, stick
from tests.core.motion.test_coach import Toy

LYING = stick(upright=False)


def after(points, *, seconds=2.0, light=0.5, trust=None):
    placement = Placement()
    for frame in looks(points, seconds, light=light):
        placement = place(placement, frame, Toy.demand, trust or Trust())
    return placement


@pytest.mark.parametrize(
    ("points", "light", "problem"),
    [
        (LYING, 0.5, None),
        (LYING, None, None),
        (LYING, 0.15, "light"),
        (None, 0.15, "light"),
        (None, 0.5, "nobody"),
        (stick(upright=False, x=0.22), 0.5, "whole_body"),
        (stick(upright=False, size=0.1), 0.5, "size"),
        (stick(upright=True), 0.5, "view"),
        (stick(upright=False, shoulders=0.22), 0.5, "view"),
    ],
)
def test_the_problem_that_helps_most_is_named(points, light, problem):
    assert after(points, light=light).problem == problem


def test_somebody_else_in_the_picture_is_a_problem_for_a_while():
    assert after(LYING, seconds=2, trust=Trust(leapt_s=0.5)).problem == "alone"
    assert after(LYING, seconds=4, trust=Trust(leapt_s=0.5)).problem is None


def test_all_must_be_right_for_a_second():
    placement = after(LYING, seconds=0.6)
    assert placement.problem is None
    assert not placement.settled(0.5)
    assert after(LYING, seconds=2).settled(1.9)


def coached(points, seconds, light=0.5, *, coach=None, start_s=0.0):
    coach, placement, tally = coach or Coach("elbow_prop", Toy({})), Placement(), Tally()
    for frame in looks(points, seconds, light=light, start_s=start_s):
        coach, events = step(coach, frame)
        tally.add(events)
        placement = place(placement, frame, coach.movement.demand, coach.trust)
    return coach, placement, view_of(coach, tally, placement)


def test_the_page_is_told_what_state_it_is_in():
    _, _, view = coached(None, 2)
    assert (view["state"], view["say"]) == ("placing", "coach.place.nobody")
    assert view["reason"] == "nobody"
    assert {"id": "light", "ok": True} in view["checks"]
    assert {"id": "size", "ok": None} in view["checks"]
    _, _, view = coached(stick(upright=True), 2)
    assert view["say"] == "coach.place.view.side"
    coach, _, view = coached(LYING, 2)
    assert (view["state"], view["say"], view["phase"]) == ("coaching", None, "hold")
    assert view["seen_s"] == 1.4
    assert view["reason"] is None
    _, _, view = coached(None, 2, coach=coach, start_s=2.0)
    assert (view["state"], view["say"], view["reason"]) == ("lost", LOST, "nobody")
    coach, placement, view = coached(LYING, 0.3)
    assert (view["state"], view["say"]) == ("placing", None)
    assert advice_of(coach, placement) is None


def test_a_person_well_placed_who_has_not_begun_is_ready():
    coach, _, _ = coached(LYING, 2)
    waiting = Coach("elbow_prop", Toy({}), trust=coach.trust, last_s=5.0)
    view = view_of(waiting, Tally(), Placement(problem=None, good_s=1.0))
    assert (view["state"], view["say"]) == ("ready", GOOD)


def said(steps, *, placing=True):
    tongue, out = Tongue(), []
    for t_s, events, advice in steps:
        tongue, lines = speak(tongue, events, advice, t_s, placing=placing)
        out += [(t_s, line) for line in lines]
    return out


def test_advice_is_given_after_a_moment_and_seldom_again():
    dark = [(n / 2, (), "coach.place.light") for n in range(int(ADVISE_EVERY_S * 3))]
    assert [t for t, _ in said(dark)] == [1.5, 11.5]
    flicker = [(n / 2, (), ("coach.place.light", None)[n % 2]) for n in range(20)]
    assert said(flicker) == []


def test_good_is_said_once():
    steps = [(n / 2, (), GOOD) for n in range(40)]
    assert said(steps) == [(0.5, GOOD)]


def test_losing_and_finding_are_said_once_in_a_while():
    lost, found = (lambda t: Lost(t, t - 1, "nobody")), (lambda t: Found(t, t - 3, "nobody"))
    steps = [
        (1.0, (Cue(1.0, "cue.x"),), None),
        (2.0, (lost(2.0),), None),
        (5.0, (found(5.0),), None),
        (6.0, (lost(6.0),), None),
        (8.0, (found(8.0),), None),
        (2.0 + SILENCE_S, (lost(22.0),), None),
    ]
    assert said(steps, placing=False) == [
        (1.0, "cue.x"),
        (2.0, LOST),
        (5.0, FOUND),
        (22.0, LOST),
    ]
