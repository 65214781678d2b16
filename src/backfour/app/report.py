"""What a doctor wants on two pages: counts by week and movement, and what stands out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from backfour.app.account import Account
from backfour.core.events import ExerciseDone, MeasureTaken, MorningChecked

WEEKS: Final = 12
"""Reviews are at 6 and 12 weeks (clinical-spec 5.1), so twelve weeks are shown."""
NOTABLE: Final = 4


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days: ``monday`` (ordinal), session days, lights by name, medians or None."""

    monday: int
    days: int
    lights: dict[str, int]
    pain: Fraction | None
    stiffness: Fraction | None
    mornings: int


@dataclass(frozen=True, slots=True)
class Done:
    """One movement over the weeks shown: how often, its lights, stops pressed, highest pain."""

    exercise: str
    times: int
    lights: dict[str, int]
    stops: int
    highest: int | None


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure: its first and its latest value with their days (ordinals), and how many.

    ``text`` holds the person's own words for an activity, else it is empty.
    """

    measure: str
    text: str
    first: tuple[int, float | str | bool]
    latest: tuple[int, float | str | bool]
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of the report; newest week last."""

    weeks: tuple[Week, ...]
    movements: tuple[Done, ...]
    measures: tuple[Measured, ...]
    notable: tuple[ExerciseDone, ...]
    ticked: int
    corrected: int


def report(account: Account) -> Report:
    """Count what the report shows.

    Parameters
    ----------
    account
        Corrected entries count as they read now.
    """
    monday = account.today.day - (account.today.day - 1) % 7
    first = monday - 7 * (WEEKS - 1)
    lights = {event: given.light for event, given in account.lights().items()}
    done = [one for one in account.of("exercise_done") if one.day >= first]
    mornings = _mornings(account, first)
    weeks = tuple(
        _week(first + 7 * n, done, mornings, lights)
        for n in range(WEEKS)
        if first + 7 * n + 6 >= (account.events[0].day if account.events else monday)
    )
    ticked = {(day, one) for sheet in account.sheets for day in sheet.ticks for one in [sheet.code]}
    return Report(
        weeks=weeks,
        movements=tuple(
            _movement(item.exercise, done, lights) for item in account.today.plan.items
        ),
        measures=_measures(account),
        notable=tuple([one for one in done if lights.get(one.id) == "red"][-NOTABLE:][::-1]),
        ticked=len({day for day, _ in ticked}),
        corrected=sum(bool(entry.changes) for entry in account.entries.values()),
    )


def _mornings(account: Account, first: int) -> list[MorningChecked]:
    """First check of each day, as the rules count them (engine-semantics 4.8.5)."""
    found: dict[int, MorningChecked] = {}
    for one in account.of("morning_checked"):
        if one.day >= first:
            found.setdefault(one.day, one)
    return list(found.values())


def _week(
    monday: int,
    done: list[ExerciseDone],
    mornings: list[MorningChecked],
    lights: dict[str, str],
) -> Week:
    days = range(monday, monday + 7)
    own = [one for one in done if one.day in days]
    woke = [one for one in mornings if one.day in days]
    return Week(
        monday=monday,
        days=len({one.day for one in own}),
        lights=_lights(own, lights),
        pain=_median([one.pain for one in woke if one.pain is not None]),
        stiffness=_median([one.stiffness_min for one in woke if one.stiffness_min is not None]),
        mornings=len(woke),
    )


def _lights(done: list[ExerciseDone], lights: dict[str, str]) -> dict[str, int]:
    return dict(Counter(lights[one.id] for one in done if one.id in lights))


def _movement(exercise: str, done: list[ExerciseDone], lights: dict[str, str]) -> Done:
    own = [one for one in done if one.exercise == exercise]
    return Done(
        exercise=exercise,
        times=len(own),
        lights=_lights(own, lights),
        stops=sum(one.stop_pressed for one in own),
        highest=max((one.peak for one in own), default=None),
    )


def _measures(account: Account) -> tuple[Measured, ...]:
    found: dict[str, list[MeasureTaken]] = {}
    for one in account.of("measure_taken"):
        told = found.setdefault(one.measure, [])
        if told and _own_words(told[-1]) != _own_words(one):
            # Other words are another activity: the old numbers say nothing about it.
            told.clear()
        told.append(one)
    return tuple(_measured(name, told) for name, told in found.items())


def _measured(name: str, told: Sequence[MeasureTaken]) -> Measured:
    (first, latest) = ((one.day, one.value) for one in (told[0], told[-1]))
    return Measured(name, _own_words(told[-1]), first, latest, len(told))


def _own_words(one: MeasureTaken) -> str:
    return str(one.detail.get("text", "")) if isinstance(one.detail, Mapping) else ""


def _median(values: list[int]) -> Fraction | None:
    if not values:
        return None
    values = sorted(values)
    middle = len(values) // 2
    if len(values) % 2:
        return Fraction(values[middle])
    return Fraction(values[middle - 1] + values[middle], 2)
