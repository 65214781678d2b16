"""Whether a reminder that is due is still right to send; the first rule that matches decides.

Hazard H35 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from backfour.core.outcomes.due import SelfTestDue

MORNING: Final = "morning"
SESSION: Final = "session"
SELF_TEST: Final = "self_test"
BREAK: Final = "break"
KINDS: Final = (MORNING, SESSION, SELF_TEST, BREAK)

REPEAT_AFTER_MIN: Final = {MORNING: 60, SESSION: 120, SELF_TEST: 180}
"""Minutes until the one repeat, where nothing was logged; breaks are not repeated (our choice)."""

LATE_MIN: Final = {MORNING: 240, SESSION: 240, SELF_TEST: 360, BREAK: 5}
"""How late a reminder is still worth sending, e.g. after the computer slept (our choice)."""


ONLY_ASKED: Final = frozenset(
    f"screen.{key}"
    for key in ("no_full", "no_person", "full_expired", "short_expired", "absent", "flare")
)
"""Reasons why the movements are closed that answering a check may lift at once."""


def leads_to_a_check(screen_reasons: Iterable[str]) -> bool:
    """Whether closed movements wait for nothing but questions, so that coming is right."""
    reasons = frozenset(screen_reasons)
    return bool(reasons) and reasons <= ONLY_ASKED


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person at the moment a reminder is due.

    Parameters
    ----------
    action
        Standing result of the screen (`backfour.core.vocabulary.ACTIONS`).
    session_open
        Whether a session can be started now, or only a check stands before it.
    done
        Kinds that were logged already: this morning, today's session.
    wanted
        Kinds that the programme asks for at all now.
    no_test
        Why no self-test is to be called for (`why_no_test`); empty where one is due.
    no_break
        Why no break is to be offered (`backfour.core.sitting.breaks.why_unsent`); empty where one
        may come.
    """

    action: str = "none"
    session_open: bool = True
    done: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset(KINDS)
    no_test: str = ""
    no_break: str = ""


def why_not(kind: str, facts: Facts) -> str:
    """Say why a reminder is not sent; empty where it is right to send.

    Returns
    -------
    str
        ``alarm``, ``done``, ``not_asked``, ``closed``, what ``no_test`` or ``no_break`` say, or "".
    """
    # Whoever was told to be seen today or to call is not called to a mat.
    if facts.action in {"urgent", "emergency"}:
        return "alarm"
    if kind in facts.done:
        return "done"
    if kind not in facts.wanted:
        return "not_asked"
    if kind == SESSION and not facts.session_open:
        return "closed"
    return {SELF_TEST: facts.no_test, BREAK: facts.no_break}.get(kind, "")


_CLOSED: Final = {
    "selftest.closed.screen": "closed",
    "selftest.closed.flare": "flare",
    "selftest.closed.pain": "pain",
}


def why_no_test(tests: Iterable[SelfTestDue]) -> str:
    """Say why nobody is called to the self-tests; empty where one is due (clinical-spec 5.2).

    Pain that was not asked yet closes none: the page asks for it first.

    Returns
    -------
    str
        ``done`` (none is due yet, or none is for this person), ``closed``, ``flare``, ``pain``
        or "".
    """
    open_or_closed = [test for test in tests if test.state in {"due", "closed"}]
    if not open_or_closed:
        return "done"
    # What closes them closes all of them alike.
    return _CLOSED.get(open_or_closed[0].reason, "")
