"""All that is known of a person at one moment, ready to be handed to somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from backfour.app.experiment import OwnExperiment
from backfour.app.plan_today import PlanToday, Today
from backfour.app.preferences import Preferences
from backfour.app.sheets import PaperSheets, Sheet
from backfour.core.entries import Entry, entries
from backfour.core.events import Event, ExerciseDone, SessionEnded, SessionStarted
from backfour.core.outcomes.experiment_figures import Figures
from backfour.core.programme import RULES_VERSION
from backfour.core.programme.state import LightGiven


@dataclass(slots=True)
class Session:
    """One session: how it began, what was done, how it ended (None where nobody said)."""

    started: SessionStarted
    done: list[ExerciseDone] = field(default_factory=list)
    ended: SessionEnded | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What every export for other people and programs is made from.

    Parameters
    ----------
    today
        The day with its plan and state.
    name
        What the person calls themselves; may be empty.
    events
        The history in the order of time, up to today.
    entries
        Mornings, sittings and measures as they read now, by id.
    sheets
        Tick sheets on paper.
    experiments
        Own experiments as figures, the first begun first.
    rules
        Version of the rules.
    """

    today: Today
    name: str
    events: tuple[Event, ...]
    entries: dict[str, Entry]
    sheets: tuple[Sheet, ...]
    experiments: tuple[Figures, ...]
    rules: str = RULES_VERSION

    def of(self, kind: str) -> Iterator[Any]:
        """Events of one type as they read now, in the order of time; withdrawn ones left out."""
        for event in self.events:
            if event.type != kind:
                continue
            entry = self.entries.get(event.id)
            reads = event if entry is None else entry.reads
            if reads is not None:
                yield reads

    def sessions(self) -> list[Session]:
        """Every session in the order of its beginning."""
        found: dict[str, Session] = {}
        for event in self.events:
            if isinstance(event, SessionStarted):
                found[event.session] = Session(event)
            elif isinstance(event, ExerciseDone):
                found[event.session].done.append(event)
            elif isinstance(event, SessionEnded):
                found[event.session].ended = event
        return list(found.values())

    def lights(self) -> dict[str, LightGiven]:
        """The light of every movement that was done, by the id of its event."""
        return {given.event: given for given in self.today.state.lights}

    def is_corrected(self, event_id: str) -> bool:
        """Whether an entry was changed after it was told."""
        entry = self.entries.get(event_id)
        return entry is not None and bool(entry.changes)


class TakeAccount:
    """Gathers the account of this moment."""

    def __init__(
        self,
        plan_today: PlanToday,
        preferences: Preferences,
        sheets: PaperSheets,
        experiments: OwnExperiment,
    ) -> None:
        self._experiments = experiments
        self._plan_today = plan_today
        self._preferences = preferences
        self._sheets = sheets

    def __call__(self) -> Account:
        """Return the account."""
        today = self._plan_today()
        events = today.known.until(today.day)
        return Account(
            today=today,
            name=str(self._preferences.read()["name"]),
            events=events,
            entries=entries(events),
            sheets=tuple(self._sheets.all()),
            experiments=self._experiments.figures(today),
        )
