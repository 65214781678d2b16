"""The answers of own experiments worked out from an export file alone, by anybody who has it."""

from __future__ import annotations

from backfour.app.import_ import unpacked
from backfour.core.outcomes.experiment_figures import Figures, figures
from backfour.core.outcomes.series import series
from backfour.core.outcomes.told import told


def experiments_in(data: bytes, on: int) -> tuple[Figures, ...]:
    """Work out every experiment in an export, as its page shows it on a day.

    Parameters
    ----------
    data
        The file as it lies on the disk.
    on
        Ordinal of the day; before the planned end there is no answer.

    Raises
    ------
    Refused
        As `backfour.app.import_.unpacked`.
    """
    brought = unpacked(data)
    known = told(brought.events, on)
    return tuple(figures(one, series(known, one.design.outcome), on) for one in brought.experiments)
