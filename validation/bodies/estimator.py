"""An imitated pose estimator: where it would see the landmarks, with the errors such models have.

Sizes of the errors follow ``docs/accuracy.md``: a constant bias far above the jitter, far limbs
laid on near ones in side views, and a visibility that does not know any of this.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from validation.bodies.camera import Place
from validation.bodies.pose import L_KNEE, PAIRS

Landmark = tuple[float, float, float, float]
SLOW_S = 0.4
"""Time over which jitter forgets (camera of the development recordings)."""
PULL_REACH = 0.22
"""Pairs farther apart than this, in half extents, are told apart: no pull (our choice)."""


@dataclass(frozen=True)
class Errors:
    """Sizes of the errors in half extents of the person; see ``draw_errors``."""

    bias: float
    jitter: float
    pull: float
    lost: float
    jump: float
    swap: float = 0.0

    def times(self, by: float) -> Errors:
        """Return the same estimator with its bias and jitter larger or smaller."""
        return replace(self, bias=self.bias * by, jitter=self.jitter * by)

    def told(self) -> dict[str, float]:
        """As the truth file tells them."""
        return {
            "noise": round(self.jitter, 4),
            "bias": round(self.bias, 4),
            "lost": round(self.lost, 4),
            "far_pull": self.pull,
            "swap": self.swap,
        }


def draw_errors(chance: random.Random, *, side_view: bool) -> Errors:
    """Errors by chance: bias 1 to 2.5 % of half the extent, jitter 0.6 to 2 %."""
    return Errors(
        bias=chance.uniform(0.010, 0.025),
        jitter=chance.uniform(0.006, 0.016),
        pull=0.35 if side_view else 0.1,
        lost=chance.choice((0.0, 0.003, 0.006, 0.01)),
        jump=chance.choice((0.0, 0.0, 0.002, 0.004)),
        swap=chance.choice((0.0, 0.0, 0.0, 0.004)),
    )


class Estimator:
    """Sees one person frame by frame; remembers its bias, its jitter and what it has lost."""

    def __init__(self, errors: Errors, chance: random.Random) -> None:
        self.errors, self.chance = errors, chance
        self._bias = [(chance.gauss(0, 1), chance.gauss(0, 1)) for _ in range(33)]
        self._slow = [(chance.gauss(0, 1), chance.gauss(0, 1)) for _ in range(33)]
        self._sure = [chance.uniform(0.86, 0.99) for _ in range(33)]
        self._before_s: float | None = None
        self._lost_until = self._jump_until = self._swap_until = -1.0
        self._jumping: dict[int, tuple[float, float]] = {}

    def see(self, at_s: float, places: Sequence[Place], aspect: float) -> list[Landmark] | None:
        """Landmarks of one frame, or nothing when the person is lost for a moment."""
        gap = 0.05 if self._before_s is None else max(1e-3, at_s - self._before_s)
        self._before_s = at_s
        self._drift(gap)
        self._mishap(at_s, gap)
        if at_s < self._lost_until:
            return None
        xs, ys = [p[0] * aspect for p in places], [p[1] for p in places]
        half = max(max(xs) - min(xs), max(ys) - min(ys)) / 2
        depth = math.fsum(p[2] for p in places) / 33
        seen = self._pulled(list(zip(xs, ys, strict=True)), [p[2] for p in places], half)
        found = [self._landmark(n, seen[n], half, places[n][2] - depth, aspect) for n in range(33)]
        return swapped_legs(found) if at_s < self._swap_until else found

    def _drift(self, gap: float) -> None:
        keep = math.exp(-gap / SLOW_S)
        fresh = math.sqrt(1 - keep * keep)
        gauss = self.chance.gauss
        self._slow = [
            (x * keep + gauss(0, fresh), y * keep + gauss(0, fresh)) for x, y in self._slow
        ]

    def _mishap(self, at_s: float, gap: float) -> None:
        chance = self.chance
        # Shares are of frames; a loss lasts about 0.25 s, a jump 0.12 s, swapped legs 0.25 s.
        if chance.random() < self.errors.lost * gap / 0.25:
            self._lost_until = at_s + chance.uniform(0.1, 0.4)
        if chance.random() < self.errors.swap * gap / 0.25:
            self._swap_until = at_s + chance.uniform(0.1, 0.4)
        if at_s >= self._jump_until:
            self._jumping = {}
            if chance.random() < self.errors.jump * gap / 0.12:
                self._jump_until = at_s + chance.uniform(0.05, 0.2)
                which = chance.sample(range(11, 33), chance.randint(1, 4))
                self._jumping = {n: (chance.gauss(0, 0.2), chance.gauss(0, 0.2)) for n in which}

    def _pulled(
        self, seen: list[tuple[float, float]], depth: Sequence[float], half: float
    ) -> list[tuple[float, float]]:
        if not self.errors.pull:
            return seen
        drawn = list(seen)
        for one, two in PAIRS:
            near, far = (one, two) if depth[one] <= depth[two] else (two, one)
            if depth[far] - depth[near] < 0.05:
                continue
            dx, dy = seen[near][0] - seen[far][0], seen[near][1] - seen[far][1]
            apart = math.hypot(dx, dy) / (half * PULL_REACH)
            share = self.errors.pull * math.exp(-apart * apart)
            drawn[far] = (seen[far][0] + dx * share, seen[far][1] + dy * share)
        return drawn

    def _landmark(
        self, n: int, seen: tuple[float, float], half: float, deep: float, aspect: float
    ) -> Landmark:
        errors = self.errors
        jump = self._jumping.get(n, (0.0, 0.0))
        off = [
            half * (errors.bias * self._bias[n][k] + errors.jitter * self._slow[n][k] + jump[k])
            for k in (0, 1)
        ]
        sure = min(1.0, max(0.5, self._sure[n] + self.chance.gauss(0, 0.03)))
        return ((seen[0] + off[0]) / aspect, seen[1] + off[1], deep, sure)


def swapped_legs(seen: Sequence[Landmark]) -> list[Landmark]:
    """Left called right from the knees down, as happens for moments from the side and behind."""
    found = list(seen)
    for one, two in PAIRS:
        if one >= L_KNEE:
            found[one], found[two] = found[two], found[one]
    return found
