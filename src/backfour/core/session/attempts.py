"""What the camera makes of one try of a self-test: a number it can answer for, or none and why.

It only proposes: the person reads the number before it is kept (docs/algorithms/self-tests.md).
Whatever leaves a doubt gives no number, and the clock and the person's own count stay. Hazard H50
(docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import floor
from typing import Final, Literal

from backfour.core.motion.coach import Coach, finish
from backfour.core.motion.report import Tally
from backfour.core.motion.seen import Hold, Side
from backfour.core.outcomes.measures import CHAIR_S, HOLD_CAP_S, STANCE_CAP_S, STEPS_A_POINT

Trouble = Literal["not_placed", "coarse", "lost"]
"""Why a try gives no number: not in place at Go, the device or camera is slow, or out of sight."""
Why = Literal["not_placed", "coarse", "lost", "stopped", "other_leg", "nothing_seen"]

MOST_S: Final[Mapping[str, int]] = {
    "chair_stand": CHAIR_S,
    "one_leg_stance": STANCE_CAP_S,
    "prone_hold": HOLD_CAP_S,
}
"""The self-tests a camera can count, and the seconds each lasts at most (clinical-spec 5.2).

The bird-dog is not among them: a hold is clean when nothing wobbles and the belt stays level, and
that the camera does not see (docs/algorithms/bird_dog.md). Nor is the sock test: no joint shows it.
"""
BLIND_S: Final = 0.5
"""Out of sight for longer a quick stand or a foot that touches down may be missed (our choice:
half the time after which the coach falls silent, because here the number is kept)."""
ROUNDING: Final = 1e-6
"""So that 12.3 seconds, kept as 12.2999999, are not rounded down to 12.2."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the camera stands for a test that is no movement of the programme."""

    view: str
    height_cm: tuple[int, int]
    distance_m: tuple[float, float]
    held: str


STANDS: Final[Mapping[str, Stand]] = {
    name: Stand("upright", (80, 110), (2.5, 3.0), "portrait")
    for name in ("chair_stand", "one_leg_stance")
}
"""From the side, where both eyes were measured (docs/accuracy.md; our choice). The prone hold is
seen as the elbow prop is."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try under way.

    Parameters
    ----------
    measure
        One of `MOST_S`.
    side
        The leg to stand on, or None.
    go_s
        When it began, on the stopwatch of the looks.
    usable_s
        The latest look that could be judged.
    trouble
        What made its number doubtful first, or None.
    over
        Nothing that follows changes it: time is up, or the hold has ended.
    """

    measure: str
    side: Side | None
    go_s: float
    usable_s: float
    trouble: Trouble | None = None
    over: bool = False

    @property
    def most_s(self) -> int:
        """Seconds it lasts at most."""
        return MOST_S[self.measure]


@dataclass(frozen=True, slots=True)
class Progress:
    """What was seen of a try so far: full stands, or seconds held; ``over`` as in `Attempt`."""

    count: int = 0
    held_s: float = 0.0
    over: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """The number the camera proposes, or None and why not."""

    value: float | None
    why: Why | None = None


def in_place(coach: Coach) -> bool:
    """Whether a try may begin: the person is seen, and where the test starts."""
    return coach.trust.usable and coach.now.phase != "start"


def begin(measure: str, side: Side | None, go_s: float, coach: Coach, *, coarse: bool) -> Attempt:
    """Begin a try: Go was said at ``go_s``."""
    trouble: Trouble | None = "coarse" if coarse else None
    if trouble is None and not in_place(coach):
        trouble = "not_placed"
    return Attempt(measure, side, go_s, go_s, trouble)


def look(attempt: Attempt, coach: Coach, tally: Tally, t_s: float, *, coarse: bool) -> Attempt:
    """Take in that the coach had a look at ``t_s``; the first trouble stays."""
    if attempt.trouble is not None or attempt.over:
        return attempt
    if coarse:
        return replace(attempt, trouble="coarse")
    # First of all: a hold that ended because sight was lost is no result.
    if coach.trust.told or t_s - attempt.usable_s > BLIND_S:
        return replace(attempt, trouble="lost")
    if not coach.trust.usable:
        return attempt
    attempt = replace(attempt, usable_s=t_s)
    return replace(attempt, over=progress(attempt, coach, tally).over)


def progress(attempt: Attempt, coach: Coach, tally: Tally) -> Progress:
    """Sum up what was seen since Go."""
    if attempt.measure == "chair_stand":
        over = attempt.usable_s >= attempt.go_s + attempt.most_s
        return Progress(count=_stands(attempt, tally), over=over)
    first = _first(attempt, tally.holds)
    if first is not None:
        return Progress(held_s=_held_s(attempt, first), over=True)
    now = coach.now
    if now.phase != "hold":
        return Progress()
    held_s = max(0.0, min(now.held_s, attempt.usable_s - attempt.go_s, float(attempt.most_s)))
    return Progress(held_s=held_s, over=held_s >= attempt.most_s)


def propose(attempt: Attempt, coach: Coach, tally: Tally, end_s: float) -> Proposal:
    """End a try: the number, if nothing leaves a doubt.

    Parameters
    ----------
    coach, tally
        As they stand at the end; neither is changed, so that another try can follow.
    end_s
        When it ended, on the stopwatch of the looks.

    Returns
    -------
    Proposal
        Full stands of the whole time; seconds on one leg, to the tenth, or on the elbows, whole,
        both rounded down. Nothing at all is no number either: a chair that is too low looks alike.
    """
    if attempt.trouble is not None:
        return Proposal(None, attempt.trouble)
    if not attempt.over and end_s - attempt.usable_s > BLIND_S:
        return Proposal(None, "lost")
    if attempt.measure == "chair_stand":
        return _stood(attempt, tally, end_s)
    closed = [event for event in finish(coach)[1] if isinstance(event, Hold)]
    hold = _first(attempt, [*tally.holds, *closed])
    if hold is None:
        return Proposal(None, "nothing_seen")
    if attempt.side not in (None, hold.side):
        return Proposal(None, "other_leg")
    steps = STEPS_A_POINT.get(attempt.measure, 1)
    held = floor(_held_s(attempt, hold) * steps + ROUNDING) / steps
    return Proposal(held) if held else Proposal(None, "nothing_seen")


def _stood(attempt: Attempt, tally: Tally, end_s: float) -> Proposal:
    if end_s < attempt.go_s + attempt.most_s - BLIND_S:
        return Proposal(None, "stopped")
    stands = _stands(attempt, tally)
    return Proposal(stands) if stands else Proposal(None, "nothing_seen")


def _stands(attempt: Attempt, tally: Tally) -> int:
    until_s = attempt.go_s + attempt.most_s
    return sum(attempt.go_s <= rep.end_s <= until_s for rep in tally.reps)


def _first(attempt: Attempt, holds: list[Hold]) -> Hold | None:
    """The first hold that lasted beyond Go."""
    return next((hold for hold in holds if hold.end_s > attempt.go_s), None)


def _held_s(attempt: Attempt, hold: Hold) -> float:
    """Seconds of a hold after Go, at most what the test asks."""
    return min(hold.held_s, hold.end_s - attempt.go_s, float(attempt.most_s))
