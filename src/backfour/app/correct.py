"""A wrong entry is put right by a later event; nothing that was written is rewritten.

Hazard H43 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from backfour.app.history import History
from backfour.app.plan_today import PlanToday
from backfour.app.ports import Clock, Ids
from backfour.app.record import Record, Recorded
from backfour.core.entries import Entry, entries
from backfour.core.errors import BackfourError
from backfour.core.events import Event, MorningChecked
from backfour.core.instants import date_text
from backfour.core.programme.plan import Plan, plan
from backfour.core.programme.replay import replay
from backfour.core.programme.state import State
from backfour.core.reading import corrected, parse_event, withdrawn


class Difference(NamedTuple):
    """One thing that a correction changes today.

    ``what`` is ``morning`` (the light of that morning), ``mode``, ``action``, ``level``,
    ``offered`` or ``rests`` (a date); before and after are what stands there, or None.
    """

    what: str
    exercise: str
    before: str | int | None
    after: str | int | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """A correction before it is written.

    Parameters
    ----------
    entry
        What is corrected.
    reads
        As it would read; None where nothing is left.
    differences
        What changes in the plan of today.
    leg_stays
        Whether new leg pain was told and stays told (contracts section 2).
    """

    entry: Entry
    reads: Event | None
    differences: tuple[Difference, ...]
    leg_stays: bool


class Correct:
    """Finds entries, says what a correction would change, and writes it."""

    def __init__(
        self, record: Record, history: History, plan_today: PlanToday, clock: Clock, ids: Ids
    ) -> None:
        self._record = record
        self._history = history
        self._plan_today = plan_today
        self._clock = clock
        self._ids = ids

    def entries(self) -> list[Entry]:
        """Return every entry that can be corrected, the newest first."""
        return list(reversed(entries(self._history.events()).values()))

    def entry(self, target: str) -> Entry:
        """Return one entry.

        Raises
        ------
        BackfourError
            ``correct.unknown`` when there is none with this id.
        """
        found = entries(self._history.events()).get(target)
        if found is None:
            raise BackfourError("correct.unknown")
        return found

    def new_id(self) -> str:
        """Draw the id that a correction will have, however often its form is sent."""
        return self._ids.new()

    def look(self, target: str, fields: Mapping[str, Any] | None) -> Ahead:
        """Say what a correction would change, without writing anything.

        Parameters
        ----------
        fields
            New values of whole fields, or None to take the entry back.

        Raises
        ------
        BackfourError
            ``correct.unknown``; ``correct.same`` when nothing would change; ``correct.later``
            when the entry is dated after now.
        Refused
            Naming ``fields.<name>`` where a value is wrong.
        """
        entry = self.entry(target)
        reads = withdrawn(entry.last) if fields is None else corrected(entry.last, fields)
        if entry.told.instant > self._clock.now().instant:
            raise BackfourError("correct.later")
        if reads == entry.reads:
            raise BackfourError("correct.same")
        return Ahead(entry, reads, self._differences(entry, fields), _leg_stays(entry, fields))

    def write(self, event_id: str, target: str, fields: Any) -> Recorded:
        """Write a correction; a form sent twice counts once.

        Parameters
        ----------
        fields
            As `look` took them; anything else is refused.

        Raises
        ------
        Refused, BackfourError
            As `Record.once`.
        """
        at = self._clock.now().at
        return self._record.once(event_id, "entry_corrected", at, target=target, fields=fields)

    def _differences(
        self, entry: Entry, fields: Mapping[str, Any] | None
    ) -> tuple[Difference, ...]:
        known, now = self._history.read(), self._clock.now()
        raw = {"v": 1, "id": "ahead", "type": "entry_corrected", "at": now.at}
        told = {**raw, "target": entry.told.id, "fields": None if fields is None else dict(fields)}
        event = parse_event(told)
        day = known.today(now)
        before = self._plan_today().state
        after = replay(known.extended(known.mark, [event]).until(day), [day])[0]
        return (*_morning(entry, before, after), *_plans(plan(before), plan(after)))


def _leg_stays(entry: Entry, fields: Mapping[str, Any] | None) -> bool:
    if not isinstance(entry.last, MorningChecked) or not entry.last.new_leg_pain:
        return False
    return fields is None or fields.get("new_leg_pain") is False


def _morning(entry: Entry, before: State, after: State) -> list[Difference]:
    old, new = (
        next((one.light for one in reversed(state.mornings) if one.event == entry.told.id), None)
        for state in (before, after)
    )
    return [Difference("morning", "", old, new)] if old != new else []


def _plans(before: Plan, after: Plan) -> list[Difference]:
    found = [
        Difference(what, "", getattr(before, what), getattr(after, what))
        for what in ("mode", "action")
    ]
    for old, new in zip(before.items, after.items, strict=True):
        found.append(Difference("level", old.exercise, old.level, new.level))
        if (old.offered is None) != (new.offered is None):
            found.append(Difference("offered", old.exercise, old.offered, new.offered))
        found.append(
            Difference("rests", old.exercise, _date(old.resting_until), _date(new.resting_until))
        )
    return [one for one in found if one.before != one.after]


def _date(day: int | None) -> str | None:
    return None if day is None else date_text(day)
