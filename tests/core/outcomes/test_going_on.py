"""Reading on from an earlier reading shows what reading everything anew shows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfour.core.events import MorningChecked
from backfour.core.outcomes import came_for, dose, lag, lines, reviews, series, trend
from backfour.core.outcomes.measures import MEASURES
from backfour.core.outcomes.told import told
from backfour.core.reading import parse_event
from tests.builders import Story
from tests.core.outcomes.histories import PAINS_EIGHT_WEEKS, eight_weeks


class Kept:
    """A story whose events, once read, stay the same objects, as the app keeps them."""

    def __init__(self, story):
        self.story = story
        self.parsed = {}

    def on(self, day, before=None):
        """Read it on a day."""
        for row in self.story.rows:
            if row["id"] not in self.parsed:
                self.parsed[row["id"]] = parse_event(row)
        events = sorted(self.parsed.values(), key=lambda event: event.instant)
        return told(events, self.story.day(day), before)


def drawn(now):
    """Everything that is drawn from a reading."""
    found = {name: lines.line(now, name) for name in trend.RHYTHMS}
    sat = series.sitting(now)
    return {
        "lines": found,
        "course": lines.course(now, found["pain"].points),
        "series": {name: series.series(now, name) for name in MEASURES},
        "activities": series.activities(now),
        "came": came_for.came_for(now),
        "weeks": dose.weeks(now),
        "sitting": sat,
        "lag": lag.lag(sat, found["stiffness"].points),
        "reviews": reviews.reviews(now),
    }


@pytest.mark.parametrize("kind", PAINS_EIGHT_WEEKS)
def test_eight_weeks_read_day_by_day_are_eight_weeks_read_at_once(kind):
    kept, now = Kept(eight_weeks(kind)), None
    for day in range(62):
        now = kept.on(day, now)
        if day % 5 == 0 or day > 40:
            assert drawn(now) == drawn(kept.on(day))


def measure(story, name, value, **detail):
    more = {"detail": detail} if detail else {}
    story.add("measure_taken", measure=name, value=value, **more)


def sofa(story, day):
    story.add("sitting_logged", place="sofa", minutes=day % 90, feet_up=False, back_filled=False)


def correct(story, day):
    """Change or take back one of the mornings told so far."""
    told_so_far = [row["id"] for row in story.rows if row["type"] == "morning_checked"]
    if told_so_far:
        fields = None if day % 2 else {"pain": day % 11}
        story.correct(told_so_far[day % len(told_so_far)], fields)


ENTRIES = {
    "morning": lambda story, day: story.morning(day % 11, 5 * (day % 7)),
    "skipped": lambda story, _: story.morning(None, 10),
    "session": lambda story, _: story.session(),
    "prop": lambda story, _: story.start().did("elbow_prop").end(),
    "check": lambda story, day: story.full(F3=day % 4, F4=day % 3),
    "sofa": sofa,
    "socks": lambda story, day: measure(story, "socks", day % 4),
    "walk": lambda story, day: measure(story, "activity_1", day % 10, text="walk"),
    "garden": lambda story, day: measure(story, "activity_1", day % 10, text="garden"),
    "rmdq": lambda story, day: measure(story, "rmdq_total", day % 24, filled_on="2026-03-02"),
    "correct": correct,
}
STEPS = st.lists(
    st.tuples(st.sampled_from((0, 0, 1, 1, 2, 7, 15)), st.sampled_from(sorted(ENTRIES))),
    min_size=1,
    max_size=25,
)


@settings(max_examples=60)
@given(STEPS)
def test_any_history_read_entry_by_entry_is_the_same_as_read_at_once(steps):
    story, now, day = Story().welcome(), None, 0
    kept = Kept(story)
    for later, what in steps:
        day += later
        story.on(day, 7)
        ENTRIES[what](story, story.today.toordinal())
        now, anew = kept.on(day, now), kept.on(day)
        assert (now.by_type, now.read, now.end) == (anew.by_type, anew.read, anew.end)
        assert drawn(now) == drawn(anew)


def pains(now):
    return [point.value for point in series.series(now, "pain")]


def test_an_earlier_reading_stays_as_it_was():
    kept = Kept(eight_weeks("better"))
    before = kept.on(30)
    then = drawn(before)
    drawn(kept.on(57, before))
    assert drawn(before) == then == drawn(kept.on(30))


def test_an_entry_told_late_is_read_in_its_place():
    story = Story().on(0).morning(4).on(5).morning(2)
    kept = Kept(story)
    now = kept.on(5)
    assert pains(now) == [4, 2]
    story.on(3).morning(9)
    assert pains(kept.on(5, now)) == [4, 9, 2]


def test_an_answer_given_again_on_the_same_day_takes_the_place_of_the_first():
    story = Story().on(0)
    kept, now = Kept(story), None
    for day, value in ((0, 3), (7, 2), (7, 0), (14, 1)):
        story.on(day, 9 + len(story.rows))
        measure(story, "socks", value)
        now = kept.on(day, now)
        assert drawn(now) == drawn(kept.on(day))
    assert [one.value for one in lines.line(now, "socks").chart.days] == [3, 0, 1]


def test_a_second_morning_of_a_day_does_not_count_even_when_it_is_read_later():
    story = Story().on(0, 7).morning(None, 20)
    kept = Kept(story)
    now = kept.on(0)
    assert pains(now) == []
    story.on(0, 9).morning(6).on(1, 7).morning(3)
    assert pains(kept.on(1, now)) == [3]


def test_a_correction_reaches_what_was_read_before():
    story = Story().on(0).morning(4).on(1).morning(5)
    kept = Kept(story)
    now = kept.on(1)
    assert pains(now) == [4, 5]
    story.on(2).correct("e1", {"pain": 1})
    assert pains(kept.on(2, now)) == [1, 5]


def test_an_earlier_day_and_another_history_are_read_from_their_beginning():
    kept = Kept(Story().on(0).morning(4).on(5).morning(2))
    now = kept.on(5)
    assert pains(now) == [4, 2]
    assert pains(kept.on(3, now)) == [4]
    assert pains(Kept(Story().on(0).morning(7)).on(5, now)) == [7]
    assert pains(told((), now.on, now)) == []


def test_each_entry_is_looked_at_once():
    story, seen = Story().on(0).morning(4).on(1).morning(5), []
    kept = Kept(story)

    def step(before, entries):
        seen.append(len(entries))
        return before + len(entries)

    def count(now):
        return now.grown("count", now.of(MorningChecked), 0, step)

    now = kept.on(1)
    assert count(now) == 2
    story.on(2).morning(6).session()
    now = kept.on(2, now)
    assert count(now) == count(now) == 3
    assert seen == [2, 1]


def test_a_value_is_worked_out_again_only_when_what_it_rests_on_differs():
    now, worked = told((), 1), []

    def work():
        worked.append(now)
        return len(worked)

    assert [now.once("x", given, work) for given in ((1,), (1,), (2,), (1,))] == [1, 1, 2, 3]


def test_a_trend_is_fitted_again_only_for_new_answers():
    story = eight_weeks("better")
    kept = Kept(story)
    now = kept.on(56)
    fitted = lines.line(now, "pain").trend
    story.on(57, 12).session()
    now = kept.on(57, now)
    assert lines.line(now, "pain").trend is fitted
    story.on(58, 7).morning(3)
    assert lines.line(kept.on(58, now), "pain").trend is not fitted


def test_a_trend_of_old_answers_falls_silent_all_the_same():
    kept = Kept(eight_weeks("better"))
    now = kept.on(57)
    assert lines.line(now, "pain").trend.sentence == "improved"
    assert lines.line(kept.on(90, now), "pain").trend.reason == "trend.wait.quiet"
