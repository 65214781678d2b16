"""What a person told up to a day, as it reads after the corrections told by then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from backfour.core.events import EntryCorrected, Event
from backfour.core.reading import corrected, withdrawn

Kind = TypeVar("Kind", bound=Event)


class Entry(NamedTuple):
    """One event and its engine day (proleptic ordinal; engine-semantics 4.8.1)."""

    day: int
    event: Event


@dataclass(frozen=True, slots=True)
class Told:
    """A history up to a day.

    Parameters
    ----------
    on
        Ordinal of the day asked for.
    entries
        In order of time; corrected entries as they read now, withdrawn ones left out.
    """

    on: int
    entries: tuple[Entry, ...]

    def of(self, kind: type[Kind]) -> Iterator[tuple[int, Kind]]:
        """Day and event of every entry of one kind, in order."""
        for day, event in self.entries:
            if isinstance(event, kind):
                yield day, event


def told(events: Sequence[Event], on: int) -> Told:
    """Read a history as it stands on a day.

    A correction counts from its own engine day: asked for a day before it, the entry still
    reads as it was first told (contracts section 2).

    Parameters
    ----------
    events
        Sorted by instant, as `backfour.core.reading.parse_history` returns them.
    on
        Ordinal of the day; later events are left out.
    """
    found: dict[str, Entry] = {}
    gone: dict[str, Event | None] = {}
    day = 0
    for event in events:
        day = max(day, event.day)
        if day > on:
            break
        if not isinstance(event, EntryCorrected):
            found[event.id] = Entry(day, event)
            continue
        entry = found[event.target]
        if event.fields is None:
            gone[event.target] = withdrawn(entry.event)
        else:
            # A later correction of an entry that was taken back brings it back.
            found[event.target] = Entry(entry.day, corrected(entry.event, event.fields))
            gone.pop(event.target, None)
    return Told(on, tuple(_as_it_reads(found, gone)))


def _as_it_reads(found: dict[str, Entry], gone: dict[str, Event | None]) -> Iterator[Entry]:
    for key, entry in found.items():
        if key not in gone:
            yield entry
            continue
        left = gone[key]
        if left is not None:
            yield Entry(entry.day, left)
