import pytest

from backfour.app.refusals import Stale
from backfour.core.errors import Refused
from tests.builders import Story


def test_a_session_is_started_once_and_goes_on_after_a_restart(home):
    home.tell(Story().welcome())
    home.house.session.start(2, "s1")
    home.at("2026-03-02T10:01")
    assert home.house.session.start(2, "s1").known == ("s1.start",)
    running = home.reopen().house.session.running()
    assert (running.session, running.pain, running.done) == ("s1", 2, ())


def test_the_pain_told_last_is_the_worst_of_the_last_movement(home):
    home.tell(Story().welcome())
    home.house.session.start(2, "s1")
    home.house.session.end_movement("s1", "elbow_prop", 1, 2, completed=True)
    answer = {"peak": 3, "quality": "stretch", "others": ["none"]}
    home.house.session.felt("s1.elbow_prop", answer)
    running = home.house.session.running()
    assert running.pain == 3
    assert [event.exercise for event in running.done] == ["elbow_prop"]


def test_an_ended_session_is_over(home):
    home.tell(Story().welcome())
    home.house.session.start(2, "s1")
    home.house.session.end("s1", completed=False)
    assert home.house.session.running() is None


def test_a_session_of_yesterday_is_closed_at_the_next_opening(home):
    home.tell(Story().welcome())
    home.house.session.start(2, "s1")
    home.at("2026-03-03T08:00")
    assert home.house.session.running() is None
    home.house.morning.answer(2, 10, new_leg_pain=False)
    assert home.house.session.running() is None
    assert home.house.drafts.settle(opening=True).written == ("s1.end",)
    end = next(e for e in home.house.history.events() if e.type == "session_ended")
    assert (end.completed, end.at) == (False, "2026-03-02T10:00:00+01:00")


def test_a_session_may_run_over_midnight(home):
    home.tell(Story().welcome()).at("2026-03-02T23:50")
    home.house.session.start(2, "s1")
    home.at("2026-03-03T00:10")
    assert home.house.session.running().session == "s1"
    assert home.house.drafts.settle(opening=True).written == ()


def test_nothing_starts_while_locked_and_the_new_plan_comes_with_the_refusal(home):
    with pytest.raises(Stale) as stale:
        home.house.session.start(2)
    assert stale.value.today.plan.mode == "locked"


@pytest.mark.parametrize(("exercise", "level"), [("elbow_prop", 2), ("pelvic_circles", 2)])
def test_a_movement_the_plan_does_not_offer_is_not_started(home, exercise, level):
    home.tell(Story().welcome())
    home.house.session.start(2, "s1")
    with pytest.raises(Stale):
        home.house.session.begin("s1", exercise, level, 2)
    assert home.house.session.begin("s1", exercise, 0, 2).kind == "started"


def test_a_movement_done_today_is_not_started_again(home):
    home.tell(Story().welcome().on(0, 9).session(("elbow_prop",)))
    home.house.session.start(2, "s2")
    with pytest.raises(Stale):
        home.house.session.begin("s2", "elbow_prop", 1, 2)


def test_a_reset_may_be_started_two_hours_later(home):
    home.tell(Story().welcome().on(0, 9).session(("elbow_prop",)))
    home.at("2026-03-02T13:00")
    home.house.session.start(2, "s2")
    assert home.house.session.begin("s2", "elbow_prop", 1, 2)
    with pytest.raises(Stale):
        home.house.session.begin("s2", "elbow_prop", 2, 2)


def test_a_movement_told_without_a_draft_is_recorded(home):
    home.tell(Story().welcome())
    home.house.session.start(2, "s1")
    told = Story().start().did("elbow_prop").rows[-1]
    values = {k: v for k, v in told.items() if k not in ("v", "id", "type", "at")}
    assert home.house.session.done(**values).new == ("s1.elbow_prop",)
    assert home.house.session.done(**values).known == ("s1.elbow_prop",)
    with pytest.raises(Refused):
        home.house.session.done(exercise="elbow_prop")


def calm(home):
    told = Story().welcome().on(0, 10).session(("elbow_prop",))
    for day in (1, 2):
        told.on(day, 8).morning().on(day, 10).session(("elbow_prop",))
    return home.tell(told.on(3, 8).morning()).at("2026-03-05T09:00")


def test_a_step_up_on_offer_is_taken_once(home):
    calm(home)
    assert home.house.plan_today().plan.rise == "elbow_prop"
    taken = home.house.rise.answer("elbow_prop", accepted=True, event_id="r1")
    assert taken.today.plan.item("elbow_prop").level == 2
    assert home.house.rise.answer("elbow_prop", accepted=True, event_id="r1").known == ("r1",)


@pytest.mark.parametrize("exercise", ["bird_dog", "leg_hang"])
def test_a_step_up_that_is_not_on_offer_is_refused_with_the_new_plan(home, exercise):
    calm(home)
    with pytest.raises(Stale) as stale:
        home.house.rise.answer(exercise, accepted=True)
    assert stale.value.today.plan.rise == "elbow_prop"
