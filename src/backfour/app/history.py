"""The history of the person, read from the store once and kept parsed.

Only what was stored since the last look is read again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from backfour.app.ports import EventStore, Mark, Moment
from backfour.core.events import Event, SessionStarted
from backfour.core.reading import parse_event, read_json, write_history

BEFORE_ALL = -(10**30)
"""An instant before every date that can be written."""

FURTHEST_AHEAD_DAYS = 2
"""How far the last entry may lie ahead of the clock and still be today (our choice, ADR 0002).

Travel across the date line moves the written date by one day; a clock that was a day or two
wrong is covered too. An entry further ahead was made with a clock that was simply wrong.
"""


@dataclass(frozen=True, slots=True)
class Known:
    """The whole history at one mark.

    Parameters
    ----------
    mark
        Where the store stood.
    events
        In the order of time; ties in the order of writing.
    days
        Engine day of each event (engine-semantics 4.8.1); never falling.
    sessions
        Every session that was started, with its first event.
    """

    mark: Mark
    events: tuple[Event, ...] = ()
    days: tuple[int, ...] = ()
    sessions: dict[str, SessionStarted] = field(default_factory=dict)

    @property
    def last_instant(self) -> int:
        """Instant of the last event, or far in the past."""
        return self.events[-1].instant if self.events else BEFORE_ALL

    @property
    def last_day(self) -> int:
        """Engine day of the last event, 0 where there is none."""
        return self.days[-1] if self.days else 0

    def today(self, now: Moment) -> int:
        """Find the day to show: the engine day that something written now would count for.

        It is the clock's date, but never earlier than the day of the last entry, so that a
        clock moved back or a flight to the west opens no day twice (ADR 0002).
        """
        if self.last_day <= now.day:
            return now.day
        if self.last_day <= now.day + FURTHEST_AHEAD_DAYS:
            return self.last_day
        past = bisect_right(self.events, now.instant, key=lambda event: event.instant)
        return max(now.day, self.days[past - 1] if past else 0)

    def engine_day(self, event: Event) -> int:
        """Return the engine day of one of these events."""
        place = bisect_left(self.events, event.instant, key=lambda one: one.instant)
        while self.events[place].id != event.id:
            place += 1
        return self.days[place]

    def until(self, day: int) -> tuple[Event, ...]:
        """Return the events whose engine day is not after ``day``."""
        return self.events if self.last_day <= day else self.events[: bisect_right(self.days, day)]

    def since(self, day: int) -> tuple[Event, ...]:
        """Return the events whose engine day is not before ``day``."""
        return self.events[bisect_left(self.days, day) :]

    def extended(self, mark: Mark, new: Sequence[Event]) -> Known:
        """Return the history with these events, written after all the others."""
        started = {event.session: event for event in new if isinstance(event, SessionStarted)}
        later = sorted(new, key=lambda event: event.instant)
        if later and later[0].instant < self.last_instant:
            later = sorted((*self.events, *new), key=lambda event: event.instant)
            events, days = tuple(later), tuple(_engine_days(later, 0))
        else:
            events = self.events + tuple(later)
            days = self.days + tuple(_engine_days(later, self.last_day))
        return Known(mark, events, days, self.sessions | started)


def _engine_days(events: Sequence[Event], before: int) -> Iterator[int]:
    day = before
    for event in events:
        day = max(day, event.day)
        yield day


class History:
    """Reads the stored history; safe to share between threads."""

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._known: Known | None = None
        self._lock = Lock()

    def read(self) -> Known:
        """Return the history as the store holds it now."""
        with self._lock:
            mark = self._store.mark()
            known = self._known
            if (
                known is None
                or known.mark.generation != mark.generation
                # The same generation with fewer events: the file was put back by hand.
                or known.mark.seq > mark.seq
            ):
                known = Known(Mark(mark.generation, 0))
            if known.mark.seq < mark.seq:
                rows = self._store.read_after(known.mark.seq)
                new = [parse_event(read_json(row.body)) for row in rows]
                known = known.extended(Mark(mark.generation, rows[-1].seq), new)
            self._known = known
            return known

    def appended(self, known: Known, new: Sequence[Event], seq: int) -> None:
        """Take over what was just stored behind a history, without reading it back.

        Only after the transaction is certain. Where anybody has read further meanwhile nothing
        is taken over; `read` finds it.
        """
        with self._lock:
            if self._known is known:
                self._known = known.extended(Mark(known.mark.generation, seq), new)

    def events(self) -> tuple[Event, ...]:
        """Return every event in the order of time."""
        return self.read().events

    def latest(self, kind: str) -> Any:
        """Return the last event of a type (see `backfour.core.events.EVENT_TYPES`), or None."""
        return next((e for e in reversed(self.read().events) if e.type == kind), None)

    def text(self) -> str:
        """Write the history as JSON Lines, as export does and the session page needs it."""
        return write_history(self.read().events)
