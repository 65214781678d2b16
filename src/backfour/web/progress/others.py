"""Measures without a sentence: own activities, self-tests, totals from elsewhere, then and now."""

from __future__ import annotations

from typing import Any

from backfour.app.progress import Progress
from backfour.core.outcomes.measures import ACTIVITY_MEAN, MEASURES
from backfour.core.outcomes.series import Point
from backfour.web.progress.numbers import short_date
from backfour.words import say
from backfour.words.numbers import number


def activities(progress: Progress) -> dict[str, Any] | None:
    """The person's own activities and the change they feel; both stand, neither is averaged."""
    rows = [
        _row(points[0].detail["text"], points, "points") for points in progress.activities.values()
    ]
    if progress.change:
        felt = progress.change[-1]
        rows.append(
            {
                "name": say("measure.change.name"),
                "then": "",
                "now": number(float(felt.value), signed=True),
                "on": short_date(felt.day),
            }
        )
    if not rows:
        return None
    notes = [say("matter.activity"), say(ACTIVITY_MEAN.source)]
    if progress.change:
        notes.append(say("matter.change"))
    return {"rows": rows, "notes": notes}


def tests(progress: Progress) -> dict[str, Any] | None:
    """Every self-test that was done."""
    rows = [
        _row(say(f"measure.{name}.name"), points, MEASURES[name].unit)
        for name, points in progress.tests.items()
    ]
    return {"rows": rows, "notes": []} if rows else None


def typed(progress: Progress) -> dict[str, Any] | None:
    """Totals of questionnaires from elsewhere."""
    rows = [
        _row(say(f"measure.{name}.name"), points, MEASURES[name].unit)
        for name, points in progress.typed.items()
    ]
    notes = [say(MEASURES[name].matter.source) for name in progress.typed if MEASURES[name].high]
    return {"rows": rows, "notes": notes} if rows else None


def _row(name: str, points: tuple[Point, ...], unit: str) -> dict[str, str]:
    first, latest = points[0], points[-1]
    then = "" if first is latest else f"{value_words(first, unit)}, {short_date(first.day)}"
    return {
        "name": name,
        "then": then,
        "now": value_words(latest, unit),
        "on": short_date(latest.day),
    }


def value_words(point: Point, unit: str) -> str:
    """Say a value with its unit."""
    if isinstance(point.value, str):
        return say(f"measure.start_back_group.{point.value}")
    return say(f"progress.value.{unit}", value=number(point.value))
