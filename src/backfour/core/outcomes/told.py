"""What a person told up to a day, as it reads after the corrections told by then.

Histories only grow, so a reading can go on from an earlier one: what has been worked out from
the entries before is taken over, and only what is new is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, NamedTuple, TypeVar, cast

from backfour.core.entries import as_corrected
from backfour.core.events import EntryCorrected, Event, MeasureTaken

Kind = TypeVar("Kind", bound=Event)
One = TypeVar("One")
Value = TypeVar("Value")


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
    by_type
        Entries by the name of their type, each in order of time; corrected ones as they read
        now, withdrawn ones left out.
    read
        How many events were read, corrections included.
    end
        The last of them, or None.
    worked_out
        What was asked for before, by name, with what it rests on (`grown`, `once`).
    """

    on: int
    by_type: Mapping[str, Sequence[Entry]]
    read: int = 0
    end: Entry | None = None
    worked_out: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)

    def of(self, kind: type[Kind]) -> Sequence[tuple[int, Kind]]:
        """Day and event of every entry of one kind, in order."""
        return cast("Sequence[tuple[int, Kind]]", self.by_type.get(kind.type, ()))

    def measured(self, measure: str) -> Sequence[tuple[int, MeasureTaken]]:
        """Day and event of every value told of one measure, in order."""
        start: Mapping[str, tuple[tuple[int, MeasureTaken], ...]] = {}
        return self.grown("measured", self.of(MeasureTaken), start, _by_measure).get(measure, ())

    def grown(
        self,
        name: object,
        entries: Sequence[One],
        start: Value,
        step: Callable[[Value, Sequence[One]], Value],
    ) -> Value:
        """A value that every entry adds to, worked out once for each entry.

        Parameters
        ----------
        name
            Under which it is kept; always used with entries of the same kind.
        entries
            All of them; a later reading may only have more at the end.
        start
            The value of no entries.
        step
            Value so far and the entries that follow -> the value then. It must not change the
            value so far, which an earlier reading may still hold.
        """
        seen, value = self.worked_out.get(name, (0, start))
        if seen < len(entries):
            value = step(value, entries[seen:])
        self.worked_out[name] = (len(entries), value)
        return cast("Value", value)

    def once(self, name: object, rests_on: tuple[object, ...], work: Callable[[], Value]) -> Value:
        """A value that rests on what is given and nothing else, kept until that differs."""
        kept = self.worked_out.get(name)
        if kept is None or kept[0] != rests_on:
            kept = self.worked_out[name] = (rests_on, work())
        return cast("Value", kept[1])


def _by_measure(
    before: Mapping[str, tuple[tuple[int, MeasureTaken], ...]],
    entries: Sequence[tuple[int, MeasureTaken]],
) -> Mapping[str, tuple[tuple[int, MeasureTaken], ...]]:
    found: dict[str, list[tuple[int, MeasureTaken]]] = {}
    for entry in entries:
        found.setdefault(entry[1].measure, []).append(entry)
    return {**before, **{name: (*before.get(name, ()), *new) for name, new in found.items()}}


def told(events: Sequence[Event], on: int, before: Told | None = None) -> Told:
    """Read a history as it stands on a day.

    A correction counts from its own engine day: asked for a day before it, the entry still
    reads as it was first told (contracts section 2).

    Parameters
    ----------
    events
        Sorted by instant, as `backfour.core.reading.parse_history` returns them.
    on
        Ordinal of the day; later events are left out.
    before
        An earlier reading to go on from. It is left aside where these events do not begin with
        those it read, where its day is later, or where what is new corrects anything: the
        result never depends on it.
    """
    if before is None or not _begin_alike(events, on, before):
        before = Told(on, {})
    new = tuple(takewhile(lambda event: event.day <= on, events[before.read :]))
    if before.read and any(isinstance(event, EntryCorrected) for event in new):
        return told(events, on)
    last = before.end.day if before.end else 0
    found: dict[str, list[Entry]] = {}
    for day, event in as_corrected(new):
        found.setdefault(event.type, []).append(Entry(max(day, last), event))
    return Told(
        on,
        {
            **before.by_type,
            **{name: [*before.by_type.get(name, ()), *more] for name, more in found.items()},
        },
        before.read + len(new),
        Entry(max(last, *(event.day for event in new)), new[-1]) if new else before.end,
        dict(before.worked_out),
    )


def _begin_alike(events: Sequence[Event], on: int, before: Told) -> bool:
    """Whether a reading can go on: an event told late moves all behind it, the last one too."""
    if before.end is None or before.on > on or before.read > len(events):
        return False
    return events[before.read - 1] is before.end.event
