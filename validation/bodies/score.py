"""A motion as a score: values that move from key to key, and marks of what was meant when."""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mark:
    """What was meant in an interval: a plateau, a fault, a negative; ``about`` says more."""

    what: str
    start_s: float
    end_s: float
    about: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class _Step:
    start_s: float
    end_s: float
    before: float
    after: float
    even: bool

    def value(self, at_s: float) -> float:
        if at_s >= self.end_s:
            return self.after
        share = (at_s - self.start_s) / (self.end_s - self.start_s)
        if not self.even:  # least jerk (Flash and Hogan 1985), as people move
            share = share**3 * (10 - 15 * share + 6 * share * share)
        return self.before + (self.after - self.before) * share


class Score:
    """Named values over time, written step by step.

    Parameters
    ----------
    chance
        Draws the phases of the small sway that everybody has.
    sway
        Size of that sway by name, in the value's own unit.
    start
        Values at the beginning; a name that is not given starts at 0.
    """

    def __init__(
        self, chance: random.Random, sway: dict[str, float] | None = None, **start: float
    ) -> None:
        self.seconds = 0.0
        self.marks: list[Mark] = []
        self._now = dict(start)
        self._start = dict(start)
        self._steps: dict[str, list[_Step]] = {}
        self._sway = {
            name: [
                (size * part, chance.uniform(low, high), chance.uniform(0, 2 * math.pi))
                for part, low, high in ((0.7, 0.08, 0.25), (0.3, 0.4, 0.9))
            ]
            for name, size in (sway or {}).items()
        }

    def go(self, seconds: float, **targets: float) -> None:
        """Move the named values together, smoothly."""
        self._go(seconds, targets, even=False)

    def go_evenly(self, seconds: float, **targets: float) -> None:
        """Move the named values together, at one pace."""
        self._go(seconds, targets, even=True)

    def _go(self, seconds: float, targets: dict[str, float], *, even: bool) -> None:
        end = self.seconds + seconds
        for name, after in targets.items():
            step = _Step(self.seconds, end, self._now.get(name, 0.0), after, even)
            self._steps.setdefault(name, []).append(step)
            self._now[name] = after
        self.seconds = end

    def stay(self, seconds: float) -> None:
        """Keep still."""
        self.seconds += seconds

    def mark(self, what: str, start_s: float, **about: object) -> None:
        """Say what was meant from then until now."""
        self.marks.append(Mark(what, start_s, self.seconds, about))

    def lay(self, name: str, start_s: float, end_s: float, peak: float, ramp_s: float) -> None:
        """Write a bump into one value, away from the running time: up, kept, and back."""
        before = self.meant(name, start_s)
        steps = self._steps.setdefault(name, [])
        steps.append(_Step(start_s, start_s + ramp_s, before, peak, even=False))
        steps.append(_Step(end_s - ramp_s, end_s, peak, before, even=False))
        steps.sort(key=lambda step: step.start_s)

    def at(self, at_s: float) -> Values:
        """All values at one time."""
        return Values(self, at_s)

    def now(self, name: str) -> float:
        """Where a value stands at the end of what is written."""
        return self._now.get(name, 0.0)

    def meant(self, name: str, at_s: float) -> float:
        """One value at one time, without sway."""
        steps = self._steps.get(name, ())
        index = bisect_right(steps, at_s, key=lambda step: step.start_s) - 1
        return steps[index].value(at_s) if index >= 0 else self._start.get(name, 0.0)

    def value(self, name: str, at_s: float) -> float:
        """One value at one time, with its sway."""
        value = self.meant(name, at_s)
        for size, rate_hz, phase in self._sway.get(name, ()):
            value += size * math.sin(2 * math.pi * rate_hz * at_s + phase)
        return value


@dataclass(frozen=True)
class Values:
    """The values of a score at one time, by name."""

    score: Score
    at_s: float

    def __call__(self, name: str) -> float:
        """Return one value."""
        return self.score.value(name, self.at_s)
