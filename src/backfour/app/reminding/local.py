"""Between the person's own clock and true time, by the name of a time zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from backfour.core.errors import Refused

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}")
LONGEST_NAME: Final = 60


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """Return the zone of a name such as ``Europe/Berlin``.

    Raises
    ------
    Refused
        When there is no such zone.
    """
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        raise Refused("zone", "is not a known time zone")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        raise Refused("zone", "is not a known time zone") from None


def instant_of(day: int, minute: int, zone: ZoneInfo) -> int:
    """Return the true time of a minute of the person's day, in seconds since 1970 UTC.

    A minute that the clocks skip in spring is read with the offset before the change, one that
    comes twice in autumn is the first of the two: as calendars do it (RFC 5545, 3.3.5).
    """
    local = datetime.combine(date.fromordinal(day), time(minute // 60, minute % 60), zone)
    return int(local.timestamp())


def local_of(instant_s: int, zone: ZoneInfo) -> tuple[int, int]:
    """Return the ordinal of the date and the minute of the day that the person's clock shows."""
    local = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=instant_s)).astimezone(zone)
    return local.toordinal(), local.hour * 60 + local.minute
