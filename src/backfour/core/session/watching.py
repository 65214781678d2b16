"""What the camera adds to a session: it counts what was really done, and waits a little.

The time line goes on by itself whatever the camera sees. Where it sees well, a hold begins when
the person is in position, the clock stands while they are out of it, and what is written down is
what was seen. A verdict may withhold progress; it never stops anything (clinical-spec 3.0 and
invariant 23). Hazard H33 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from backfour.core.motion.coach import Coach
from backfour.core.motion.report import Tally
from backfour.core.motion.seen import Side
from backfour.core.session.beats import SECOND, Beat

Technique = Literal["ok", "failing", "not_judged"]

WATCHED_FROM: Final = {
    "elbow_prop": 1,
    "bed_rotation": 0,
    "leg_hang": 1,
    "bird_dog": 1,
    "pelvic_circles": 1,
}
"""Lowest level the camera knows: below it the movement is another one (against the wall, at the
worktop, the leg resting)."""

OUT_OF_POSITION_MS: Final = 2 * SECOND
"""Out of position for longer pauses the clock (clinical-spec 3.1)."""
HOLD_WAIT_MS: Final = 10 * SECOND
"""So long in all the clock of a hold stands; then the camera may be wrong, and time goes on by
itself (our choice)."""
UP_WAIT_MS: Final = 4 * SECOND
"""So long a repetition waits for the person to be in position (our choice)."""
REPS_WAIT_MS: Final = 30 * SECOND
"""And so long in all within one movement (our choice)."""
AHEAD_MS: Final = 700
"""The count may be this far ahead of the hold that is seen (our choice)."""

JUDGED_SHARE: Final = 0.7
"""Least share of the movement that must have been seen for a verdict (our choice, after the share
of looks that clinical-spec 3.0 asks of a fault)."""
FAILING_FAULTS: Final = 2
FAILING_SHARE: Final = 0.5
"""Failing: two faults at least, and one in every second attempt (our choice)."""
HOLD_ATTEMPT_MS: Final = 10 * SECOND
"""So much of one long hold is reckoned as an attempt (our choice)."""

_GROUPS: Final = ("up", "turn", "circle")


@dataclass(frozen=True, slots=True)
class Sight:
    """What the camera sees at this moment, and has seen since it was opened.

    ``trusted``: judging now. ``coarse``: the small model, which cannot tell sides. ``held_ms`` is
    of the hold under way, ``total_ms`` of all. ``reps``: left, right, of no side that was seen.
    """

    trusted: bool
    coarse: bool
    holding: bool
    side: Side | None
    held_ms: int
    total_ms: int
    reps: tuple[int, int, int]
    attempts: int
    faults: int


def sight_of(coach: Coach, tally: Tally, *, coarse: bool) -> Sight:
    """Sum up what a coach sees."""
    now = coach.now
    done_s = 0.0
    for hold in tally.holds:
        done_s += hold.held_s
    reps = tally.reps_by_side()
    return Sight(
        trusted=coach.trust.usable,
        coarse=coarse,
        holding=now.phase == "hold",
        side=now.side,
        held_ms=round(now.held_s * SECOND),
        total_ms=round((done_s + now.held_s) * SECOND),
        reps=(reps["left"], reps["right"], reps["none"]),
        attempts=max(len(tally.holds), len(tally.reps)),
        faults=len(tally.faults),
    )


@dataclass(frozen=True, slots=True)
class Watch:
    """What the camera has made of the movement under way.

    ``first``, ``last``: sights at its beginning and latest. ``reps``: counted by the camera, left
    and right. ``group``: the beat at which the present repetition began; ``blind``: it was not seen
    all through; ``counted``: repetitions counted in it; ``owed``: the time line counted it.
    ``out_ms``: out of position just now; ``waited_ms``: waited so far; ``up_ms``: waited for this
    repetition. ``seen_ms`` of ``whole_ms`` were judged; ``coarse``: some by the small model.
    """

    first: Sight
    last: Sight
    reps: tuple[int, int] = (0, 0)
    group: int = -1
    blind: bool = False
    counted: int = 0
    owed: bool = False
    out_ms: int = 0
    waited_ms: int = 0
    up_ms: int = 0
    seen_ms: int = 0
    whole_ms: int = 0
    coarse: bool = False

    @property
    def seen_throughout(self) -> bool:
        """Whether every moment was judged."""
        return self.seen_ms == self.whole_ms

    @property
    def held_ms(self) -> int:
        """Time in position as the camera saw it."""
        return max(0, self.last.total_ms - self.first.total_ms)


def group_of(beats: Sequence[Beat], now: int) -> int:
    """The beat at which the present repetition began; -1 where none has begun."""
    return next((n for n in range(now, -1, -1) if beats[n].kind in _GROUPS), -1)


def look(
    watch: Watch | None, sight: Sight | None, beats: Sequence[Beat], now: int, ms: int
) -> Watch | None:
    """Take in what the camera sees.

    Parameters
    ----------
    watch
        The watch so far, None before the first sight.
    sight
        What is seen now; None where the camera is off.
    beats, now
        The time line and the number of its present beat.
    ms
        Time since the look before, ms.
    """
    if watch is None:
        return None if sight is None else Watch(sight, sight, group=group_of(beats, now))
    group = group_of(beats, now)
    if group != watch.group:
        watch = replace(watch, group=group, blind=False, counted=0, owed=False, up_ms=0)
    whole_ms = watch.whole_ms + ms
    if sight is None or not sight.trusted:
        watch = replace(watch, whole_ms=whole_ms, blind=True, out_ms=0)
        return watch if sight is None else _count(watch, sight, beats[now].side)
    watch = replace(watch, whole_ms=whole_ms, seen_ms=watch.seen_ms + ms)
    out_ms = 0 if sight.holding else watch.out_ms + ms
    coarse = watch.coarse or sight.coarse
    return _count(replace(watch, out_ms=out_ms, coarse=coarse), sight, beats[now].side)


def _count(watch: Watch, sight: Sight, prompted: str) -> Watch:
    """Add what was counted since the last sight, to the side that was seen or asked for."""
    left, right, unsided = (
        max(0, now - then) for now, then in zip(sight.reps, watch.last.reps, strict=True)
    )
    new = left + right + unsided
    watch = replace(watch, last=sight)
    if watch.owed and new:
        return replace(watch, owed=False)
    if sight.coarse:
        left, right, unsided = 0, 0, new
    if prompted == "right":
        right += unsided
    else:
        left += unsided
    reps = (watch.reps[0] + left, watch.reps[1] + right)
    return replace(watch, reps=reps, counted=watch.counted + new)


def counts_itself(watch: Watch | None) -> bool:
    """Whether the time line has to count the repetition that ends now."""
    return watch is None or (watch.blind and not watch.counted)


@dataclass(frozen=True, slots=True)
class Lead:
    """How the time line moves now.

    ``ms`` of the present beat pass; ``begins``: the hold begins now. ``watch``: waiting noted.
    """

    ms: int
    begins: bool
    watch: Watch


def lead(watch: Watch, sight: Sight | None, kind: str, beat: Beat, elapsed: int, ms: int) -> Lead:
    """Let the person be in position before time is counted, within bounds.

    Parameters
    ----------
    watch
        The watch, this sight taken in.
    sight
        What is seen now.
    kind
        Kind of the level: ``hold``, ``sided_hold``, ``reps``; others are not led.
    beat, elapsed
        The present beat and how much of it has passed, ms.
    ms
        Time that has passed, ms.
    """
    if sight is None or not sight.trusted:
        return Lead(ms, begins=False, watch=watch)
    if kind in ("hold", "sided_hold") and beat.kind == "hold":
        stands = watch.out_ms > OUT_OF_POSITION_MS and watch.waited_ms < HOLD_WAIT_MS
        return _stand(watch, ms) if stands else Lead(ms, begins=False, watch=watch)
    if kind == "reps" and beat.kind == "up":
        return _up(watch, sight, beat, elapsed, ms)
    if kind == "reps" and beat.kind == "hold" and sight.holding:
        if elapsed - sight.held_ms > AHEAD_MS and watch.waited_ms < REPS_WAIT_MS:
            return _stand(watch, ms)
        return Lead(max(ms, min(sight.held_ms - elapsed, 2 * ms)), begins=False, watch=watch)
    return Lead(ms, begins=False, watch=watch)


def _stand(watch: Watch, ms: int) -> Lead:
    return Lead(0, begins=False, watch=replace(watch, waited_ms=watch.waited_ms + ms))


def _up(watch: Watch, sight: Sight, beat: Beat, elapsed: int, ms: int) -> Lead:
    if sight.holding:
        return Lead(0, begins=True, watch=watch)
    waits = watch.up_ms < UP_WAIT_MS and watch.waited_ms < REPS_WAIT_MS
    if elapsed + ms < beat.ms or not waits:
        return Lead(ms, begins=False, watch=watch)
    waited = replace(watch, up_ms=watch.up_ms + ms, waited_ms=watch.waited_ms + ms)
    return Lead(max(0, beat.ms - 1 - elapsed), begins=False, watch=waited)


def verdict(watch: Watch | None, kind: str) -> Technique:
    """Judge how it was done, or say that it was not judged.

    Parameters
    ----------
    watch
        The whole movement as the camera saw it.
    kind
        Kind of the level.

    Returns
    -------
    str
        ``not_judged`` unless the full model saw enough of it (`JUDGED_SHARE`); ``failing`` where
        faults kept coming (`FAILING_SHARE` of the attempts); else ``ok``.
    """
    if watch is None or watch.coarse or not watch.whole_ms:
        return "not_judged"
    if watch.seen_ms < JUDGED_SHARE * watch.whole_ms:
        return "not_judged"
    attempts = watch.last.attempts - watch.first.attempts
    if kind in ("hold", "sided_hold"):
        attempts = watch.held_ms // HOLD_ATTEMPT_MS
    if not attempts:
        return "not_judged"
    faults = watch.last.faults - watch.first.faults
    failing = faults >= FAILING_FAULTS and faults >= FAILING_SHARE * attempts
    return "failing" if failing else "ok"
