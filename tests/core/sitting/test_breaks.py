"""Breaks from sitting: when one is due, and when it is quiet. Hazard H44 (docs/safety.md)."""

from dataclasses import replace

import pytest

from backfour.core.quiet import Quiet
from backfour.core.sitting.breaks import (
    AFTER_RETURN_S,
    ANSWER_S,
    EARLY_S,
    FORGOTTEN_S,
    GONE_S,
    IGNORED_STOP,
    LONGEST_S,
    MOST_A_DAY,
    POSTPONE_S,
    Bout,
    Breaks,
    Wish,
    answered,
    due,
    heard,
    offer,
    postponed,
    sat_down,
    seen,
    took,
    updated,
    why_unsent,
)

SAT_S = 1_000_000
DAY = 740_000
NOON = 12 * 60
SOFA = Bout(SAT_S, "sofa")
NONE_YET = Breaks(DAY)


def at(wish=None, bout=SOFA, breaks=NONE_YET, after_s=0, minute=NOON):
    """Ask when the next is due; ``minute`` is what the clock shows when it is asked."""
    now_s = SAT_S + after_s
    return due(
        wish or Wish(), bout, breaks, now_s, lambda at_s: (minute + (at_s - now_s) // 60) % 1440
    )


def asked(breaks, now_s, day=DAY):
    """The page asks, as `BreakBook` has it."""
    return seen(updated(breaks, day, now_s), now_s)


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


def test_clocks_that_change_until_the_break_comes_are_looked_at_then():
    wish, spring = Wish(quiet=Quiet(0, 180)), SAT_S + 1200
    clock = {SAT_S: 100, SAT_S + 1800: 190}
    assert due(wish, SOFA, NONE_YET, SAT_S, clock.__getitem__).at_s == SAT_S + 1800 > spring


def test_one_that_should_have_come_is_judged_by_the_clock_of_now():
    assert at(after_s=3600, minute=21 * 60).silence == "quiet"
    assert at(after_s=3600, minute=7 * 60).at_s == SAT_S + 1800


def test_one_that_was_offered_waits_for_its_answer():
    assert at(breaks=offer(NONE_YET, SAT_S + 1800), after_s=1801).silence == "answer"


def test_without_an_answer_the_next_comes_an_interval_later_and_after_three_none():
    breaks = NONE_YET
    for n in range(1, IGNORED_STOP + 1):
        now_s = at(breaks=breaks).at_s
        assert now_s == SAT_S + n * 1800
        breaks = asked(offer(breaks, now_s), now_s + ANSWER_S)
        assert breaks.ignored == n
        breaks = asked(breaks, now_s + ANSWER_S + 60)
        assert breaks.ignored == n
    assert at(breaks=breaks).silence == "ignored"


def test_whoever_answers_after_two_ignored_begins_to_count_anew():
    tired = replace(NONE_YET, ignored=2, offered=2)
    for act in (took, sat_down, answered, postponed):
        told = act(tired, SAT_S)
        assert (told.ignored, told.offered, told.acted_s) == (0, 2, SAT_S)


def test_whoever_tells_anything_after_an_offer_is_there_and_nothing_counts_as_ignored():
    tired = replace(NONE_YET, ignored=3, asked_s=SAT_S)
    assert heard(tired, SAT_S, 0).ignored == 3
    assert heard(tired, SAT_S + 1, 0).ignored == 0


def test_what_was_ignored_in_a_row_stays_so_over_midnight():
    tired = replace(NONE_YET, ignored=3, offered=5, taken=1, asked_s=SAT_S)
    found = updated(tired, DAY + 1, SAT_S + 3600)
    assert (found.day, found.ignored, found.offered, found.taken) == (DAY + 1, 3, 0, 0)
    assert found.asked_s == SAT_S


def test_not_more_than_twelve_a_day_and_the_next_day_begins_anew():
    full = replace(NONE_YET, offered=MOST_A_DAY, seen_s=SAT_S)
    assert at(breaks=full).silence == "enough"
    assert at(breaks=replace(full, offered=MOST_A_DAY - 1)).silence is None
    assert updated(full, DAY + 1, SAT_S + 60).offered == 0


def test_two_open_pages_offer_one_break_and_it_counts_once():
    once = offer(NONE_YET, SAT_S + 1800)
    assert offer(once, SAT_S + 1810) == once


def test_postponed_before_it_starts_it_comes_ten_minutes_later():
    breaks = postponed(NONE_YET, SAT_S + 1750)
    assert at(breaks=breaks, after_s=1750).at_s == SAT_S + 1750 + POSTPONE_S


def test_postponed_early_it_never_comes_sooner_than_the_interval():
    assert at(breaks=postponed(NONE_YET, SAT_S + 60)).at_s == SAT_S + 1800


def test_declined_it_comes_an_interval_later_and_counts_as_answered():
    breaks = answered(offer(NONE_YET, SAT_S + 1800), SAT_S + 1900)
    assert at(breaks=breaks, after_s=1900).at_s == SAT_S + 3600


def test_not_right_after_coming_back_to_the_page():
    breaks = asked(replace(NONE_YET, seen_s=SAT_S + 60), SAT_S + 60 + GONE_S)
    now_s = SAT_S + 60 + GONE_S
    assert breaks.not_before_s == now_s + AFTER_RETURN_S
    late = asked(replace(NONE_YET, seen_s=SAT_S), SAT_S + 7200)
    assert at(breaks=late, after_s=7200).at_s == SAT_S + 7200 + AFTER_RETURN_S


def test_a_page_that_asks_every_minute_has_not_come_back():
    breaks = NONE_YET
    for minute in range(1, 31):
        breaks = asked(breaks, SAT_S + minute * 60)
    assert at(breaks=breaks, after_s=1800).at_s == SAT_S + 1800


def test_a_break_taken_is_counted_and_the_clock_starts_with_the_next_bout():
    breaks = sat_down(took(offer(NONE_YET, SAT_S + 1800), SAT_S + 1900), SAT_S + 2000)
    assert (breaks.offered, breaks.taken, breaks.waits) == (1, 1, False)
    assert at(bout=Bout(SAT_S + 2000, "bed"), breaks=breaks).at_s == SAT_S + 3800


def unsent(bout=None, breaks=NONE_YET, after_s=0, *, every=30, page_offers=True):
    """Say why no reminder is sent so long after sitting down."""
    wish = Wish(every_min=every)
    return why_unsent(wish, bout, breaks, SAT_S + after_s, page_offers=page_offers)


def test_without_a_bout_a_reminder_keeps_its_own_times():
    assert unsent() is None


def test_a_reminder_comes_neither_in_the_car_nor_to_whoever_sleeps_nor_soon_after_sitting_down():
    assert unsent(Bout(SAT_S, "car"), after_s=7200) == "car"
    assert unsent(SOFA, after_s=LONGEST_S) == "asleep"
    assert unsent(SOFA, after_s=1800 - EARLY_S - 1) == "just"
    assert unsent(SOFA, after_s=1800 - EARLY_S) is None
    assert unsent(SOFA, after_s=3000, every=60) == "just"


@pytest.mark.parametrize("place", ["car", "sofa"])
def test_a_bout_that_was_forgotten_since_yesterday_silences_no_reminder(place):
    assert unsent(Bout(SAT_S, place), after_s=FORGOTTEN_S) is None


def test_while_a_page_is_open_and_offers_breaks_no_reminder_comes():
    there = replace(NONE_YET, seen_s=SAT_S + 3600)
    assert unsent(SOFA, there, after_s=3600) == "page"
    assert unsent(SOFA, there, after_s=3600 + GONE_S) is None
    assert unsent(SOFA, there, after_s=3600, page_offers=False) is None
    assert unsent(None, there, after_s=3600) is None, "without a bout the page offers nothing"


@pytest.mark.parametrize("act", [took, sat_down, answered, postponed])
def test_no_reminder_within_the_interval_after_a_break_was_answered_for(act):
    told = act(NONE_YET, SAT_S)
    assert unsent(breaks=told, after_s=1800 - EARLY_S - 1) == "just"
    assert unsent(breaks=told, after_s=1800 - EARLY_S) is None


def test_no_reminder_soon_after_a_break_that_was_told_in_another_way():
    told = heard(NONE_YET, SAT_S, SAT_S)
    assert unsent(breaks=told, after_s=600) == "just"


def test_no_reminder_right_after_a_return_to_the_page():
    back = asked(replace(NONE_YET, seen_s=SAT_S), SAT_S + 7200)
    assert unsent(breaks=back, after_s=7200 + AFTER_RETURN_S - 1) == "just"
    assert unsent(breaks=back, after_s=7200 + AFTER_RETURN_S) is None


def test_reminders_and_pages_share_their_counts():
    assert unsent(breaks=offer(NONE_YET, SAT_S), after_s=599) == "answer"
    assert unsent(breaks=replace(NONE_YET, ignored=IGNORED_STOP)) == "ignored"
    assert unsent(breaks=replace(NONE_YET, offered=MOST_A_DAY)) == "enough"


def test_a_clock_that_was_a_year_ahead_and_moved_back_silences_nothing_for_a_year():
    year_s = 365 * 86_400
    ahead = replace(
        NONE_YET,
        **dict.fromkeys(("asked_s", "acted_s", "seen_s", "not_before_s"), SAT_S + year_s),
    )
    found = updated(ahead, DAY, SAT_S)
    assert due(Wish(), SOFA, found, SAT_S, lambda _: NOON).at_s == SAT_S + 1800
    assert unsent(breaks=found, after_s=1800) is None
