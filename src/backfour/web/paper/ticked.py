"""The ticks of a sheet: as boxes to fill in, as they come from the form, and in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from backfour.app.sheets import Sheet
from backfour.bootstrap import house
from backfour.core.instants import parse_date
from backfour.web.paper.handout import WEEK_DAYS, spaced
from backfour.web.wording import date_words, day_words, dose, movement
from backfour.words import say


def boxes(sheet: Sheet) -> dict[str, Any]:
    """One row a day up to today, with a box for each movement of the sheet."""
    today = house().plan_today().date
    rows = [_row(sheet, day) for day in sheet.days if day <= today]
    weeks = [rows[start : start + WEEK_DAYS] for start in range(0, len(rows), WEEK_DAYS)]
    return {
        "code": spaced(sheet.code),
        "made": date_words(parse_date(sheet.first, "first")),
        "doses": [
            f"{movement(exercise)}: {dose(exercise, level)}"
            for exercise, level in sheet.movements.items()
        ],
        "weeks": [
            {"title": say("paper.week", n=n, date=rows_of[0]["date"]), "rows": rows_of}
            for n, rows_of in enumerate(weeks, start=1)
        ],
    }


def _row(sheet: Sheet, day: str) -> dict[str, Any]:
    ordinal, done = parse_date(day, "day"), sheet.ticks.get(day, ())
    return {
        "title": day_words(ordinal),
        "date": date_words(ordinal),
        "boxes": [
            {"value": f"{day}:{exercise}", "name": movement(exercise), "on": exercise in done}
            for exercise in sheet.movements
        ],
    }


def ticked(values: Iterable[str]) -> dict[str, list[str]]:
    """Read the boxes of the form, ``2026-11-23:elbow_prop`` each."""
    found: dict[str, list[str]] = {}
    for value in values:
        day, _, exercise = value.partition(":")
        found.setdefault(day, []).append(exercise)
    return found


def sheets_in_words() -> list[dict[str, str]]:
    """Every printed sheet with how many days were ticked on it, the newest first."""
    return [
        {
            "code": spaced(sheet.code),
            "typed": sheet.code,
            "date": date_words(parse_date(sheet.first, "first")),
            "days": str(len(sheet.ticks)),
            "ticked": say("paper.ticked.days", n=len(sheet.ticks)),
        }
        for sheet in reversed(house().sheets.all())
    ]
