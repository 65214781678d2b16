"""Everything as tables that a spreadsheet opens, one file per kind of fact."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from backfour.app.account import Account, TakeAccount
from backfour.app.data_log import DataLog
from backfour.app.export import zip_entry
from backfour.app.preferences import Preferences
from backfour.app.reminding.ports import Reached, Wish
from backfour.app.reminding.reminders import Reminders
from backfour.core.events import ABSENT, EVENT_TYPES, event_to_dict, own_fields
from backfour.core.instants import date_text

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a text may not begin: spreadsheets would take it for a formula, or hide it.

The wide letters of the last four count as the plain ones where Japanese or Chinese is written.
"""

Row = Sequence[Any]


class Tables:
    """Writes the zip of tables."""

    def __init__(
        self,
        account: TakeAccount,
        preferences: Preferences,
        reminders: Reminders,
        log: DataLog,
    ) -> None:
        self._account = account
        self._preferences = preferences
        self._reminders = reminders
        self._log = log

    def write(self, target: IO[bytes]) -> None:
        """Write one CSV per kind of fact, UTF-8, comma, with a heading."""
        with ZipFile(target, "w", ZIP_DEFLATED) as zipped:
            for name, rows in self._tables():
                zipped.writestr(zip_entry(f"{name}.csv"), as_csv(rows))
        self._log.note_if_possible("tables")

    def _tables(self) -> Iterator[tuple[str, Iterable[Row]]]:
        account = self._account()
        for kind in EVENT_TYPES:
            yield kind, _events(account, kind)
        yield "entries_as_they_read_now", _entries(account)
        yield "lights", _lights(account)
        yield "standing_today", _standing(account)
        yield "plan_today", _plan(account)
        yield "experiments", _experiments(account)
        yield "experiment_weeks", _experiment_weeks(account)
        yield "experiment_mornings", _experiment_mornings(account)
        yield "settings", [("setting", "value"), *self._preferences.exported().items()]
        yield "reminders", _reminders(*self._reminders.kept())
        yield "ticked_on_paper", _ticks(account)
        yield "data_log", _log(self._log)


def as_csv(rows: Iterable[Row]) -> str:
    """Write rows as CSV; a text that a spreadsheet would run begins with an apostrophe."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def cell(value: Any) -> str | int | float:
    """Write one value for a spreadsheet.

    Numbers stay numbers, a minus included: only texts can be run.
    """
    if value is None or value is ABSENT:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(FORMULA) else text


def _events(account: Account, kind: str) -> Iterator[Row]:
    fields = own_fields(kind)
    yield ("id", "at", *fields)
    for event in account.events:
        if event.type == kind:
            raw = event_to_dict(event)
            yield (event.id, event.at, *(raw.get(name) for name in fields))


def _entries(account: Account) -> Iterator[Row]:
    yield ("id", "type", "at", "times_corrected", "withdrawn", "reads")
    for entry in account.entries.values():
        reads = None if entry.reads is None else _own(event_to_dict(entry.reads))
        told = entry.told
        yield (told.id, told.type, told.at, len(entry.changes), entry.reads is None, reads)


def _own(raw: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in raw.items() if name not in {"v", "id", "type", "at"}}


def _lights(account: Account) -> Iterator[Row]:
    yield ("event", "exercise", "light", "reason")
    for given in account.today.state.lights:
        yield (given.event, given.exercise, given.light, given.reason)
    for judged in account.today.state.mornings:
        yield (judged.event, "morning", judged.light, judged.reason)


def _standing(account: Account) -> Iterator[Row]:
    on, plan = account.today.date, account.today.plan
    yield ("on", "what", "is")
    yield (on, "check", plan.action)
    yield (on, "mode", plan.mode)
    yield from ((on, "because", reason) for reason in plan.screen_reasons)
    yield from ((on, "condition", flag) for flag in plan.flags)


def _plan(account: Account) -> Iterator[Row]:
    yield ("on", "exercise", "level", "offered", "cap", "blocked", "reasons")
    for item in account.today.plan.items:
        reasons = " ".join(reason.key for reason in item.reasons)
        yield (
            *(account.today.date, item.exercise, item.level, item.offered),
            *(item.cap, item.blocked, reasons),
        )


def _ticks(account: Account) -> Iterator[Row]:
    yield ("sheet", "day", "exercise", "level_printed")
    for sheet in account.sheets:
        for day, done in sheet.ticks.items():
            for exercise in done:
                yield (sheet.code, day, exercise, sheet.movements[exercise])


def _experiments(account: Account) -> Iterator[Row]:
    plan = ("change", "outcome", "first_day", "weeks", "smallest", "seed", "stopped_on", "why")
    told = ("tenths", "matters_tenths", "effect", "low", "high")
    yield ("experiment", *plan, "answer", *told, "mornings_with", "mornings_without")
    for one in account.experiments:
        fixed, found = one.experiment.to_dict(), one.result
        yield (
            *(fixed[name] for name in ("id", *plan)),
            found.sentence,
            *(getattr(found, name) for name in told),
            *(found.mornings_with, found.mornings_without),
        )


def _experiment_weeks(account: Account) -> Iterator[Row]:
    yield ("experiment", "week", "first_day", "with_change", "mornings", "mean")
    for one in account.experiments:
        for week in one.weeks:
            first = date_text(week.first)
            counted = (week.with_change, week.mornings, week.mean)
            yield (one.experiment.design.id, week.week, first, *counted)


def _experiment_mornings(account: Account) -> Iterator[Row]:
    yield ("experiment", "day", "week", "with_change", "value")
    for one in account.experiments:
        design = one.experiment.design
        for each in one.mornings:
            day = date_text(design.first + each.step)
            yield (design.id, day, each.week + 1, each.with_change, each.value)


def _reminders(reached: Reached, wishes: Iterable[Wish]) -> Iterator[Row]:
    """What was set; the keys of browsers and calendars would let others in and stay here."""
    times = ("at_min", "days", "every_days", "every_min", "until_min")
    yield ("reminder", "channel", *times, "since", "zone", "quiet_from", "quiet_until", "mail_to")
    for wish in wishes:
        yield (
            *(wish.kind, wish.channel),
            *(getattr(wish.times, name) for name in times),
            *(date_text(wish.since), reached.zone, *reached.quiet, reached.mail_to),
        )


def _log(log: DataLog) -> Iterator[Row]:
    yield ("at", "what", "detail")
    for line in log.read():
        yield (line.at, line.what, line.detail)
