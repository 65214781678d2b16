"""How often the outcome statistics are right, on made-up people whose truth is known.

    PYTHONPATH=src python -m validation.outcomes [people] [--keep]

Prints the tables of docs/algorithms/accuracy.md; seeded, so the same figures come every time.
Real days of pain are not autoregressive bells: these figures compare settings and find
mistakes, they do not promise anything about a real person.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from math import exp, fsum, sqrt
from pathlib import Path

from backfour.core.outcomes import experiment, lag
from backfour.core.outcomes.series import Point, Sitting
from backfour.core.outcomes.trend import IMPROVED, SAME, TOO_EARLY, WORSE, trend

SEED = 20260302
PEOPLE = 2000
KEPT = Path(__file__).parents[1] / "docs" / "algorithms" / "accuracy.md"
BEGIN, END = "<!-- outcomes: begin -->", "<!-- outcomes: end -->"


@dataclass(frozen=True)
class World:
    """A kind of made-up people; ranges are drawn evenly for each person.

    ``change`` is how far the level moves by the last day (settling with a time constant of
    ``tau`` days), ``begins_bad`` how many usual spreads above their own level they begin.
    """

    name: str
    days: int
    lasting: tuple[float, float] = (0.1, 0.8)
    spread: tuple[float, float] = (0.7, 1.8)
    missing: tuple[float, float] = (0.0, 0.4)
    change: float = 0.0
    tau: float = 20.0
    begins_bad: float = 0.0


WORLDS = (
    *(World(f"nothing changed, {days} days", days) for days in (14, 21, 28, 42, 56, 84)),
    *(
        World(f"nothing changed, 56 days, next day like this one {phi}", 56, (phi, phi))
        for phi in (0.0, 0.3, 0.5, 0.7)
    ),
    World("nothing changed, 56 days, half of the days missing", 56, missing=(0.5, 0.5)),
    World("nothing changed, 28 days, began 1.5 spreads high", 28, begins_bad=1.5),
    World("nothing changed, 84 days, began 1.5 spreads high", 84, begins_bad=1.5),
    World("3 points better, 28 days", 28, change=-3),
    World("3 points better, 56 days", 56, change=-3),
    World("3 points better, 84 days", 84, change=-3),
    World("3 points worse, 56 days", 56, change=3),
)


def noise(chance: random.Random, days: int, phi: float, first: float | None = None) -> list[float]:
    """Autocorrelated noise of variance 1."""
    found = [chance.gauss(0, 1) if first is None else first]
    for _ in range(days - 1):
        found.append(phi * found[-1] + sqrt(1 - phi * phi) * chance.gauss(0, 1))
    return found


def pain_of(chance: random.Random, world: World) -> tuple[list[float], list[Point]]:
    """True level of every day, and the answers: whole numbers 0-10, some days missing."""
    phi, spread = chance.uniform(*world.lasting), chance.uniform(*world.spread)
    missing = chance.uniform(*world.missing)
    start = chance.uniform(3, 5) + (2 if world.change < 0 else 0)
    ups = noise(chance, world.days, phi, world.begins_bad or None)
    whole = 1 - exp(-(world.days - 1) / world.tau)
    levels = [
        start + world.change * (1 - exp(-day / world.tau)) / whole for day in range(world.days)
    ]
    points = [
        Point(day + 1, min(10, max(0, round(level + spread * up))), "", {})
        for day, (level, up) in enumerate(zip(levels, ups, strict=True))
        if day in (0, world.days - 1) or chance.random() >= missing
    ]
    return levels, points


@dataclass(frozen=True)
class Found:
    """Shares in per cent; ``covered`` of those who got an interval, ``half`` its half-width."""

    name: str
    covered: float
    half: float
    improved: float
    same: float
    worse: float
    early: float


def trends(world: World, people: int) -> Found:
    """Run one kind of people through the trend."""
    chance = random.Random(f"{SEED}:{world.name}")
    said = dict.fromkeys((IMPROVED, SAME, WORSE, TOO_EARLY), 0)
    covered, halves = 0, []
    for _ in range(people):
        levels, points = pain_of(chance, world)
        found = trend("pain", points, points[-1].day)
        said[found.sentence] += 1
        if found.low is None or found.high is None:
            continue
        size = found.window
        truth = (fsum(levels[-size:]) - fsum(levels[:size])) / size
        covered += found.low <= truth <= found.high
        halves.append((found.high - found.low) / 2)
    share = {name: 100 * count / people for name, count in said.items()}
    return Found(
        world.name,
        100 * covered / len(halves),
        fsum(halves) / len(halves),
        share[IMPROVED],
        share[SAME],
        share[WORSE],
        share[TOO_EARLY],
    )


def lags(people: int, per_hour: float, days: int) -> tuple[float, float, float]:
    """Coverage of the interval, half-width, and share called a link, for the lag view."""
    chance = random.Random(f"{SEED}:lag:{per_hour}:{days}")
    covered, links, halves = 0, 0, []
    for _ in range(people):
        phi, spread = chance.uniform(0.1, 0.8), chance.uniform(4, 15)
        ups = noise(chance, days + 1, phi)
        minutes = [chance.randrange(0, 240, 5) for _ in range(days)]
        sat = [Sitting(1 + day, m, m, 1, 0, {}) for day, m in enumerate(minutes)]
        stiff = [
            Point(2 + day, max(0, round(40 + per_hour * m / 60 + spread * ups[day])), "", {})
            for day, m in enumerate(minutes)
            if chance.random() > 0.2
        ]
        found = lag.lag(sat, stiff)
        if found.low is None or found.high is None:
            continue
        covered += found.low <= per_hour <= found.high
        links += found.sentence != "lag.not_seen"
        halves.append((found.high - found.low) / 2)
    count = len(halves)
    return 100 * covered / count, fsum(halves) / count, 100 * links / count


def experiments(people: int, weeks: int, scale: float) -> tuple[float, float, float, float]:
    """The n-of-1 answer: coverage, half-width, share "probably" or more, mean odds told.

    Effects are drawn from a bell around zero of ``scale`` usual spreads (0: no effect).
    """
    chance = random.Random(f"{SEED}:own:{weeks}:{scale}")
    covered, likely, halves, odds = 0, 0, [], []
    for person in range(people):
        design = experiment.Design(
            "x", "cushion", "stiffness", "2026-03-02", weeks, 10, f"{person}"
        )
        phi, spread = chance.uniform(0.1, 0.8), chance.uniform(4, 15)
        effect = chance.gauss(0, 1) * scale * spread
        ups = noise(chance, 7 * weeks, phi)
        points = [
            Point(
                design.first + 1 + day,
                max(0, round(40 + effect * design.arms[day // 7] + spread * ups[day])),
                "",
                {},
            )
            for day in range(7 * weeks)
            if chance.random() > 0.1
        ]
        found = experiment.result(experiment.Experiment(design), points, design.last + 1)
        if found.low is None or found.high is None or found.tenths is None:
            continue
        covered += found.low <= effect <= found.high
        likely += found.sentence in ("experiment.probably", "experiment.very_likely")
        halves.append((found.high - found.low) / 2)
        odds.append(found.tenths if effect < 0 else 10 - found.tenths)
    count = len(halves)
    return (
        100 * covered / count,
        fsum(halves) / count,
        100 * likely / count,
        fsum(odds) / count,
    )


def tables(people: int) -> str:
    """All tables as text."""
    out = [f"{people} people each, seed {SEED}; the stated interval is 90 %.", ""]
    out += ["| people | truth inside | half-width | improved | same | worse | too early |"]
    out += ["|---|---:|---:|---:|---:|---:|---:|"]
    for world in WORLDS:
        found = trends(world, people)
        out.append(
            f"| {found.name} | {found.covered:.1f} % | {found.half:.2f} | {found.improved:.1f} % "
            f"| {found.same:.1f} % | {found.worse:.1f} % | {found.early:.1f} % |"
        )
    out += ["", "| sofa and bed, minutes an hour | days | truth inside | half-width | link told |"]
    out += ["|---|---:|---:|---:|---:|"]
    for per_hour, days in ((0.0, 21), (0.0, 60), (4.0, 60)):
        covered, half, links = lags(people, per_hour, days)
        out.append(f"| {per_hour:.0f} | {days} | {covered:.1f} % | {half:.1f} | {links:.1f} % |")
    out += [
        "",
        "| own experiment, true effects | weeks | truth inside | half-width | told likely |",
    ]
    out += ["|---|---:|---:|---:|---:|"]
    for weeks, scale in ((6, 0.0), (8, 0.0), (6, 1.0), (8, 1.0)):
        covered, half, likely, _ = experiments(people, weeks, scale)
        what = f"bell of {scale:.0f} spread" if scale else "none"
        out.append(f"| {what} | {weeks} | {covered:.1f} % | {half:.1f} | {likely:.1f} % |")
    return "\n".join(out)


def main(words: list[str]) -> None:
    """Print the tables; with ``--keep`` write them into the page."""
    numbers = [int(word) for word in words if word.isdigit()]
    text = tables(numbers[0] if numbers else PEOPLE)
    print(text)
    if "--keep" in words:
        page = KEPT.read_text(encoding="utf-8")
        before, rest = page.split(BEGIN)
        _, after = rest.split(END)
        KEPT.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
