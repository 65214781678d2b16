"""The one place that asks what time it is."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from backfour.app.ports import Moment
from backfour.app.reminding.local import zone_of
from backfour.core.errors import Refused
from backfour.core.instants import parse_at

_LOCALTIME: Final = Path("/etc/localtime")


def moment(at: str) -> Moment:
    """Read a written time as a moment."""
    instant, day = parse_at(at)
    return Moment(at, instant, day)


def machine_zone() -> str:
    """Return the name of this machine's time zone; ``UTC`` where it has none that is known."""
    named = os.environ.get("TZ", "").removeprefix(":")
    linked = str(_LOCALTIME.resolve()).partition("zoneinfo/")[2]
    for name in filter(None, (named, linked)):
        with suppress(Refused):
            zone_of(name)
            return name
    return "UTC"


class LocalClock:
    """The clock of this machine, in its own time zone."""

    def now(self) -> Moment:
        """Read the local time with its offset, to the millisecond."""
        return moment(datetime.now().astimezone().isoformat(timespec="milliseconds"))


class FileClock:
    """A clock that stands at the time written in a file: tests drive the days with it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> Moment:
        """Read the time from the file."""
        return moment(self._path.read_text(encoding="utf-8").strip())
