"""How well the counter stands what the recordings do not show, and parameters chosen elsewhere.

``python -m validation.reps_robust FILE.jsonl`` counts each signal again upside down, scaled, with
noise, faster, slower, with gaps and at other rates (seeded), then chooses the parameters on all
movements but one, and on all recordings but a fifth, and counts what was left out.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import Any

from backfour.core.motion.turns import TUNING, Tuning
from validation.reps import (
    HEAD,
    Counted,
    Samples,
    Signal,
    Unreadable,
    counted,
    read,
    row,
    with_truth,
)

Change = Callable[[Samples, random.Random], Samples]


def _valued(samples: Samples, change: Callable[[float], float]) -> Samples:
    return [(t_s, None if value is None else change(value)) for t_s, value in samples]


def _spread(samples: Samples) -> float:
    """How far the middle nine tenths of the signal reach."""
    values = sorted(value for _, value in samples if value is not None)
    return values[int(0.95 * (len(values) - 1))] - values[int(0.05 * (len(values) - 1))]


def noisy(share: float) -> Change:
    """White noise with this share of the spread as standard deviation."""

    def change(samples: Samples, chance: random.Random) -> Samples:
        sd = share * _spread(samples)
        return _valued(samples, lambda value: value + chance.gauss(0, sd))

    return change


def faster(times: float) -> Change:
    """As if all, mistakes of the measurement too, had been so many times faster; 30 a second."""

    def change(samples: Samples, _: random.Random) -> Samples:
        times_s = [t_s / times for t_s, _ in samples]
        found: Samples = []
        at = 0
        for n in range(int(times_s[-1] * 30) + 1):
            while at + 2 < len(times_s) and times_s[at + 1] <= n / 30:
                at += 1
            found.append((n / 30, _between(samples, times_s, at, n / 30)))
        return found

    return change


def _between(samples: Samples, times_s: list[float], at: int, t_s: float) -> float | None:
    before, after = samples[at][1], samples[min(at + 1, len(samples) - 1)][1]
    if before is None or after is None:
        return None
    long_s = times_s[min(at + 1, len(times_s) - 1)] - times_s[at]
    return before + (after - before) * ((t_s - times_s[at]) / long_s if long_s else 0.0)


def with_gaps(samples: Samples, chance: random.Random) -> Samples:
    """A tenth of the samples missing, and a gap of 0.1 to 0.5 s about every 3 s."""
    found: Samples = []
    left = 0
    for t_s, value in samples:
        left = chance.randint(3, 15) if left <= 0 and chance.random() < 0.01 else left - 1
        found.append((t_s, None if left > 0 or chance.random() < 0.1 else value))
    return found


def at_rate(rate_hz: float) -> Change:
    """So many samples a second with steps of 0.7 to 1.3 times the usual."""

    def change(samples: Samples, chance: random.Random) -> Samples:
        found: Samples = []
        due_s = samples[0][0]
        for t_s, value in samples:
            if t_s >= due_s:
                found.append((t_s, value))
                due_s = t_s + chance.uniform(0.7, 1.3) / rate_hz - 1 / 60
        return found

    return change


CHANGES: dict[str, Change] = {
    "as it is": lambda samples, _: samples,
    "upside down": lambda samples, _: _valued(samples, lambda value: -value),
    "100 times larger, moved": lambda samples, _: _valued(samples, lambda value: 100 * value + 7),
    "noise 3 %": noisy(0.03),
    "noise 6 %": noisy(0.06),
    "half as fast": faster(0.5),
    "0.75 times as fast": faster(0.75),
    "1.5 times as fast": faster(1.5),
    "twice as fast": faster(2.0),
    "gaps": with_gaps,
    "20 a second, uneven": at_rate(20),
    "15 a second, uneven": at_rate(15),
    "10 a second, uneven": at_rate(10),
    "8 a second, uneven": at_rate(8),
}
"""What is done to each signal."""

GRID: dict[str, tuple[Any, ...]] = {
    "window_s": (0.4, 0.47, 0.55),
    "back": (0.33, 0.39, 0.45),
    "back_half": (0.15, 0.2, 0.25),
    "both_ways": (0.5, 0.6, 0.7),
}
"""Parameters to choose from where a part is left out, those with the largest effect."""


def changed(signal: Signal, change: Change) -> Signal:
    """Return a signal with a change that is the same at every run."""
    return replace(signal, samples=change(signal.samples, random.Random(str(signal.name))))


def choices() -> list[Tuning]:
    """Every combination of the grid."""
    names = tuple(GRID)
    return [
        replace(TUNING, **dict(zip(names, values, strict=True)))
        for values in product(*GRID.values())
    ]


def left_out(
    signals: list[Signal], part: Callable[[int, Signal], str], tried: dict[Tuning, list[Counted]]
) -> Iterator[tuple[str, Tuning, list[Counted]]]:
    """Choose the parameters without each part, and count the part with them."""
    names = [part(n, one) for n, one in enumerate(signals)]
    for name in dict.fromkeys(names):

        def score(tuning: Tuning, without: str = name) -> float:
            errors = [
                abs(one.error)
                for one, its in zip(tried[tuning], names, strict=True)
                if its != without
            ]
            return sum((error == 0) + (error <= 1) for error in errors)

        best = max(tried, key=score)
        yield name, best, [one for one, its in zip(tried[best], names, strict=True) if its == name]


def report(signals: list[Signal]) -> Iterator[str]:
    """Print the tables line by line."""
    yield HEAD.format("changed")
    for name, change in CHANGES.items():
        yield row(name, [counted(changed(one, change)) for one in signals])
    tried = {tuning: [counted(one, tuning) for one in signals] for tuning in choices()}
    parts: dict[str, Callable[[int, Signal], str]] = {
        "movement left out": lambda _, one: one.movement,
        "fifth of the recordings left out": lambda n, _: f"every fifth from {n % 5 + 1}",
    }
    for title, part in parts.items():
        yield "\n" + HEAD.format(title)
        found: list[Counted] = []
        for name, best, those in left_out(signals, part, tried):
            chosen = ", ".join(f"{key} {getattr(best, key):g}" for key in GRID)
            found += those
            yield row(f"{name} ({chosen})", those)
        yield row("all left-out parts", found)


def main(argv: list[str] | None = None) -> int:
    """Read the command line, count and print; 2 for bad input."""
    parser = argparse.ArgumentParser(prog="python -m validation.reps_robust", description=__doc__)
    parser.add_argument("file", help="signals with a count by hand, one JSON object a line")
    asked = parser.parse_args(argv)
    try:
        signals = with_truth(read(asked.file), asked.file)
    except Unreadable as wrong:
        print(wrong, file=sys.stderr)
        return 2
    for line in report(signals):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
