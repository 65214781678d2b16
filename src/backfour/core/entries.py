"""What can be corrected, as it was told and as it reads now.

Everything but the programme reads corrections here; the programme tells its days anew with them,
because a correction must not take back what protects the person (``programme/replay.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from backfour.core.events import EntryCorrected, Event
from backfour.core.reading import CORRECTABLE, corrected, withdrawn


@dataclass(frozen=True, slots=True)
class Entry:
    """One morning, sitting or measure.

    Parameters
    ----------
    told
        As it was told first.
    reads
        As it reads now; None where it was taken back whole.
    changes
        Its corrections, the oldest first.
    """

    told: Event
    reads: Event | None
    changes: tuple[EntryCorrected, ...] = ()

    @property
    def last(self) -> Event:
        """The values of last time it had any, to begin a change from."""
        return self.reads or self.told


def entries(events: Sequence[Event]) -> dict[str, Entry]:
    """Read every entry that can be corrected, by id, in the order of time."""
    changed = corrected_entries(events)
    return {
        event.id: changed.get(event.id) or Entry(event, event)
        for event in events
        if event.type in CORRECTABLE
    }


def corrected_entries(events: Sequence[Event]) -> dict[str, Entry]:
    """Read the entries that were corrected, by id: most histories have none.

    A correction of an entry that is not among the events is passed over.
    """
    changes: dict[str, list[EntryCorrected]] = {}
    for event in events:
        if isinstance(event, EntryCorrected):
            changes.setdefault(event.target, []).append(event)
    if not changes:
        return {}
    return {event.id: _read(event, changes[event.id]) for event in events if event.id in changes}


def as_corrected(events: Iterable[Event]) -> Iterator[tuple[int, Event]]:
    """Yield events with their engine day, entries as their corrections left them.

    Parameters
    ----------
    events
        In the order of time, as `backfour.core.reading` checked them.
    """
    known = tuple(events)
    changed = corrected_entries(known)
    day = 0
    for event in known:
        day = max(day, event.day)
        entry = changed.get(event.id)
        reads = event if entry is None else entry.reads
        if reads is not None and not isinstance(event, EntryCorrected):
            yield day, reads


def _read(told: Event, changes: Sequence[EntryCorrected]) -> Entry:
    values = told
    reads: Event | None = told
    for change in changes:
        if change.fields is None:
            reads = withdrawn(values)
        else:
            # A change after it was taken back brings it back, from the values before (replay.py).
            reads = values = corrected(values, change.fields)
    return Entry(told, reads, tuple(changes))
