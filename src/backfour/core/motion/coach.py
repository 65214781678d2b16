"""The coach of one movement: look by look it says what is held, counted, wrong, or not to be seen.

``step(coach, frame) -> (coach, events)``: values in, values out, right at 8 to 30 looks a second.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from backfour.core.errors import Refused
from backfour.core.motion.cues import CUES
from backfour.core.motion.landmarks import Frame
from backfour.core.motion.movements import MOVEMENTS, SIDED
from backfour.core.motion.seen import Cue, Event, Fault, Found, Hold, Lost, Movement, Now, Rep, Seen
from backfour.core.motion.smoothing import Smooth, smooth
from backfour.core.motion.trust import Trust, watch

CUE_EVERY_S: Final = 5.0
"""At most one cue in this time (clinical-spec 3.0)."""
PRAISE_EVERY_S: Final = 60.0
"""Praise is rare: what was wrong is right now, at most once in this time (our choice)."""
PRAISE: Final = "coach.better"


@dataclass(frozen=True, slots=True)
class Coach:
    """A movement being watched.

    ``first_s``, ``last_s``: first and latest look; ``believed_s``: latest believed one. ``cue_s``,
    ``praise_s``: when something was last said. ``amiss``: a fault was told since the last good hold
    or repetition. ``mirrored``: the pictures are mirrored, so left is right. ``judged_s``: seconds
    judged so far.
    """

    exercise: str
    movement: Movement
    mirrored: bool = False
    trust: Trust = field(default_factory=Trust)
    filter: Smooth | None = None
    first_s: float | None = None
    last_s: float | None = None
    believed_s: float | None = None
    cue_s: float | None = None
    praise_s: float | None = None
    amiss: bool = False
    judged_s: float = 0.0

    @property
    def seen_before(self) -> bool:
        """Whether any look has been judged."""
        return self.judged_s > 0

    @property
    def now(self) -> Now:
        """What is under way."""
        return self.movement.now()


def open_coach(
    exercise: str, *, side: str | None = None, level: int | None = None, mirrored: bool = False
) -> Coach:
    """Begin to watch a movement.

    Parameters
    ----------
    exercise
        One of ``MOVEMENTS``.
    side
        ``left`` or ``right``: the side that was asked for, where a movement has sides. Used where
        the camera cannot tell (bed rotation from the side), never to overrule what it sees.
    level
        The level being done, where its form matters (bird-dog: a bent knee or a straight leg);
        None where nobody said.
    mirrored
        Whether the pictures are mirrored.

    Raises
    ------
    Refused
        Unknown exercise; a side that is none, or where the movement has no sides.
    """
    build = MOVEMENTS.get(exercise)
    if build is None:
        raise Refused("exercise", "must be one of " + ", ".join(MOVEMENTS))
    if side not in (None, "left", "right"):
        raise Refused("side", "must be left or right")
    if side is not None and exercise not in SIDED:
        raise Refused("side", f"{exercise} has no sides")
    return Coach(exercise, build(side, level), mirrored)  # type: ignore[arg-type]


def step(coach: Coach, frame: Frame) -> tuple[Coach, tuple[Event, ...]]:
    """Take in one look.

    Parameters
    ----------
    frame
        Looks that are not later than the one before are passed over.

    Returns
    -------
    tuple
        The coach and what happened, in order.
    """
    if coach.last_s is not None and frame.t_s <= coach.last_s:
        return coach, ()
    first_s = frame.t_s if coach.first_s is None else coach.first_s
    frame = frame.mirrored() if coach.mirrored else frame
    trust, change = watch(coach.trust, frame, coach.movement.demand)
    coach = replace(coach, trust=trust, first_s=first_s, last_s=frame.t_s)
    events: tuple[Event, ...] = ()
    if change is not None:
        events = (change,)
        if isinstance(change, Lost):
            coach, closed = _lose(coach)
            events = (*closed, change)
    if trust.usable and frame.points is not None:
        coach, seen = _see(coach, frame)
        events += seen
    return _speak(coach, events)


def finish(coach: Coach) -> tuple[Coach, tuple[Event, ...]]:
    """No more looks will come: close what is open."""
    events: tuple[Event, ...] = ()
    latest_s = coach.last_s if coach.believed_s is None else coach.believed_s
    if latest_s is not None:
        movement, events = coach.movement.finish(latest_s)
        coach = replace(coach, movement=movement)
    trust, last_s = coach.trust, coach.last_s
    if last_s is not None and trust.bad_s is not None and not trust.trusted:
        if not trust.told:
            events += (Lost(last_s, trust.bad_s, trust.reason),)
        events += (Found(last_s, trust.bad_s, trust.reason),)
    return coach, events


def _lose(coach: Coach) -> tuple[Coach, tuple[Event, ...]]:
    if coach.believed_s is None:
        return coach, ()
    movement, events = coach.movement.lose(coach.believed_s)
    return replace(coach, movement=movement, filter=None, believed_s=None), events


def _see(coach: Coach, frame: Frame) -> tuple[Coach, tuple[Event, ...]]:
    points = frame.points or ()
    smoothed = smooth(coach.filter, frame.t_s, points, coach.trust.torso)
    dt_s = 0.0 if coach.believed_s is None else frame.t_s - coach.believed_s
    depths = tuple(p[2] for p in points)
    seen = Seen(frame.t_s, dt_s, smoothed.places, depths, coach.trust.torso)
    movement, events = coach.movement.step(seen)
    judged_s = coach.judged_s + dt_s
    return (
        replace(coach, movement=movement, filter=smoothed, believed_s=frame.t_s, judged_s=judged_s),
        events,
    )


def _speak(coach: Coach, events: tuple[Event, ...]) -> tuple[Coach, tuple[Event, ...]]:
    """Add what is to be said: one thing at a time, and praise rarely."""
    said: list[Event] = []
    for event in events:
        said.append(event)
        if isinstance(event, Fault):
            coach = replace(coach, amiss=True)
            if _may(coach.cue_s, event.t_s, CUE_EVERY_S):
                coach = replace(coach, cue_s=event.t_s)
                said.append(Cue(event.t_s, CUES[event.key]))
        elif isinstance(event, Rep) or (isinstance(event, Hold) and event.counted):
            t_s = event.end_s
            if (
                coach.amiss
                and _may(coach.cue_s, t_s, CUE_EVERY_S)
                and _may(coach.praise_s, t_s, PRAISE_EVERY_S)
            ):
                coach = replace(coach, amiss=False, cue_s=t_s, praise_s=t_s)
                said.append(Cue(t_s, PRAISE))
    return coach, tuple(said)


def _may(last_s: float | None, t_s: float, every_s: float) -> bool:
    return last_s is None or t_s - last_s >= every_s
