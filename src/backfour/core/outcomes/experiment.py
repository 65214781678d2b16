"""The person's own experiment: weeks with and without one change of sitting, drawn by lot.

Movements are never withheld, nothing starts in a flare or behind a lock, and length and
smallest effect of interest are fixed before the first day.

Hazard H49 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from math import sqrt
from typing import Any, Final, NamedTuple

from backfour.core.errors import Refused
from backfour.core.instants import parse_date
from backfour.core.outcomes.ar1 import Row, answer, unit_variance
from backfour.core.outcomes.due import Standing
from backfour.core.outcomes.series import Point
from backfour.core.vocabulary import CAUTION

CHANGES: Final = ("strict_rule", "cushion", "half_hour_breaks")
OUTCOMES: Final = ("pain", "stiffness")
WEEKS: Final = (4, 6, 8, 10, 12)
"""Whole pairs of weeks; 6 or 8 are proposed (our choice)."""
SMALLEST: Final = {"pain": (1, 5), "stiffness": (5, 60)}
"""Range of the smallest effect of interest, in points or minutes (our choice)."""
WASHOUT_DAYS: Final = 2
"""The first two days of every week do not count: yesterday's week still works (our choice)."""
LEAST_MORNINGS: Final = 3
LEAST_PAIRS: Final = 2
SPREAD: Final = {"pain": 1.0, "stiffness": 10.0}
TIE: Final = 0.25
"""Before any day is seen the effect is thought to lie within about two usual day-to-day
spreads of nothing: a cautious conjugate prior with a standard deviation of 2 (our choice)."""
LIKELY_PERCENT, VERY_LIKELY_PERCENT = 75, 90
PICTURE_POINTS: Final = 61
ASSUMED_PHI: Final = 0.4
TAIL: Final = 0.05
_Z90: Final = 1.645


@dataclass(frozen=True, slots=True)
class Design:
    """An experiment as fixed before its first day.

    Parameters
    ----------
    id
        Unique, given from outside.
    change
        One of `CHANGES`.
    outcome
        ``pain`` or ``stiffness`` of the mornings.
    first_day
        ``YYYY-MM-DD`` of its first day.
    weeks
        One of `WEEKS`.
    smallest
        Smallest effect worth having, whole points or minutes (`SMALLEST`).
    seed
        Any text, given from outside; decides the order of weeks.
    """

    id: str
    change: str
    outcome: str
    first_day: str
    weeks: int
    smallest: int
    seed: str

    @property
    def first(self) -> int:
        """Ordinal of the first day."""
        return parse_date(self.first_day, "first_day")

    @property
    def last(self) -> int:
        """Ordinal of the last day; the morning after it still counts."""
        return self.first + 7 * self.weeks - 1

    @property
    def arms(self) -> tuple[bool, ...]:
        """For every week whether the change is on: each pair holds one of both."""
        found: list[bool] = []
        for pair in range(self.weeks // 2):
            on_first = bool(sha256(f"{self.seed}:{pair}".encode()).digest()[0] & 1)
            found.extend((on_first, not on_first))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Experiment:
    """A design and how it ended.

    ``stopped_on`` is the last day that counts (``YYYY-MM-DD``) where it was ended early;
    ``why`` is ``flare``, ``locked`` or ``wish``, else empty.
    """

    design: Design
    stopped_on: str | None = None
    why: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Write it for the export; `from_dict` reads it back."""
        return {"v": 1, **asdict(self.design), "stopped_on": self.stopped_on, "why": self.why}


_NAMES: Final = tuple(one.name for one in fields(Design))
WHYS: Final = ("", "flare", "locked", "wish")


def from_dict(raw: Mapping[str, Any]) -> Experiment:
    """Read an experiment strictly.

    Raises
    ------
    Refused
        Naming the field that is missing, unknown or wrong.
    """
    for name in ("v", *_NAMES, "stopped_on", "why"):
        if name not in raw:
            raise Refused(name, "is missing")
    for name in raw:
        if name not in ("v", *_NAMES, "stopped_on", "why"):
            raise Refused(name, "is not a field of an experiment")
    if type(raw["v"]) is int and raw["v"] > 1:
        raise Refused("v", "was written by a newer version of Back Four")
    if raw["v"] != 1:
        raise Refused("v", "must be 1")
    if raw["why"] not in WHYS:
        raise Refused("why", "is not a known reason")
    design = check_design(Design(**{name: raw[name] for name in _NAMES}))
    stopped = raw["stopped_on"]
    if stopped is not None and parse_date(stopped, "stopped_on") < design.first - 1:
        raise Refused("stopped_on", "must not be before the first day")
    return Experiment(design, stopped, raw["why"])


def check_design(design: Design) -> Design:
    """Return the design, or refuse naming the field that is wrong."""
    for name in ("id", "seed"):
        value = getattr(design, name)
        if not isinstance(value, str) or not value:
            raise Refused(name, "must not be empty")
    for name, known in (("change", CHANGES), ("outcome", OUTCOMES)):
        if getattr(design, name) not in known:
            raise Refused(name, "must be one of " + ", ".join(known))
    if type(design.weeks) is not int or design.weeks not in WEEKS:
        raise Refused("weeks", "must be one of " + ", ".join(str(one) for one in WEEKS))
    low, high = SMALLEST[design.outcome]
    if type(design.smallest) is not int or not low <= design.smallest <= high:
        raise Refused("smallest", f"must be a whole number from {low} to {high}")
    parse_date(design.first_day, "first_day")
    return design


_CLOSES: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    "strict_rule": (
        frozenset({"stenosis_claudication"}),
        frozenset({"leg_elevation", "breathless_flat", "wheelchair", "pressure_injury"}),
    ),
    "cushion": (
        frozenset({"stenosis_claudication", "spondylolisthesis_ext_pain"}),
        frozenset({"wheelchair"}),
    ),
    "half_hour_breaks": (frozenset(), frozenset({"wheelchair", "pressure_injury"})),
}
"""Conditions and sitting exceptions that rule a change out (clinical-spec 6.1, 6.2; the last
row because weeks without breaks would withhold what the skin needs: our choice)."""


def refused_because(
    change: str, standing: Standing, exceptions: frozenset[str] = frozenset()
) -> str:
    """Why this experiment may not start now, as a key; empty where it may.

    Parameters
    ----------
    exceptions
        The sitting exceptions that were told once (clinical-spec 6.2): ``leg_elevation``,
        ``breathless_flat``, ``wheelchair``, ``pressure_injury``.
    """
    stops = stop_because(standing)
    if stops:
        return "experiment.refuse.screen" if stops == "locked" else "experiment.refuse.flare"
    flags, told = _CLOSES[change]
    if standing.flags & flags or exceptions & told:
        return "experiment.refuse.body"
    return ""


def stop_because(standing: Standing) -> str:
    """Why a running experiment ends today: ``locked``, ``flare``, or empty where it goes on."""
    if standing.locked or standing.action > CAUTION:
        return "locked"
    return "flare" if standing.flare else ""


class Week(NamedTuple):
    """One day of a running experiment.

    ``week`` counts from 1; ``with_change`` whether the change is on; ``washout`` whether this
    day still belongs to the change-over.
    """

    week: int
    with_change: bool
    washout: bool


def week_of(experiment: Experiment, day: int) -> Week | None:
    """Which week a day belongs to, or None before, after, or once it was stopped."""
    design = experiment.design
    if not design.first <= day <= last_day(experiment):
        return None
    index = (day - design.first) // 7
    washout = (day - design.first) % 7 < WASHOUT_DAYS
    return Week(index + 1, design.arms[index], washout)


def last_day(experiment: Experiment) -> int:
    """Ordinal of the last day that counts: the planned one, or that of an early end."""
    last = experiment.design.last
    if experiment.stopped_on is None:
        return last
    return min(last, parse_date(experiment.stopped_on, "stopped_on"))


def smallest_told_apart(outcome: str, weeks: int, spread: float) -> float:
    """How large a difference must be to be told from nothing, said before the start.

    Half the width of the 90 % interval if every morning is answered and a bad day makes the
    next one likelier in the usual degree.

    Parameters
    ----------
    spread
        Usual day-to-day spread (standard deviation) of the outcome, in its unit.
    """
    design = Design("x", CHANGES[0], outcome, "2026-01-05", weeks, SMALLEST[outcome][0], "x")
    rows = [
        (morning, _columns(week, weeks, with_change=design.arms[week]))
        for week in range(weeks)
        for morning in range(7 * week + WASHOUT_DAYS + 1, 7 * week + 8)
    ]
    contrast = (*(0.0 for _ in range(weeks // 2)), 1.0)
    unit = unit_variance(
        [morning for morning, _ in rows], [one for _, one in rows], contrast, ASSUMED_PHI
    )
    return round(10 * _Z90 * spread * sqrt(unit)) / 10


def _columns(week: int, weeks: int, *, with_change: bool) -> tuple[float, ...]:
    pairs = (float(week // 2 == pair) for pair in range(weeks // 2))
    return (*pairs, float(with_change))


@dataclass(frozen=True, slots=True)
class Result:
    """What the experiment tells.

    Parameters
    ----------
    sentence
        ``experiment.running``, ``.thin``, ``.very_likely``, ``.probably``, ``.cannot_tell``,
        ``.probably_not`` or ``.very_likely_not``.
    tenths
        "Helps you: n in 10", never 0 or 10; None where there is no answer yet.
    matters_tenths
        The same for an effect of at least the smallest of interest.
    effect, low, high
        With minus without, in points or minutes (hundredths), and its 90 % interval; below
        zero is better.
    mornings_with, mornings_without
        How many mornings counted.
    picture
        Points (effect, density) of the posterior, evenly spaced.
    """

    sentence: str
    mornings_with: int
    mornings_without: int
    tenths: int | None = None
    matters_tenths: int | None = None
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    picture: tuple[tuple[float, float], ...] = ()


class Morning(NamedTuple):
    """A morning that counts.

    ``step`` is its day, counted from the first day of the experiment (0); ``week`` counts from
    0; ``event`` is the id of the entry that told it.
    """

    step: int
    week: int
    with_change: bool
    value: int
    event: str


def mornings(experiment: Experiment, points: Sequence[Point]) -> list[Morning]:
    """The mornings that count: each tells of the day before it, and change-over does not count."""
    found = []
    for point in points:
        week = week_of(experiment, point.day - 1)
        if week is not None and not week.washout:
            step = point.day - experiment.design.first
            value = int(point.value)
            found.append(Morning(step, week.week - 1, week.with_change, value, point.event))
    return found


def result(experiment: Experiment, points: Sequence[Point], on: int) -> Result:
    """Give the answer once the planned weeks are over, or it was stopped.

    Looking earlier would invite stopping on a lucky week, so nothing is said before.

    Parameters
    ----------
    points
        Daily series of the design's outcome.
    on
        Ordinal of today.
    """
    design = experiment.design
    counted = mornings(experiment, points)
    with_it = sum(one.with_change for one in counted)
    without = len(counted) - with_it
    if on <= last_day(experiment):
        return Result("experiment.running", with_it, without)
    pairs = [pair for pair in range(design.weeks // 2) if _is_whole(counted, pair)]
    if len(pairs) < LEAST_PAIRS:
        return Result("experiment.thin", with_it, without)
    rows = [
        Row(
            one.step,
            (*(float(one.week // 2 == pair) for pair in pairs), float(one.with_change)),
            float(one.value),
        )
        for one in counted
        if one.week // 2 in pairs
    ]
    ties = [0.0] * len(pairs) + [TIE]
    contrast = [0.0] * len(pairs) + [1.0]
    found = answer(rows, contrast, SPREAD[design.outcome], ties)
    low, centre, high = (
        round(100 * one) for one in (found.quantile(TAIL), found.centre, found.quantile(1 - TAIL))
    )
    helps = round(100 * found.below(0.0))
    worth = round(100 * found.below(-float(design.smallest)))
    reach = max(abs(low), abs(high)) * 2 / 100
    return Result(
        sentence=_sentence(helps),
        mornings_with=with_it,
        mornings_without=without,
        tenths=_tenths(helps),
        matters_tenths=_tenths(worth),
        effect=centre / 100,
        low=low / 100,
        high=high / 100,
        picture=tuple(
            (x, round(found.density(x), 5))
            for x in (
                round(reach * (2 * index / (PICTURE_POINTS - 1) - 1), 4)
                for index in range(PICTURE_POINTS)
            )
        ),
    )


def _is_whole(counted: Sequence[Morning], pair: int) -> bool:
    here = [one.with_change for one in counted if one.week // 2 == pair]
    return min(here.count(True), here.count(False)) >= LEAST_MORNINGS


def _tenths(percent: int) -> int:
    return min(9, max(1, (percent + 5) // 10))


def _sentence(helps: int) -> str:
    if helps >= VERY_LIKELY_PERCENT:
        return "experiment.very_likely"
    if helps >= LIKELY_PERCENT:
        return "experiment.probably"
    if helps > 100 - LIKELY_PERCENT:
        return "experiment.cannot_tell"
    if helps > 100 - VERY_LIKELY_PERCENT:
        return "experiment.probably_not"
    return "experiment.very_likely_not"
