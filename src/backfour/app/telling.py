"""The shape shared by everything told in one form: one event, written at once, counted once."""

from __future__ import annotations

from typing import Any

from backfour.app.ports import Clock, Ids
from backfour.app.record import Record, Recorded


class Telling:
    """Writes one event per form.

    The form carries the id it was given when it was shown, so that sending it twice, or going
    back and sending it again, counts once.
    """

    def __init__(self, record: Record, clock: Clock, ids: Ids) -> None:
        self._record = record
        self._clock = clock
        self._ids = ids

    def _tell(self, event_id: str | None, event_type: str, **values: Any) -> Recorded:
        return self._record.once(
            event_id or self._ids.new(), event_type, self._clock.now().at, **values
        )
