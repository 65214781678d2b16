"""Whether a reminder that is due is still right to send; the first rule that matches decides.

Hazard H35 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

MORNING: Final = "morning"
SESSION: Final = "session"
SELF_TEST: Final = "self_test"
BREAK: Final = "break"
KINDS: Final = (MORNING, SESSION, SELF_TEST, BREAK)

IGNORED_BREAKS: Final = 3
MOST_BREAKS_A_DAY: Final = 12
"""Breaks stop after three ignored in a row, and after twelve a day (clinical-spec 6.2)."""

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
    flare
        Whether a flare is in force.
    session_open
        Whether a session can be started now, or only a check stands before it.
    done
        Kinds that were logged already: this morning, today's session, the self-tests of these
        four weeks, a break within its time.
    wanted
        Kinds that the programme asks for at all now.
    breaks_today, breaks_ignored
        Breaks offered today, and how many of the last ones were ignored in a row.
    """

    action: str = "none"
    flare: bool = False
    session_open: bool = True
    done: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset(KINDS)
    breaks_today: int = 0
    breaks_ignored: int = 0


def why_not(kind: str, facts: Facts) -> str:
    """Say why a reminder is not sent; empty where it is right to send.

    Returns
    -------
    str
        ``alarm``, ``done``, ``not_asked``, ``closed``, ``flare``, ``ignored``, ``enough`` or "".
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
    if kind == SELF_TEST:
        return _not_tested(facts)
    return _no_break(facts) if kind == BREAK else ""


def _not_tested(facts: Facts) -> str:
    """Self-tests only where the screen says at most caution, and not in a flare (5.2)."""
    if facts.action == "see":
        return "closed"
    return "flare" if facts.flare else ""


def _no_break(facts: Facts) -> str:
    if facts.breaks_ignored >= IGNORED_BREAKS:
        return "ignored"
    return "enough" if facts.breaks_today >= MOST_BREAKS_A_DAY else ""
