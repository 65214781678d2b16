"""What was done and how one sat: movements per week, sitting, and sitting beside the mornings."""

from __future__ import annotations

from typing import Any, Final

from backfour.app.progress import Progress
from backfour.core.outcomes.dose import Week, is_low
from backfour.core.vocabulary import EXERCISES
from backfour.web.progress import drawing
from backfour.web.progress.charts import Chart, Table, ends
from backfour.web.progress.numbers import middle, short_date
from backfour.web.progress.spans import Span
from backfour.web.wording import dose as dose_words
from backfour.web.wording import movement
from backfour.words import say
from backfour.words.numbers import number

MOST_TIMES: Final = 7
SITTING_TOPS: Final = (60, 120, 240, 480, 960, 1440)


def doing(progress: Progress, shown: Span) -> dict[str, Any] | None:
    """Draw each movement: how often in each week, and the dose then and now."""
    weeks = [week for week in progress.weeks if week.monday + 6 >= shown.first]
    if not weeks:
        return None
    done = sorted(week.days for week in weeks if week.whole)
    return {
        "title": say("progress.doing.title"),
        "told": say("progress.doing.usual", n=round(middle(done))) if done else "",
        "low": say("dose.low") if is_low(progress.weeks) else "",
        "strips": [_strip(name, weeks, shown) for name in EXERCISES if _was_done(name, weeks)],
        "xs": ends(shown),
        "table": _weeks(weeks, shown),
    }


def _was_done(exercise: str, weeks: list[Week]) -> bool:
    return any(one.exercise == exercise for week in weeks for one in week.doses)


def _strip(exercise: str, weeks: list[Week], shown: Span) -> dict[str, Any]:
    """One movement: a bar for each week, and its dose in the first and the latest week."""
    found = [(week.monday, one) for week in weeks for one in week.doses if one.exercise == exercise]
    frame = drawing.Frame(shown, MOST_TIMES)
    values = [
        (min(max(monday + 3, shown.first + 1), shown.last - 1), float(one.times))
        for monday, one in found
    ]
    first, latest = (dose_words(exercise, found[place][1].level) for place in (0, -1))
    name = movement(exercise)
    moved = say("progress.doing.dose", before=first, now=latest) if first != latest else latest
    bar = "bar many" if shown.days > 100 else "bar"
    return {
        "name": name,
        "dose": moved,
        "picture": drawing.svg(
            f"did-{exercise}",
            name,
            say("progress.doing.described", n=sum(one.times for _, one in found), dose=moved),
            frame,
            [drawing.bars(bar, frame, values)],
        ),
    }


def _weeks(weeks: list[Week], shown: Span) -> Table:
    """Days and times of each movement by week, or by four weeks over a long stretch."""
    names = [name for name in EXERCISES if _was_done(name, weeks)]
    head = (say("progress.table.from"), say("progress.table.days"), *map(movement, names))
    size = shown.row_days // 7
    rows = []
    for place in range(0, len(weeks), size):
        here = weeks[place : place + size]
        times = [
            sum(one.times for week in here for one in week.doses if one.exercise == name)
            for name in names
        ]
        days = sum(week.days for week in here)
        rows.append((short_date(here[0].monday), str(days), *map(str, times)))
    return Table(say("progress.doing.title"), head, rows)


def sitting(progress: Progress, shown: Span) -> Chart | None:
    """Draw minutes on sofa and bed: a bar for each week, the average of its logged days."""
    days = [one for one in progress.sitting if shown.first <= one.day <= shown.last]
    if not days:
        return None
    weeks: dict[int, list[Any]] = {}
    for one in days:
        weeks.setdefault((one.day - shown.first) // shown.row_days, []).append(one)
    rows = [_week(shown.first + shown.row_days * at, here) for at, here in sorted(weeks.items())]
    most = max(row[2] for row in rows)
    frame = drawing.Frame(shown, next(top for top in SITTING_TOPS if most <= top))
    values = [(min(row[0] + shown.row_days // 2, shown.last - 1), float(row[2])) for row in rows]
    title = say("progress.sitting.title")
    bar = "bar many" if shown.days > 100 else "bar"
    described = say("progress.sitting.described", before=rows[0][2], now=rows[-1][2])
    return Chart(
        name="sitting",
        title=title,
        told=(say("progress.sitting.told", n=len(days)),),
        picture=drawing.svg("sitting", title, described, frame, [drawing.bars(bar, frame, values)]),
        ys=(number(frame.top), number(frame.top / 2), "0"),
        xs=ends(shown),
        notes=(say("progress.sitting.unknown"),),
        table=Table(
            title,
            tuple(say(f"progress.table.{one}") for one in ("from", "logged", "slump", "sat")),
            [(short_date(row[0]), *map(str, row[1:])) for row in rows],
        ),
    )


def _week(first: int, here: list[Any]) -> tuple[int, int, int, int]:
    """First day, days logged, average minutes on sofa and bed, average minutes in all."""
    count = len(here)
    slump = round(sum(one.sofa_bed for one in here) / count)
    return first, count, slump, round(sum(one.total for one in here) / count)


def together(progress: Progress) -> Chart | None:
    """Set sofa and bed minutes against the next morning's stiffness, with the uncertainty."""
    lag = progress.lag
    if not progress.sitting:
        return None
    title = say("progress.lag.title")
    if lag.per_hour is None or lag.low is None or lag.high is None:
        return Chart("lag", title, (say(lag.sentence),))
    told = say(
        "progress.lag.hour",
        value=number(lag.per_hour, signed=True),
        low=number(lag.low, signed=True),
        high=number(lag.high, signed=True),
    )
    most = max(pair.minutes for pair in lag.pairs)
    top = next(top for top in SITTING_TOPS if max(pair.stiffness for pair in lag.pairs) <= top)
    frame = drawing.Frame(Span(0, max(most, 60)), top)
    spots = [(pair.minutes, float(pair.stiffness)) for pair in lag.pairs]
    return Chart(
        name="lag",
        title=title,
        told=(say(lag.sentence), told),
        picture=drawing.svg("lag", title, told, frame, [drawing.dots("each", frame, spots)]),
        ys=(number(top), "0"),
        xs=(say("progress.lag.none"), say("progress.lag.most", n=max(most, 60))),
        notes=(say("progress.lag.axes"), say("lag.note")),
        table=Table(
            title,
            tuple(say(f"progress.table.{one}") for one in ("day", "slump", "next_morning")),
            [(short_date(one.day), str(one.minutes), str(one.stiffness)) for one in lag.pairs],
        ),
    )
