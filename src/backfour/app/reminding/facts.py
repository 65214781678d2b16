"""What the history of the one person at home says about their reminders."""

from __future__ import annotations

from dataclasses import replace

from backfour.app.breaks import BreakBook
from backfour.app.measures import standing
from backfour.app.plan_today import PlanToday, Today
from backfour.app.preferences import Preferences
from backfour.app.progress import SeeProgress
from backfour.app.reminding.ports import Due
from backfour.app.sitting import Sitting, wish_of
from backfour.core.events import MorningChecked
from backfour.core.outcomes.due import self_tests_due
from backfour.core.reminding.rules import (
    BREAK,
    KINDS,
    MORNING,
    SELF_TEST,
    SESSION,
    Facts,
    leads_to_a_check,
    why_no_test,
)
from backfour.core.sitting.breaks import offer, why_unsent
from backfour.core.sitting.exceptions import in_force


class HomeFacts:
    """Tells what is known of the one person of this folder."""

    def __init__(
        self,
        plan_today: PlanToday,
        see: SeeProgress,
        sitting: Sitting,
        breaks: BreakBook,
        preferences: Preferences,
    ) -> None:
        self._plan_today = plan_today
        self._see = see
        self._sitting = sitting
        self._breaks = breaks
        self._preferences = preferences

    def __call__(self, due: Due, now_s: int) -> Facts:
        """Return the facts that decide whether a reminder is right."""
        today = self._plan_today()
        return Facts(
            action=today.plan.action,
            session_open=_may_begin(today),
            done=frozenset(kind for kind in (MORNING, SESSION) if _is_done(kind, today)),
            wanted=frozenset(kind for kind in KINDS if kind != MORNING or _asks_morning(today)),
            no_test=self._no_test(today) if due.wish.kind == SELF_TEST else "",
            no_break=self._no_break(due, today, now_s) if due.wish.kind == BREAK else "",
        )

    def went_out(self, due: Due) -> None:
        """Count a break that was sent among those that pages offer."""
        if due.wish.kind == BREAK:
            self._breaks.write(offer)

    def _no_test(self, today: Today) -> str:
        stands = standing(today, _pain_told(today))
        if leads_to_a_check(today.plan.screen_reasons):
            # Nothing but questions stands before them, and whoever comes is led to these.
            stands = replace(stands, locked=False)
        return why_no_test(self_tests_due(self._see.told(today), stands))

    def _no_break(self, due: Due, today: Today, now_s: int) -> str:
        settings = self._preferences.read()
        exceptions = in_force(settings["sitting_exceptions"] or (), today.state.flags)
        wish = replace(
            wish_of(settings, exceptions, due.reached.quiet), every_min=due.wish.times.every_min
        )
        bout, breaks = self._sitting.bout(), self._breaks.read()
        return why_unsent(wish, bout, breaks, now_s, page_offers=wish.on) or ""


def _may_begin(today: Today) -> bool:
    """Whether there is something to do, or a check to answer first."""
    plan = today.plan
    if plan.mode == "locked":
        return leads_to_a_check(plan.screen_reasons)
    return plan.session_ready and not plan.rest_day


def _asks_morning(today: Today) -> bool:
    return bool(today.state.last_exercise_day) and not today.plan.done_today


def _is_done(kind: str, today: Today) -> bool:
    return today.state.last_morning == today.day if kind == MORNING else today.plan.done_today


def _pain_told(today: Today) -> int | None:
    """Pain told this morning, 0-10; None where it was not."""
    told = (e.pain for e in today.known.since(today.day) if isinstance(e, MorningChecked))
    return max((pain for pain in told if pain is not None), default=None)
