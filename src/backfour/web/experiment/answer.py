"""An experiment in words and as a picture, while it runs and when it is over."""

from __future__ import annotations

from typing import Any, Final

from django.utils.html import format_html

from backfour.bootstrap import house
from backfour.core.instants import parse_date
from backfour.core.outcomes import experiment as own
from backfour.web.progress.numbers import MINUS, number, short_date
from backfour.web.wording import date_words, day_words
from backfour.words import say

HEIGHT: Final = 100
UNITS: Final = {"pain": "points", "stiffness": "minutes"}


def instruction(experiment: own.Experiment, day: int) -> str:
    """What to do this week, in one line; empty where no week is running."""
    week = own.week_of(experiment, day)
    if week is None:
        return ""
    arm = "with" if week.with_change else "without"
    return say(f"experiment.week.{arm}.{experiment.design.change}")


def running(experiment: own.Experiment, day: int) -> dict[str, Any]:
    """The one that runs or is about to begin: this week alone, never the weeks to come."""
    design = experiment.design
    week = own.week_of(experiment, day)
    return {
        "change": say(f"experiment.change.{design.change}"),
        "fixed": fixed(design),
        "week": say("experiment.week", now=week.week, all=design.weeks) if week else "",
        "instruction": instruction(experiment, day),
        "washout": bool(week and week.washout),
        "begins": "" if week else say("experiment.begins", date=day_words(design.first)),
    }


def fixed(design: own.Design) -> list[str]:
    """What was fixed before the start: length, what is judged, and what would be worth it."""
    return [
        say("experiment.fixed.weeks", n=design.weeks),
        say(
            "experiment.fixed.days",
            date=date_words(design.first),
            until=date_words(design.last),
        ),
        say(f"experiment.fixed.{design.outcome}"),
        say(f"experiment.smallest.{UNITS[design.outcome]}", n=design.smallest),
    ]


def over(experiment: own.Experiment, today: Any) -> dict[str, Any]:
    """One that is over: the answer, its picture, and the figures."""
    design, found = experiment.design, house().experiment.result(experiment, today)
    page: dict[str, Any] = {
        "id": design.id,
        "change": say(f"experiment.change.{design.change}"),
        "says": say(found.sentence, n=found.tenths or 0),
        "days": say(
            "experiment.fixed.days",
            date=short_date(design.first),
            until=short_date(min(parse_date(own.last_day_text(experiment), ""), design.last)),
        ),
        "stopped": say(f"experiment.stopped.{experiment.why}") if experiment.why else "",
        "mornings": say(
            "experiment.mornings",
            now=found.mornings_with,
            before=found.mornings_without,
        ),
        "smallest": say(f"experiment.smallest.{UNITS[design.outcome]}", n=design.smallest),
    }
    if found.tenths is None or found.matters_tenths is None or found.effect is None:
        return page
    unit = UNITS[design.outcome]
    effect = say(
        f"experiment.effect.{unit}",
        value=number(found.effect, signed=True),
        low=number(found.low or 0, signed=True),
        high=number(found.high or 0, signed=True),
    )
    reach = found.picture[-1][0]
    return page | {
        "matters": say("experiment.matters", n=found.matters_tenths),
        "effect": effect,
        "picture": _picture(design.id, page["says"], effect, found),
        "xs": (
            say("experiment.axis.better", value=f"{MINUS}{number(reach)}"),
            "0",
            say("experiment.axis.worse", value=f"+{number(reach)}"),
        ),
    }


def _picture(name: str, title: str, described: str, found: own.Result) -> str:
    """Draw how likely each size of the effect is; left of nought the change helps."""
    most = max(odds for _, odds in found.picture)
    last = len(found.picture) - 1
    heights = [round(HEIGHT * (1 - odds / most)) for _, odds in found.picture]
    way = "".join(f"L{x} {y}" for x, y in enumerate(heights))
    return format_html(
        '<svg class="plot-field" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" '
        'aria-labelledby="t-{} d-{}"><title id="t-{}">{}</title><desc id="d-{}">{}</desc>'
        '<path class="odds" d="M0 {}{}L{} {}Z"/><path class="nought" d="M{} 0V{}"/></svg>',
        *(last, HEIGHT, name, name, name, title, name, described),
        *(HEIGHT, way, last, HEIGHT, last / 2, HEIGHT),
    )
