"""What can be corrected, as it was told and as it reads now."""

from __future__ import annotations

from collections.abc import Iterable
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


def entries(events: Iterable[Event]) -> dict[str, Entry]:
    """Read every entry that can be corrected, by id, in the order of time."""
    found: dict[str, Entry] = {}
    values: dict[str, Event] = {}
    for event in events:
        if event.type in CORRECTABLE:
            found[event.id] = Entry(event, event)
            values[event.id] = event
        elif isinstance(event, EntryCorrected):
            entry = found[event.target]
            if event.fields is None:
                # Taken back; a change told afterwards starts from the values before (replay.py).
                reads = withdrawn(values[event.target])
            else:
                reads = values[event.target] = corrected(values[event.target], event.fields)
            found[event.target] = Entry(entry.told, reads, (*entry.changes, event))
    return found
