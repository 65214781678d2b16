"""What a device that keeps a copy of the history must know to be up to date.

Hazards H27 and H29 (docs/safety.md).
"""

from __future__ import annotations

from dataclasses import dataclass

from backfour.app.ports import EventStore, Stored
from backfour.app.refusals import Gone, OtherFolder


@dataclass(frozen=True, slots=True)
class Synced:
    """What was stored since a device looked last.

    Parameters
    ----------
    person
        Name of this history; it changes when the history is deleted or replaced.
    cursor
        Where the history stands now: what to ask after next time.
    whole
        Whether ``events`` is all there is, to take the place of what the device had.
    events
        With their numbers, in order of writing.
    """

    person: str
    cursor: int
    whole: bool
    events: tuple[Stored, ...]


class Sync:
    """Keeps devices up to date and tells them when what they carry is not for this folder."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    def person(self) -> str:
        """Return the random name of this history, made when it is first asked for."""
        if not self._store.mark().generation:
            with self._store.writing():
                if not self._store.mark().generation:
                    self._store.new_generation()
        return self._store.mark().generation

    def check(self, person: str) -> None:
        """Refuse what a device carries for another history; an empty name is a page of ours.

        Raises
        ------
        Gone
            When that history was deleted here.
        OtherFolder
            When it never was in this folder, or was replaced by a restored copy.
        """
        if not person or person == self.person():
            return
        if self._store.was_closed(person):
            raise Gone
        raise OtherFolder

    def after(self, person: str, cursor: int) -> Synced:
        """Return what was stored after ``cursor``, or everything to a device that is new here.

        Raises
        ------
        Gone
            When the history the device carries was deleted here.
        """
        if person and self._store.was_closed(person):
            raise Gone
        now = self.person()
        seq = self._store.mark().seq
        goes_on = person == now and 0 <= cursor <= seq
        events = tuple(self._store.read_after(cursor if goes_on else 0))
        last = events[-1].seq if events else seq
        return Synced(now, last, not goes_on, events)
