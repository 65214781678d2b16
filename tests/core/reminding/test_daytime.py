"""Days, minutes and quiet hours as the person's own clock shows them."""

import pytest

from backfour.core.errors import Refused
from backfour.core.quiet import NIGHT, Quiet
from backfour.core.reminding.daytime import (
    EVERY_DAY,
    Times,
    checked,
    minute_of,
    minute_text,
)

NONE = Quiet(0, 0)
MONDAY = 739_677
"""2 March 2026."""


def test_a_reminder_comes_once_a_day_and_breaks_within_their_hours():
    assert list(Times(510).minutes(NIGHT)) == [510]
    assert list(Times(1300).minutes(NIGHT)) == []
    breaks = Times(20 * 60, every_min=30, until_min=22 * 60)
    assert list(breaks.minutes(NIGHT)) == [1200, 1230]
    assert list(breaks.minutes(NONE)) == [1200, 1230, 1260, 1290, 1320]


def test_days_of_the_week_begin_on_monday():
    sessions = Times(510, days=0b001_0101)
    on = [sessions.is_on(MONDAY + n) for n in range(8)]
    assert on == [True, False, True, False, True, False, False, True]


@pytest.mark.parametrize(("text", "minute"), [("00:00", 0), ("08:30", 510), ("23:59", 1439)])
def test_a_time_of_day_is_read_and_written(text, minute):
    assert minute_of(text, "at") == minute
    assert minute_text(minute) == text


@pytest.mark.parametrize(
    "text", ["", "8:30", "24:00", "08:60", "08.30", "08:3", "ab:cd", "٠٨:٣٠", "-8:30", None, 8]
)
def test_what_is_no_time_of_day_is_refused_by_name(text):
    with pytest.raises(Refused) as refused:
        minute_of(text, "at")
    assert refused.value.field == "at"


def test_times_that_can_happen_are_taken_as_they_are():
    for times in (
        Times(510),
        Times(540, 31, every_min=20, until_min=540),
        Times(540, every_min=60, until_min=600),
    ):
        assert checked(times, NIGHT) is times


@pytest.mark.parametrize(
    ("times", "field"),
    [
        (Times(510, days=0), "days"),
        (Times(510, days=EVERY_DAY + 1), "days"),
        (Times(1300), "at"),
        (Times(540, every_min=19, until_min=600), "every"),
        (Times(540, every_min=61, until_min=600), "every"),
        (Times(540, every_min=30, until_min=539), "until"),
    ],
)
def test_times_that_cannot_happen_are_refused_by_name(times, field):
    with pytest.raises(Refused) as refused:
        checked(times, NIGHT)
    assert refused.value.field == field
