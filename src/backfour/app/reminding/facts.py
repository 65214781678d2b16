"""What the history of the one person at home says about their reminders."""

from __future__ import annotations

from typing import Final

from backfour.app.plan_today import PlanToday, Today
from backfour.app.reminding.local import instant_of, local_of, zone_of
from backfour.app.reminding.ports import Reached, ReminderStore
from backfour.core.events import MeasureTaken, SittingLogged
from backfour.core.instants import NANOSECONDS
from backfour.core.reminding.daytime import SELF_TEST_EVERY_DAYS
from backfour.core.reminding.rules import (
    BREAK,
    KINDS,
    MORNING,
    SELF_TEST,
    SESSION,
    Facts,
    leads_to_a_check,
)
from backfour.core.vocabulary import SELF_TESTS

BREAK_COUNTS_S: Final = 15 * 60
"""So long after a logged bout of sitting no break is offered: it was just taken (our choice)."""


class HomeFacts:
    """Tells what is known of the one person of this folder."""

    def __init__(self, plan_today: PlanToday, store: ReminderStore) -> None:
        self._plan_today = plan_today
        self._store = store

    def __call__(self, reached: Reached, now_s: int) -> Facts:
        """Return the facts that decide whether a reminder is right."""
        today = self._plan_today()
        zone = zone_of(reached.zone)
        midnight_s = instant_of(local_of(now_s, zone)[0], 0, zone)
        breaks = self._store.breaks(reached.person, midnight_s)
        return Facts(
            action=today.plan.action,
            flare=today.plan.mode == "flare",
            session_open=_may_begin(today),
            done=frozenset(kind for kind in KINDS if _is_done(kind, today, now_s)),
            wanted=frozenset(kind for kind in KINDS if kind != MORNING or _asks_morning(today)),
            breaks_today=len(breaks),
            breaks_ignored=_ignored(breaks),
        )


def _may_begin(today: Today) -> bool:
    """Whether there is something to do, or a check to answer first."""
    plan = today.plan
    if plan.mode == "locked":
        return leads_to_a_check(plan.screen_reasons)
    return plan.session_ready and not plan.rest_day


def _asks_morning(today: Today) -> bool:
    return bool(today.state.last_exercise_day) and not today.plan.done_today


def _is_done(kind: str, today: Today, now_s: int) -> bool:
    if kind == MORNING:
        return today.state.last_morning == today.day
    if kind == SESSION:
        return today.plan.done_today
    events = today.known.since(today.day - SELF_TEST_EVERY_DAYS + 1)
    if kind == SELF_TEST:
        return any(isinstance(e, MeasureTaken) and e.measure in SELF_TESTS for e in events)
    assert kind == BREAK  # noqa: S101 - the four kinds
    after = (now_s - BREAK_COUNTS_S) * NANOSECONDS
    return any(isinstance(e, SittingLogged) and e.instant >= after for e in events)


def _ignored(breaks: tuple[str, ...]) -> int:
    """Count the last ones in a row that the person did not answer."""
    count = 0
    for state in reversed(breaks):
        if state == "confirmed":
            break
        count += 1
    return count
