"""Reading the time written in an event, without a clock and without a time zone table."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from backfour.core.errors import Refused

_AT: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?"
    r"(?:(Z)|([+-])([0-9]{2}):([0-9]{2}))"
)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EPOCH: Final = date(1970, 1, 1).toordinal()
NANOSECONDS: Final = 1_000_000_000
HOUR_NS: Final = 3600 * NANOSECONDS
LAST_DAY: Final = date.max.toordinal()


def parse_at(text: object, field: str = "at") -> tuple[int, int]:
    """Read ``at`` (engine-semantics 4.8.1).

    Parameters
    ----------
    text
        ``YYYY-MM-DDTHH:MM[:SS[.f]]`` followed by ``Z`` or ``+HH:MM`` / ``-HH:MM``.

    Returns
    -------
    tuple of int
        Nanoseconds since 1970 UTC (further digits are cut) and the ordinal of the written date.

    Raises
    ------
    Refused
        When the text has another form or names no real moment.
    """
    found = _AT.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise Refused(field, "must be a time like 2026-12-01T08:00:00+01:00")
    year, month, day, hour, minute, second, part, utc, sign, off_h, off_m = found.groups()
    hours, minutes, seconds = int(hour), int(minute), int(second or 0)
    offset_s = 0 if utc else (int(off_h) * 60 + int(off_m)) * 60
    if (
        hours > 23
        or minutes > 59
        or seconds > 59
        or (not utc and (int(off_h) > 23 or int(off_m) > 59))
    ):
        raise Refused(field, "names a time of day that does not exist")
    ordinal = _ordinal(int(year), int(month), int(day), field)
    seconds += (ordinal - _EPOCH) * 86400 + hours * 3600 + minutes * 60
    seconds -= -offset_s if sign == "-" else offset_s
    nanoseconds = int(part[:9].ljust(9, "0")) if part else 0
    return seconds * NANOSECONDS + nanoseconds, ordinal


def parse_date(text: object, field: str) -> int:
    """Read ``YYYY-MM-DD`` into its ordinal, or refuse naming ``field``."""
    if not isinstance(text, str) or _DATE.fullmatch(text) is None:
        raise Refused(field, "must be a date like 2026-12-01")
    return _ordinal(int(text[:4]), int(text[5:7]), int(text[8:]), field)


def _ordinal(year: int, month: int, day: int, field: str) -> int:
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        raise Refused(field, "is not a real date") from None


def date_text(ordinal: int) -> str:
    """Write an ordinal as ``YYYY-MM-DD`` (the last possible date where it lies beyond)."""
    return date.fromordinal(min(ordinal, LAST_DAY)).isoformat()


def is_evening(at: str) -> bool:
    """Whether the written time of day is 18:00 or later (engine-semantics 4.8.5)."""
    return at[11:13] >= "18"
