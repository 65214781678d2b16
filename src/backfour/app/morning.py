"""The morning check: fifteen seconds that judge the day before."""

from __future__ import annotations

from backfour.app.record import Recorded
from backfour.app.telling import Telling


class Morning(Telling):
    """Writes the morning check; only the first of a day counts."""

    def answer(
        self,
        pain: int | None,
        stiffness_min: int | None,
        *,
        new_leg_pain: bool,
        event_id: str | None = None,
    ) -> Recorded:
        """Write pain (0-10), minutes of stiffness, and whether a leg hurts that did not.

        Raises
        ------
        Refused
            Naming the field.
        """
        return self._tell(
            event_id,
            "morning_checked",
            pain=pain,
            stiffness_min=stiffness_min,
            new_leg_pain=new_leg_pain,
        )
