"""Breaks from sitting: when one is due, and when it is quiet. Hazard H44 (docs/safety.md)."""

from dataclasses import replace

import pytest

from backfour.core.sitting.breaks import (
    AFTER_RETURN_S,
    ANSWER_S,
    GONE_S,
    IGNORED_STOP,
    LONGEST_S,
    MOST_A_DAY,
    POSTPONE_S,
    Bout,
    Breaks,
    Wish,
    declined,
    due,
    offer,
    postponed,
    sat_down,
    seen,
    took,
)

SAT_S = 1_000_000
DAY = 740_000
NOON = 12 * 60
SOFA = Bout(SAT_S, "sofa")
NONE_YET = Breaks(DAY)


def at(wish=None, bout=SOFA, breaks=NONE_YET, after_s=0, minute=NOON):
    return due(wish or Wish(), bout, breaks, SAT_S + after_s, minute)


def test_half_an_hour_after_sitting_down_unless_chosen_otherwise():
    assert at().at_s == SAT_S + 30 * 60
    assert at(Wish(every_min=45)).at_s == SAT_S + 45 * 60


@pytest.mark.parametrize(("wished", "given"), [(1, 20), (20, 20), (60, 60), (600, 60)])
def test_an_interval_stays_between_20_and_60_minutes(wished, given):
    assert Wish(every_min=wished).every_s == given * 60


def test_a_skin_that_must_be_spared_is_reminded_at_least_every_half_hour():
    assert Wish(every_min=60, shift=True).every_s == 1800
    assert Wish(every_min=20, shift=True).every_s == 1200


def test_nothing_comes_when_switched_off_when_nobody_sits_and_in_the_car():
    assert at(Wish(on=False)).silence == "off"
    assert at(bout=None).silence == "nobody"
    assert at(bout=Bout(SAT_S, "car")).silence == "car"


def test_a_bout_of_hours_was_forgotten_or_its_person_sleeps():
    assert at(after_s=LONGEST_S - 1).silence is None
    assert at(after_s=LONGEST_S).silence == "asleep"


@pytest.mark.parametrize(
    ("minute", "quiet"),
    [(20 * 60, False), (20 * 60 + 31, True), (2 * 60, True), (6 * 60 + 31, False)],
)
def test_quiet_hours_are_judged_at_the_moment_it_would_come_also_past_midnight(minute, quiet):
    assert (at(minute=minute).silence == "quiet") is quiet


def test_quiet_hours_within_one_day_and_none_at_all():
    siesta = Wish(quiet_from_min=13 * 60, quiet_until_min=15 * 60)
    assert siesta.quiet_at(13 * 60)
    assert not siesta.quiet_at(15 * 60)
    assert not any(Wish(quiet_from_min=60, quiet_until_min=60).quiet_at(n) for n in range(1440))


def test_one_that_was_offered_waits_for_its_answer():
    assert at(breaks=offer(NONE_YET, SAT_S + 1800), after_s=1801).silence == "answer"


def test_without_an_answer_the_next_comes_an_interval_later_and_after_three_none():
    breaks = NONE_YET
    for n in range(1, IGNORED_STOP + 1):
        now_s = at(breaks=breaks).at_s
        assert now_s == SAT_S + n * 1800
        breaks = seen(offer(breaks, now_s), DAY, now_s + ANSWER_S)
        assert breaks.ignored == n
        breaks = seen(breaks, DAY, now_s + ANSWER_S + 60)
        assert breaks.ignored == n
    assert at(breaks=breaks).silence == "ignored"


def test_whoever_answers_after_two_ignored_begins_to_count_anew():
    tired = replace(NONE_YET, ignored=2, offered=2)
    for answered in (took(tired), sat_down(tired), declined(tired), postponed(tired, SAT_S)):
        assert answered.ignored == 0
        assert answered.offered == 2


def test_not_more_than_twelve_a_day_and_the_next_day_begins_anew():
    full = replace(NONE_YET, offered=MOST_A_DAY, seen_s=SAT_S)
    assert at(breaks=full).silence == "enough"
    assert at(breaks=replace(full, offered=MOST_A_DAY - 1)).silence is None
    assert seen(full, DAY + 1, SAT_S + 60).offered == 0


def test_postponed_before_it_starts_it_comes_ten_minutes_later():
    breaks = postponed(NONE_YET, SAT_S + 1750)
    assert at(breaks=breaks, after_s=1750).at_s == SAT_S + 1750 + POSTPONE_S


def test_postponed_early_it_never_comes_sooner_than_the_interval():
    assert at(breaks=postponed(NONE_YET, SAT_S + 60)).at_s == SAT_S + 1800


def test_declined_it_comes_an_interval_later_and_counts_as_answered():
    breaks = declined(offer(NONE_YET, SAT_S + 1800))
    assert at(breaks=breaks, after_s=1900).at_s == SAT_S + 3600


def test_not_right_after_coming_back_to_the_page():
    breaks = seen(replace(NONE_YET, seen_s=SAT_S + 60), DAY, SAT_S + 60 + GONE_S)
    now_s = SAT_S + 60 + GONE_S
    assert breaks.not_before_s == now_s + AFTER_RETURN_S
    late = seen(replace(NONE_YET, seen_s=SAT_S), DAY, SAT_S + 7200)
    assert at(breaks=late, after_s=7200).at_s == SAT_S + 7200 + AFTER_RETURN_S


def test_a_page_that_asks_every_minute_has_not_come_back():
    breaks = NONE_YET
    for minute in range(1, 31):
        breaks = seen(breaks, DAY, SAT_S + minute * 60)
    assert at(breaks=breaks, after_s=1800).at_s == SAT_S + 1800


def test_a_break_taken_is_counted_and_the_clock_starts_with_the_next_bout():
    breaks = sat_down(took(offer(NONE_YET, SAT_S + 1800)))
    assert (breaks.offered, breaks.taken, breaks.waits) == (1, 1, False)
    assert at(bout=Bout(SAT_S + 2000, "bed"), breaks=breaks).at_s == SAT_S + 3800
