"""What a person told up to a day, as it reads after the corrections told by then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, NamedTuple, TypeVar, cast

from backfour.core.entries import as_corrected
from backfour.core.events import Event, MeasureTaken

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
    by_type
        Entries by the name of their type, each in order of time; corrected ones as they read
        now, withdrawn ones left out.
    worked_out
        Series that were asked for before, so that a page does not work them out again.
    """

    on: int
    by_type: Mapping[str, Sequence[Entry]]
    worked_out: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def of(self, kind: type[Kind]) -> Sequence[tuple[int, Kind]]:
        """Day and event of every entry of one kind, in order."""
        return cast("Sequence[tuple[int, Kind]]", self.by_type.get(kind.type, ()))

    def measured(self, measure: str) -> Sequence[tuple[int, MeasureTaken]]:
        """Day and event of every value told of one measure, in order."""
        if "measured" not in self.worked_out:
            found: dict[str, list[tuple[int, MeasureTaken]]] = {}
            for entry in self.of(MeasureTaken):
                found.setdefault(entry[1].measure, []).append(entry)
            self.worked_out["measured"] = found
        return cast(
            "Sequence[tuple[int, MeasureTaken]]", self.worked_out["measured"].get(measure, ())
        )


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
    by_type: dict[str, list[Entry]] = {}
    for day, event in as_corrected(takewhile(lambda event: event.day <= on, events)):
        by_type.setdefault(event.type, []).append(Entry(day, event))
    return Told(on, by_type)
