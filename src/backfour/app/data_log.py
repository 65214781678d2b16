"""What happened to the data: taken out, brought in, copied, put back, corrected, deleted."""

from __future__ import annotations

from typing import Final, NamedTuple

from backfour.app.history import History
from backfour.app.ports import Clock, Deed, Deeds
from backfour.app.refusals import StoreFault
from backfour.core.events import EntryCorrected

DEEDS: Final = (
    "exported",
    "tables",
    "fhir",
    "handout",
    "report",
    "imported",
    "backed_up",
    "restored",
    "deleted",
)
"""Everything the log writes itself; corrections stand in the history and are read from there."""


class Line(NamedTuple):
    """One line of the log: when, what, and with which numbers."""

    at: str
    instant: int
    what: str
    detail: dict[str, str | int]


class DataLog:
    """Writes and reads the log. It holds counts and days, never what a person told."""

    def __init__(self, deeds: Deeds, history: History, clock: Clock) -> None:
        self._deeds = deeds
        self._history = history
        self._clock = clock

    def note(self, what: str, **detail: str | int) -> None:
        """Write a line.

        Raises
        ------
        ValueError
            When ``what`` is not one of `DEEDS`.
        """
        if what not in DEEDS:
            raise ValueError(f"what must be one of {DEEDS}, not {what!r}")
        now = self._clock.now()
        self._deeds.add([Deed(now.at, now.instant, what, detail)])

    def note_if_possible(self, what: str, **detail: str | int) -> None:
        """Write a line, or none where the disk refuses: taking data out must work even then."""
        try:
            self.note(what, **detail)
        except StoreFault:
            return

    def kept(self) -> tuple[Deed, ...]:
        """Return the written lines, oldest first, to carry them over a restore."""
        return self._deeds.all()

    def carry_over(self, before: tuple[Deed, ...]) -> None:
        """Join the lines of before a restore with those the backup brought."""
        brought = self._deeds.all()
        known = {(one.instant, one.what) for one in brought}
        added = [one for one in before if (one.instant, one.what) not in known]
        self._deeds.replace(sorted((*brought, *added), key=lambda one: one.instant))

    def read(self) -> list[Line]:
        """Return all lines, the newest first, with every correction among them."""
        lines = [Line(*deed) for deed in self._deeds.all()]
        lines += [
            Line(event.at, event.instant, _kind(event), {"target": event.target})
            for event in self._history.events()
            if isinstance(event, EntryCorrected)
        ]
        return sorted(lines, key=lambda line: line.instant)[::-1]


def _kind(event: EntryCorrected) -> str:
    return "withdrawn" if event.fields is None else "corrected"
