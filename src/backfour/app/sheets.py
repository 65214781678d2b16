"""The tick sheet on paper: what was printed on it, and what was ticked.

A tick says that a movement was done. It does not say how it felt, and that is what every light
and every level rests on; so ticks are no events of the history (ADR 0015). Hazards H39 and H42
(docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from backfour.app.plan_today import PlanToday
from backfour.app.ports import Clock, Ids, Sheets
from backfour.core.errors import BackfourError, Refused
from backfour.core.instants import date_text, parse_at, parse_date
from backfour.core.programme.plan import plan
from backfour.core.programme.replay import on_day
from backfour.core.vocabulary import CEILINGS, EXERCISES

SHEET_DAYS: Final = 28
LOOK_AHEAD_DAYS: Final = 3
"""A movement that comes back within three days is printed too: strength rests every other day."""
CODE_DIGITS: Final = 6
MOST_SHEETS: Final = 1000
STRANGE: Final = "holds something that is not part of an export"
_DAMM: Final = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
"""Check digit after Damm 2004: finds every single wrong digit and every two swapped ones."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed sheet.

    Parameters
    ----------
    code
        Six digits, the last of which checks the others.
    made
        When it was printed, local time with offset.
    first
        First day of its four weeks, ``YYYY-MM-DD``.
    movements
        Level by movement, as printed.
    ticks
        Movements by day, as they were typed in.
    """

    code: str
    made: str
    first: str
    movements: dict[str, int]
    ticks: dict[str, tuple[str, ...]]

    @property
    def days(self) -> tuple[str, ...]:
        """Its twenty-eight days, ``YYYY-MM-DD``."""
        first = parse_date(self.first, "first")
        return tuple(date_text(first + n) for n in range(SHEET_DAYS))


def check_digit(digits: str) -> str:
    """Return the digit that checks these."""
    state = 0
    for digit in digits:
        state = _DAMM[state][int(digit)]
    return str(state)


def has_slip(code: str) -> bool:
    """Whether a code is not six digits of which the last fits."""
    if len(code) != CODE_DIGITS or not (code.isascii() and code.isdigit()):
        return True
    return check_digit(code[:-1]) != code[-1]


class PaperSheets:
    """Makes sheets, and takes their ticks back in."""

    def __init__(self, sheets: Sheets, plan_today: PlanToday, clock: Clock, ids: Ids) -> None:
        self._sheets = sheets
        self._plan_today = plan_today
        self._clock = clock
        self._ids = ids

    def dose(self) -> dict[str, int]:
        """Return the level of every movement that is offered now or within the next days."""
        today = self._plan_today()
        found: dict[str, int] = {}
        ahead = today.plan
        for day in range(today.day + 1, today.day + 1 + LOOK_AHEAD_DAYS):
            for item in ahead.items:
                if item.offered is not None:
                    found.setdefault(item.exercise, item.offered)
            ahead = plan(on_day(today.state, day))
        return {exercise: found[exercise] for exercise in EXERCISES if exercise in found}

    def make(self) -> Sheet:
        """Return the sheet of today's dose; printed twice on one day it is the same one.

        Raises
        ------
        BackfourError
            ``sheet.nothing`` when nothing is offered, so nothing may be printed to be done.
        """
        movements, today = self.dose(), self._plan_today()
        if not movements:
            raise BackfourError("sheet.nothing")
        for sheet in self.all():
            if sheet.first == today.date and sheet.movements == movements:
                return sheet
        made = Sheet(self._new_code(), today.now.at, today.date, movements, {})
        self._sheets.put([(made.code, asdict(made))])
        return made

    def _new_code(self) -> str:
        while True:
            digits = self._ids.digits(CODE_DIGITS - 1)
            code = digits + check_digit(digits)
            if self._sheets.get(code) is None:
                return code

    def find(self, typed: str) -> Sheet:
        """Return the sheet of a typed code; spaces and dashes in it do not matter.

        Raises
        ------
        BackfourError
            ``sheet.slip`` when the code cannot be one of ours; ``sheet.unknown`` when it was
            never printed here.
        """
        code = "".join(letter for letter in typed if letter not in " -–\u00a0")
        if has_slip(code):
            raise BackfourError("sheet.slip")
        kept = self._sheets.get(code)
        if kept is None:
            raise BackfourError("sheet.unknown")
        return _sheet(kept)

    def tick(self, code: str, ticks: Mapping[str, Iterable[str]]) -> Sheet:
        """Keep what was ticked on a sheet, in place of what was typed in before.

        Raises
        ------
        BackfourError
            As `find`; ``sheet.future`` when a day has not come yet.
        Refused
            When a day or a movement does not stand on the sheet.
        """
        sheet, today = self.find(code), self._plan_today().date
        kept = {day: tuple(done) for day, done in sorted(ticks.items()) if tuple(done)}
        _check_ticks(sheet, kept)
        if any(day > today for day in kept):
            raise BackfourError("sheet.future")
        ticked = replace(sheet, ticks=kept)
        self._sheets.put([(sheet.code, asdict(ticked))])
        return ticked

    def all(self) -> list[Sheet]:
        """Return every sheet, the first printed first."""
        return [_sheet(kept) for kept in self._sheets.all()]

    def written(self) -> list[dict[str, Any]]:
        """Return every sheet as an export writes it."""
        return [asdict(sheet) for sheet in self.all()]

    def bring_in(self, sheets: Iterable[Sheet]) -> None:
        """Keep the sheets of an export."""
        self._sheets.put((sheet.code, asdict(sheet)) for sheet in sheets)


def read_sheets(raw: Any) -> tuple[Sheet, ...]:
    """Read the sheets of an export strictly.

    Raises
    ------
    Refused
        Naming ``paper``.
    """
    if not isinstance(raw, list) or len(raw) > MOST_SHEETS:
        raise Refused("paper", STRANGE)
    sheets = tuple(_read_sheet(one) for one in raw)
    if len({sheet.code for sheet in sheets}) != len(sheets):
        raise Refused("paper", STRANGE)
    return sheets


def _read_sheet(raw: Any) -> Sheet:
    fields = {"code", "made", "first", "movements", "ticks"}
    if not isinstance(raw, dict) or set(raw) != fields:
        raise Refused("paper", STRANGE)
    movements, ticks = raw["movements"], raw["ticks"]
    if not isinstance(raw["code"], str) or has_slip(raw["code"]):
        raise Refused("paper", STRANGE)
    parse_at(raw["made"], "paper")
    parse_date(raw["first"], "paper")
    if not isinstance(movements, dict) or not all(
        one in EXERCISES and type(level) is int and 0 <= level <= CEILINGS[one]
        for one, level in movements.items()
    ):
        raise Refused("paper", STRANGE)
    if not isinstance(ticks, dict) or not all(isinstance(one, list) for one in ticks.values()):
        raise Refused("paper", STRANGE)
    sheet = _sheet(raw)
    _check_ticks(sheet, sheet.ticks)
    return sheet


def _check_ticks(sheet: Sheet, ticks: Mapping[str, tuple[str, ...]]) -> None:
    for day, done in ticks.items():
        if day not in sheet.days or len(set(done)) != len(done):
            raise Refused("paper", STRANGE)
        if not all(one in sheet.movements for one in done):
            raise Refused("paper", STRANGE)


def _sheet(kept: Mapping[str, Any]) -> Sheet:
    ticks = {day: tuple(done) for day, done in kept["ticks"].items()}
    levels = kept["movements"]
    movements = {exercise: levels[exercise] for exercise in EXERCISES if exercise in levels}
    return Sheet(kept["code"], kept["made"], kept["first"], movements, ticks)
