"""What stands on the handout: this person's dose, how each movement is done, when to stop."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from babel.dates import format_date

from backfour import __version__
from backfour.app.sheets import Sheet
from backfour.bootstrap import house
from backfour.core.instants import parse_date
from backfour.core.programme import RULES_VERSION
from backfour.web.about.views import WARNINGS
from backfour.web.moves.cards import catalogue
from backfour.web.moves.views import how
from backfour.web.welcome.views import chosen_country
from backfour.web.wording import date_words, movement
from backfour.words import current_lang, say

WEEK_DAYS: Final = 7
MOST_CUES: Final = 4
SPOKEN: Final = frozenset({"stop.universal", "cue.bird_dog.breath_held"})
"""Lines that need the voice or the key "This hurts"; paper says the first in its own words."""


def is_current(sheet: Sheet) -> bool:
    """Whether the sheet still shows the dose of today; an old dose is not printed again."""
    today = house().plan_today()
    return sheet.movements == house().sheets.dose() and today.date in sheet.days


def handout_page(sheet: Sheet) -> dict[str, Any]:
    """Gather what is printed."""
    land = chosen_country()
    return {
        "name": str(house().preferences.read()["name"]),
        "title": say("paper.handout.title"),
        "date": date_words(parse_date(sheet.first, "first")),
        "until": date_words(parse_date(sheet.days[-1], "last")),
        "code": spaced(sheet.code),
        "moves": [_move(exercise, level) for exercise, level in sheet.movements.items()],
        "weeks": _weeks(sheet),
        "names": [movement(exercise) for exercise in sheet.movements],
        "now_title": say("warning.now.title", number=land.number()),
        "now": [say(f"warning.now.{n}") for n in range(1, WARNINGS["now"] + 1)],
        "today": [say(f"warning.today.{n}") for n in range(1, WARNINGS["today"] + 1)],
        "stamp": say("disclaimer.report", version=RULES_VERSION, content=__version__),
    }


def spaced(code: str) -> str:
    """Write a code so that it can be read and typed: ``482 517``."""
    return f"{code[:3]} {code[3:]}"


def _move(exercise: str, level: int) -> dict[str, Any]:
    found = catalogue().movement(exercise)
    told = how(house().plan_today(), exercise, level)
    remind = found.level(level).remind or tuple(one.cue for one in found.faults if one.remind)
    cues = [key for key in remind if key not in SPOKEN][:MOST_CUES]
    return {
        **told,
        "cues": [say(key) for key in cues],
        "stop": [say(key) for key in found.stop if key not in SPOKEN],
        "alt": say(f"film.{told['film']}.alt"),
    }


def _weeks(sheet: Sheet) -> list[dict[str, Any]]:
    days = [parse_date(day, "day") for day in sheet.days]
    weeks = [days[start : start + WEEK_DAYS] for start in range(0, len(days), WEEK_DAYS)]
    return [
        {
            "title": say("paper.week", n=number, date=date_words(week[0])),
            "days": [_short(day) for day in week],
        }
        for number, week in enumerate(weeks, start=1)
    ]


def _short(day: int) -> dict[str, str]:
    """A day above its column: the beginning of its name, and its number."""
    found = date.fromordinal(day)
    name = format_date(found, "ccc", locale=current_lang()).rstrip(".")
    return {"name": name, "number": str(found.day)}
