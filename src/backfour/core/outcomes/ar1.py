"""What repeated days of one person can tell, when a bad day makes the next one likelier.

Linear model with first-order autocorrelated noise; the correlation is not estimated but
averaged over, because a few weeks of days cannot pin it down (docs/algorithms/ar1.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, exp, inf, lgamma, log, log1p, pi, sqrt
from typing import Final, NamedTuple

Matrix = list[list[float]]

GRID: Final = (-0.45, -0.2, 0.0, 0.2, 0.4, 0.55, 0.65, 0.75, 0.85, 0.95)
"""Correlations of neighbouring days that are thought possible (our choice)."""
LIKELY: Final = (100, 46, 28, 22, 18, 13, 12, 14, 21, 52)
"""How likely each is held before any day is seen, in parts of their sum: (1 - phi)^-1
(1 + phi)^-2.5 times the width of its stretch of the grid. Like the reference prior of Berger
and Yang (Econometric Theory 1994;10:461) it weighs both ends more than the middle. It is no
belief about backs: it is chosen so that the interval keeps its word at every single correlation
from 0 to 0.7, and not only on average over people (ours; docs/algorithms/ar1.md)."""
GRID_DF: Final = 1.0
"""The correlation is learnt from the same days: it costs one of them (our choice)."""
PRIOR_DF: Final = 2.0
"""The assumed usual day-to-day spread weighs as much as two days of data (our choice): without
it a person who taps the same number every day would have an interval of no width."""
_MOST_STEPS, _EXACT = 80, 1e-9
"""A quantile is looked for until its probability is this close; within so many steps."""


class Row(NamedTuple):
    """One answer: its time step, what the model says of it, and its value."""

    step: int
    design: tuple[float, ...]
    value: float


class Part(NamedTuple):
    """One Student t of a mixture."""

    weight: float
    centre: float
    scale: float
    df: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one quantity: a mixture of Student t distributions."""

    parts: tuple[Part, ...]

    @property
    def centre(self) -> float:
        """Mean of the mixture's centres, the best estimate."""
        total = 0.0
        for part in self.parts:
            total += part.weight * part.centre
        return total

    def below(self, x: float) -> float:
        """Probability that the quantity is below ``x``."""
        total = 0.0
        for part in self.parts:
            total += part.weight * _t_below((x - part.centre) / part.scale, part.df)
        return total

    def density(self, x: float) -> float:
        """Probability density at ``x``."""
        total = 0.0
        for part in self.parts:
            z = (x - part.centre) / part.scale
            half = (part.df + 1) / 2
            top = lgamma(half) - lgamma(part.df / 2) - half * log1p(z * z / part.df)
            total += part.weight * exp(top) / (part.scale * sqrt(part.df * pi))
        return total

    def quantile(self, p: float) -> float:
        """The value below which the quantity lies with probability ``p`` (0 < p < 1)."""
        low = min(part.centre - 12 * part.scale for part in self.parts)
        high = max(part.centre + 12 * part.scale for part in self.parts)
        scale = sum(part.weight * part.scale for part in self.parts)
        # Secants from where a logistic curve would have it; halving where one leads outside.
        here = self.centre + scale * log(p / (1 - p)) / 1.7
        before = here - scale / 4
        off, off_before = self.below(here) - p, self.below(before) - p
        steps = 0
        while abs(off) >= _EXACT and steps < _MOST_STEPS:
            low, high = (here, high) if off < 0 else (low, here)
            to = here - off * (here - before) / ((off - off_before) or inf)
            before, off_before = here, off
            here = to if low < to < high else (low + high) / 2
            off, steps = self.below(here) - p, steps + 1
        return here


def _t_below(t: float, df: float) -> float:
    """Student's t distribution function, by Wallace's normal approximation.

    Off by less than 0.003 for df >= 4 (checked in the tests against exact values).
    """
    z = (8 * df + 1) / (8 * df + 3) * sqrt(df * log1p(t * t / df))
    tail = 0.5 * erfc(z / sqrt(2))
    return tail if t < 0 else 1 - tail


def answer(
    rows: Sequence[Row],
    contrast: Sequence[float],
    spread: float,
    ties: Sequence[float] | None = None,
    weights: Sequence[float] | None = None,
) -> Answer:
    """Work out what the rows tell of one combination of the model's coefficients.

    Parameters
    ----------
    rows
        In strictly rising order of ``step``; each design as long as ``contrast``. Every
        coefficient must be touched by some row or be tied.
    contrast
        The combination asked about.
    spread
        Assumed standard deviation of single answers around their mean, in the unit of the
        values; weighs as much as `PRIOR_DF` days.
    ties
        For each coefficient how strongly it is drawn to 0: 0 = free, else 1 / k² for a
        prior standard deviation of k spreads.
    weights
        Where given, the quantity is this weighted sum of the values themselves (a difference
        of plain means, say) instead of a combination of coefficients; the model then only
        tells how large and how lasting the noise is, and ``contrast`` is not used.

    Notes
    -----
    Given the correlation, normal data with a conjugate prior: coefficient ~ Student t.
    The correlations of `GRID` are weighted by `LIKELY` and by how well they explain the data.
    """
    pull = list(ties or [0.0] * len(contrast))
    first, by_gap = _gather(rows)
    found = [_at(phi, first, by_gap, contrast, spread, pull, len(rows)) for phi in GRID]
    if weights is not None:
        found = _of_the_values(rows, weights, found)
    top = max(at.log_weight for at in found)
    shares = [likely * exp(at.log_weight - top) for likely, at in zip(LIKELY, found, strict=True)]
    total = 0.0
    for share in shares:
        total += share
    return Answer(
        tuple(
            Part(share / total, at.centre, at.noise * sqrt(at.unit), at.df)
            for share, at in zip(shares, found, strict=True)
        )
    )


class _At(NamedTuple):
    """What holds at one correlation; ``noise`` is a standard deviation, ``unit`` a variance."""

    log_weight: float
    centre: float
    noise: float
    unit: float
    df: float


def _of_the_values(
    rows: Sequence[Row], weights: Sequence[float], found: Sequence[_At]
) -> list[_At]:
    """Ask for a weighted sum of the values: its variance follows from their distances."""
    by_gap: dict[int, float] = {}
    centre = 0.0
    told = [(row.step, one, row.value) for row, one in zip(rows, weights, strict=True) if one]
    for place, (step, weight, value) in enumerate(told):
        centre += weight * value
        by_gap[0] = by_gap.get(0, 0.0) + weight * weight
        for other, more, _ in told[:place]:
            by_gap[step - other] = by_gap.get(step - other, 0.0) + 2 * weight * more
    units = []
    for phi in GRID:
        unit = 0.0
        for gap in sorted(by_gap):
            unit += by_gap[gap] * phi**gap
        units.append(unit)
    return [at._replace(centre=centre, unit=unit) for at, unit in zip(found, units, strict=True)]


class _Gap(NamedTuple):
    """Neighbours at one distance: how many, and their sums of products that are not nothing.

    Each sum with its line and column: of the later rows, of both ways across, of the earlier.
    """

    pairs: int
    sums: list[tuple[int, int, float, float, float]]


def _gather(rows: Sequence[Row]) -> tuple[Matrix, dict[int, _Gap]]:
    """Sums of products by the distance of neighbours: all that any correlation needs."""
    size = len(rows[0].design) + 1
    told = [_told(row) for row in rows]
    neighbours: dict[int, list[tuple[_Told, _Told]]] = {}
    for index in range(1, len(rows)):
        gap = rows[index].step - rows[index - 1].step
        neighbours.setdefault(gap, []).append((told[index], told[index - 1]))
    by_gap = {gap: _Gap(len(pairs), _sums(size, pairs)) for gap, pairs in neighbours.items()}
    return _outer(size, [(told[0], told[0])]), by_gap


_Told = list[tuple[int, float]]
"""Places and values of what is not nothing in a row (most of a design is)."""


def _zeros(size: int) -> Matrix:
    return [[0.0] * size for _ in range(size)]


def _told(row: Row) -> _Told:
    whole = (*row.design, row.value)
    return [(place, value) for place, value in enumerate(whole) if value]


def _sums(
    size: int, pairs: Sequence[tuple[_Told, _Told]]
) -> list[tuple[int, int, float, float, float]]:
    now = _outer(size, [(now, now) for now, _ in pairs])
    cross = _outer(size, pairs)
    before = _outer(size, [(before, before) for _, before in pairs])
    found = (
        (i, j, now[i][j], cross[i][j] + cross[j][i], before[i][j])
        for i in range(size)
        for j in range(i, size)
    )
    return [one for one in found if one[2] or one[3] or one[4]]


def _outer(size: int, pairs: Sequence[tuple[_Told, _Told]]) -> Matrix:
    """Sum of the outer products of some pairs."""
    into = _zeros(size)
    for left, right in pairs:
        for i, a in left:
            line = into[i]
            for j, b in right:
                line[j] += a * b
    return into


def _at(
    phi: float,
    first: Matrix,
    by_gap: dict[int, _Gap],
    contrast: Sequence[float],
    spread: float,
    pull: Sequence[float],
    count: int,
) -> _At:
    size = len(contrast)
    whole, log_noise = _whitened(phi, first, by_gap)
    for i in range(size):
        whole[i][i] += pull[i]
    lower = _cholesky(whole, size)
    half = _forward(lower, [whole[i][size] for i in range(size)])
    asked = _forward(lower, contrast)
    explained = centre = unit = 0.0
    for a, b in zip(half, asked, strict=True):
        explained += a * a
        centre += a * b
        unit += b * b
    df = count - pull.count(0.0) + PRIOR_DF
    left = max(whole[size][size] - explained, 0.0) + PRIOR_DF * spread * spread
    log_det = 0.0
    for i in range(size):
        log_det += 2 * log(lower[i][i])
    log_weight = -0.5 * (log_noise + log_det + df * log(left))
    kept = df - GRID_DF
    return _At(log_weight, centre, sqrt(left / kept), unit, kept)


def _whitened(phi: float, first: Matrix, by_gap: dict[int, _Gap]) -> tuple[Matrix, float]:
    whole = [list(line) for line in first]
    log_noise = 0.0
    size = len(first)
    for gap in sorted(by_gap):
        pairs, sums = by_gap[gap]
        kept = phi**gap
        fresh = 1 - kept * kept
        log_noise += pairs * log(fresh)
        for i, j, now, cross, before in sums:
            whole[i][j] += (now - kept * cross + kept * kept * before) / fresh
    for i in range(size):
        for j in range(i):
            whole[i][j] = whole[j][i]
    return whole, log_noise


def _cholesky(matrix: Matrix, size: int) -> Matrix:
    lower = _zeros(size)
    for i in range(size):
        for j in range(i + 1):
            left = matrix[i][j]
            for k in range(j):
                left -= lower[i][k] * lower[j][k]
            lower[i][j] = sqrt(left) if i == j else left / lower[j][j]
    return lower


def _forward(lower: Matrix, right: Sequence[float]) -> list[float]:
    found: list[float] = []
    for i, value in enumerate(right):
        left = value
        for k in range(i):
            left -= lower[i][k] * found[k]
        found.append(left / lower[i][i])
    return found


def unit_variance(
    steps: Sequence[int],
    designs: Sequence[tuple[float, ...]],
    contrast: Sequence[float],
    phi: float,
) -> float:
    """Variance of the asked combination in units of the noise, at a known correlation.

    Infinite where the rows say nothing of it. Leaving out a row never makes it smaller.
    """
    rows = [Row(step, design, 0.0) for step, design in zip(steps, designs, strict=True)]
    first, by_gap = _gather(rows)
    whole, _ = _whitened(phi, first, by_gap)
    try:
        lower = _cholesky(whole, len(contrast))
        asked = _forward(lower, contrast)
    except (ValueError, ZeroDivisionError):
        return inf
    total = 0.0
    for one in asked:
        total += one * one
    return total
