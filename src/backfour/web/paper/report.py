"""What stands on the report for a doctor, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from babel.dates import format_date

from backfour import __version__
from backfour.app.account import Account
from backfour.app.report import Done, Measured, Report, Week, report
from backfour.bootstrap import house
from backfour.core.events import ClearanceStated, ExerciseDone
from backfour.core.instants import parse_date
from backfour.core.screening.decide import none_answer
from backfour.core.vocabulary import MANDATORY_FULL, QUESTIONS
from backfour.web.check.pages import answer_words
from backfour.web.moves.cards import level_of
from backfour.web.paper.room import LONGEST_NAME, ROOMS, Room, fits, shortened
from backfour.web.wording import (
    date_words,
    dose,
    in_words,
    lower_first,
    movement,
    who_words,
    written_day,
)
from backfour.words import current_lang, known, say
from backfour.words.numbers import number

SHOWN_LIGHTS: Final = ("green", "amber", "red")
FUNCTION: Final = ("F3", "F4", "F5a", "F6", "F7", "F2")
LONGEST_VALUE: Final = 24
SHORTEST: Final = 12


def report_page() -> dict[str, Any]:
    """Gather what is printed: as much as two pages hold, the most important kept."""
    account = house().account()
    found = report(account)
    pages = (_page(account, found, room) for room in ROOMS)
    return next((page for page in pages if fits(page)), None) or _page(account, found, ROOMS[-1])


def _page(account: Account, found: Report, room: Room) -> dict[str, Any]:
    state, plan = account.today.state, account.today.plan
    reasons = [in_words(key).sentence for key in plan.screen_reasons]
    flags = [say(f"flag.{flag}.short") for flag in plan.flags]
    measures = _foremost(found.measures)
    page: dict[str, Any] = {
        "name": account.name,
        "date": date_words(account.today.day),
        "person": say("paper.report.person", age=state.age, sex=_sex(state.sex))
        if state.described and state.age is not None
        else say("paper.report.nobody"),
        "result": say(f"paper.action.{plan.action}"),
        "mode": say(f"mode.{plan.mode}"),
        "reasons": reasons[: room.reasons],
        "flags": flags[: room.flags],
        "moves": [_dose(item, room) for item in plan.items],
        "weeks": [_week(week) for week in found.weeks],
        "lights": [say(f"light.{light}") for light in SHOWN_LIGHTS],
        "movements": [_movement(one) for one in found.movements],
        "measures": [_measure(one) for one in measures[: room.measures]],
        "notable": [_notable(account, one) for one in found.notable[: room.notable]],
        "stamp": say("disclaimer.report", version=account.rules, content=__version__),
        "more": {
            "reasons": _more(len(reasons) - room.reasons),
            "flags": _more(len(flags) - room.flags),
            "measures": _more(len(measures) - room.measures),
        },
    }
    page |= _function(account) | _kept(account, found)
    return page | _asked(account, room) | _seen(account, room)


def _more(count: int) -> str:
    return say("paper.report.more", n=count) if count > 0 else ""


def _foremost(measures: tuple[Measured, ...]) -> list[Measured]:
    """Measures that every clinic knows before those with a name of one's own, then the latest."""
    return sorted(
        measures, key=lambda one: (not known(f"measure.{one.measure}.name"), -one.latest[0])
    )


def _sex(sex: str) -> str:
    return lower_first(say(f"check.about.{sex}"))


def _dose(item: Any, room: Room) -> dict[str, str]:
    reasons = [in_words(one.key, one.values).sentence for one in item.reasons]
    told = say("moves.blocked") if item.blocked else dose(item.exercise, level_of(item))
    why = shortened(" ".join(reasons[:2]), room.why)
    return {"name": movement(item.exercise), "dose": told, "why": why}


def _short_date(day: int) -> str:
    return str(format_date(date.fromordinal(day), "d MMM y", locale=current_lang()))


def _number(value: Fraction | None) -> str:
    if value is None:
        return "–"
    return number(float(value))


def _week(week: Week) -> dict[str, Any]:
    return {
        "title": _short_date(week.monday),
        "days": week.days,
        "lights": [week.lights.get(light, 0) for light in SHOWN_LIGHTS],
        "pain": _number(week.pain),
        "stiffness": _number(week.stiffness),
        "mornings": week.mornings,
    }


def _movement(one: Done) -> dict[str, Any]:
    return {
        "name": movement(one.exercise),
        "times": one.times,
        "lights": [one.lights.get(light, 0) for light in SHOWN_LIGHTS],
        "stops": one.stops,
        "highest": "–" if one.highest is None else one.highest,
    }


def measure_name(measure: str) -> str:
    """Name a measure; one we have no words for goes by its own name."""
    key = f"measure.{measure}.name"
    return say(key) if known(key) else measure.replace("_", " ").capitalize()


def _measure(one: Measured) -> dict[str, Any]:
    return {
        "name": shortened(one.text or measure_name(one.measure), LONGEST_NAME),
        "first": f"{_value(one.first[1])} · {_short_date(one.first[0])}",
        "latest": f"{_value(one.latest[1])} · {_short_date(one.latest[0])}"
        if one.count > 1
        else "–",
    }


def _value(value: float | str | bool) -> str:  # noqa: FBT001 - a measure may be a yes or no
    if isinstance(value, bool):
        return say("opt.yes" if value else "opt.no")
    return shortened(value, LONGEST_VALUE) if isinstance(value, str) else f"{value:g}"


def _notable(account: Account, one: ExerciseDone) -> str:
    given = account.lights()[one.id]
    told = say("why.felt", before=one.before, peak=one.peak)
    because = in_words(given.reason).sentence
    return f"{date_words(one.day)}, {movement(one.exercise)}: {told}. {because}"


def _function(account: Account) -> dict[str, Any]:
    answers = account.today.state.answers
    rows = [
        {"name": say(f"q.{name}.item"), "value": " · ".join(answer_words(name, answers[name]))}
        for name in FUNCTION
        if name in answers
    ]
    return {"function": rows}


def _asked(account: Account, room: Room) -> dict[str, Any]:
    """Every safety question: those answered otherwise than no with their answer, the rest named.

    What decided the result of the check comes first; what has no row of its own is named with its
    answer below.
    """
    answers = account.today.state.answers
    red = [name for name in QUESTIONS if name.startswith("R") and name in answers]
    other = [name for name in red if answers[name] != none_answer(name)]
    because = [key.partition(".")[2] for key in account.today.plan.screen_reasons]
    other.sort(key=lambda name: because.index(name) if name in because else len(because))
    missing = [name for name in MANDATORY_FULL if name not in answers]
    last = account.today.state.last_full
    rows = [
        {"name": say(f"q.{name}.item"), "value": " · ".join(answer_words(name, answers[name]))}
        for name in other
    ]
    return {
        "asked": say("paper.report.asked", n=len(red)),
        "asked_on": say("paper.report.asked_on", date=date_words(last)) if last else "",
        "told": [
            {
                "name": shortened(row["name"], room.question),
                "value": shortened(row["value"], room.answer),
            }
            for row in rows[: room.told]
        ],
        "also": [
            shortened(f"{_in_brief(name, room.brief - 16)}: {row['value']}", room.brief)
            for name, row in zip(other[room.told :], rows[room.told :], strict=True)
        ],
        "denied": [_in_brief(name, room.brief) for name in red if name not in other],
        "missing": [_in_brief(name, room.brief) for name in missing],
    }


def _in_brief(question: str, most: int) -> str:
    """What was asked, or its first words; the summary of the check has them all."""
    whole = say(f"q.{question}.item")
    if len(whole) <= most:
        return whole
    first = re.split(r"(?<=\w)[;.(]", whole, maxsplit=1)[0].strip()
    return shortened(whole if len(first) < SHORTEST else f"{first} …", most)


def _seen(account: Account, room: Room) -> dict[str, Any]:
    seen: list[ClearanceStated] = list(account.of("clearance_stated"))[-room.seen :]
    lines = [
        say(
            "paper.report.seen",
            who=shortened(who_words(one.by), LONGEST_NAME),
            date=date_words(parse_date(one.seen_on, "seen_on")),
            rules=_rules(one.rules, room),
        )
        for one in reversed(seen)
    ]
    return {"seen": lines}


def _rules(rules: Sequence[str], room: Room) -> str:
    named = [
        _in_brief(rule, LONGEST_NAME) if known(f"q.{rule}.item") else rule
        for rule in rules[: room.rules]
    ]
    more = [f"+{len(rules) - room.rules}"] if len(rules) > room.rules else []
    return "; ".join([*named, *more])


def _kept(account: Account, found: Report) -> dict[str, Any]:
    days = [week.days for week in found.weeks]
    since = date_words(written_day(account.events[0].at)) if account.events else ""
    lines = [
        say("paper.report.days", n=sum(days), of=len(days)),
        say("paper.report.weeks3", n=sum(day >= 3 for day in days), of=len(days)),
    ]
    lines += [say("paper.report.ticked", n=found.ticked)] if found.ticked else []
    lines += [say("paper.report.corrected", n=found.corrected)] if found.corrected else []
    return {"kept": lines, "since": since}
