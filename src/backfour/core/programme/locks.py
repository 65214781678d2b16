"""What keeps the programme closed: rules that were raised, and what clears them.

A raised rule is sticky: a later "no" does not lift it (engine-semantics 2.5.4).

Hazards H03 and H04 (docs/safety.md).
"""

from __future__ import annotations

from typing import Final

from backfour.core.events import ClearanceStated, ScreenCompleted
from backfour.core.instants import HOUR_NS, parse_date
from backfour.core.programme.state import Change, Raised, State
from backfour.core.screening.rules import YOUNGEST_OFFERED, Judgement, judge
from backfour.core.vocabulary import (
    CAUTION,
    MANDATORY_FULL,
    MANDATORY_MINI,
    NONE,
    SEE,
    URGENT,
)

FULL_EVERY_DAYS: Final = 90
"""Days after which the whole check has run out (clinical-spec 2.0; our choice)."""
FULL_DUE_DAYS: Final = 84
SHORT_EVERY_DAYS: Final = 14
SHORT_DUE_DAYS: Final = 7
ABSENT_DAYS: Final = 28
"""More days than this without check or movement ask for the whole check again."""
CLEARANCE_DAYS: Final = 180
VISIT_BEFORE_DAYS: Final = 90
"""A visit this long before the rule was raised still counts for it."""
WAIT_NS: Final = 24 * HOUR_NS
"""Urgent rules stay for at least a day."""
NEVER_LAPSE: Final = frozenset({"R12", "R13", "R29"})
"""Long-standing facts that one visit settles."""


def is_complete(event: ScreenCompleted) -> bool:
    """Whether a screen answers all that its kind must ask."""
    if event.kind == "full":
        return all(question in event.answers for question in MANDATORY_FULL)
    return event.kind == "mini" and all(q in event.answers for q in MANDATORY_MINI)


def rejudge(state: State, contained: frozenset[str], instant: int) -> Judgement:
    """Judge the current answers anew and raise what must be raised.

    Parameters
    ----------
    contained
        Question ids that the event itself brought.
    instant
        When, in nanoseconds.

    Returns
    -------
    Judgement
        As the rules see the answers, before clearances are considered.
    """
    judgement = judge(state.answers, state.age if state.described else None, state.sex)
    levels = dict(judgement.levels)
    if state.answers.get("R40") == "yes":
        levels["R40"] = CAUTION  # see for the day it was told, kept apart: never raised
    state.judged = levels
    if state.described and state.age is not None and state.age < YOUNGEST_OFFERED:
        state.cleared.pop("F0", None)
    fresh = False
    for rule, level in levels.items():
        if level < SEE or (level == SEE and rule in state.cleared):
            continue
        fresh |= raise_rule(state, rule, level, instant, again=rule in contained)
    if fresh:
        lapse_all(state, instant)
    return judgement


def raise_rule(state: State, rule: str, level: int, instant: int, *, again: bool) -> bool:
    """Raise one rule; return whether it was not raised before.

    ``again`` says that the event contains the very question, which restarts the clock
    at the same level.
    """
    before = state.raised.get(rule)
    if before is not None and (level < before.level or (level == before.level and not again)):
        return False
    state.cleared.pop(rule, None)
    state.raised[rule] = Raised(level, instant, state.day)
    state.changes.append(Change(state.day, "", "raised." + rule, (("level", level),)))
    return before is None


def raise_by_course(
    state: State, rule: str, level: int, instant: int = 0, *, again: bool = False
) -> None:
    """Raise a rule for what happened rather than for an answer; clearances lapse if it is new."""
    if raise_rule(state, rule, level, instant, again=again):
        lapse_all(state, instant)


def lapse_all(state: State, instant: int) -> None:
    """End every clearance because something new was raised; what is still judged see comes back."""
    for rule in [rule for rule in state.cleared if rule not in NEVER_LAPSE]:
        _lapse(state, rule, instant)


def lapse_old(state: State) -> None:
    """End clearances that are more than 180 days old."""
    day = state.day
    old = [
        rule
        for rule, since in state.cleared.items()
        if day > since + CLEARANCE_DAYS and rule not in NEVER_LAPSE
    ]
    for rule in old:
        _lapse(state, rule, 0)


def _lapse(state: State, rule: str, instant: int) -> None:
    del state.cleared[rule]
    state.changes.append(Change(state.day, "", "lapsed." + rule))
    level = state.judged.get(rule, NONE)
    if level >= SEE:
        raise_rule(state, rule, level, instant, again=False)


def state_clearance(state: State, event: ClearanceStated) -> None:
    """Count a visit to a clinician towards the rules it names; attempts that miss are ignored."""
    seen_on = parse_date(event.seen_on, "seen_on")
    for rule in event.rules:
        raised = state.raised.get(rule)
        if raised is None:
            continue
        if rule == "F0" and state.age is not None and state.age < YOUNGEST_OFFERED:
            continue
        if raised.level == SEE:
            if seen_on >= raised.day - VISIT_BEFORE_DAYS:
                _clear(state, rule)
        elif event.instant - raised.instant >= WAIT_NS and seen_on >= raised.day:
            state.raised[rule] = raised._replace(stated=True)
            _clear_if_both(state, rule)


def count_clean_screen(state: State, instant: int) -> None:
    """Count a complete check in which nothing is urgent towards urgent rules a day old."""
    if any(level >= URGENT for level in state.judged.values()):
        return
    for rule, raised in list(state.raised.items()):
        if raised.level >= URGENT and instant - raised.instant >= WAIT_NS:
            state.raised[rule] = raised._replace(clean=True)
            _clear_if_both(state, rule)


def _clear_if_both(state: State, rule: str) -> None:
    if state.raised[rule].stated and state.raised[rule].clean:
        _clear(state, rule)


def _clear(state: State, rule: str) -> None:
    del state.raised[rule]
    state.cleared[rule] = state.day
    state.changes.append(Change(state.day, "", "cleared." + rule))


def is_passed(state: State) -> bool:
    """Whether a complete screen finds nothing that locks (engine-semantics 2.5.4)."""
    if not state.last_full or not state.described or state.worst_pain_day == state.day:
        return False
    return not any(
        level >= URGENT or (level == SEE and rule not in state.cleared)
        for rule, level in state.judged.items()
    )


def action(state: State) -> int:
    """The standing result of the screen, 0 none to 4 emergency."""
    level = CAUTION if state.judged else NONE
    for raised in state.raised.values():
        level = max(level, raised.level)
    if not state.last_full or not state.described or state.worst_pain_day == state.day:
        level = max(level, SEE)
    return level


def is_expired(state: State) -> bool:
    """Whether the check has run out, or the person was away for more than four weeks."""
    return (
        state.absent
        or state.day > state.last_full + FULL_EVERY_DAYS
        or state.day > max(state.last_short, state.last_full) + SHORT_EVERY_DAYS
    )


def mode(state: State) -> str:
    """``locked``, ``flare`` or ``usual``."""
    flare = state.flare
    if (
        not state.last_full
        or not state.described
        or state.worst_pain_day == state.day
        or (state.raised and any(raised.level >= SEE for raised in state.raised.values()))
        or is_expired(state)
        or (flare is not None and flare.screen_missing)
    ):
        return "locked"
    return "flare" if flare is not None else "usual"


def is_due(state: State) -> bool:
    """Whether some check should be answered now."""
    flare = state.flare
    return (
        not state.last_full
        or state.day >= state.last_full + FULL_DUE_DAYS
        or state.day >= max(state.last_short, state.last_full) + SHORT_DUE_DAYS
        or state.absent
        or any(rung.needs_rescreen for rung in state.rungs.values())
        or (flare is not None and (flare.screen_missing or not flare.full_since))
    )


def screen_reasons(state: State) -> list[str]:
    """Rules and clocks behind the standing result, strictest first, as stable keys."""
    raised = sorted(state.raised, key=lambda rule: (-state.raised[rule].level, rule))
    keys = ["rule." + rule for rule in raised]
    if not state.last_full:
        keys.append("screen.no_full")
    if not state.described:
        keys.append("screen.no_person")
    if state.worst_pain_day == state.day and state.day:
        keys.append("screen.worst_pain_today")
    if state.last_full and state.day > state.last_full + FULL_EVERY_DAYS:
        keys.append("screen.full_expired")
    elif state.last_full and state.day > max(state.last_short, state.last_full) + SHORT_EVERY_DAYS:
        keys.append("screen.short_expired")
    if state.absent:
        keys.append("screen.absent")
    if state.flare is not None and state.flare.screen_missing:
        keys.append("screen.flare")
    keys += ["note." + rule for rule in sorted(state.judged) if rule not in state.raised]
    return keys
