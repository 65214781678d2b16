"""When a reminder comes next."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from backfour.app.reminding.local import instant_of, local_of, zone_of
from backfour.app.reminding.ports import CARRIED, Reached, Slot, Wish
from backfour.core.quiet import Quiet
from backfour.core.reminding.daytime import Times
from backfour.core.reminding.rules import SELF_TEST

LOOK_AHEAD_DAYS: Final = 15
"""Enough for a day of the week after the one of today."""
LOOK_FOR_TESTS_DAYS: Final = 7
"""Whether a self-test is due is looked at once a week (our choice): the four weeks are counted
from the last test (`backfour.core.outcomes.due`), and one that waited for a better day is not
forgotten for four more weeks. A calendar, which knows nothing, rings every four weeks."""


def next_slot(wish: Wish, reached: Reached, after_s: int, last_slot: int = 0) -> Slot | None:
    """Return the next time of a reminder.

    Parameters
    ----------
    after_s
        It comes later than this, seconds since 1970 UTC.
    last_slot
        Slot of the last one: a day that had its reminder gets no second one, wherever the
        person has travelled meanwhile.

    Returns
    -------
    Slot or None
        None where it is off, rings in the calendar, or never comes (all of it in quiet hours).
    """
    if wish.channel not in CARRIED:
        return None
    zone = zone_of(reached.zone)
    times = wish.times
    if wish.kind == SELF_TEST:
        times = times._replace(every_days=LOOK_FOR_TESTS_DAYS)
    today = local_of(after_s, zone)[0]
    # One day earlier: after a flight to the east the date may be ahead of what is to come.
    for day in range(today - 1, today + LOOK_AHEAD_DAYS):
        if not comes_on(times, wish.since, day):
            continue
        found = _on(times, day, zone, reached.quiet, after_s)
        if found is None:
            continue
        slot = found if times.every_min else day
        if slot > last_slot:
            return Slot(wish.id, slot, found)
    return None


def comes_on(times: Times, since: int, day: int) -> bool:
    """Whether a reminder comes on a day."""
    return day >= since and times.is_on(day) and (day - since) % times.every_days == 0


def _on(times: Times, day: int, zone: ZoneInfo, quiet: Quiet, after_s: int) -> int | None:
    """Return the first time of a day later than ``after_s``."""
    for minute in times.minutes(quiet):
        due_s = instant_of(day, minute, zone)
        if due_s > after_s:
            return due_s
    return None
