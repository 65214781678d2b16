"""What was done, by week and movement."""

from backfour.core.outcomes import dose
from backfour.core.outcomes.told import told
from tests.builders import Story


def weeks(story, day, since=0):
    return dose.weeks(told(story.events(), story.day(day)), since)


def test_nothing_done_is_no_week():
    assert weeks(Story().on(0).morning(2), 3) == ()


def test_a_week_counts_days_times_levels_seconds_and_repetitions():
    story = Story().on(0).start()
    story.did("elbow_prop", held_s=30.5).did("bird_dog", 2, reps_left=4, reps_right=3)
    story.on(1).start().did("bird_dog", 1, completed=False)
    story.on(2).start().did("elbow_prop")
    (week,) = weeks(story, 6)
    prop, dog = week.doses
    assert (week.days, week.whole, week.enough) == (2, False, False)
    assert (prop.times, prop.held_s, prop.reps) == (2, 30.5, None)
    assert (dog.times, dog.completed, dog.level, dog.held_s, dog.reps) == (2, 1, 2, None, 7)


def test_empty_weeks_are_weeks_too_and_older_ones_can_be_left_out():
    story = Story().on(0).session().on(15).session()
    found = weeks(story, 21)
    assert [week.days for week in found] == [1, 0, 1, 0]
    assert [week.whole for week in found] == [True, True, True, False]
    assert len(weeks(story, 21, since=story.day(16))) == 2


def test_three_whole_weeks_under_two_days_are_low_use():
    story = Story().on(0).session().on(8).session()
    assert not dose.is_low(weeks(story, 20))
    assert dose.is_low(weeks(story, 21))
    story.on(22).session().on(24).session()
    assert not dose.is_low(weeks(story, 28))


def test_three_days_are_enough():
    story = Story()
    for day in (0, 2, 4):
        story.on(day).session()
    assert weeks(story, 4)[0].enough
    now = told(story.events(), story.day(9))
    assert dose.session_days(now, story.day(0), story.day(3)) == 2
