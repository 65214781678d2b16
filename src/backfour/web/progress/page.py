"""What Progress says, top to bottom: what they came for, the sentence, what to do, the charts."""

from __future__ import annotations

from typing import Any, Final

from backfour.app.progress import Progress
from backfour.core.outcomes.came_for import Came
from backfour.core.outcomes.measures import MEASURES
from backfour.core.outcomes.reviews import Item, Review
from backfour.core.outcomes.series import QUESTIONS
from backfour.core.outcomes.trend import Trend
from backfour.web.progress import charts, doing, others
from backfour.web.progress.figures import figure
from backfour.web.progress.spans import span
from backfour.web.wording import date_words
from backfour.words import option, say
from backfour.words.numbers import number

WORSE: Final = "talk.worse."
REVIEW_WORSE: Final = "talk.worse"


def page(progress: Progress, *, everything: bool) -> dict[str, Any]:
    """Build the page; ``everything`` shows all days in place of the last half year."""
    lines = _lines(progress)
    first = _first_day(progress, lines)
    if first is None:
        return {"empty": True}
    shown = span(first, progress.on, everything=everything)
    came = [_came(one) for one in progress.came]
    return {
        "since": say("progress.since", n=max(1, (progress.on - first) // 7)),
        "title": came[0] if came else say("progress.title.plain"),
        "is_came": bool(came),
        "came": came[1:],
        "facts": [_fact(progress.lines[name].trend) for name in lines],
        "talk": _talk(progress.talk),
        "reviews": [_review(one) for one in progress.reviews if one.ready][-1:],
        "next_review": _next_review(progress),
        "charts": [figure(charts.measure_chart(progress, name, shown)) for name in lines],
        "doing": doing.doing(progress, shown),
        "sat": [
            figure(chart)
            for chart in (doing.sitting(progress, shown), doing.together(progress))
            if chart is not None
        ],
        "activities": others.activities(progress),
        "tests": others.tests(progress),
        "typed": others.typed(progress),
        "is_part": shown.is_part,
        "everything": everything,
    }


def _lines(progress: Progress) -> list[str]:
    """Name the measures that are shown; the one answer of a first check is no line yet."""
    least = {name: 2 if name in QUESTIONS else 1 for name in progress.lines}
    return [name for name, line in progress.lines.items() if len(line.points) >= least[name]]


def _first_day(progress: Progress, lines: list[str]) -> int | None:
    days = [progress.lines[name].points[0].day for name in lines]
    if progress.first is not None:
        days.append(progress.first)
    return min(days, default=None)


def _talk(keys: tuple[str, ...]) -> dict[str, list[str]] | None:
    """Split what became worse, which is asked about once below it, from whole sentences."""
    if not keys:
        return None
    worse = [key for key in keys if key.startswith(WORSE)]
    # A review that found the same says nothing new: its panel stands below.
    others = [key for key in keys if key not in worse and not (worse and key == REVIEW_WORSE)]
    return {"worse": [say(key) for key in worse], "others": [say(key) for key in others]}


def _came(came: Came) -> str:
    """What was hard, then and now: "Socks: from hard to a little hard"."""
    first, latest = (_answer(came.what, value) for value in (came.first, came.latest))
    name = came.text or say(f"measure.{came.what}.name")
    kind = "activity" if came.text else "step"
    if came.latest is None:
        return say(f"progress.came.first.{kind}", what=name, before=first)
    if came.key == "came.same":
        return say(f"progress.came.same.{kind}", what=name, before=first)
    return say(f"progress.came.moved.{kind}", what=name, before=first, now=latest)


def _answer(what: str, value: int | None) -> str:
    if value is None:
        return ""
    if what in QUESTIONS:
        return option(QUESTIONS[what], value)
    return str(value)


def _fact(trend: Trend) -> dict[str, str]:
    detail = say(trend.reason)
    if trend.start is not None and trend.latest is not None:
        unit = MEASURES[trend.measure].unit
        detail = say(
            f"progress.then_now.{unit}", before=number(trend.start), now=number(trend.latest)
        )
    return {
        "name": say(f"measure.{trend.measure}.name"),
        "says": say(f"trend.{trend.sentence}"),
        "detail": detail,
    }


def _review(review: Review) -> dict[str, Any]:
    return {
        "title": say("progress.review.title", n=review.week),
        "says": say(review.verdict),
        "items": [_item(one) for one in review.items if one.start is not None],
        "felt": say("progress.review.felt", value=number(review.felt, signed=True))
        if review.felt is not None
        else "",
        "sessions": say("progress.review.sessions", n=review.sessions),
    }


def _item(item: Item) -> dict[str, str]:
    verdict = item.verdict or "unknown"
    return {
        "name": say(f"measure.{item.measure}.name"),
        "then": say(
            "progress.review.then",
            before=number(item.start or 0),
            now=number(item.latest or 0),
        ),
        "says": say(f"progress.review.{verdict}"),
    }


def _next_review(progress: Progress) -> str:
    coming = next((one for one in progress.reviews if not one.ready), None)
    if coming is None:
        return ""
    return say("progress.review.next", n=coming.week, date=date_words(coming.day))
