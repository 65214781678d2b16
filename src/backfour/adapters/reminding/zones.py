"""A time zone as calendars read it: the present rules of its clocks, each as one yearly rule.

Lists of single changes, as libraries write them, are not read by every calendar; a yearly rule is.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple

from backfour.app.reminding.local import zone_of

YEARS: Final = 10
"""A rule must hold for so many years to be believed (our choice)."""
DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Change(NamedTuple):
    """One change of the clocks.

    Parameters
    ----------
    at
        What the clocks showed just before, as RFC 5545 writes an onset.
    before_s, after_s
        Offset from UTC before and after, in seconds.
    """

    at: datetime
    before_s: int
    after_s: int


BEGINNING: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - an onset is written without a zone
"""Where rules begin: some readers look at early years to tell zones apart."""
ONCE: Final = {"freq": "yearly", "count": 1}
"""The rule of a change that fits none: each year is written by itself."""


def time_zone(name: str, year: int) -> Any:
    """Write a zone from the year before ``year`` on."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    years = [changes(name, one) for one in range(year - 1, year + YEARS)]
    zone = Timezone()
    zone.add("tzid", name)
    if not any(years):
        steady = datetime(year, 1, 1, tzinfo=zone_of(name)).utcoffset() or timedelta(0)
        zone.add_component(_part(TimezoneStandard(), BEGINNING, steady, steady))
    rules = _rules(years)
    if rules and rules[0][1] is ONCE:
        before = timedelta(seconds=rules[0][0].before_s)
        zone.add_component(_part(TimezoneStandard(), BEGINNING, before, before))
    for change, rule in rules:
        before, after = timedelta(seconds=change.before_s), timedelta(seconds=change.after_s)
        part = TimezoneDaylight() if after > before else TimezoneStandard()
        part.add("rrule", rule)
        zone.add_component(_part(part, change.at, before, after))
    return zone


def _rules(years: list[tuple[Change, ...]]) -> list[tuple[Change, dict[str, Any]]]:
    """Find one yearly rule for each change; where one has none, write each change by itself."""
    if len({len(one) for one in years}) == 1:
        alike = list(zip(*years, strict=True))
        rules = [yearly([change.at for change in same]) for same in alike]
        steady = all(len({change[1:] for change in same}) == 1 for same in alike)
        if steady and all(rules):
            return [
                (same[0]._replace(at=_first(same[0].at, rule)), rule)
                for same, rule in zip(alike, rules, strict=True)
                if rule
            ]
    return [(change, ONCE) for one in years for change in one]


def _first(at: datetime, rule: dict[str, Any]) -> datetime:
    """Return the onset of a rule in the first year."""
    days = [
        day
        for day in (datetime(1970, at.month, 1) + timedelta(days=n) for n in range(31))  # noqa: DTZ001
        if (day.month, day.weekday()) == (at.month, at.weekday())
    ]
    count = int(rule["byday"][:-2])
    return datetime.combine(days[count if count < 0 else count - 1], at.time())


def _part(part: Any, at: datetime, before: timedelta, after: timedelta) -> Any:
    part.add("dtstart", at)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    part.add("tzname", f"UTC{after.total_seconds() / 3600:+g}")
    return part


@lru_cache(maxsize=256)
def changes(name: str, year: int) -> tuple[Change, ...]:
    """Find the changes of the clocks within one year."""
    zone = zone_of(name)
    found = []
    begins = datetime(year, 1, 1, tzinfo=UTC)
    for day in range(366):
        low, high = begins + timedelta(days=day), begins + timedelta(days=day + 1)
        before, after = (one.astimezone(zone).utcoffset() or timedelta(0) for one in (low, high))
        if before == after:
            continue
        while high - low > timedelta(minutes=1):
            middle = low + (high - low) / 2
            middle = middle.replace(second=0, microsecond=0)
            if middle.astimezone(zone).utcoffset() == before:
                low = middle
            else:
                high = middle
        at = (high + before).replace(tzinfo=None)
        found.append(Change(at, int(before.total_seconds()), int(after.total_seconds())))
    return tuple(found)


def yearly(onsets: list[datetime]) -> dict[str, Any] | None:
    """Find the rule "the n-th or last such weekday of a month" behind onsets, one of each year."""
    if len({(one.month, one.weekday(), one.time()) for one in onsets}) != 1:
        return None
    day = DAYS[onsets[0].weekday()]
    if all((one + timedelta(days=7)).month != one.month for one in onsets):
        count = -1
    elif len({(one.day - 1) // 7 for one in onsets}) == 1:
        count = (onsets[0].day - 1) // 7 + 1
    else:
        return None
    return {"freq": "yearly", "bymonth": onsets[0].month, "byday": f"{count}{day}"}
