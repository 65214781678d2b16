"""The person's own experiment: planned before it begins, ended at any time, answered at the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from backfour.app.measures import standing
from backfour.app.plan_today import PlanToday, Today
from backfour.app.ports import EventStore, ExperimentStore, Ids
from backfour.app.preferences import Preferences
from backfour.app.progress import SeeProgress
from backfour.core.errors import BackfourError
from backfour.core.instants import date_text
from backfour.core.outcomes import experiment as own
from backfour.core.outcomes.dose import monday_of
from backfour.core.outcomes.experiment_figures import Figures, figures
from backfour.core.outcomes.series import series

BAND_TO_SPREAD: Final = 1.28
"""Half-width that holds four of five normal values, in standard deviations."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An experiment before its first day.

    ``told_apart`` is the smallest difference that could be told from nothing, in points or
    minutes.
    """

    design: own.Design
    told_apart: float


class OwnExperiment:
    """Plans, runs, ends and answers experiments; one at a time."""

    def __init__(
        self,
        kept: ExperimentStore,
        store: EventStore,
        plan_today: PlanToday,
        see: SeeProgress,
        preferences: Preferences,
        ids: Ids,
    ) -> None:
        self._kept = kept
        self._store = store
        self._plan_today = plan_today
        self._see = see
        self._preferences = preferences
        self._ids = ids
        self._known: tuple[str, tuple[own.Experiment, ...]] | None = None

    def all(self, today: Today) -> tuple[own.Experiment, ...]:
        """Return every experiment, the latest first; one that must end today is ended now."""
        generation = today.known.mark.generation
        known = self._known
        if known is None or known[0] != generation:
            known = self._known = (generation, tuple(reversed(self._kept.all())))
        if known[1] and self._must_end(known[1][0], today):
            self._end(known[1][0], own.stop_because(standing(today)), today)
            return self.all(today)
        return known[1]

    def running(self, today: Today) -> own.Experiment | None:
        """Return the one that runs or is about to begin."""
        latest = next(iter(self.all(today)), None)
        return latest if latest is not None and _goes_on(latest, today.day) else None

    def refused(self, change: str, today: Today) -> str:
        """Say why a change may not be tried now, as a key; empty where it may."""
        told = self._preferences.read().get("sitting_exceptions") or ()
        return own.refused_because(change, standing(today), frozenset(told))

    def plan(self, change: str, outcome: str, weeks: int, smallest: int, today: Today) -> Planned:
        """Say what an experiment would be, before anything is fixed.

        Raises
        ------
        Refused
            Naming the field that is wrong.
        """
        first = monday_of(today.day + 6)
        design = own.check_design(
            own.Design("plan", change, outcome, date_text(first), weeks, smallest, "plan")
        )
        apart = own.smallest_told_apart(outcome, weeks, self._spread(outcome, today))
        return Planned(design, apart)

    def _spread(self, outcome: str, today: Today) -> float:
        """The person's usual day-to-day spread, from their band; else the assumed one."""
        band = self._see(today).lines[outcome].chart.band
        return own.SPREAD[outcome] if band is None else band / BAND_TO_SPREAD

    def begin(self, change: str, outcome: str, weeks: int, smallest: int) -> own.Experiment:
        """Fix an experiment; its weeks are drawn by lot now and shown one at a time.

        Raises
        ------
        Refused
            Naming the field that is wrong.
        BackfourError
            ``experiment_runs`` or ``experiment_refused``.
        """
        today = self._plan_today()
        design = self.plan(change, outcome, weeks, smallest, today).design
        if self.running(today) is not None:
            raise BackfourError("experiment_runs")
        if self.refused(change, today):
            raise BackfourError("experiment_refused")
        found = own.Experiment(replace(design, id=self._ids.new(), seed=self._ids.new()))
        self._keep(found)
        return found

    def stop(self) -> None:
        """End the running one on the person's wish; where none runs there is nothing to end."""
        today = self._plan_today()
        found = self.running(today)
        if found is not None:
            self._end(found, "wish", today)

    def result(self, experiment: own.Experiment, today: Today) -> own.Result:
        """Answer, once it is over."""
        points = series(self._see.told(today), experiment.design.outcome)
        return own.result(experiment, points, today.day)

    def figures(self, today: Today) -> tuple[Figures, ...]:
        """Return every experiment as figures that anybody can check, the first begun first."""
        told = self._see.told(today)
        return tuple(
            figures(one, series(told, one.design.outcome), today.day)
            for one in reversed(self.all(today))
        )

    def _must_end(self, experiment: own.Experiment, today: Today) -> bool:
        return _goes_on(experiment, today.day) and bool(own.stop_because(standing(today)))

    def written(self) -> list[dict[str, Any]]:
        """Return every experiment as an export writes it, the first begun first.

        One that must end today is written as ended, as its page shows it, without being stored:
        an export must work where the disk refuses.
        """
        today, kept = self._plan_today(), self._kept.all()
        ended = [
            _ended(one, own.stop_because(standing(today)), today)
            if self._must_end(one, today)
            else one
            for one in kept
        ]
        return [one.to_dict() for one in ended]

    def _end(self, experiment: own.Experiment, why: str, today: Today) -> None:
        self._keep(_ended(experiment, why, today))

    def _keep(self, experiment: own.Experiment) -> None:
        with self._store.writing():
            self._kept.keep(experiment)
        self._known = None


def _ended(experiment: own.Experiment, why: str, today: Today) -> own.Experiment:
    """End it: the last day that counts is the day before what ended it."""
    flare = today.state.flare
    cause = flare.entry_day if why != "wish" and flare is not None else today.day
    last = max(min(cause, today.day) - 1, experiment.design.first - 1)
    return replace(experiment, stopped_on=date_text(last), why=why)


def _goes_on(experiment: own.Experiment, day: int) -> bool:
    return experiment.stopped_on is None and day <= experiment.design.last
