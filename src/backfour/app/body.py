"""My body: the conditions a person tells of, which limit or rule out movements."""

from __future__ import annotations

from collections.abc import Iterable

from backfour.app.history import History
from backfour.app.ports import Clock, Ids
from backfour.app.record import Record, Recorded
from backfour.app.telling import Telling
from backfour.core.events import FlagsReported


class Body(Telling):
    """Keeps the list of conditions; each telling replaces the list before."""

    def __init__(self, record: Record, history: History, clock: Clock, ids: Ids) -> None:
        super().__init__(record, clock, ids)
        self._history = history

    def told(self) -> tuple[str, ...] | None:
        """Return the conditions told last; None when they were never asked."""
        last: FlagsReported | None = self._history.latest("flags_reported")
        return None if last is None else last.flags

    def tell(self, flags: Iterable[str], event_id: str | None = None) -> Recorded:
        """Replace the list of conditions; an empty list is an answer too.

        Raises
        ------
        Refused
            When a flag is unknown.
        """
        return self._tell(event_id, "flags_reported", flags=sorted(set(flags)))

    def add(self, flag: str, event_id: str | None = None) -> Recorded:
        """Add one condition to the list, as after a near-fall or a tingling hand."""
        return self.tell([*(self.told() or ()), flag], event_id)
