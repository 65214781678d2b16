"""What is going to be in an export, listed before anything leaves."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from backfour.app.experiment import OwnExperiment
from backfour.app.history import History
from backfour.app.ports import Folder
from backfour.app.preferences import Preferences
from backfour.app.reminding.reminders import Reminders
from backfour.app.sheets import PaperSheets
from backfour.core.events import EVENT_TYPES

KINDS: Final = ("all", "tables", "fhir")
"""The export that can be read back, the tables, and the health record file."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How many entries of one type there are, and from when to when (ordinals)."""

    type: str
    count: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What lies here.

    Parameters
    ----------
    seal
        Changes with everything that could change in an export.
    kinds
        Types of events that occur, in the order of the contract.
    settings
        Names of the settings that were set.
    media, sheets, experiments, reminders
        How many there are.
    name
        The name in the settings; empty where none was told.
    """

    seal: str
    kinds: tuple[Kind, ...]
    settings: tuple[str, ...]
    media: int
    sheets: int
    experiments: int
    reminders: int
    name: str


class ListContents:
    """Lists what lies here."""

    def __init__(
        self,
        history: History,
        preferences: Preferences,
        folder: Folder,
        sheets: PaperSheets,
        experiments: OwnExperiment,
        reminders: Reminders,
    ) -> None:
        self._experiments = experiments
        self._reminders = reminders
        self._history = history
        self._preferences = preferences
        self._folder = folder
        self._sheets = sheets

    def __call__(self) -> Contents:
        """Return the list."""
        known, chosen = self._history.read(), self._preferences.exported()
        media, sheets = self._folder.media(), self._sheets.written()
        tried = self._experiments.written()
        reached, wishes = self._reminders.kept()
        days: dict[str, list[int]] = {kind: [] for kind in EVENT_TYPES}
        for event in known.events:
            days[event.type].append(event.day)
        # Not the zone: a device tells it on opening a page, which is no reason to list anew.
        beside = [chosen, media, sheets, tried, reached.quiet, reached.mail_to, wishes]
        everything = json.dumps([*known.mark, *beside], sort_keys=True)
        return Contents(
            seal=sha256(everything.encode()).hexdigest()[:24],
            kinds=tuple(
                Kind(kind, len(told), min(told), max(told)) for kind, told in days.items() if told
            ),
            settings=tuple(chosen),
            media=len(media),
            sheets=len(sheets),
            experiments=len(tried),
            reminders=len(wishes),
            name=str(chosen.get("name", "")),
        )
