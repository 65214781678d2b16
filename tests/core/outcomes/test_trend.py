"""The sentence, what it rests on, and what it must never do.

Hazard H48 (docs/safety.md).
"""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfour.core.outcomes.measures import MEASURES, NOT_KNOWN, Matter
from backfour.core.outcomes.trend import SENTENCES, chart, decide, matters, trend
from tests.core.outcomes.histories import noisy, points


def last(found):
    return found[-1].day


def say(found, measure="pain", on=None):
    return trend(measure, found, last(found) if on is None else on)


def test_before_fourteen_days_it_is_too_early_whatever_they_show():
    found = say(points(*[9] * 6, *[0] * 7))
    assert (found.sentence, found.reason, found.change) == ("too_early", "trend.wait.days", None)
    assert trend("pain", (), 5).reason == "trend.wait.days"


def test_a_measure_told_rarely_has_no_sentence():
    with pytest.raises(ValueError, match="chair_stand"):
        trend("chair_stand", (), 5)


def test_two_single_days_never_make_a_sentence():
    found = say(points(9, *[None] * 40, 0))
    assert (found.sentence, found.reason) == ("too_early", "trend.wait.answers")


def test_an_old_answer_says_nothing_about_now():
    days = points(*[6] * 14, *[2] * 14)
    assert say(days).sentence == "improved"
    assert say(days, on=last(days) + 14).sentence == "improved"
    found = say(days, on=last(days) + 15)
    assert (found.sentence, found.reason) == ("too_early", "trend.wait.quiet")
    assert (found.first_day, found.last_day, found.answers) == (100, 127, 28)


def test_clearly_better_clearly_worse_and_the_same():
    better = say(noisy(3, 56, 6, 2))
    assert (better.sentence, better.reason) == ("improved", "trend.because.clear")
    assert better.low <= better.change <= better.high < 0
    assert better.matter == pytest.approx(0.3 * better.start)
    assert say(noisy(4, 56, 3, 7)).sentence == "worse"
    same = say(noisy(5, 56, 4, 4, spread=0.5))
    assert (same.sentence, same.reason) == ("about_the_same", "trend.because.none")
    assert same.window == 14


def test_days_that_swing_are_too_early():
    found = say(points(*[0, 10] * 8))
    assert (found.sentence, found.reason) == ("too_early", "trend.wait.wide")


def test_only_the_first_and_the_latest_weeks_count_in_years_of_days():
    long = (*points(*[6] * 14), *points(*[0] * 300, first=114), *points(*[6, 5] * 35, first=414))
    found = say(long)
    assert found.sentence == "about_the_same"
    assert found.answers == 14 + 14 * 4
    assert say(long[:314]).sentence == "improved"


def test_weekly_steps_need_six_weeks():
    hard, easy = [3] * 5, [1] * 5
    found = say(points(*hard, *easy, step=7), "socks")
    assert (found.sentence, found.window, found.matter) == ("improved", 5, 1)
    assert say(points(3, 3, 1, 1, 1, step=7), "socks").reason == "trend.wait.days"


def test_two_weekly_answers_in_one_week_are_one_step():
    days = (*points(3, 3, 3, step=7), *points(1, 1, 1, 1, first=121, step=7))
    doubled = sorted((*days, days[-1]._replace(day=days[-1].day + 1, value=0)))
    assert say(doubled, "socks").answers == len(days)


def test_stiffness_has_thresholds_of_its_own():
    found = say(points(*[60, 50, 70, 55] * 5, *[12, 10, 20, 15] * 5), "stiffness")
    assert found.sentence == "improved"
    assert found.matter == pytest.approx(found.start / 2)


@pytest.mark.parametrize(
    ("low", "change", "high", "falls", "sentence", "reason"),
    [
        (-380, -200, -20, 9750, "improved", "because.clear"),
        (-380, -200, -20, 9749, "too_early", "wait.wide"),
        (-290, -199, -30, 9990, "too_early", "wait.wide"),
        (-200, -100, -10, 9600, "about_the_same", "because.small"),
        (-150, 0, 150, 5000, "about_the_same", "because.none"),
        (-151, 0, 151, 5000, "too_early", "wait.wide"),
        (-200, -150, -100, 9999, "too_early", "wait.wide"),
        (10, 100, 190, 400, "about_the_same", "because.small"),
        (-30, 200, 430, 800, "worse", "because.clear"),
        (-30, 200, 430, 801, "too_early", "wait.wide"),
        (-30, 199, 430, 800, "too_early", "wait.wide"),
    ],
)
def test_the_sentence_is_chosen_by_change_certainty_and_what_matters(
    low, change, high, falls, sentence, reason
):
    found = decide(low, change, high, Fraction(150), Fraction(200), falls=falls)
    assert found == (sentence, f"trend.{reason}")


def test_improved_asks_for_more_certainty_than_worse():
    """The same 27 days turned round, where both need two full points."""
    said = []
    for seed in range(80):
        days = noisy(seed, 27, 3, 6.5, phi=0.6, spread=1.5)
        turned = tuple(day._replace(value=10 - day.value) for day in days)
        said.append((say(days).sentence == "worse", say(turned).sentence == "improved"))
    assert (False, True) not in said
    assert said.count((True, False)) >= 5
    assert said.count((True, True)) >= 5


def test_in_the_first_four_weeks_only_whole_points_count():
    """From 4 to 2.4: more than 30 %, less than 2 points."""
    short, long = points(*[4] * 10, *[2, 3, 2, 3, 2] * 2), points(*[4] * 15, *[2, 3, 2, 3, 2] * 3)
    assert (say(short).sentence, say(short).matter) == ("too_early", 1.2)
    assert say(long).sentence == "improved"


def test_the_change_is_the_difference_of_two_plain_means():
    found = say(points(*[6, 7] * 7, *[9] * 5, *[3, 5] * 7))
    assert (found.start, found.latest, found.change) == (6.5, 4, -2.5)


def test_what_matters_is_the_smaller_of_points_and_percent_but_never_under_one():
    pain = MEASURES["pain"].matter
    assert matters(pain, Fraction(10)) == 2
    assert matters(pain, Fraction(5)) == Fraction(3, 2)
    assert matters(pain, Fraction(1)) == 1
    stiff = MEASURES["stiffness"].matter
    assert (matters(stiff, Fraction(20)), matters(stiff, Fraction(60))) == (15, 30)
    assert matters(Matter(3, None, either=True, source=""), Fraction(9)) == 3
    assert matters(NOT_KNOWN, Fraction(9)) == 0


DAYS = st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=60)


@settings(max_examples=60)
@given(DAYS, st.integers(-90, 5000))
def test_shifting_the_calendar_changes_nothing(days, shift):
    here, there = points(*days), points(*days, first=100 + shift)
    on = 100 + len(days)
    a, b = trend("pain", here, on), trend("pain", there, on + shift)
    assert (a.sentence, a.low, a.change, a.high) == (b.sentence, b.low, b.change, b.high)
    assert a.sentence in SENTENCES


@settings(max_examples=40)
@given(st.lists(st.integers(0, 10), min_size=14, max_size=60))
def test_turning_better_and_worse_round_turns_the_sentence_round(days):
    a, b = say(points(*days)), say(points(*(10 - day for day in days)))
    assert a.change == pytest.approx(-b.change, abs=0.011)
    assert a.low == pytest.approx(-b.high, abs=0.011)


@settings(max_examples=40)
@given(DAYS, st.integers(0, 59))
def test_fewer_days_than_needed_never_give_a_sentence(days, gone):
    fewer = [None if place == gone else day for place, day in enumerate(days)]
    for told in (points(*days), points(*fewer)):
        found = trend("pain", told, 100 + len(days))
        if len(told) < 8:
            assert found.sentence == "too_early"


def test_the_chart_has_a_median_of_seven_days_from_three_answers_on():
    found = chart(points(5, 1, 9, None, None, None, None, 2, 4, 4))
    assert [day.usual for day in found.days] == [None, None, 5, 2, 4, 4]


def test_an_empty_chart_is_empty():
    assert chart(()) == chart(points(None))
    assert chart(points(3, 3)).band is None


def test_the_band_holds_four_of_five_days_and_is_never_narrower_than_a_step():
    found = chart(noisy(8, 80, spread=1.5))
    inside = [
        abs(day.value - day.usual) <= found.band
        for day in found.days[-56:]
        if day.usual is not None
    ]
    assert 0.8 <= sum(inside) / len(inside) < 1
    assert chart(points(*[4] * 20)).band == 1.0
    assert chart(points(*[20] * 20), least_band=5).band == 5.0
