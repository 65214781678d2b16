"""A try of a self-test before the camera: what is proposed, and when nothing is.

Hazard H50 (docs/safety.md).
"""

from __future__ import annotations

import json

import pytest

from backfour.core.session.attempts import BLIND_S, MOST_S, STANDS
from backfour.core.session.bridge import Desk
from tests.core.motion.lying import film as lying
from tests.core.motion.lying import prone, smoothly
from tests.core.motion.standing import SIDE, course, film, person

RATE_HZ = 15
GO_S = 4.0
"""Every film begins with four seconds in place."""


class Room:
    """A camera before one self-test; times are seconds of the film."""

    def __init__(self, measure):
        self.desk, self.heard = Desk(), []
        self.view = self.ask("coach_open", exercise=measure)["view"]

    def ask(self, op, **value):
        out = json.loads(getattr(self.desk, op)(json.dumps(value)))
        self.view = out.get("view", getattr(self, "view", None))
        self.heard += [line["key"] for line in out.get("say", ())]
        return out

    def look(self, frame, **more):
        aspect = frame.aspect
        lm = frame.points and [[x / aspect, y, z / aspect, v] for x, y, z, v in frame.points]
        told = {"t_ms": round(frame.t_s * 1000), "w": 1000 * aspect, "h": 1000, "lm": lm}
        self.ask("coach_frame", **{"light": 0.5, **told, **more})

    def watch(self, frames, side=None, until_s=None, **more):
        """Watch a film, with Go at `GO_S`, until the try is over; return its answer."""
        gone, end_s = False, until_s or frames[-1].t_s
        for frame in frames:
            if not gone and frame.t_s >= GO_S:
                gone = True
                self.ready = self.view["attempt"]["ready"]
                self.ask("attempt_begin", t_ms=round(GO_S * 1000), side=side)
            if frame.t_s > end_s:
                break
            self.look(frame, **more)
            if self.view["attempt"]["over"]:
                end_s = frame.t_s
                break
        return self.ask("attempt_end", t_ms=round(end_s * 1000))


def stands(count, period_s=2.5, first_s=GO_S):
    keys = [(0.0, 0.0), (first_s + 0.4, 0.0)]
    for n in range(count):
        start = first_s + 0.4 + n * period_s
        keys += [(start + 0.8, 1.0), (start + 1.2, 1.0), (start + 2.0, 0.0), (start + 2.5, 0.0)]
    up = course(*keys)
    return lambda t: person(up(t), az=SIDE)


def chair(pose, seconds=36, measure="chair_stand", **more):
    room = Room(measure)
    return room, room.watch(film(pose, seconds, RATE_HZ), **more)


def stance(raised="right", up_s=GO_S + 1, down_s=GO_S + 13.36, high=0.2):
    """Somebody whose foot leaves the floor between two times, within a tenth of a second."""
    lift = course((0, 0), (up_s, 0), (up_s + 0.1, high), (down_s - 0.1, high), (down_s, 0))
    return lambda t: person(az=0.0, **{raised: (0.0, lift(t))})


def one_leg(pose, seconds=60, side="left", **more):
    room = Room("one_leg_stance")
    return room, room.watch(film(pose, seconds, RATE_HZ), side, **more)


def without(pose, since_s, until_s):
    """The same, but nobody is in the picture for a while."""
    return lambda t: None if since_s <= t < until_s else pose(t)


def test_the_stands_of_thirty_seconds_are_proposed_and_no_others():
    room, told = chair(stands(14), 42)
    assert room.ready
    assert told == {"proposed": 12, "why": None, "count": 12}
    assert room.view["attempt"] == {
        "ready": False,
        "count": 12,
        "held_s": 0.0,
        "over": True,
        "trouble": None,
    }


def test_stands_before_go_belong_to_nobody():
    up = course((0, 0), (1, 0), (1.6, 1), (2, 1), (2.6, 0), (5, 0), (5.8, 1), (6.2, 1), (7, 0))
    _, told = chair(lambda t: person(up(t), az=SIDE))
    assert told["proposed"] == 1


def test_no_stand_at_all_is_no_number():
    _, told = chair(lambda _: person(0.0, az=SIDE))
    assert told == {"proposed": None, "why": "nothing_seen", "count": 0}


def test_a_test_that_was_stopped_early_has_no_number():
    room, told = chair(stands(8), until_s=GO_S + 12)
    assert told == {"proposed": None, "why": "stopped", "count": 5}
    assert not room.view["attempt"]["over"]


@pytest.mark.parametrize("missing_s", [1.5, BLIND_S + 0.2])
def test_out_of_sight_for_a_moment_is_doubt_enough(missing_s):
    pose = without(stands(11), GO_S + 10, GO_S + 10 + missing_s)
    room, told = chair(pose)
    assert (told["proposed"], told["why"]) == (None, "lost")
    assert room.view["attempt"]["trouble"] == "lost"
    assert ("coach.lost" in room.heard) == (missing_s > 1)


def test_a_wrong_look_or_two_are_none():
    _, told = chair(without(stands(11), GO_S + 10, GO_S + 10.2))
    assert told["proposed"] == 11


def test_a_camera_that_stops_sending_is_out_of_sight():
    room = Room("chair_stand")
    for frame in film(stands(11), GO_S + 20, RATE_HZ):
        if frame.t_s == GO_S:
            room.ask("attempt_begin", t_ms=round(GO_S * 1000))
        room.look(frame)
    told = room.ask("attempt_end", t_ms=round((GO_S + 30) * 1000))
    assert (told["proposed"], told["why"]) == (None, "lost")


def test_who_was_not_in_place_at_go_gets_no_number():
    room, told = chair(without(stands(11), 0, GO_S + 1))
    assert not room.ready
    assert (told["proposed"], told["why"]) == (None, "not_placed")


def test_the_small_model_never_counts_a_test():
    room, told = chair(stands(11), model="lite")
    assert not room.ready
    assert (told["proposed"], told["why"]) == (None, "coarse")
    room = Room("chair_stand")
    for frame in film(stands(11), GO_S + 10, RATE_HZ):
        if frame.t_s == GO_S:
            room.ask("attempt_begin", t_ms=round(GO_S * 1000))
        room.look(frame, model="lite" if frame.t_s > GO_S + 5 else "full")
    assert room.view["attempt"]["trouble"] == "coarse"


def test_seconds_on_one_leg_are_proposed_to_the_tenth_when_the_foot_is_down():
    room, told = one_leg(stance())
    assert told["proposed"] == pytest.approx(12.3, abs=0.2)
    assert told["proposed"] * 10 == pytest.approx(round(told["proposed"] * 10))
    assert told["why"] is None
    assert room.view["attempt"]["held_s"] == told["proposed"]


def test_a_foot_lifted_before_go_counts_from_go_on():
    _, told = one_leg(stance(up_s=GO_S - 1.5, down_s=GO_S + 8))
    assert told["proposed"] == pytest.approx(8, abs=0.2)
    room = Room("one_leg_stance")
    frames = film(stance(up_s=GO_S - 1.5, down_s=90), GO_S + 5, RATE_HZ)
    room.watch(frames, "left")
    assert room.view["attempt"]["held_s"] == pytest.approx(5, abs=0.2)


def test_forty_five_seconds_are_enough():
    room, told = one_leg(stance(down_s=GO_S + 80), 90)
    assert (told["proposed"], told["why"]) == (45, None)
    assert room.view["attempt"]["over"]


def test_who_stops_while_standing_has_held_until_then():
    _, told = one_leg(stance(), until_s=GO_S + 6)
    assert told["proposed"] == pytest.approx(5, abs=0.2)


def test_the_other_leg_is_not_put_down_for_this_one():
    _, told = one_leg(stance("left"))
    assert (told["proposed"], told["why"]) == (None, "other_leg")


def test_without_a_leg_told_any_leg_will_do():
    _, told = one_leg(stance("left"), side=None)
    assert told["proposed"] == pytest.approx(12.3, abs=0.2)


def test_a_foot_that_never_leaves_the_floor_gives_no_number():
    _, told = one_leg(stance(high=0.01), 20)
    assert (told["proposed"], told["why"]) == (None, "nothing_seen")


def test_a_hold_that_ended_because_sight_was_lost_is_no_result():
    room, told = one_leg(without(stance(), GO_S + 6, 99), 20)
    assert (told["proposed"], told["why"]) == (None, "lost")
    assert "coach.lost" in room.heard


def test_what_comes_after_the_foot_is_down_changes_nothing():
    room = Room("one_leg_stance")
    for frame in film(without(stance(), GO_S + 15, 99), GO_S + 20, RATE_HZ):
        if frame.t_s == GO_S:
            room.ask("attempt_begin", t_ms=round(GO_S * 1000), side="left")
        room.look(frame)
    assert room.view["attempt"]["trouble"] is None
    told = room.ask("attempt_end", t_ms=round((GO_S + 20) * 1000))
    assert told["proposed"] == pytest.approx(12.3, abs=0.2)


def test_seconds_on_the_elbows_are_whole_and_rounded_down():
    room = Room("prone_hold")
    way = ((GO_S + 0.5, -3), (GO_S + 1.5, 18), (GO_S + 22, 18), (GO_S + 23, -3))
    told = room.watch(lying(lambda t: prone(smoothly(t, *way)), GO_S + 30, rate_hz=RATE_HZ))
    assert told == {"proposed": 21, "why": None, "count": 0}


def test_less_than_a_whole_second_on_the_elbows_is_no_number():
    room = Room("prone_hold")
    way = ((1.5, -3), (2.5, 18), (GO_S + 0.3, 18), (GO_S + 1.3, -3))
    told = room.watch(lying(lambda t: prone(smoothly(t, *way)), GO_S + 8, rate_hz=RATE_HZ))
    assert told == {"proposed": None, "why": "nothing_seen", "count": 0}


def test_before_go_it_helps_and_a_second_try_can_follow():
    room = Room("one_leg_stance")
    for frame in film(without(stance(), 0, 2), GO_S, RATE_HZ):
        room.look(frame)
    assert room.heard == ["coach.place.nobody", "coach.place.good"]
    assert room.view["state"] == "ready"
    first = stance(down_s=GO_S + 5)
    second = stance(up_s=GO_S + 10, down_s=GO_S + 18)
    both = lambda t: first(t) if t < GO_S + 7 else second(t)  # noqa: E731 - the pose of this film
    frames = film(both, GO_S + 25, RATE_HZ)
    told = []
    for frame in frames[round(GO_S * RATE_HZ) :]:
        if frame.t_s in (GO_S, GO_S + 9):
            room.ask("attempt_begin", t_ms=round(frame.t_s * 1000), side="left")
        room.look(frame)
        if room.view["attempt"]["over"]:
            told.append(room.ask("attempt_end", t_ms=round(frame.t_s * 1000))["proposed"])
    assert told == [pytest.approx(4, abs=0.2), pytest.approx(8, abs=0.2)]
    assert room.heard == ["coach.place.nobody", "coach.place.good"]


@pytest.mark.parametrize(
    ("op", "value", "field"),
    [
        ("attempt_begin", {}, "t_ms"),
        ("attempt_begin", {"t_ms": -1}, "t_ms"),
        ("attempt_begin", {"t_ms": 5, "side": "both"}, "side"),
        ("attempt_end", {"t_ms": 5}, "attempt"),
    ],
)
def test_a_wrong_call_is_refused_by_field(op, value, field):
    assert Room("one_leg_stance").ask(op, **value)["error"]["field"] == field


def test_only_self_tests_are_tried_and_closing_ends_a_try():
    room = Room("bird_dog")
    assert "attempt" not in room.view
    assert room.ask("attempt_begin", t_ms=5)["error"]["field"] == "exercise"
    assert json.loads(Desk().attempt_end("{}"))["error"]["field"] == "coach"
    room = Room("chair_stand")
    room.ask("attempt_begin", t_ms=5)
    assert room.ask("attempt_end", t_ms=-5)["error"]["field"] == "t_ms"
    room.ask("coach_close")
    room.ask("coach_open", exercise="chair_stand")
    assert room.ask("attempt_end", t_ms=5)["error"]["field"] == "attempt"


def test_where_the_camera_stands_is_told_for_tests_that_are_no_movement():
    assert set(MOST_S) - set(STANDS) == {"prone_hold"}
