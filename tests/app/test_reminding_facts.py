"""What a real history says about reminders.

Hazard H35 (docs/safety.md).
"""

import pytest

from backfour import bootstrap
from backfour.app.reminding.ports import Due, Reached, Wish
from backfour.app.reminding.reminders import DEFAULTS
from backfour.core.reminding.rules import why_not
from backfour.core.vocabulary import SELF_TESTS
from tests.builders import Story

ME = Reached("own", "Europe/Berlin")


@pytest.fixture
def why(home):
    """Say why a reminder of a kind would not be sent now."""

    def asked(kind):
        house = bootstrap.house()
        now_s = house.clock.now().instant // 10**9
        wish = Wish(0, "", ME.person, kind, "push", DEFAULTS[kind], 1)
        return why_not(kind, house.tick._knows(Due(0, now_s, 0, 0, "", wish, ME), now_s))

    return asked


def test_on_a_first_open_day_there_is_a_session_and_no_morning(home, why):
    home.tell(Story().welcome().body()).at("2026-03-02T10:00")
    assert (why("session"), why("morning"), why("self_test"), why("break")) == (
        *("", "not_asked", "", ""),
    )


def test_whoever_has_not_answered_the_check_is_led_to_it(home, why):
    assert why("session") == ""


def test_a_done_session_asks_for_nothing_more_today_and_for_the_morning_after(home, why):
    home.tell(Story().welcome().body().session()).at("2026-03-02T11:00")
    assert (why("session"), why("morning")) == ("done", "not_asked")
    home.at("2026-03-03T08:30")
    assert why("morning") == ""


def test_an_answered_morning_is_not_asked_again(home, why):
    home.tell(Story().welcome().body().session().on(1, 8).morning()).at("2026-03-03T08:30")
    assert why("morning") == "done"


def test_whoever_must_be_seen_today_is_not_called_to_a_mat(home, why):
    home.tell(Story().welcome(R01="yes")).at("2026-03-02T11:00")
    assert bootstrap.house().plan_today().plan.action in {"urgent", "emergency"}
    assert {why(kind) for kind in ("session", "morning", "self_test", "break")} == {"alarm"}


def test_in_a_flare_there_are_no_self_tests(home, why):
    home.tell(Story().welcome().body().flare().mini()).at("2026-03-02T11:00")
    assert bootstrap.house().plan_today().plan.mode == "flare"
    assert why("self_test") == "flare"


def test_self_tests_done_within_four_weeks_are_not_asked_for(home, why):
    tested = Story().welcome().body()
    for name in SELF_TESTS:
        tested.add("measure_taken", measure=name, value=2)
    home.tell(tested).at("2026-03-20T11:00")
    assert why("self_test") == "done"
    home.at("2026-03-30T11:00")
    assert why("self_test") == "", "the check that has expired meanwhile comes first"


def test_one_self_test_that_was_done_does_not_hide_the_others(home, why):
    tested = Story().welcome().body().add("measure_taken", measure="chair_stand", value=12)
    home.tell(tested).at("2026-03-02T11:00")
    assert why("self_test") == ""


def test_a_morning_with_much_pain_is_no_day_for_self_tests(home, why):
    home.tell(Story().welcome().body().on(1, 8).morning(pain=6)).at("2026-03-03T11:00")
    assert why("self_test") == "pain"


def test_a_bout_of_sitting_that_was_just_logged_had_its_break(home, why):
    sat = {"place": "sofa", "minutes": 30, "feet_up": False, "back_filled": True}
    home.tell(Story().welcome().body().add("sitting_logged", **sat)).at("2026-03-02T09:20")
    assert why("break") == "just"
    home.at("2026-03-02T09:30")
    assert why("break") == ""
