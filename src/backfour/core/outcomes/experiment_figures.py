"""One own experiment as figures that anybody can check: plan, weeks as drawn, mornings, answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from backfour.core.instants import date_text
from backfour.core.outcomes.experiment import (
    Experiment,
    Morning,
    Result,
    last_day,
    mornings,
    result,
)
from backfour.core.outcomes.series import Point


class Drawn(NamedTuple):
    """One week as it was drawn.

    ``week`` counts from 1, ``first`` is the ordinal of its first day, ``mornings`` how many
    counted, ``mean`` their mean in points or minutes (hundredths), None where none counted.
    """

    week: int
    first: int
    with_change: bool
    mornings: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is known of an experiment on a day.

    Parameters
    ----------
    experiment
        What was fixed, and how it ended.
    weeks
        The weeks that have begun: who knew the weeks to come could not be surprised by them.
    mornings
        The mornings that count.
    result
        The answer, or why there is none yet.
    """

    experiment: Experiment
    weeks: tuple[Drawn, ...]
    mornings: tuple[Morning, ...]
    result: Result

    def to_dict(self) -> dict[str, Any]:
        """Write it as one JSON document; days are ``YYYY-MM-DD``."""
        design = self.experiment.design
        return {
            "plan": {**self.experiment.to_dict(), "last_day": date_text(design.last)},
            "weeks": [{**one._asdict(), "first": date_text(one.first)} for one in self.weeks],
            "mornings": [
                {
                    "day": date_text(design.first + one.step),
                    "week": one.week + 1,
                    "with_change": one.with_change,
                    "value": one.value,
                }
                for one in self.mornings
            ],
            "answer": asdict(self.result),
        }


def figures(experiment: Experiment, points: Sequence[Point], on: int) -> Figures:
    """Gather the figures.

    Parameters
    ----------
    points
        Daily series of the design's outcome.
    on
        Ordinal of today.
    """
    counted = tuple(mornings(experiment, points))
    design, until = experiment.design, min(on, last_day(experiment))
    return Figures(
        experiment,
        tuple(
            _drawn(design.first + 7 * index, index, counted, with_change=with_change)
            for index, with_change in enumerate(design.arms)
            if design.first + 7 * index <= until
        ),
        counted,
        result(experiment, points, on),
    )


def _drawn(first: int, index: int, counted: Sequence[Morning], *, with_change: bool) -> Drawn:
    values = [one.value for one in counted if one.week == index]
    mean = round(100 * Fraction(sum(values), len(values))) / 100 if values else None
    return Drawn(index + 1, first, with_change, len(values), mean)
