"""I'm having a flare: said from anywhere, believed at once."""

from __future__ import annotations

from backfour.app.record import Recorded
from backfour.app.telling import Telling


class Flare(Telling):
    """Writes that a flare has begun."""

    def declare(self, event_id: str | None = None) -> Recorded:
        """Write that the person is having a flare."""
        return self._tell(event_id, "flare_declared")
