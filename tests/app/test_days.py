"""Hazard H15: clocks and zones never make two days of one, nor lose a morning (docs/safety.md)."""

from datetime import date

import pytest

from tests.builders import Story


def day(home):
    return home.house.plan_today().date


def test_today_is_the_date_of_the_clock(home):
    home.tell(Story().welcome())
    assert day(home.at("2026-03-04T00:01")) == "2026-03-04"


def test_a_clock_moved_back_a_day_does_not_offer_the_day_again(home):
    home.at("2026-03-03T10:00").tell(Story().welcome().on(1, 9).session())
    home.at("2026-03-02T10:00")
    today = home.house.plan_today()
    assert today.date == "2026-03-03"
    assert today.plan.done_today
    assert today.plan.item("elbow_prop").offered is None


def test_a_flight_to_the_west_stays_on_the_day_that_was_begun(home):
    told = Story(first=date(2026, 3, 3), offset="+13:00").welcome().on(0, 9).session()
    home.at("2026-03-03T10:00:00+13:00").tell(told)
    home.at("2026-03-02T13:00:00-10:00")
    assert day(home) == "2026-03-03"
    recorded = home.house.morning.answer(2, 10, new_leg_pain=False)
    assert recorded.today.date == "2026-03-03"


def test_a_flight_to_the_east_takes_the_new_date(home):
    home.at("2026-03-02T20:00:00-10:00").tell(Story(offset="-10:00").welcome())
    assert day(home.at("2026-03-04T00:30:00+13:00")) == "2026-03-04"


def test_an_entry_made_with_a_wildly_wrong_clock_does_not_lock_the_years_between(home):
    home.tell(Story().welcome())
    home.at("2031-01-01T10:00").house.morning.answer(2, 10, new_leg_pain=False)
    today = home.at("2026-03-03T10:00").house.plan_today()
    assert (today.date, today.later_entries) == ("2026-03-03", 1)
    assert today.plan.mode == "usual"
    home.house.session.start(2, "s1")
    assert home.house.session.running().session == "s1"


@pytest.mark.parametrize(
    ("evening", "morning"),
    [
        ("2026-03-28T20:00:00+01:00", "2026-03-29T08:00:00+02:00"),
        ("2026-10-24T20:00:00+02:00", "2026-10-25T08:00:00+01:00"),
    ],
)
def test_the_night_the_clocks_change_loses_no_morning(home, evening, morning):
    home.at(evening)
    home.tell(Story(first=date.fromisoformat(evening[:10])).welcome())
    home.house.session.start(2, "s1")
    home.house.session.end_movement("s1", "elbow_prop", 1, 2, completed=True)
    home.house.session.felt("s1.elbow_prop", {"fine": True})
    told = home.at(morning).house.morning.answer(2, 10, new_leg_pain=False)
    assert told.today.snapshot()["mornings"][-1]["light"] == "green"
    assert told.today.snapshot()["exercises"]["elbow_prop"]["streak"] == 1


def test_the_hour_that_comes_twice_keeps_its_order(home):
    home.tell(Story(first=date(2026, 10, 24)).welcome())
    home.at("2026-10-25T02:50:00+02:00").house.session.start(2, "s1")
    home.at("2026-10-25T02:10:00+01:00")
    assert home.house.session.running().session == "s1"
    home.house.session.end("s1", completed=False)
    assert [event.type for event in home.house.history.events()][-2:] == [
        "session_started",
        "session_ended",
    ]
