"""A calendar with alarms: it rings on the person's own device while this computer sleeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from backfour.adapters.reminding.zones import DAYS, time_zone
from backfour.app.reminding.local import zone_of
from backfour.app.reminding.ports import Reached, Wish
from backfour.app.reminding.schedule import comes_on

LASTS: Final = timedelta(minutes=10)
TRIED_AFTER: Final = timedelta(minutes=2)
ASKED_AGAIN: Final = timedelta(hours=6)
"""How often a calendar looks at the feed anew (our choice)."""


def calendar(reached: Reached, wishes: Sequence[Wish], title: str, now_s: int) -> bytes:
    """Write the reminders as a calendar (RFC 5545), in the zone of the person.

    Parameters
    ----------
    title
        What each entry says; it is read by whoever sees the calendar.
    now_s
        When it is written, seconds since 1970 UTC.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Back Four//reminders//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", title)
    made.add("refresh-interval", ASKED_AGAIN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    if wishes:
        year = date.fromordinal(min(wish.since for wish in wishes)).year
        made.add_component(time_zone(reached.zone, year))
    for wish in wishes:
        for event in _events(reached, wish, title, now_s):
            made.add_component(event)
    return bytes(made.to_ical())


def one_alarm(title: str, now_s: int) -> bytes:
    """Write a calendar with one alarm two minutes ahead, to try whether it rings."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Back Four//reminders//EN")
    made.add("version", "2.0")
    begins = datetime.fromtimestamp(now_s, UTC) + TRIED_AFTER
    made.add_component(_ringing(f"try-{now_s}@backfour", begins, title, now_s))
    return bytes(made.to_ical())


def _events(reached: Reached, wish: Wish, title: str, now_s: int) -> Iterator[Any]:
    """Yield one entry for each time of the day: few calendars read rules within a day."""
    first = next(
        (day for day in range(wish.since, wish.since + 7) if comes_on(wish.times, wish.since, day)),
        wish.since,
    )
    for minute in wish.times.minutes(reached.quiet):
        yield _event(reached, wish, first, minute, title, now_s)


def _event(reached: Reached, wish: Wish, first: int, minute: int, title: str, now_s: int) -> Any:
    hour = time(minute // 60, minute % 60)
    begins = datetime.combine(date.fromordinal(first), hour, zone_of(reached.zone))
    event = _ringing(f"{wish.uid}-{minute}@backfour", begins, title, now_s)
    event.add("rrule", _rule(wish))
    return event


def _ringing(uid: str, begins: datetime, title: str, now_s: int) -> Any:
    """Write one entry with an alarm at its time."""
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.fromtimestamp(now_s, UTC))
    event.add("dtstart", begins)
    event.add("duration", LASTS)
    event.add("summary", title)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    return event


def _rule(wish: Wish) -> dict[str, Any]:
    if wish.times.every_days > 1:
        return {"freq": "daily", "interval": wish.times.every_days}
    return {
        "freq": "weekly",
        "byday": [name for bit, name in enumerate(DAYS) if wish.times.days >> bit & 1],
    }
