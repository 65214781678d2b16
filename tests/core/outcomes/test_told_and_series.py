"""A history as it reads on a day, and the series drawn from it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfour.core.events import MorningChecked
from backfour.core.outcomes import series
from backfour.core.outcomes.measures import MEASURES
from backfour.core.outcomes.told import told
from tests.builders import Story
from tests.core.outcomes.histories import mornings


def values(points):
    return [point.value for point in points]


def pains(story, on):
    return values(series.series(told(story.events(), story.day(on)), "pain"))


def test_only_what_was_told_by_the_day_counts():
    story = mornings(Story(), [5, 4, 3])
    assert pains(story, 1) == [5, 4]
    assert pains(story, -1) == []


def test_a_correction_counts_from_its_own_day():
    story = mornings(Story(), [5, 4])
    story.on(3).correct("e1", {"pain": 2})
    assert pains(story, 2) == [5, 4]
    assert pains(story, 3) == [2, 4]


def test_a_later_correction_brings_a_withdrawn_entry_back():
    story = mornings(Story(), [5, 4])
    story.on(2).correct("e1", None)
    assert pains(story, 2) == [4]
    story.on(3).correct("e1", {"stiffness_min": 10})
    assert pains(story, 3) == [5, 4]


def test_a_withdrawn_morning_with_new_leg_pain_leaves_the_leg_and_no_pain():
    story = Story().on(0).morning(6, leg=True).on(1).correct("e1", None)
    now = told(story.events(), story.day(1))
    assert [event.new_leg_pain for _, event in now.of(MorningChecked)] == [True]
    assert series.series(now, "pain") == ()


@given(st.lists(st.integers(0, 10), min_size=2, max_size=8), st.data())
def test_withdrawing_equals_never_having_told_it(told_pains, data):
    place = data.draw(st.integers(0, len(told_pains) - 1))
    story = mornings(Story(), told_pains)
    last = len(told_pains)
    story.on(last).correct(f"e{place + 1}", None)
    without = mornings(Story(), [None if i == place else p for i, p in enumerate(told_pains)])
    assert pains(story, last) == pains(without, last)


@given(st.permutations(range(6)))
def test_the_order_in_which_events_are_given_to_the_reader_is_theirs_by_time(order):
    story = mornings(Story(), [1, 2, 3, 4, 5, 6])
    story.rows = [story.rows[place] for place in order]
    assert pains(story, 5) == [1, 2, 3, 4, 5, 6]


def test_an_event_from_the_west_never_goes_back_a_day():
    story = Story(offset="+12:00").on(1, 1).morning(4)
    story.offset = "-10:00"
    story.on(0, 10).morning(6)
    points = series.series(told(story.events(), story.day(1)), "pain")
    assert [point.day for point in points] == [story.day(1)]


def test_only_the_first_check_of_a_day_counts_and_a_skipped_one_is_a_gap():
    story = Story().on(0).morning(None, 15).morning(6, 20)
    now = told(story.events(), story.day(0))
    assert series.series(now, "pain") == ()
    assert values(series.series(now, "stiffness")) == [15]
    assert series.series(now, "stiffness") is series.series(now, "stiffness")


def measured(*rows):
    story = Story()
    for day, measure, value, *detail in rows:
        more = {"detail": detail[0]} if detail else {}
        story.on(day).add("measure_taken", measure=measure, value=value, **more)
    return story, told(story.events(), story.day(max(day for day, *_ in rows)))


def test_the_last_value_of_a_day_counts():
    _, now = measured((0, "socks", 2), (0, "socks", 1), (7, "socks", 0))
    assert values(series.series(now, "socks")) == [1, 0]
    assert series.series(now, "upright_s") == ()


def test_socks_and_straightening_up_count_where_the_check_asked_them_too():
    story = Story().welcome(F3=2, F4=3)
    story.on(7, 9).add("measure_taken", measure="socks", value=2)
    story.on(28, 9).add("measure_taken", measure="socks", value=2).on(28, 11).full(F3=1, F4=0)
    story.on(28, 12).mini()
    found = told(story.events(), story.day(28))
    assert values(series.series(found, "socks")) == [3, 2, 0]
    assert values(series.series(found, "straighten_up")) == [2, 1]
    assert [point.event for point in series.series(found, "straighten_up")] == ["e2", "e6"]


def test_what_a_measure_would_not_accept_is_left_out_and_listed():
    _, now = measured((0, "socks", 9), (0, "made_up", 1), (1, "socks", 2))
    assert values(series.series(now, "socks")) == [2]
    assert series.strange(now) == ("e1", "e2")


def test_a_total_stands_on_the_day_it_was_filled_in():
    story, now = measured((20, "rmdq_total", 9, {"filled_on": "2026-03-04"}))
    assert series.taken(now, "rmdq_total")[0].day == story.day(2)


def test_an_unknown_measure_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="nothing"):
        series.series(told((), 1), "nothing")
    assert all(series.series(told((), 1), one) == () for one in MEASURES)


def test_new_words_for_an_activity_begin_a_new_series():
    _, now = measured(
        (0, "activity_1", 3, {"text": "stairs"}),
        (14, "activity_1", 5, {"text": "stairs"}),
        (20, "activity_1", 2, {"text": "gardening"}),
        (42, "activity_1", 4, {"text": "gardening"}),
        (42, "activity_2", 6, {"text": "tying shoes"}),
    )
    found = series.activities(now)
    assert values(found["activity_1"]) == [2, 4]
    assert values(found["activity_2"]) == [6]
    assert "activity_3" not in found


def test_sitting_adds_up_by_day_and_a_day_without_entries_is_unknown():
    story = Story()
    for day, place, minutes, up in (
        (0, "sofa", 40, False),
        (0, "firm_chair", 30, True),
        (0, "office_chair", 20, False),
        (2, "bed", 15, False),
    ):
        story.on(day).add(
            "sitting_logged", place=place, minutes=minutes, feet_up=up, back_filled=False
        )
    now = told(story.events(), story.day(2))
    first, second = series.sitting(now)
    assert (first.total, first.sofa_bed, first.bouts, first.up_to_30) == (90, 70, 3, 2)
    assert first.places == {"sofa": 40, "firm_chair": 30, "office_chair": 20}
    assert second.day == story.day(2)
    assert series.sitting(now, since=story.day(1)) == (second,)


def test_counting_starts_with_the_first_movement_else_the_first_morning():
    story = Story().on(0).morning(3)
    assert series.first_day(told((), 1)) is None
    assert series.first_day(told(story.events(), story.day(0))) == story.day(0)
    story.on(4).session()
    assert series.first_day(told(story.events(), story.day(4))) == story.day(4)


def test_reading_by_type_loses_no_entry():
    chance = random.Random(4)
    story = mornings(Story().welcome(), [chance.randint(0, 10) for _ in range(20)], first=1)
    now = told(story.events(), story.day(30))
    assert sum(len(entries) for entries in now.by_type.values()) == len(story.rows)
