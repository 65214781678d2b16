"""What one look costs the coach, movement by movement, and what half an hour adds to its memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import replace

from backfour.core.motion.coach import finish, open_coach, step
from backfour.core.motion.landmarks import Frame, read_frames
from backfour.core.motion.movements import MOVEMENTS
from backfour.core.motion.report import Tally
from bench.figures import Figure, cpu_ms
from validation.bodies.draw import KINDS, draw

STEP_US = 200
GROWTH_KB = 1000
"""Half an hour may bring some hundred holds and faults to be told; pictures it keeps none."""
SHORT_S, LONG_S = 300, 1800
TIMES = 5


def figures() -> Iterator[Figure]:
    """Show every movement its own good performance by a body of known joints."""
    for exercise in MOVEMENTS:
        if exercise in KINDS:
            looks = good(exercise)
            us = 1000 * cpu_ms(lambda exercise=exercise, looks=looks: watch(exercise, looks), TIMES)
            yield Figure(f"coach, one look, {exercise}", us / len(looks), STEP_US, "µs")
    exercise = next(iter(MOVEMENTS))
    yield Figure("coach, memory that half an hour adds", growth_kb(exercise), GROWTH_KB, "kB")


def good(exercise: str) -> list[Frame]:
    """Return a whole recording of the movement well done."""
    return list(read_frames(draw(0, 1, [exercise], "judge").lines()))


def watch(exercise: str, looks: Sequence[Frame]) -> Tally:
    """Judge a recording."""
    coach, tally = open_coach(exercise), Tally()
    for look in looks:
        coach, events = step(coach, look)
        tally.add(events)
    _, events = finish(coach)
    tally.add(events)
    return tally


def growth_kb(exercise: str) -> float:
    """Return how much more the coach holds after `LONG_S` than after `SHORT_S`."""
    looks = good(exercise)
    whole_s = looks[-1].t_s + 0.1
    coach, tally, held = open_coach(exercise), Tally(), []
    tracemalloc.start()
    for turn in range(round(LONG_S / whole_s)):
        for look in looks:
            coach, events = step(coach, replace(look, t_s=look.t_s + turn * whole_s))
            tally.add(events)
        if turn == round(SHORT_S / whole_s):
            held.append(tracemalloc.get_traced_memory()[0])
    held.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    return (held[-1] - held[0]) / 1000
