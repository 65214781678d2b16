"""An experiment in words and as a picture, while it runs and when it is over."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.utils.html import format_html

from backfour.bootstrap import house
from backfour.core.outcomes import experiment as own
from backfour.web.progress.numbers import short_date
from backfour.web.wording import day_words
from backfour.words import say
from backfour.words.experiment import (
    effect_line,
    fixed_lines,
    mornings_line,
    smallest_line,
)
from backfour.words.numbers import MINUS, number

HEIGHT: Final = 100


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
    days = (date.fromordinal(design.first), date.fromordinal(design.last))
    return fixed_lines(design.outcome, design.weeks, design.smallest, *days)


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
            until=short_date(own.last_day(experiment)),
        ),
        "stopped": say(f"experiment.stopped.{experiment.why}") if experiment.why else "",
        "mornings": mornings_line(found.mornings_with, found.mornings_without),
        "smallest": smallest_line(design.outcome, design.smallest),
    }
    if found.tenths is None or found.matters_tenths is None or found.effect is None:
        return page
    effect = effect_line(design.outcome, found.effect, found.low or 0, found.high or 0)
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
