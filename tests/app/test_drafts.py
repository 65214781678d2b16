"""Hazard H11: a Stop is never lost, never forgotten, never doubled (docs/safety.md)."""

import pytest

from backfour.core.errors import BackfourError, Refused
from tests.builders import Story


@pytest.fixture
def begun(home):
    """A session with the elbow prop begun."""
    home.tell(Story().welcome())
    home.house.session.start(2, "s1")
    home.house.session.begin("s1", "elbow_prop", 1, 2)
    return home


def written(home):
    return {event.id: event for event in home.house.history.events()}


ANSWER = {"peak": 2, "quality": "none", "others": ["none"]}


def test_a_stop_is_kept_at_once_and_survives_a_restart(begun):
    begun.house.session.stop("s1", "elbow_prop", 1, 2)
    (draft,) = begun.reopen().house.drafts.open()
    assert (draft.key, draft.kind) == ("s1.elbow_prop", "stopped")


def test_a_stop_counts_in_the_plan_before_anything_is_told(begun):
    begun.house.session.stop("s1", "elbow_prop", 1, 2)
    today = begun.house.plan_today()
    assert today.plan.item("elbow_prop").offered is None
    assert today.plan.item("bird_dog").offered is None
    assert today.plan.item("elbow_prop").resting_until == today.day + 2
    assert today.snapshot()["lights"] == []


def test_an_unanswered_stop_is_written_at_the_next_opening(begun):
    begun.house.session.stop("s1", "elbow_prop", 1, 2)
    begun.at("2026-03-02T10:20")
    settled = begun.reopen().house.drafts.settle(opening=True)
    stop = written(begun)["s1.elbow_prop"]
    assert settled.written == ("s1.elbow_prop",)
    assert (stop.stop_pressed, stop.before, stop.peak) == (True, 2, 2)
    assert (stop.quality, stop.spread, stop.completed) == ("none", "none", False)
    assert stop.at == "2026-03-02T10:00:00+01:00"
    assert begun.house.drafts.open() == ()
    assert begun.house.drafts.settle(opening=True).written == ()


def test_the_door_is_an_opening(begun):
    begun.house.session.stop("s1", "elbow_prop", 1, 2)
    assert begun.house.door.use(begun.house.door.new_token())
    assert "s1.elbow_prop" in written(begun)


def test_the_end_of_the_day_writes_it_too(begun):
    begun.house.session.stop("s1", "elbow_prop", 1, 2)
    assert begun.house.plan_today().drafts
    begun.at("2026-03-03T08:00")
    today = begun.house.plan_today()
    assert written(begun)["s1.elbow_prop"].at.startswith("2026-03-02")
    assert [light["light"] for light in today.snapshot()["lights"]] == ["red"]


def test_a_morning_answered_before_does_not_hold_it_up(begun):
    begun.house.session.stop("s1", "elbow_prop", 1, 2)
    begun.at("2026-03-03T08:00")
    begun.house.morning.answer(2, 10, new_leg_pain=False)
    assert begun.house.plan_today().snapshot()["lights"][0]["light"] == "red"


def test_an_answered_stop_is_written_once(begun):
    begun.house.session.stop("s1", "elbow_prop", 1, 2)
    told = begun.house.session.felt("s1.elbow_prop", {**ANSWER, "peak": 6, "quality": "ache"})
    assert told.new == ("s1.elbow_prop",)
    assert begun.house.session.felt("s1.elbow_prop", ANSWER).known == ("s1.elbow_prop",)
    assert begun.house.drafts.settle(opening=True).written == ()
    assert written(begun)["s1.elbow_prop"].peak == 6


def test_fine_is_no_answer_to_a_stop(begun):
    begun.house.session.stop("s1", "elbow_prop", 1, 2)
    with pytest.raises(Refused):
        begun.house.session.felt("s1.elbow_prop", {"fine": True})


def test_a_late_answer_that_adds_nothing_leaves_one_red(begun):
    begun.house.session.stop("s1", "elbow_prop", 1, 2)
    begun.house.drafts.settle(opening=True)
    late = begun.house.session.felt("s1.elbow_prop", {**ANSWER, "peak": 5, "quality": "ache"})
    assert (late.new, late.known) == ((), ("s1.elbow_prop",))
    assert begun.house.plan_today().snapshot()["exercises"]["elbow_prop"]["reds"] == 1


@pytest.mark.parametrize("other", ["neuro", "system", "leg"])
def test_a_late_answer_that_is_worse_is_recorded_beside_it(begun, other):
    begun.house.session.stop("s1", "elbow_prop", 1, 2)
    begun.house.drafts.settle(opening=True)
    answer = {"peak": 5, "quality": "ache", "others": [other]}
    late = begun.house.session.felt("s1.elbow_prop", answer)
    assert late.new == ("s1.elbow_prop.told",)
    assert begun.house.session.felt("s1.elbow_prop", answer).new == ()
    assert begun.house.plan_today().snapshot()["exercises"]["elbow_prop"]["needs_rescreen"]


def test_pressed_by_mistake_ends_the_movement_without_a_stop(begun):
    begun.house.session.stop("s1", "elbow_prop", 1, 2)
    begun.house.session.mistake("s1.elbow_prop")
    begun.house.session.felt("s1.elbow_prop", {"fine": True})
    told = written(begun)["s1.elbow_prop"]
    assert (told.stop_pressed, told.stopped_for, told.completed) == (False, "other", False)


def test_a_beginning_that_comes_late_does_not_undo_a_stop(begun):
    stop = begun.house.session.stop("s1", "elbow_prop", 1, 2)
    assert begun.house.drafts.keep("started", stop.data).kind == "stopped"


def test_a_draft_of_what_was_told_already_is_not_kept(begun):
    begun.house.session.end_movement("s1", "elbow_prop", 1, 2, completed=True)
    begun.house.session.felt("s1.elbow_prop", {"fine": True})
    begun.house.session.stop("s1", "elbow_prop", 1, 2)
    assert begun.house.drafts.open() == ()


def test_other_movements_are_asked_about_and_may_be_forgotten(begun):
    settled = begun.house.drafts.settle(opening=True)
    assert [draft.kind for draft in settled.to_ask] == ["started"]
    begun.house.drafts.drop("s1.elbow_prop")
    assert begun.house.drafts.open() == ()
    assert "s1.elbow_prop" not in written(begun)


def test_a_stop_cannot_be_forgotten(begun):
    begun.house.session.stop("s1", "elbow_prop", 1, 2)
    begun.house.drafts.drop("s1.elbow_prop")
    assert len(begun.house.drafts.open()) == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"level": 7}, "level"), ({"before": 11}, "before"), ({"exercise": "yoga"}, "exercise")],
)
def test_a_malformed_draft_is_refused(begun, wrong, field):
    data = {"id": "d", "session": "s1", "exercise": "bird_dog", "level": 1, "before": 2}
    with pytest.raises(Refused) as refused:
        begun.house.drafts.keep("stopped", data | wrong)
    assert refused.value.field == field
    for broken in ({}, {"id": 3}, {"id": "d"}, data | {"gossip": 1}):
        with pytest.raises(Refused):
            begun.house.drafts.keep("stopped", broken)
    with pytest.raises(Refused):
        begun.house.drafts.keep("dancing", data)


def test_an_answer_without_a_movement_is_told_so(begun):
    with pytest.raises(BackfourError) as told:
        begun.house.session.felt("nothing", ANSWER)
    assert told.value.key == "draft.gone"


def test_settled_stops_are_forgotten_after_a_month(begun):
    begun.house.session.stop("s1", "elbow_prop", 1, 2)
    begun.house.drafts.settle(opening=True)
    assert begun.house.drafts.get("s1.elbow_prop", settled=True)
    begun.at("2026-04-10T08:00").house.drafts.settle(opening=True)
    assert begun.house.drafts.get("s1.elbow_prop", settled=True) is None


@pytest.mark.parametrize(("kind", "completed"), [("ended", True), ("started", False)])
def test_a_session_cut_off_is_closed_the_next_day_with_what_was_done(begun, kind, completed):
    """The battery died: told the next morning, dated when it was done, the end not before it."""
    if kind == "ended":
        begun.at("2026-03-02T10:04")
        begun.house.session.end_movement("s1", "elbow_prop", 1, 2, completed=True)
    begun.at("2026-03-03T08:00").reopen()
    asked = begun.house.drafts.settle(opening=True).to_ask
    assert [(draft.key, draft.kind) for draft in asked] == [("s1.elbow_prop", kind)]
    begun.house.session.felt("s1.elbow_prop", {"fine": True})
    done, end = written(begun)["s1.elbow_prop"], written(begun)["s1.end"]
    assert done.at == begun_at(kind)
    assert done.completed is completed
    assert done.instant <= end.instant
    assert end.at.startswith("2026-03-02")


def begun_at(kind):
    return "2026-03-02T10:04:00+01:00" if kind == "ended" else "2026-03-02T10:00:00+01:00"


def test_a_session_cut_off_and_not_remembered_is_closed_all_the_same(begun):
    begun.at("2026-03-03T08:00").reopen()
    begun.house.drafts.settle(opening=True)
    begun.house.drafts.drop("s1.elbow_prop")
    assert "s1.elbow_prop" not in written(begun)
    assert written(begun)["s1.end"].completed is False
