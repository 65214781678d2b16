"""A coach around any movement passes on what is believed, closes what is lost, and says little."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from backfour.core.errors import Refused
from backfour.core.motion.coach import PRAISE, Coach, finish, open_coach, step
from backfour.core.motion.cues import CUES
from backfour.core.motion.landmarks import L_WRIST, R_WRIST, Frame
from backfour.core.motion.movements import MOVEMENTS, SIDED
from backfour.core.motion.report import Tally, document, judge
from backfour.core.motion.seen import Cue, Demand, Fault, Found, Hold, Lost, Now, Rep
from tests.core.motion.sticks import ASPECT, looks, stick


@dataclass(frozen=True)
class Toy:
    """Holds while the person is seen; tells what its script says at given looks."""

    script: dict
    looks: int = 0
    since_s: float | None = None
    last_s: float = 0.0
    wrist: tuple = ()

    demand = Demand((0, 45))

    def step(self, seen):
        number = self.looks + 1
        since_s = seen.t_s if self.since_s is None else self.since_s
        turned = replace(
            self, looks=number, since_s=since_s, last_s=seen.t_s, wrist=seen.at[L_WRIST]
        )
        told = self.script.get(number, ())
        return turned, tuple(event(seen.t_s) for event in told)

    def lose(self, t_s):
        return self.finish(t_s)

    def finish(self, t_s):
        if self.since_s is None:
            return self, ()
        return replace(self, since_s=None), (
            Hold(self.since_s, t_s, t_s - self.since_s, None, True),
        )

    def now(self):
        return Now("start" if self.since_s is None else "hold", None, 0.0)


def play(frames, script=None, **more):
    coach, tally, told = Coach("elbow_prop", Toy(script or {}), **more), Tally(), []
    for frame in frames:
        coach, events = step(coach, frame)
        told += events
    coach, events = finish(coach)
    told += events
    tally.add(told)
    return coach, told, document(coach, tally)


GOOD = stick(upright=False)


def test_a_loss_closes_what_was_under_way_and_judging_begins_anew():
    frames = looks(GOOD, 3) + looks(None, 3, start_s=3) + looks(GOOD, 2, start_s=6)
    coach, told, written = play(frames)
    first, lost, found, second = told
    assert (first.start_s, first.end_s) == (pytest.approx(0.5), pytest.approx(2.9))
    assert (lost.since_s, lost.reason) == (3.0, "nobody")
    assert isinstance(found, Found)
    assert second.start_s == found.t_s
    assert written["abstained"] == [{"start_s": 3.0, "end_s": 6.5, "reason": "nobody"}]
    assert written["seconds"] == 7.9
    assert written["usable_s"] == pytest.approx(4.4)
    assert [hold["held_s"] for hold in written["holds"]] == [2.4, 1.4]
    assert coach.judged_s == pytest.approx(2.4 + 1.4)


def test_what_is_never_seen_is_one_long_silence():
    for seconds in (0.6, 5):
        _, told, written = play(looks(None, seconds))
        assert [type(event) for event in told] == [Lost, Found]
        assert written["usable_s"] == 0
        (gap,) = written["abstained"]
        assert (gap["start_s"], gap["reason"]) == (0, "nobody")
    _, told, written = play([])
    assert told == []
    assert (written["seconds"], written["usable_s"]) == (0, 0)


def test_looks_that_are_not_later_are_passed_over():
    frames = looks(GOOD, 2)
    _, _, once = play(frames)
    _, _, twice = play([frame for frame in frames for _ in range(2)])
    _, _, back = play([*frames, replace(frames[3])])
    assert once == twice == back


def test_one_cue_in_five_seconds_and_praise_once_it_is_better():
    bad = lambda t: Fault(t, "elbow_prop.sinking")  # noqa: E731
    worse = lambda t: Fault(t, "elbow_prop.head_back")  # noqa: E731
    good = lambda t: Rep(t - 1, t, None)  # noqa: E731
    held = lambda t: Hold(t - 1, t, 1, None, True)  # noqa: E731
    short = lambda t: Hold(t - 1, t, 1, None, False)  # noqa: E731
    script = {5: [good, bad], 20: [worse], 57: [worse], 80: [good], 110: [good], 115: [held]}
    script |= {150: [bad], 160: [good], 240: [bad], 300: [short], 310: [held], 720: [held]}
    _, told, _ = play(looks(GOOD, 75), script)
    cues = [(round(cue.t_s - 0.4, 1), cue.key) for cue in told if isinstance(cue, Cue)]
    assert cues == [
        (0.5, CUES["elbow_prop.sinking"]),
        (5.7, CUES["elbow_prop.head_back"]),
        (11.0, PRAISE),
        (24.0, CUES["elbow_prop.sinking"]),
        (72.0, PRAISE),
    ]


def test_in_mirrored_pictures_left_is_right():
    points = list(GOOD)
    points[R_WRIST] = (0.5, 0.4, 0, 1)
    coach, _, _ = play(looks(tuple(points), 2), mirrored=True)
    assert coach.movement.wrist == pytest.approx((ASPECT - 0.5, 0.4))


def test_a_coach_is_opened_for_what_it_knows():
    with pytest.raises(Refused) as wrong:
        open_coach("plank")
    assert wrong.value.field == "exercise"
    for exercise in MOVEMENTS:
        coach = open_coach(exercise, side="left" if exercise in SIDED else None, level=1)
        assert coach.exercise == exercise
        assert not coach.seen_before
        with pytest.raises(Refused) as wrong:
            open_coach(exercise, side="up" if exercise in SIDED else "left")
        assert wrong.value.field == "side"


@pytest.mark.parametrize("exercise", sorted(MOVEMENTS))
def test_a_whole_recording_of_nothing_is_judged_as_nothing(exercise):
    frames = [Frame(n / 10, None, ASPECT) for n in range(30)]
    written = judge(exercise, frames)
    assert written["exercise"] == exercise
    assert written["holds"] == written["reps"] == written["faults"] == []
