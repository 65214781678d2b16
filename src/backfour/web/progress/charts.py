"""The charts of the measures that have a sentence: pain, stiffness, straightening up, socks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString

from backfour.app.progress import Line, Progress
from backfour.core.outcomes.measures import MEASURES
from backfour.core.outcomes.trend import LONGEST_WINDOW, RHYTHMS, TOO_EARLY, Trend
from backfour.web.progress import drawing
from backfour.web.progress.numbers import short_date, short_day
from backfour.web.progress.spans import Span, blocks
from backfour.words import say
from backfour.words.numbers import number

TOPS: Final = {"pain": 10, "straighten_up": 3, "socks": 3}
STIFF_TOPS: Final = (30, 60, 120, 240, 480, 1440)
"""Highest minutes of the chart of stiffness; the first that holds all mornings shown."""
MANY_DOTS: Final = 100
"""From this many mornings the dots are drawn smaller."""


@dataclass(frozen=True, slots=True)
class Table:
    """The same figures in rows; the first cell of each row names it."""

    caption: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture with what belongs to it.

    Parameters
    ----------
    name
        Unique on the page.
    title
        Heading.
    told
        Sentences above the picture.
    picture
        The SVG, empty where nothing can be drawn.
    ys, xs
        Words beside and below the picture, from top and from left.
    key
        Kind of each mark and what it stands for.
    notes
        Sentences below the picture, with sources.
    reading
        How to read it, folded beneath.
    table
        The same figures.
    """

    name: str
    title: str
    told: tuple[str, ...]
    picture: str = ""
    ys: tuple[str, ...] = ()
    xs: tuple[str, ...] = ()
    key: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    table: Table | None = None
    reading: tuple[str, ...] = ()


def measure_chart(progress: Progress, name: str, shown: Span) -> Chart:
    """Draw one measure of which something was told."""
    line = progress.lines[name]
    values = [(one.day, float(one.value)) for one in line.points]
    values = [one for one in values if shown.first <= one[0] <= shown.last]
    title = say(f"measure.{name}.name")
    frame = drawing.Frame(shown, _top(name, values))
    key: list[tuple[str, str]] = []
    shapes = [
        *_course(progress, name, frame, key),
        *_band(line, name, frame, key),
        *_matter(line.trend, name, frame, key),
        *_values(line, name, frame, values, key),
    ]
    described = say("progress.chart.described", what=_ends(line, shown), now=_spoken(line.trend))
    return Chart(
        name=name,
        title=title,
        told=sentences(line.trend),
        picture=drawing.svg(name, title, described, frame, shapes),
        ys=_heights(name, frame),
        xs=ends(shown),
        key=tuple(key),
        notes=_notes(name),
        reading=_reading(progress, name),
        table=_table(name, title, values, shown),
    )


def ends(shown: Span) -> tuple[str, ...]:
    """The days below a chart: first, middle and last."""
    days = (shown.first, (shown.first + shown.last) // 2, shown.last)
    write = short_date if shown.days > 300 else short_day
    return tuple(write(day) for day in days)


def sentences(trend: Trend) -> tuple[str, ...]:
    """Say what a trend says: the sentence, why, and from which figures."""
    told = [f"{say(f'trend.{trend.sentence}')}. {say(trend.reason)}"]
    if trend.start is not None and trend.latest is not None:
        told.append(_change(trend))
    return tuple(told)


def _change(trend: Trend) -> str:
    """First and latest level, and between what the change lies, in the direction people read."""
    unit = MEASURES[trend.measure].unit
    return say(
        f"progress.change.{unit}",
        before=number(trend.start or 0),
        now=number(trend.latest or 0),
        low=number(trend.low or 0, signed=True),
        high=number(trend.high or 0, signed=True),
    )


def _top(name: str, values: Sequence[tuple[int, float]]) -> float:
    if name in TOPS:
        return TOPS[name]
    most = max((value for _, value in values), default=0)
    return next(top for top in STIFF_TOPS if most <= top)


def _heights(name: str, frame: drawing.Frame) -> tuple[str, ...]:
    if TOPS.get(name) == 3:
        return tuple(str(step) for step in (3, 2, 1, 0))
    return (number(frame.top), number(frame.top / 2), "0")


def _course(
    progress: Progress, name: str, frame: drawing.Frame, key: list[tuple[str, str]]
) -> list[SafeString]:
    """The natural course behind the line, within the days shown."""
    here = [one for one in progress.course if one.day >= frame.shown.first]
    if name != "pain" or len(here) < 2:
        return []
    key.append(("course", say("course.title")))
    low, high = [(one.day, one.low) for one in here], [(one.day, one.high) for one in here]
    return [
        drawing.band("course", frame, low, high),
        drawing.line("course-edge", frame, low),
        drawing.line("course-edge", frame, high),
    ]


def _band(
    line: Line, name: str, frame: drawing.Frame, key: list[tuple[str, str]]
) -> list[SafeString]:
    """Usual ups and downs around the middle of seven days, for what is told daily."""
    half = line.chart.band
    usual = _usual(line, frame.shown)
    if half is None or not usual or RHYTHMS[name].step_days != 1:
        return []
    key.append(("usual", say("trend.band")))
    low = [(day, value - half) for day, value in usual]
    high = [(day, value + half) for day, value in usual]
    return [drawing.band("usual", frame, low, high)]


def _matter(
    trend: Trend, name: str, frame: drawing.Frame, key: list[tuple[str, str]]
) -> list[SafeString]:
    """The level from which a change matters, where there is a start to count from."""
    if trend.start is None or trend.matter is None or trend.start < trend.matter:
        return []
    level = trend.start - trend.matter
    key.append(("matter", say("progress.key.matter", value=number(level))))
    return [drawing.level("matter", frame, level)]


def _values(
    line: Line,
    name: str,
    frame: drawing.Frame,
    values: Sequence[tuple[int, float]],
    key: list[tuple[str, str]],
) -> list[SafeString]:
    if RHYTHMS[name].step_days != 1:
        key.append(("now", say("progress.key.week")))
        return [drawing.line("now", frame, values), drawing.dots("each", frame, values)]
    usual = _usual(line, frame.shown)
    if frame.shown.is_long:
        weeks = [
            (min(one.first + 3, frame.shown.last), one.middle)
            for one in blocks(values, frame.shown, 7)
        ]
        key.append(("now", say("progress.key.weeks")))
        return [drawing.line("now", frame, weeks)]
    key.extend([("each", say("progress.key.day")), ("now", say("trend.median"))])
    kind = "each many" if len(values) > MANY_DOTS else "each"
    return [drawing.dots(kind, frame, values), drawing.line("now", frame, usual)]


def _usual(line: Line, shown: Span) -> list[tuple[int, float]]:
    """The seven-day medians to draw: of each day, or one a week over a long stretch."""
    found = [
        (one.day, one.usual)
        for one in line.chart.days
        if one.usual is not None and one.day >= shown.first
    ]
    if not shown.is_long:
        return found
    by_week = {(day - shown.first) // 7: (day, value) for day, value in found}
    return list(by_week.values())


def _ends(line: Line, shown: Span) -> str:
    """The first and the latest usual day, in words."""
    usual = _usual(line, shown) or [(one.day, float(one.value)) for one in line.points]
    return say(
        "progress.chart.ends",
        before=number(usual[0][1]),
        now=number(usual[-1][1]),
        date=short_day(usual[0][0]),
        until=short_day(usual[-1][0]),
    )


def _spoken(trend: Trend) -> str:
    return say(f"trend.{trend.sentence}")


def _notes(name: str) -> tuple[str, ...]:
    notes = [f"{say('progress.matter')} {say(MEASURES[name].matter.source)}"]
    if name == "pain":
        notes.append(say("trend.cannot_tell_why"))
    return tuple(notes)


def _reading(progress: Progress, name: str) -> tuple[str, ...]:
    trend = progress.lines[name].trend
    found = [say("trend.how"), say("progress.how.days")]
    if 0 < trend.window < LONGEST_WINDOW and RHYTHMS[name].step_days == 1:
        found.append(say("trend.first_weeks"))
    if name == "pain" and progress.course:
        found.append(f"{say('course.note')} {say('course.source')}")
    if name == "pain" and trend.sentence != TOO_EARLY:
        found.append(say("trend.began_high"))
    return tuple(found)


def _table(name: str, title: str, values: Sequence[tuple[int, float]], shown: Span) -> Table:
    if RHYTHMS[name].step_days != 1:
        head = (say("progress.table.day"), say("progress.table.value"))
        return Table(title, head, [(short_date(day), number(value)) for day, value in values])
    return Table(
        title,
        tuple(say(f"progress.table.{one}") for one in ("from", "middle", "range", "mornings")),
        [
            (short_date(one.first), number(one.middle), _range(one.low, one.high), str(one.answers))
            for one in blocks(values, shown, shown.row_days)
        ],
    )


def _range(low: float, high: float) -> str:
    return say("progress.table.to", low=number(low), high=number(high))
