"""How much is said, and how slowly: much while it is new, little once it is known.

The numbers are our choice: three sessions to practise, three times until the words into a
position are known, four weeks until they are told in full again.
Hazard H24 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, Literal

from backfour.core.events import Event, ExerciseDone, SessionEnded
from backfour.core.exercises.catalogue import Form, Movement

Wording = Literal["fuller", "usual", "brief"]

PACES: Final = ("auto", "usual", "practice")
GUIDES: Final = ("film", "ears")
"""What leads the person: film and voice, or voice and tones alone."""

PRACTICE_SESSIONS: Final = 3
KNOWN_AFTER: Final = 3
FORGOTTEN_DAYS: Final = 28


def pace_of(wish: str, events: Sequence[Event], session: str) -> str:
    """Settle ``auto``: the first three sessions in which something was done are for practice.

    Parameters
    ----------
    wish
        ``auto``, or what the person has chosen.
    events
        The whole history.
    session
        The session that is opened; it does not count itself.

    Returns
    -------
    str
        ``usual`` or ``practice``.
    """
    if wish != "auto":
        return wish
    ended = {event.session for event in events if isinstance(event, SessionEnded)}
    moved = {event.session for event in events if isinstance(event, ExerciseDone)}
    return "practice" if len((ended & moved) - {session}) < PRACTICE_SESSIONS else "usual"


def done_lately(events: Sequence[Event], session: str, day: int) -> tuple[tuple[str, int], ...]:
    """Movement and level of all that was done in other sessions of the last four weeks."""
    return tuple(
        (event.exercise, event.level)
        for event in events
        if isinstance(event, ExerciseDone)
        and event.session != session
        and day - event.day <= FORGOTTEN_DAYS
    )


def is_known(
    movement: Movement,
    form: Form,
    flags: Collection[str],
    done: Collection[tuple[str, int]],
) -> bool:
    """Whether this way into position was told often enough, at whichever level."""
    same = {one.number for one in movement.levels if one.form(flags).setup == form.setup}
    times = sum(exercise == movement.id and level in same for exercise, level in done)
    return times >= KNOWN_AFTER


def wording(pace: str, guide: str, *, known: bool) -> Wording:
    """Choose how much is said on the way into position."""
    if pace == "practice":
        return "fuller"
    if guide == "ears":
        return "usual" if known else "fuller"
    return "brief" if known else "usual"
