"""How often the outcome statistics are right, on made-up people whose truth is known.

    PYTHONPATH=src python -m validation.outcomes [people] [--keep]

Prints the tables of docs/algorithms/accuracy.md; seeded, so the same figures come every time.
The seed was drawn after the last choice in the core had been tuned, on people of other seeds.
Real days of pain are not autoregressive bells: these figures compare settings and find
mistakes, they do not promise anything about a real person.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, fsum, sqrt
from multiprocessing import Pool
from pathlib import Path

from backfour.core.outcomes import experiment, lag
from backfour.core.outcomes.series import Point, Sitting
from backfour.core.outcomes.trend import IMPROVED, SAME, TOO_EARLY, WORSE, trend

SEED = 71940583
PEOPLE = 2000
KEPT = Path(__file__).parents[1] / "docs" / "algorithms" / "accuracy.md"
BEGIN, END = "<!-- outcomes: begin -->", "<!-- outcomes: end -->"


@dataclass(frozen=True)
class World:
    """A kind of made-up people; ranges are drawn evenly for each person.

    ``change`` is how far the level moves by the last day (settling with a time constant of
    ``tau`` days); ``weekends`` how many points worse two days of every week are than the other
    five; ``bad_spell`` says that they begin on the first day after three whose mean lies that
    many usual spreads above their own level, as people do who look for help when it hurts.
    """

    name: str
    days: int
    lasting: tuple[float, float] = (0.1, 0.8)
    spread: tuple[float, float] = (0.7, 1.8)
    missing: tuple[float, float] = (0.0, 0.4)
    level: tuple[float, float] = (3.0, 5.0)
    change: float = 0.0
    tau: float = 20.0
    weekends: float = 0.0
    bad_spell: float | None = None


FIXED = (0.0, 0.2, 0.5, 0.7)
"""Correlations of neighbouring days at which the interval must keep its word one by one."""
HIGH = (5.0, 7.0)


def _each(name: str, days: int = 56, **more: object) -> Iterable[World]:
    """The same people at every correlation of `FIXED`."""
    for phi in FIXED:
        yield World(f"{name}, {phi}", days, (phi, phi), **more)  # type: ignore[arg-type]


STEADY = (
    *(World(f"mixed, {days} days", days) for days in (14, 21, 28, 42, 56, 84)),
    *(one for days in (28, 56, 84) for one in _each(f"{days} days", days)),
    *_each("3 in 10 days missing", missing=(0.3, 0.3)),
    *_each("near 0", level=(0.5, 2.0)),
    *_each("near 10", level=(8.0, 9.5)),
    *_each("weekends half a point worse", weekends=0.5),
    World("mixed, half of the days missing", 56, missing=(0.5, 0.5)),
    World("mixed, weekends a whole point worse", 56, weekends=1.0),
)
"""Nothing changed."""
BEGAN_BAD = (
    *(World(f"1 spread high, mixed, {days} days", days, bad_spell=1) for days in (14, 28, 56, 84)),
    *_each("1 spread high, 56 days", bad_spell=1),
    World("1 spread high, near 0, mixed, 56 days", 56, level=(0.5, 2.0), bad_spell=1),
    *(
        World(f"1.5 spreads high, 0.7, {days} days", days, (0.7, 0.7), bad_spell=1.5)
        for days in (28, 56, 84)
    ),
    World("1.5 spreads high, 0.8, 84 days", 84, (0.8, 0.8), bad_spell=1.5),
)
"""Nothing changed, but they began because of a bad spell."""
CHANGED = (
    *(
        World(f"{-by} points better, {days} days", days, level=HIGH, change=by)
        for by in (-2, -3)
        for days in (28, 56, 84)
    ),
    World("3 points better, 0.0, 56 days", 56, (0, 0), level=HIGH, change=-3),
    World("2 points worse, 56 days", 56, change=2),
    World("3 points worse, 56 days", 56, change=3),
    World("3 points worse, began 1 spread high, 56 days", 56, change=3, bad_spell=1),
)
"""The level moves by this much from the first day to the last, most of it early."""


def noise(chance: random.Random, days: int, phi: float, first: float | None = None) -> list[float]:
    """Autocorrelated noise of variance 1."""
    found = [chance.gauss(0, 1) if first is None else first]
    for _ in range(days - 1):
        found.append(phi * found[-1] + sqrt(1 - phi * phi) * chance.gauss(0, 1))
    return found


def bad_day(chance: random.Random, phi: float, high: float) -> float:
    """How far above their own level somebody is when three days' mean first passes ``high``."""
    days = noise(chance, 3, phi)
    while fsum(days) / 3 < high:
        days = [*days[1:], phi * days[-1] + sqrt(1 - phi * phi) * chance.gauss(0, 1)]
    return days[-1]


def pain_of(chance: random.Random, world: World) -> tuple[list[float], list[Point]]:
    """True level of every day, and the answers: whole numbers 0-10, some days missing."""
    phi, spread = chance.uniform(*world.lasting), chance.uniform(*world.spread)
    missing, start = chance.uniform(*world.missing), chance.uniform(*world.level)
    first = None if world.bad_spell is None else bad_day(chance, phi, world.bad_spell)
    ups, monday = noise(chance, world.days, phi, first), chance.randrange(7)
    whole = 1 - exp(-(world.days - 1) / world.tau)
    levels = [
        start
        + world.change * (1 - exp(-day / world.tau)) / whole
        + world.weekends * ((day + monday) % 7 >= 5)
        for day in range(world.days)
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


def lags(
    people: int, per_hour: float, days: int, lasting: tuple[float, float] = (0.1, 0.8)
) -> tuple[float, float, float]:
    """Coverage of the interval, half-width, and share called a link, for the lag view."""
    chance = random.Random(f"{SEED}:lag:{per_hour}:{days}:{lasting}")
    covered, links, halves = 0, 0, []
    for _ in range(people):
        phi, spread = chance.uniform(*lasting), chance.uniform(4, 15)
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


@dataclass(frozen=True)
class Own:
    """A kind of own experiment: weeks, and how the true effect comes about.

    ``bell`` is the spread of true effects around zero in usual day-to-day spreads (the core
    assumes 2); ``effect`` is a fixed one in minutes instead, 10 being the smallest of interest.
    """

    weeks: int
    bell: float | None = None
    effect: float = 0.0
    lasting: tuple[float, float] = (0.1, 0.8)


@dataclass(frozen=True)
class Odds:
    """What a kind of experiment was told.

    ``covered``, ``half``: as for the trend. ``likely``, ``unlikely``: per cent told "probably
    helps" or more, and "probably does not" or less. ``right``: for each number of tenths how
    many were told it and how many of these were truly helped.
    """

    covered: float
    half: float
    likely: float
    unlikely: float
    right: dict[int, tuple[int, int]]


LIKELY = ("experiment.probably", "experiment.very_likely")
UNLIKELY = ("experiment.probably_not", "experiment.very_likely_not")


def experiments(people: int, own: Own) -> Odds:
    """Run one kind of own experiment: mornings of stiffness, one in ten missing."""
    chance = random.Random(f"{SEED}:{own}")
    covered, said, halves = 0, [], []
    right = dict.fromkeys(range(1, 10), (0, 0))
    for person in range(people):
        design = experiment.Design(
            "x", "cushion", "stiffness", "2026-03-02", own.weeks, 10, f"{person}"
        )
        phi, spread = chance.uniform(*own.lasting), chance.uniform(4, 15)
        effect = own.effect if own.bell is None else chance.gauss(0, own.bell) * spread
        ups = noise(chance, 7 * own.weeks, phi)
        points = [
            Point(
                design.first + 1 + day,
                max(0, round(80 + effect * design.arms[day // 7] + spread * ups[day])),
                "",
                {},
            )
            for day in range(7 * own.weeks)
            if chance.random() > 0.1
        ]
        found = experiment.result(experiment.Experiment(design), points, design.last + 1)
        if found.low is None or found.high is None or found.tenths is None:
            continue
        covered += found.low <= effect <= found.high
        said.append(found.sentence)
        halves.append((found.high - found.low) / 2)
        told, helped = right[found.tenths]
        right[found.tenths] = (told + 1, helped + (effect < 0))
    count = len(halves)
    return Odds(
        100 * covered / count,
        fsum(halves) / count,
        100 * fsum(one in LIKELY for one in said) / count,
        100 * fsum(one in UNLIKELY for one in said) / count,
        right,
    )


LAGS = (
    *((0.0, days, (0.1, 0.8)) for days in (21, 60)),
    (4.0, 60, (0.1, 0.8)),
    *((0.0, 60, (phi, phi)) for phi in FIXED),
)
OWNS = (
    *(Own(weeks, bell=bell) for bell in (2.0, 1.0) for weeks in (6, 8)),
    *(Own(8, effect=effect) for effect in (0.0, -10.0, 10.0)),
    *(Own(8, effect=0.0, lasting=(phi, phi)) for phi in FIXED),
)
CALIBRATED = Own(8, bell=2.0)


def tables(people: int) -> str:
    """All tables as text."""
    worlds = (*STEADY, *BEGAN_BAD, *CHANGED)
    with Pool() as pool:
        told = pool.starmap(trends, [(world, people) for world in worlds], 1)
        linked = pool.starmap(lags, [(people, *one) for one in LAGS], 1)
        tried = pool.starmap(experiments, [(people, one) for one in OWNS], 1)
    out = [f"{people} people each, seed {SEED}; the stated interval is 90 %."]
    begun = 0
    for title, kind in (
        ("nothing changed", STEADY),
        ("nothing changed, began in a bad spell", BEGAN_BAD),
        ("changed", CHANGED),
    ):
        out += [
            "",
            f"| {title} | truth inside | half-width | improved | same | worse | too early |",
        ]
        out += ["|---|---:|---:|---:|---:|---:|---:|"]
        for found in told[begun : begun + len(kind)]:
            out.append(
                f"| {found.name} | {found.covered:.1f} % | {found.half:.2f} "
                f"| {found.improved:.1f} % | {found.same:.1f} % | {found.worse:.1f} % "
                f"| {found.early:.1f} % |"
            )
        begun += len(kind)
    out += ["", "| sofa and bed, minutes an hour | days | next day like this one "]
    out[-1] += "| truth inside | half-width | link told |"
    out += ["|---|---:|---:|---:|---:|---:|"]
    for (per_hour, days, lasting), (covered, half, links) in zip(LAGS, linked, strict=True):
        out.append(
            f"| {per_hour:.0f} | {days} | {_range(lasting)} | {covered:.1f} % | {half:.1f} "
            f"| {links:.1f} % |"
        )
    out += ["", "| own experiment, true effects | weeks | next day like this one "]
    out[-1] += "| truth inside | half-width | told it probably helps | told it probably does not |"
    out += ["|---|---:|---:|---:|---:|---:|---:|"]
    for own, odds in zip(OWNS, tried, strict=True):
        what = f"{own.effect:+.0f} min" if own.bell is None else f"bell of {own.bell:.0f} spreads"
        out.append(
            f"| {what} | {own.weeks} | {_range(own.lasting)} | {odds.covered:.1f} % "
            f"| {odds.half:.1f} | {odds.likely:.1f} % | {odds.unlikely:.1f} % |"
        )
    out += ["", "| own experiment, bell of 2 spreads, 8 weeks: told | people | truly helped |"]
    out += ["|---|---:|---:|"]
    for tenths, (count, helped) in tried[OWNS.index(CALIBRATED)].right.items():
        share = f"{100 * helped / count:.0f} %" if count else "-"
        out.append(f"| {tenths} in 10 | {count} | {share} |")
    return "\n".join(out)


def _range(lasting: tuple[float, float]) -> str:
    low, high = lasting
    return f"{low}" if low == high else f"{low} to {high}"


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
