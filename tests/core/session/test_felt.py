"""How it felt: exactly what is written for each answer (issue 1, section 7)."""

from __future__ import annotations

import pytest

from backfour.core.errors import Refused
from backfour.core.reading import parse_event
from backfour.core.session.felt import (
    Draft,
    answer_draft,
    close_stop,
    draft_from,
    read_answer,
)

AT = "2026-03-02T10:01:00+01:00"
LATER = "2026-03-02T10:02:00+01:00"


def draft(kind="ended", **more):
    told = {"completed": kind == "ended", **more}
    return Draft("s1.bird_dog", kind, "s1", "bird_dog", 1, 3, AT, **told)


def events(values, kind="ended", reported=(), **more):
    told = read_answer(values, before=3, stopped=kind == "stopped")
    return answer_draft(draft(kind, **more), told, reported, LATER)


def felt(*others, peak=4, quality="ache"):
    return {"peak": peak, "quality": quality, "others": list(others)}


def test_fine_means_peak_as_before_and_nothing_unusual():
    (done,) = events({"fine": True}, reps_left=4, reps_right=4)
    assert done == {
        "v": 1,
        "id": "s1.bird_dog",
        "type": "exercise_done",
        "at": AT,
        "session": "s1",
        "exercise": "bird_dog",
        "level": 1,
        "before": 3,
        "peak": 3,
        "quality": "none",
        "spread": "none",
        "neuro": False,
        "system": False,
        "stop_pressed": False,
        "completed": True,
        "technique": "not_judged",
        "reps_left": 4,
        "reps_right": 4,
    }
    parse_event(done)


def test_of_several_spreads_the_worst_is_written():
    (done,) = events(felt("centralised", "leg", "buttock"))
    assert (done["spread"], done["peak"], done["quality"]) == ("leg", 4, "ache")
    (done,) = events(felt("centralised", "buttock"))
    assert done["spread"] == "buttock"
    (done,) = events(felt("none", peak=0, quality="none"))
    assert (done["spread"], done["peak"]) == ("none", 0)


def test_a_tingling_hand_is_a_wrist_and_no_nerve_of_the_leg():
    done, flags = events(felt("tingling_hand"), reported=["osteoporosis"])
    assert not done["neuro"]
    assert not done["stop_pressed"]
    assert flags == {
        "v": 1,
        "id": "s1.bird_dog.flags",
        "type": "flags_reported",
        "at": LATER,
        "flags": ["osteoporosis", "wrist_limit"],
    }
    parse_event(flags)


def test_a_near_fall_is_a_stop_for_another_reason():
    done, flags = events(felt("near_fall"))
    assert (done["stop_pressed"], done["stopped_for"]) == (True, "other")
    assert flags["flags"] == ["fall_risk"]


def test_a_condition_already_known_is_not_reported_twice():
    (done,) = events(felt("near_fall"), reported=["fall_risk"])
    assert done["stop_pressed"]


@pytest.mark.parametrize("serious", ["neuro", "system"])
def test_nobody_counts_pain_before_being_told_what_to_do(serious):
    (done,) = events({"peak": None, "quality": None, "others": [serious]}, kind="stopped")
    assert done[serious] is True
    assert (done["peak"], done["quality"], done["stop_pressed"]) == (3, "none", True)
    parse_event(done)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "others"),
        (felt(), "others"),
        (felt("none", "leg"), "others"),
        (felt("cold"), "others"),
        ({"others": "none"}, "others"),
        (felt("none", peak=None), "peak"),
        (felt("none", peak=11), "peak"),
        (felt("none", peak=True), "peak"),
        (felt("none", quality=None), "quality"),
        (felt("none", quality="odd"), "quality"),
        ({"fine": False}, "others"),
    ],
)
def test_nothing_is_taken_for_granted(values, field):
    with pytest.raises(Refused) as wrong:
        read_answer(values, before=3, stopped=False)
    assert wrong.value.field == field


def test_after_a_stop_fine_is_no_answer():
    with pytest.raises(Refused):
        read_answer({"fine": True}, before=3, stopped=True)


def test_a_stop_that_was_never_answered_is_written_as_one():
    done = close_stop(draft("stopped", stopped_for="pain", held_s=12))
    assert (done["stop_pressed"], done["peak"], done["at"]) == (True, 3, AT)
    assert (done["stopped_for"], done["held_s"], done["completed"]) == ("pain", 12, False)
    parse_event(done)


def test_pressed_by_mistake_is_no_stop_but_ends_the_movement():
    told = draft("stopped", stopped_for="pain").unstopped()
    assert (told.kind, told.stopped_for, told.completed) == ("ended", "other", False)
    (done,) = answer_draft(told, read_answer({"fine": True}, before=3, stopped=False), (), LATER)
    assert (done["stop_pressed"], done["stopped_for"]) == (False, "other")


def test_a_draft_survives_being_stored():
    told = draft("stopped", stopped_for="pain", held_s=3)
    assert draft_from(told.to_dict()) == told


@pytest.mark.parametrize(
    ("change", "named"),
    [({"level": None}, "level"), ({"mood": 1}, "mood")],
)
def test_a_draft_of_another_shape_is_refused(change, named):
    values = draft().to_dict() | change
    values = {name: value for name, value in values.items() if value is not None}
    with pytest.raises(Refused, match=named):
        draft_from(values)
