"""A step up, taken or left."""

from __future__ import annotations

from backfour.app.history import History
from backfour.app.plan_today import PlanToday
from backfour.app.ports import Clock, Ids
from backfour.app.record import Record, Recorded
from backfour.app.refusals import Stale
from backfour.app.telling import Telling


class Rise(Telling):
    """Writes the answer to a step up that is on offer now."""

    def __init__(
        self, record: Record, history: History, plan_today: PlanToday, clock: Clock, ids: Ids
    ) -> None:
        super().__init__(record, clock, ids)
        self._history = history
        self._plan_today = plan_today

    def answer(self, exercise: str, *, accepted: bool, event_id: str | None = None) -> Recorded:
        """Take or leave a step up.

        Raises
        ------
        Stale
            When the plan does not offer this step any more; it carries the new plan.
        """
        repeated = event_id and any(event.id == event_id for event in self._history.events())
        if not repeated:
            today = self._plan_today()
            if today.plan.rise != exercise:
                raise Stale(today)
        return self._tell(event_id, "rise_answered", exercise=exercise, accepted=accepted)
