"""The breaks of the day, kept once for the page of sitting and for reminders.

Whoever offers one writes it here, so that there is one count, and never two for one break.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Final

from backfour.app.history import History, Known
from backfour.app.ports import Clock, Draft, Drafts, EventStore, Moment
from backfour.core.events import SittingLogged
from backfour.core.instants import NANOSECONDS
from backfour.core.sitting.breaks import Breaks, heard, updated

BREAKS: Final = "breaks"
"""Kind and key of the draft that holds them."""

Act = Callable[[Breaks, int], Breaks]
"""What happened to a break at a moment, e.g. `backfour.core.sitting.breaks.offer`."""


class BreakBook:
    """Reads the breaks of today and writes down what became of them."""

    def __init__(self, drafts: Drafts, store: EventStore, history: History, clock: Clock) -> None:
        self._drafts = drafts
        self._store = store
        self._history = history
        self._clock = clock

    def read(self) -> Breaks:
        """Return the breaks as they stand now."""
        return self._read(self._clock.now())

    def write(self, *acts: Act) -> Breaks:
        """Write down what happens now, in this order, and return how the breaks stand then."""
        now = self._clock.now()
        with self._store.writing():
            breaks = self._read(now)
            for act in acts:
                breaks = act(breaks, seconds(now))
            self._drafts.keep(Draft(BREAKS, BREAKS, asdict(breaks), now.at))
        return breaks

    def _read(self, now: Moment) -> Breaks:
        known, now_s = self._history.read(), seconds(now)
        day, kept = known.today(now), self._drafts.get(BREAKS)
        breaks = Breaks(**kept.data) if kept else Breaks(day)
        told_s, rose_s = _told(known, min(breaks.day, day), now_s)
        return heard(updated(breaks, day, now_s), told_s, rose_s)


def _told(known: Known, day: int, now_s: int) -> tuple[int, int]:
    """Return when anything was told since a day, and when a bout of sitting last ended."""
    told_s = rose_s = 0
    for event in known.since(day):
        at_s = event.instant // NANOSECONDS
        if at_s <= now_s:
            told_s = max(told_s, at_s)
            rose_s = max(rose_s, at_s) if isinstance(event, SittingLogged) else rose_s
    return told_s, rose_s


def seconds(now: Moment) -> int:
    """Return a moment in whole seconds since 1970 UTC."""
    return now.instant // NANOSECONDS
