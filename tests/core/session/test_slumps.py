"""The slump monitor through the door the page uses."""

from __future__ import annotations

import json

import pytest

from backfour.core.session.bridge import Desk
from tests.core.motion.test_upright import ASPECT, TORSO, person

RATE_HZ = 2


class Watched:
    """A page that looks at somebody who sits."""

    def __init__(self):
        self.desk, self.t_ms, self.nudges = Desk(), 1000, []
        self.ask("slump_open", {})

    def ask(self, op, value):
        out = json.loads(getattr(self.desk, op)(json.dumps(value)))
        self.out = out
        return out

    def look(self, seconds, points):
        """Look at the same for a while; returns the state at its end."""
        lm = points and [[x / ASPECT, y, z / ASPECT, v] for x, y, z, v in points]
        for _ in range(round(seconds * RATE_HZ)):
            self.t_ms += 1000 // RATE_HZ
            out = self.ask(
                "slump_frame", {"t_ms": self.t_ms, "w": 800, "h": 600, "lm": lm, "light": 0.5}
            )
            self.nudges += [self.t_ms] * out["nudge"]
        return self.out["view"]["state"]


UPRIGHT, SLUMPED = person(seat=0.9), person(seat=0.9, slump=0.35)
STANDING = person(seat=0.0)


def sitting():
    page = Watched()
    page.look(6, UPRIGHT)
    return page


def moved(points, dx):
    return tuple((x + dx, y, z, v) for x, y, z, v in points)


def test_it_learns_an_upright_place_then_knows_a_slump_from_it():
    page = Watched()
    assert page.out["view"]["state"] == "learning"
    assert page.look(0.5, UPRIGHT) == "learning"
    assert page.look(5, UPRIGHT) == "upright"
    assert page.look(5, SLUMPED) == "slumped"
    assert page.look(5, UPRIGHT) == "upright"


def test_ten_minutes_slumped_are_said_once():
    page = sitting()
    page.look(630, SLUMPED)
    assert len(page.nudges) == 1
    assert page.out["view"]["nudges"] == 1
    assert page.out["view"]["slumped_s"] < 60


def test_standing_and_an_empty_chair_are_away_and_never_a_slump():
    page = sitting()
    assert page.look(5, STANDING) == "away"
    assert page.look(700, STANDING) in {"away", "unknown"}
    assert page.look(5, None) == "away"
    assert page.nudges == []
    assert page.out["view"]["slumped_s"] == 0


def test_who_comes_back_upright_is_known_again():
    page = sitting()
    page.look(30, None)
    assert page.look(5, UPRIGHT) == "upright"
    assert page.look(5, SLUMPED) == "slumped"


def test_somebody_else_counts_as_nothing_until_they_say_that_they_sit_upright():
    page = sitting()
    page.look(30, None)
    smaller = tuple((x * 0.5 + 0.3, y * 0.5 + 0.2, z, v) for x, y, z, v in UPRIGHT)
    assert page.look(60, smaller) == "unknown"
    assert page.out["view"]["slumped_s"] == 0
    page.ask("slump_open", {})
    assert page.look(6, smaller) == "upright"


def test_a_place_that_was_not_chosen_never_becomes_the_upright_one():
    page = sitting()
    aside = moved(SLUMPED, -4 * 0.45 * TORSO)
    page.look(60, aside)
    assert page.look(5, UPRIGHT) == "upright"
    assert page.look(5, SLUMPED) == "slumped"


def test_a_dark_room_is_unknown():
    page = sitting()
    for _ in range(20):
        page.t_ms += 500
        lm = [[x / ASPECT, y, z, v] for x, y, z, v in SLUMPED]
        look = {"t_ms": page.t_ms, "w": 800, "h": 600, "lm": lm, "light": 0.01}
        page.ask("slump_frame", look)
    assert page.out["view"]["state"] == "unknown"


def test_snoozed_it_says_for_how_long_and_is_silent():
    page = sitting()
    page.look(300, SLUMPED)
    view = page.ask("slump_snooze", {"minutes": 30})["view"]
    assert (view["snoozed_s"], view["slumped_s"], view["state"]) == (1800, 0, "slumped")
    page.look(900, SLUMPED)
    assert page.nudges == []


@pytest.mark.parametrize("minutes", [0, 241, "30", None, True])
def test_a_snooze_that_cannot_be_is_refused(minutes):
    page = sitting()
    assert page.ask("slump_snooze", {"minutes": minutes})["error"]["field"] == "minutes"


def test_nothing_is_looked_at_before_it_is_opened_nor_after_it_was_closed():
    page = sitting()
    assert page.ask("slump_close", {})["view"]["nudges"] == 0
    for op in ("slump_frame", "slump_snooze", "slump_close"):
        assert page.ask(op, {})["error"]["field"] == "slump"


def test_a_look_that_cannot_be_read_is_refused_and_changes_nothing():
    page = sitting()
    for wrong in ({"w": 0}, {"lm": [[1, 2]]}, {"t_ms": -1}, {"light": 3}):
        told = {"t_ms": 9000, "w": 800, "h": 600, "lm": None, "light": 0.5, **wrong}
        assert "error" in page.ask("slump_frame", told)
    assert page.look(1, UPRIGHT) == "upright"


def test_a_movement_may_be_watched_beside_it():
    page = sitting()
    page.ask("coach_open", {"exercise": "bird_dog", "level": 1})
    assert page.look(1, UPRIGHT) == "upright"
