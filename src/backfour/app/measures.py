"""Telling a measure, what is asked today, and what a self-test found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backfour.app.body import Body
from backfour.app.plan_today import PlanToday, Today
from backfour.app.ports import Clock, Ids
from backfour.app.progress import Kept, SeeProgress
from backfour.app.record import Record, Recorded
from backfour.app.telling import Telling
from backfour.core.events import ABSENT, MeasureTaken
from backfour.core.outcomes.due import (
    Due,
    Proposal,
    SelfTestDue,
    Standing,
    measures_due,
    proposal,
    self_tests_due,
)
from backfour.core.outcomes.measures import accept
from backfour.core.vocabulary import ACTIONS

BLOCKED = -1
"""Stands for the cap of a movement that is ruled out (`Standing.caps`)."""


def standing(today: Today, pain: int | None = None, *, helper: bool = False) -> Standing:
    """Tell the core what the programme knows that decides about self-tests and experiments.

    Parameters
    ----------
    pain
        Pain now, 0-10, or None where it was not asked.
    helper
        Whether someone stands beside the person.
    """
    plan, state = today.plan, today.state
    return Standing(
        action=ACTIONS.index(plan.action),
        locked=plan.mode == "locked",
        flare=state.flare is not None,
        pain=pain,
        flags=state.flags,
        operations=frozenset(state.answers.get("R34", ())),
        caps={item.exercise: BLOCKED if item.blocked else item.cap for item in plan.items},
        helper=helper,
    )


class Measures(Telling):
    """Keeps what is measured, and says what is due."""

    def __init__(
        self,
        record: Record,
        see: SeeProgress,
        plan_today: PlanToday,
        body: Body,
        clock: Clock,
        ids: Ids,
    ) -> None:
        super().__init__(record, clock, ids)
        self._see = see
        self._plan_today = plan_today
        self._body = body
        self._due: Kept[tuple[Due, ...]] = Kept()

    def due(self, today: Today) -> tuple[Due, ...]:
        """Return every measure the app asks for, with its days; kept for the day."""
        at = (today.known.mark, today.day)
        return self._due.get(at, "due", lambda: measures_due(self._see.told(today)))

    def tests(
        self, today: Today, pain: int | None = None, *, helper: bool = False
    ) -> tuple[SelfTestDue, ...]:
        """Return the self-tests: due, later, closed or skipped, for the pain of this moment."""
        return self_tests_due(self._see.told(today), standing(today, pain, helper=helper))

    def take(
        self,
        measure: str,
        value: Any,
        detail: Mapping[str, Any] | None = None,
        event_id: str | None = None,
    ) -> Recorded:
        """Write one value.

        Raises
        ------
        Refused
            Naming ``measure``, ``value`` or ``detail.<key>``.
        """
        found, kept = accept(measure, value, detail, self._plan_today().day)
        more = {"detail": kept} if kept else {}
        return self._tell(event_id, "measure_taken", measure=measure, value=found, **more)

    def proposed(self, taken: MeasureTaken) -> Proposal | None:
        """Return what a self-test asks the person to report; nothing is written by itself."""
        return proposal(taken, frozenset(self._body.told() or ()))

    def agree(self, taken: MeasureTaken, event_id: str | None = None) -> Recorded | None:
        """Report what a self-test proposed, once the person has read it and said yes."""
        found = self.proposed(taken)
        return None if found is None else self._body.tell(found.flags, event_id)


def detail_of(taken: MeasureTaken) -> Mapping[str, Any]:
    """Return the detail of a measure, empty where there is none."""
    return {} if taken.detail is ABSENT or taken.detail is None else taken.detail
