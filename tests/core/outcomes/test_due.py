"""When measures are asked, which self-tests are safe today, and what they propose.

Hazard H47 (docs/safety.md).
"""

import pytest

from backfour.core.events import ABSENT, MeasureTaken
from backfour.core.outcomes import due
from backfour.core.outcomes.due import Standing
from backfour.core.outcomes.norms import norm
from backfour.core.outcomes.told import told
from backfour.core.vocabulary import SEE, SELF_TESTS
from tests.builders import Story

CALM = Standing(pain=3)


def started(*rows):
    story = Story().on(0).session()
    for day, measure, value, *detail in rows:
        more = {"detail": detail[0]} if detail else {}
        story.on(day).add("measure_taken", measure=measure, value=value, **more)
    return story


def asked(story, day):
    found = due.measures_due(told(story.events(), story.day(day)))
    return {one.measure: (one.due, one.since - story.day(0)) for one in found}


def test_on_the_first_day_all_but_the_felt_change_is_asked():
    assert asked(started(), 0) == {
        "straighten_up": (True, 0),
        "upright_s": (True, 0),
        "socks": (True, 0),
        "activity_1": (True, 0),
        "change": (False, 14),
    }


def test_before_anything_was_done_today_is_the_start():
    assert asked(Story(), 0)["socks"] == (True, 0)


def test_weekly_measures_come_back_after_seven_days():
    story = started((0, "socks", 2))
    assert asked(story, 6)["socks"] == (False, 7)
    assert asked(story, 7)["socks"] == (True, 7)


def test_what_a_check_asked_today_is_not_asked_again():
    story = started().on(3).full()
    assert asked(story, 3)["socks"] == (False, 10)
    assert asked(story, 3)["upright_s"] == (True, 0)


STAIRS = {"text": "stairs"}


@pytest.mark.parametrize(
    ("answered", "today", "expected"),
    [
        ((0,), 5, (False, 14)),
        ((0,), 13, (False, 14)),
        ((0,), 14, (True, 14)),
        ((0, 12), 13, (False, 42)),
        ((0, 12), 15, (False, 42)),
        ((0,), 50, (True, 42)),
        ((0, 50), 50, (False, 84)),
        ((0, 84), 90, (False, 168)),
        ((0, 82), 83, (False, 168)),
        ((0, 84), 168, (True, 168)),
    ],
)
def test_activities_are_asked_at_two_six_and_twelve_weeks_and_then_every_twelve(
    answered, today, expected
):
    story = started(*((day, "activity_1", 4, STAIRS) for day in answered))
    assert asked(story, today)["activity_1"] == expected


def test_an_answer_just_before_the_last_known_week_moves_to_the_one_after():
    story = started(*((day, "change", 1) for day in (14, 42, 83)))
    assert asked(story, 83)["change"] == (False, 168)


def test_every_slot_with_an_activity_is_asked():
    story = started((0, "activity_1", 4, STAIRS), (0, "activity_3", 4, {"text": "boots"}))
    assert {"activity_1", "activity_3"} <= asked(story, 20).keys()
    assert "activity_2" not in asked(story, 20)


def offered(standing, story=None, day=0):
    story = story or started()
    found = due.self_tests_due(told(story.events(), story.day(day)), standing)
    assert [one.measure for one in found] == list(SELF_TESTS)
    return {one.measure: (one.state, one.reason) for one in found}


def test_self_tests_are_due_at_the_start_and_every_four_weeks():
    assert set(offered(CALM).values()) == {("due", "")}
    story = started((0, "chair_stand", 10))
    assert offered(CALM, story, 27)["chair_stand"] == ("later", "")
    assert offered(CALM, story, 28)["chair_stand"] == ("due", "")
    assert offered(CALM, Story())["chair_stand"] == ("due", "")


@pytest.mark.parametrize(
    ("standing", "reason"),
    [
        (Standing(action=SEE, pain=1), "screen"),
        (Standing(locked=True, pain=1), "screen"),
        (Standing(flare=True, pain=1), "flare"),
        (Standing(), "ask_pain"),
        (Standing(pain=6), "pain"),
    ],
)
def test_none_is_done_behind_a_lock_in_a_flare_or_with_more_pain(standing, reason):
    assert set(offered(standing).values()) == {("closed", f"selftest.closed.{reason}")}


@pytest.mark.parametrize(
    ("standing", "skipped"),
    [
        ({"flags": {"bp_uncontrolled"}}, {"chair_stand": "pressure"}),
        (
            {"operations": {"knee_12w"}},
            {"chair_stand": "operation", "one_leg_stance": "operation"},
        ),
        ({"flags": {"fall_risk"}}, {"chair_stand": "helper", "one_leg_stance": "balance"}),
        ({"flags": {"fall_risk"}, "helper": True}, {"one_leg_stance": "balance"}),
        (
            {"flags": {"balance_condition"}},
            {"one_leg_stance": "balance", "sock_test": "bending"},
        ),
        ({"flags": {"osteoporosis"}}, {"sock_test": "bending"}),
        (
            {"flags": {"hip_replacement_precautions"}},
            {"chair_stand": "operation", "one_leg_stance": "operation", "sock_test": "operation"},
        ),
        ({"caps": {"elbow_prop": 0}}, {"prone_hold": "movement"}),
        ({"caps": {"bird_dog": -1, "elbow_prop": 3}}, {"bird_dog_quality": "movement"}),
    ],
)
def test_a_condition_leaves_out_the_test_it_makes_unsafe(standing, skipped):
    told_of = {
        name: frozenset(value) if isinstance(value, set) else value
        for name, value in standing.items()
    }
    found = offered(Standing(pain=2, **told_of))
    assert {one: why for one, (state, why) in found.items() if state == "skipped"} == {
        one: f"selftest.skip.{why}" for one, why in skipped.items()
    }


def stance(value, detail=ABSENT, measure="one_leg_stance"):
    return MeasureTaken("m", "2026-03-02T09:00Z", 0, 1, measure, value, detail)


def test_under_five_seconds_without_a_hand_proposes_the_risk_of_falls():
    found = due.proposal(stance(4.9), frozenset({"wrist_limit"}))
    assert (found.key, found.added) == ("proposal.fall_risk", "fall_risk")
    assert found.flags == ("fall_risk", "wrist_limit")


def test_under_five_seconds_even_with_fingertips_proposes_more():
    found = due.proposal(stance(3, {"fingertips": True}), frozenset({"fall_risk"}))
    assert found.key == "proposal.balance_fail_5s"
    assert found.flags == ("balance_fail_5s", "fall_risk")


@pytest.mark.parametrize(
    "taken",
    [stance(5), stance(4, measure="chair_stand"), stance(4, {"fingertips": False})],
)
def test_nothing_is_proposed_without_need(taken):
    assert due.proposal(taken, frozenset({"fall_risk"})) is None


@pytest.mark.parametrize(
    ("measure", "value", "age", "sex", "key", "reference"),
    [
        ("chair_stand", 13, 60, "male", "norm.below", 14),
        ("chair_stand", 14, 64, "male", "norm.not_below", 14),
        ("chair_stand", 3, 94, "female", "norm.below", 4),
        ("chair_stand", 3, 95, "female", "norm.own_only", None),
        ("chair_stand", 3, 59, "male", "norm.own_only", None),
        ("chair_stand", 3, 70, "unstated", "norm.own_only", None),
        ("chair_stand", 3, None, "male", "norm.own_only", None),
        ("one_leg_stance", 30, 59, "unstated", "norm.usual", 41),
        ("one_leg_stance", 30, 88, "male", "norm.usual", 9.4),
        ("one_leg_stance", 30, 49, "male", "norm.own_only", None),
        ("prone_hold", 30, 70, "male", "norm.own_only", None),
    ],
)
def test_norms_by_age_and_sex(measure, value, age, sex, key, reference):
    found = norm(measure, value, age, sex)
    assert (found.key, found.reference) == (key, reference)
