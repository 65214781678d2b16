"""Watches the bird-dog: one arm and the opposite leg off the floor, held for five seconds.

A hold counts from 4.5 s with the right pair in position (clinical-spec 3.3); its side is the raised
arm's. An arm or a leg alone never counts, nor does a pair of one side, which is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from backfour.core.motion.bird_dog_faults import Watch, look_for
from backfour.core.motion.bird_dog_hold import Holding, close, hold
from backfour.core.motion.bird_dog_limbs import Limbs, follow
from backfour.core.motion.bird_dog_look import Look, Sizes, look_at, sizes_of
from backfour.core.motion.bird_dog_start import Start, is_there_still, keep, learn
from backfour.core.motion.seen import Demand, Event, Fault, Now, Seen, Side


@dataclass(frozen=True, slots=True)
class BirdDog:
    """What is remembered.

    Parameters
    ----------
    watch
        The fault watchers.
    start
        This person's all fours, as far as it is known.
    doubtful
        Whether the start was seen before a gap and must be found again.
    limbs
        What is raised.
    holding
        What is held.
    """

    demand: ClassVar[Demand] = Demand(trunk_deg=(0.0, 45.0))

    watch: Watch = field(default_factory=Watch)
    start: Start | None = None
    doubtful: bool = False
    limbs: Limbs = field(default_factory=Limbs)
    holding: Holding = field(default_factory=Holding)

    def step(self, seen: Seen) -> tuple[BirdDog, tuple[Event, ...]]:
        """Take in one believed look."""
        start, sizes = self.start, sizes_of(seen)
        if start is None or self.doubtful or not start.known:
            start = _settle(self, seen, sizes)
        known = start is not None and start.known
        look = look_at(seen, start.sizes if start is not None and known else sizes)
        if start is None or not known or start.ahead != look.ahead:
            events = close(self.holding)[1]
            return BirdDog(self.watch, None if known else start), events
        limbs = follow(self.limbs, look, start, seen.dt_s)
        holding, events = hold(self.holding, limbs, look, seen)
        watch, told = look_for(self.watch, look, start, limbs, (seen.t_s, seen.dt_s))
        events += tuple(Fault(seen.t_s, key) for key in told)
        after = BirdDog(watch, start, limbs=limbs, holding=holding)
        at_rest = holding.held is None and True not in limbs.arms
        return _rest(after, start, look, seen) if at_rest else after, events

    def lose(self, t_s: float) -> tuple[BirdDog, tuple[Event, ...]]:
        """Stop judging; the start must be found again."""
        del t_s
        events = close(self.holding)[1]
        known = self.start is not None and self.start.known
        return BirdDog(Watch(self.watch.level), self.start if known else None, known), events

    def finish(self, t_s: float) -> tuple[BirdDog, tuple[Event, ...]]:
        """Close what is open."""
        del t_s
        holding, events = close(self.holding)
        return replace(self, holding=holding), events

    def now(self) -> Now:
        """What is under way."""
        if self.start is None or not self.start.known:
            return Now()
        held = self.holding.held
        if held is None or not held.opposite:
            return Now("rest")
        return Now("hold", held.side, held.held_s)


def _settle(before: BirdDog, seen: Seen, sizes: Sizes) -> Start | None:
    """Learn the start, or believe it again after a gap."""
    look = look_at(seen, sizes)
    if before.start is not None and before.doubtful:
        if is_there_still(before.start, look, sizes):
            return before.start
        return learn(None, look, sizes, seen.dt_s)
    return learn(before.start, look, sizes, seen.dt_s)


def _rest(now: BirdDog, start: Start, look: Look, seen: Seen) -> BirdDog:
    """At rest the start is kept up to date."""
    kept = keep(start, look, now.limbs.off(start), (seen.t_s, seen.dt_s))
    return replace(now, start=kept, limbs=Limbs() if kept is None else now.limbs)


def open_bird_dog(side: Side | None, level: int | None) -> BirdDog:
    """Begin to watch.

    Parameters
    ----------
    side
        Changes nothing: the camera sees which arm is raised.
    level
        Of the exercise, or None: up to 3 the knee stays bent.
    """
    del side
    return BirdDog(watch=Watch(level))
