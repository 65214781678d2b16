"""What the page shows and says of the coach: keys and numbers, never a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from backfour.core.motion.coach import Coach
from backfour.core.motion.placement import CHECKS, Placement
from backfour.core.motion.report import Tally
from backfour.core.motion.seen import Cue, Event, Found, Lost

GOOD: Final = "coach.place.good"
LOST: Final = "coach.lost"
FOUND: Final = "coach.found"

ADVISE_AFTER_S: Final = 1.5
"""A problem of the placement must stand this long before its sentence is said (our choice)."""
ADVISE_EVERY_S: Final = 10.0
"""The same sentence again only after this long (our choice)."""
SILENCE_S: Final = 20.0
"""Losing and finding the person again is said at most once in this time (our choice)."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """What was said last, so that nothing is said twice.

    ``advice``: key of the placement sentence that has been due since ``since_s``; ``told`` was said
    at ``told_s``. ``lost_s``: when a loss was last said; ``lost``: it has not been taken back.
    """

    advice: str | None = None
    since_s: float = 0.0
    told: str | None = None
    told_s: float | None = None
    lost_s: float | None = None
    lost: bool = False


def speak(
    tongue: Tongue, events: tuple[Event, ...], advice: str | None, t_s: float, *, placing: bool
) -> tuple[Tongue, tuple[str, ...]]:
    """Choose what is to be said aloud now.

    Parameters
    ----------
    tongue
        What was said before.
    events
        What this look brought.
    advice
        Key of the sentence that helps with the placement, as `advice_of` chooses it.
    t_s
        Time of the look, seconds.
    placing
        Whether the person is getting into position: then the placement speaks, else the coach.

    Returns
    -------
    tuple
        The tongue, and keys of sentences.
    """
    if placing:
        return _advise(replace(tongue, lost=False), advice, t_s)
    lines: list[str] = []
    for event in events:
        if isinstance(event, Cue):
            lines.append(event.key)
        elif isinstance(event, Lost) and _may(tongue.lost_s, t_s):
            tongue = replace(tongue, lost_s=t_s, lost=True)
            lines.append(LOST)
        elif isinstance(event, Found) and tongue.lost:
            tongue = replace(tongue, lost=False)
            lines.append(FOUND)
    return tongue, tuple(lines)


def _may(last_s: float | None, t_s: float) -> bool:
    return last_s is None or t_s - last_s >= SILENCE_S


def _advise(tongue: Tongue, advice: str | None, t_s: float) -> tuple[Tongue, tuple[str, ...]]:
    """Say a placement sentence once its cause has stood for a while, and seldom again."""
    if advice != tongue.advice:
        return replace(tongue, advice=advice, since_s=t_s), ()
    if advice is None or t_s - tongue.since_s < (0 if advice == GOOD else ADVISE_AFTER_S):
        return tongue, ()
    again = tongue.told_s is None or t_s - tongue.told_s >= ADVISE_EVERY_S
    if advice == tongue.told and (advice == GOOD or not again):
        return tongue, ()
    return replace(tongue, told=advice, told_s=t_s), (advice,)


def advice_of(coach: Coach, placement: Placement) -> str | None:
    """Key of the one sentence that helps with the placement; None while it settles."""
    if placement.problem == "view":
        return f"coach.place.view.{coach.movement.demand.view}"
    if placement.problem:
        return f"coach.place.{placement.problem}"
    return GOOD if placement.settled(coach.last_s or 0.0) else None


def state_of(coach: Coach, placement: Placement, *, placing: bool = False) -> str:
    """Name the state: ``placing``, ``ready``, ``coaching`` or ``lost``.

    ``placing``: the person is still getting into position, so nothing is coached yet.
    """
    if coach.trust.told and coach.seen_before and not placing:
        return "lost"
    if coach.trust.trusted and coach.now.phase != "start":
        return "ready" if placing else "coaching"
    last_s = coach.last_s or 0.0
    return "ready" if placement.settled(last_s) else "placing"


def view_of(
    coach: Coach, tally: Tally, placement: Placement, *, placing: bool = False
) -> dict[str, Any]:
    """Describe what the page shows (docs/session-protocol.md, "The coach")."""
    now, state = coach.now, state_of(coach, placement, placing=placing)
    return {
        "exercise": coach.exercise,
        "state": state,
        "checks": [{"id": name, "ok": getattr(placement, name)} for name in CHECKS],
        "say": _shown(state, coach, placement),
        "phase": now.phase,
        "side": now.side,
        "held_s": round(now.held_s, 1),
        "reps": tally.reps_by_side(),
        "holds": tally.holds_counted(),
        "seen_s": round(coach.judged_s, 1),
        "reason": coach.trust.problem or (coach.trust.reason if coach.trust.told else None),
    }


def _shown(state: str, coach: Coach, placement: Placement) -> str | None:
    """The one sentence that helps now."""
    if state == "lost":
        return LOST
    return None if state == "coaching" else advice_of(coach, placement)
