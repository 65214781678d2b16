"""Quiet hours, the same for nudges and reminders. Hazard H44 (docs/safety.md)."""

from backfour.core.quiet import NIGHT, Quiet


def test_quiet_hours_may_go_over_midnight():
    assert [NIGHT.covers(hour * 60) for hour in (20, 21, 23, 0, 6, 7)] == [
        *(False, True, True, True, True, False)
    ]
    noon = Quiet(12 * 60, 14 * 60)
    assert [noon.covers(hour * 60) for hour in (11, 12, 13, 14)] == [False, True, True, False]


def test_the_same_time_twice_means_none():
    assert not any(Quiet(60, 60).covers(minute) for minute in range(1440))
