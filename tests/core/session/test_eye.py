"""A session with the camera on, through the door the page uses: what is seen is what is written."""

from __future__ import annotations

import json

import pytest

from tests.core.motion.bodies import ASPECT, Lift, Script, film, raised
from tests.core.motion.lying import film as lying
from tests.core.motion.lying import prone
from tests.core.session.stage import Page

OTHER = {"left": "right", "right": "left"}
RATE_HZ = 10


def told(frame, **more):
    """A look as the page tells it."""
    lm = frame.points and [[x / ASPECT, y, z / ASPECT, v] for x, y, z, v in frame.points]
    return {"w": 1600, "h": 900, "lm": lm, "light": 0.5, **more}


class Watched(Page):
    """A page with a camera: a look each tenth of a second, before the tick."""

    def ask(self, op, value):
        out = json.loads(getattr(self.desk, op)(json.dumps(value)))
        if "view" in out:
            self.coach = out["view"]
            self.heard = [*getattr(self, "heard", []), *(line["key"] for line in out["say"])]
        return out

    def look(self, frame, **more):
        self.now_ms += 1000 // RATE_HZ
        self.ask("coach_frame", told(frame, t_ms=self.now_ms, **more))
        return self.send("tick")

    def until(self, screen, beat=None):
        for _ in range(4000):
            if self.view["screen"] == screen and beat in (None, self.view["beat"]):
                return self
            if self.view["waits"]:
                self.send("ready")
            else:
                self.send("tick", after_ms=500)
        raise AssertionError(self.view)


def bird_dog():
    page = Watched(options={"only": ["bird_dog"]})
    page.until("ready")
    page.ask("coach_open", {"exercise": "bird_dog", "level": 1})
    return page


STILL = film(Script(), 400, rate_hz=1)[0]


def lifted(arm, held_s, form="knee_inch", **more):
    """Looks of one raise: 1.5 s up, so long held, 1.5 s down, and a second's rest."""
    lift = Lift(1.5, 1.5 + held_s, raised(arm, OTHER[arm], form), **more)
    return film(Script((lift,)), held_s + 4, rate_hz=RATE_HZ)


def settle(page):
    for _ in range(3 * RATE_HZ):
        page.look(STILL)
    return page


def test_before_it_begins_the_coach_helps_and_says_that_it_sees():
    page = bird_dog()
    for _ in range(30):
        page.look(film(Script(), 1, rate_hz=1)[0], light=0.1)
    assert page.coach["state"] == "placing"
    assert page.coach["say"] == "coach.place.light"
    settle(page)
    assert (page.coach["state"], page.coach["say"]) == ("ready", "coach.place.good")
    assert page.heard == ["coach.place.light", "coach.place.good"]
    for frame in lifted("left", 5.4):
        page.look(frame)
    assert page.coach["state"] == "ready"
    page.send("ready")
    page.look(STILL)
    assert page.coach["state"] == "coaching"
    assert page.coach["reps"] == {"left": 0, "right": 0, "none": 0}
    assert page.view["camera"]["first"]


def test_repetitions_and_sides_are_those_that_were_seen():
    page = settle(bird_dog())
    page.send("ready")
    for arm in ("left", "right", "right", "left", "right"):
        for frame in lifted(arm, 5.4):
            page.look(frame)
    for frame in lifted("left", 2.0):
        page.look(frame)
    assert page.view["sides"]["left"]["done"] == 2
    page.send("end_movement", **{"for": "tired"})
    draft = page.drafts["s1.bird_dog"]
    assert (draft["reps_left"], draft["reps_right"]) == (2, 3)
    assert draft["technique"] == "ok"
    page.until("ask").send("answer", fine=True)
    done = next(event for event in page.events if event["type"] == "exercise_done")
    assert (done["reps_left"], done["reps_right"], done["technique"]) == (2, 3, "ok")


def test_a_hold_begins_when_the_person_is_up_and_not_before():
    page = settle(bird_dog())
    page.send("ready")
    for _ in range(3 * RATE_HZ):
        page.look(STILL)
    assert page.view["beat"] == "up"
    for frame in lifted("left", 5.4)[:25]:
        page.look(frame)
    assert page.view["beat"] == "hold"


def test_a_person_who_is_never_seen_lifting_is_not_waited_for_for_ever():
    page = settle(bird_dog())
    page.send("ready")
    for _ in range(200 * RATE_HZ):
        page.look(STILL)
        if page.view["screen"] != "doing":
            break
    assert page.view["screen"] != "doing"
    draft = page.drafts["s1.bird_dog"]
    assert (draft["reps_left"], draft["reps_right"]) == (0, 0)
    assert (draft["completed"], draft["technique"]) == (True, "not_judged")


def test_where_it_cannot_see_the_time_line_counts_as_without_a_camera():
    from backfour.core.motion.landmarks import Frame

    page = settle(bird_dog())
    page.send("ready")
    for _ in range(150 * RATE_HZ):
        page.look(Frame(0.0, None, ASPECT))
        if page.view["screen"] != "doing":
            break
    draft = page.drafts["s1.bird_dog"]
    assert (draft["reps_left"], draft["reps_right"]) == (4, 4)
    assert draft["technique"] == "not_judged"
    assert page.heard.count("coach.lost") >= 1
    assert page.coach["state"] == "lost"


def test_faults_that_keep_coming_withhold_and_do_nothing_else():
    page = settle(bird_dog())
    page.send("ready")
    for arm in ("left", "right", "left", "right"):
        lift = Lift(1.5, 6.9, raised(arm, OTHER[arm], "knee_inch", knee=0.6))
        for frame in film(Script((lift,)), 9.5, rate_hz=RATE_HZ):
            page.look(frame)
    page.send("end_movement", **{"for": "tired"})
    assert page.drafts["s1.bird_dog"]["technique"] == "failing"
    assert "cue.bird_dog.knee_too_high" in page.heard
    page.until("ask").send("answer", fine=True)
    assert "hurt" not in str(page.view["end"])


def test_while_paused_or_asked_the_coach_keeps_silent():
    page = settle(bird_dog())
    page.send("ready")
    page.send("pause")
    before = len(page.heard)
    for _ in range(60):
        page.look(STILL, lm=None)
    assert len(page.heard) == before
    page.send("resume")
    page.send("stop")
    for _ in range(60):
        page.look(STILL, lm=None)
    assert len(page.heard) == before


def test_when_the_camera_is_closed_what_it_saw_is_kept():
    page = settle(bird_dog())
    page.send("ready")
    for frame in lifted("left", 5.4):
        page.look(frame)
    summary = page.ask("coach_close", {})["summary"]
    assert [rep["side"] for rep in summary["reps"]] == ["left"]
    for _ in range(600):
        if page.view["screen"] != "doing":
            break
        page.send("tick", after_ms=500)
    draft = page.drafts["s1.bird_dog"]
    assert draft["reps_left"] + draft["reps_right"] == 8


def test_without_a_session_the_try_it_page_speaks_by_what_it_sees():
    from backfour.core.session.bridge import Desk

    desk = Desk()
    page = Watched.__new__(Watched)
    page.desk, page.heard = desk, []
    page.ask("coach_open", {"exercise": "bird_dog"})
    for n in range(1, 40):
        page.ask("coach_frame", told(STILL, t_ms=n * 100))
    assert page.heard == ["coach.place.good"]
    assert page.coach["state"] == "coaching"
    for n in range(40, 80):
        page.ask("coach_frame", told(STILL, t_ms=n * 100, lm=None))
    assert page.heard == ["coach.place.good", "coach.lost"]


@pytest.mark.parametrize(
    ("op", "value", "field"),
    [
        ("coach_open", {"exercise": "plank"}, "exercise"),
        ("coach_open", {"exercise": "bird_dog", "level": "one"}, "level"),
        ("coach_open", {"exercise": "bird_dog", "mirrored": 1}, "mirrored"),
        ("coach_open", {"exercise": "elbow_prop", "side": "left"}, "side"),
        ("coach_open", [], "input"),
        ("coach_frame", {"t_ms": -1, "w": 1, "h": 1, "lm": None}, "t_ms"),
        ("coach_frame", {"t_ms": 1, "w": 0, "h": 1, "lm": None}, "w"),
        ("coach_frame", {"t_ms": 1, "w": 1, "h": "x", "lm": None}, "h"),
        ("coach_frame", {"t_ms": 1, "w": 1, "h": 1, "lm": [1]}, "lm"),
        ("coach_frame", {"t_ms": 1, "w": 1, "h": 1, "lm": None, "model": "heavy"}, "model"),
    ],
)
def test_a_wrong_call_is_refused_by_field_and_changes_nothing(op, value, field):
    page = bird_dog()
    before = page.coach
    assert page.ask(op, value)["error"]["field"] == field
    assert page.coach == before


def test_looks_need_an_open_coach():
    page = Watched(options={"only": ["bird_dog"]})
    look = {"t_ms": 1, "w": 1, "h": 1, "lm": None}
    assert page.ask("coach_frame", look)["error"]["field"] == "coach"
    assert page.ask("coach_close", {})["error"]["field"] == "coach"


def test_the_small_model_counts_without_sides_and_judges_nothing():
    page = settle(bird_dog())
    page.send("ready")
    for frame in lifted("right", 5.4):
        page.look(frame, model="lite")
    page.send("end_movement", **{"for": "tired"})
    draft = page.drafts["s1.bird_dog"]
    assert (draft["reps_left"], draft["reps_right"]) == (1, 0)
    assert draft["technique"] == "not_judged"


def test_forms_the_camera_does_not_know_are_not_offered_to_it():
    from tests.core.session.stage import healthy

    page = Page(healthy("wrist_limit", "knee_kneel_limit"), options={"only": ["bird_dog"]})
    while page.view["exercise"] != "bird_dog":
        page.send("ready")
    assert page.view["camera"] is None


def propped(lift_deg):
    """A second face down, at rest or on the elbows."""
    return lying(lambda _: prone(lift_deg), 1, rate_hz=RATE_HZ)


def test_the_seconds_of_a_hold_are_those_in_position_and_its_clock_waits():
    page = Watched(options={"only": ["elbow_prop"]})
    page.until("ready")
    page.ask("coach_open", {"exercise": "elbow_prop", "level": 1})
    for _ in range(4):
        for frame in propped(0):
            page.look(frame)
    page.send("ready")
    left = page.view["count"]["value"]
    for _ in range(5):
        for frame in propped(0):
            page.look(frame)
    assert left - page.view["count"]["value"] <= 3
    for _ in range(60):
        for frame in propped(18):
            page.look(frame)
        if page.view["screen"] != "doing":
            break
    draft = page.drafts["s1.elbow_prop"]
    assert draft["completed"]
    assert 26 <= draft["held_s"] <= 31
