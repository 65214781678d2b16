"""What was sat, and the mode of the day. Hazard H45 (docs/safety.md)."""

import pytest

from backfour.core.reading import parse_event
from backfour.core.sitting.diary import LOOK_BACK_DAYS, bouts, by_day, mode, rising, told
from builders import FIRST_DAY, Story

FIRST = FIRST_DAY.toordinal()


def events(story):
    return [parse_event(row) for row in story.rows]


def sat(story, minutes=20, place="firm_chair", pain=None, **how):
    told_of = {"feet_up": False, "back_filled": True, **how}
    if pain is not None:
        told_of["pain_on_rising"] = pain
    return story.add("sitting_logged", place=place, minutes=minutes, **told_of)


def of(story, day=None):
    return mode(events(story), FIRST + (day or 0))


def test_a_bout_knows_when_it_began_and_whether_it_is_short_and_where():
    long, short = bouts(events(sat(sat(Story(), 70, "sofa"), 30)))
    assert long.end_s - long.start_s == 70 * 60
    assert (long.short, short.short) == (False, True)
    assert (long.slump_place, short.slump_place) == (True, False)


def test_a_day_is_summed_up():
    story = sat(sat(sat(Story(), 70, "sofa"), 30), 20, "bed")
    day = told(bouts(events(story)))
    assert (day.minutes, day.slump_place_min, day.rises, day.short_percent) == (120, 90, 3, 67)
    assert day.longest.minutes == 70


def test_nothing_sat_has_no_longest_and_no_share():
    day = told(())
    assert (day.longest, day.short_percent, day.minutes) == (None, None, 0)


def test_days_are_kept_apart():
    story = sat(sat(Story(), 10).on(1), 40)
    days = by_day(bouts(events(story)))
    assert {day: one.minutes for day, one in days.items()} == {FIRST: 10, FIRST + 1: 40}


def test_a_corrected_bout_counts_as_corrected_and_a_withdrawn_one_not_at_all():
    story = sat(Story(), 700, "sofa")
    first = story.last_id
    sat(story.correct(first, {"minutes": 70, "pain_on_rising": 3}), 15)
    story.correct(story.last_id, None)
    (left,) = bouts(events(story))
    assert (left.minutes, left.pain, left.place) == (70, 3, "sofa")


def test_a_bout_corrected_twice_counts_as_it_was_told_last_and_may_be_brought_back():
    story = sat(Story(), 700)
    first = story.last_id
    story.correct(first, {"minutes": 70}).correct(first, {"place": "bed"})
    assert [(one.minutes, one.place) for one in bouts(events(story))] == [(70, "bed")]
    told_of = events(story.correct(first, None))
    assert bouts([*told_of, *events(Story())]) == ()
    back = bouts(told_of[:1] + told_of[3:] + told_of[1:2])
    assert [one.minutes for one in back] == [70], "a later change counts, as in the programme"


def test_a_correction_of_an_entry_before_the_window_is_passed_over():
    story = sat(Story(), 700)
    sat(story.correct(story.last_id, None), 15)
    assert [one.minutes for one in bouts(events(story)[1:])] == [15]


def test_rising_is_compared_from_three_of_each_on():
    story = Story()
    for pain in (1, 2, 3):
        sat(sat(sat(story, 20, pain=pain), 60, pain=pain + 2), 90)
    found = rising(bouts(events(story)))
    assert (found.short, found.long, found.shorts, found.longs) == (2.0, 4.0, 3, 3)
    assert rising(bouts(events(story)[:-3])) is None


def test_strict_from_the_start():
    assert (of(Story()).strict, of(Story()).why) == (True, "start")


def calm(days, story=None, pain=1, first=0):
    story = story or Story()
    for day in range(first, first + days):
        story.on(day, 8).morning(pain=pain)
    return story


def test_relaxed_after_seven_days_at_pain_0_or_1():
    assert (of(calm(6), 5).why, of(calm(6), 5).calm_days) == ("row", 6)
    found = of(calm(7), 6)
    assert (found.strict, found.why, found.calm_days) == (False, "calm", 7)


@pytest.mark.parametrize(
    "hurt",
    [
        lambda story: story.morning(pain=2),
        lambda story: story.start(pain=3),
        lambda story: story.start(pain=1).did("elbow_prop", before=1, peak=4),
        lambda story: sat(story, 40, pain=2),
    ],
)
def test_whatever_hurts_makes_it_strict_again_at_once(hurt):
    found = of(hurt(calm(9).on(8, 12)), 8)
    assert (found.strict, found.why) == (True, "hurts")
    assert found.pain >= 2


def test_after_pain_seven_calm_days_are_needed_anew():
    story = calm(6, calm(9).on(9).morning(pain=5), first=10)
    assert of(story, 15).why == "row"
    assert not of(calm(1, story, first=16), 16).strict


def test_a_bad_day_makes_it_strict_and_breaks_the_row():
    story = calm(9).on(9).flare()
    assert of(story, 9).why == "flare"
    assert of(calm(6, story, first=10), 15).why == "row"


def test_a_morning_left_open_tells_no_pain():
    assert of(Story().morning(pain=None)).why == "start"
    assert of(sat(Story(), 20)).why == "start"


def test_a_few_days_untold_do_not_break_the_row_but_do_not_count():
    story = calm(3)
    calm(3, story, first=6)
    assert of(story, 8).calm_days == 6
    assert not of(calm(1, story, first=9), 9).strict


def test_more_days_untold_break_the_row():
    assert of(calm(3, calm(6), first=10), 12).calm_days == 3


def test_silence_after_calm_days_is_strict_again():
    assert not of(calm(7), 9).strict
    assert of(calm(7), 10).why == "silent"


def test_a_corrected_morning_changes_the_mode():
    story = calm(7)
    story.on(6, 12).correct(story.last_id, {"pain": 5})
    assert of(story, 6).why == "hurts"


def test_what_lies_ahead_of_the_day_does_not_count():
    assert of(calm(1).on(5).morning(pain=9), 0).why == "row"


def test_events_of_the_window_alone_give_the_same_mode_as_all_of_them():
    story = calm(40)
    story.on(12, 12).morning(pain=6)
    everything = events(story)
    for day in range(40):
        shown = [
            one for one in everything if FIRST + day - LOOK_BACK_DAYS <= one.day <= FIRST + day
        ]
        whole = mode([one for one in everything if one.day <= FIRST + day], FIRST + day)
        assert (mode(shown, FIRST + day).strict, mode(shown, FIRST + day).why) == (
            whole.strict,
            whole.why,
        )
