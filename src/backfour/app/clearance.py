"""I have been seen: who looked at it, when, and which rules the visit was about."""

from __future__ import annotations

from collections.abc import Iterable

from backfour.app.record import Recorded
from backfour.app.telling import Telling


class Clearance(Telling):
    """Writes what a clinician said; what it opens is decided by the core."""

    def state(
        self,
        rules: Iterable[str],
        by: str,
        seen_on: str,
        note: str = "",
        event_id: str | None = None,
    ) -> Recorded:
        """Write a clearance.

        Parameters
        ----------
        rules
            Rules the visit was about.
        by
            Role of the clinician, e.g. "GP"; not empty.
        seen_on
            ``YYYY-MM-DD``, not after today.

        Raises
        ------
        Refused
            Naming the field.
        """
        return self._tell(
            event_id, "clearance_stated", rules=list(rules), by=by, seen_on=seen_on, note=note
        )
