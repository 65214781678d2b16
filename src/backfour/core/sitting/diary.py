"""What was sat: bouts, the longest, minutes in slump places, pain on rising; and the day's mode.

Folded from the history with its corrections. Hazard H45 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from backfour.core.entries import as_corrected
from backfour.core.events import (
    Event,
    ExerciseDone,
    FlareDeclared,
    MorningChecked,
    SessionStarted,
    SittingLogged,
)
from backfour.core.instants import NANOSECONDS

SLUMP_PLACES: Final = ("sofa", "recliner", "bed")
"""Places one sinks into (the seed; clinical-spec 6.2). By place alone: how one sat is apart."""
SHORT_MIN: Final = 30
"""A bout up to this long is short (clinical-spec 6.3)."""
LEAST_OF_EACH: Final = 3
"""Short and long bouts are compared from so many of each on (our choice)."""

CALM_PAIN: Final = 1
"""Pain up to this is calm (clinical-spec 6.2: 0-1)."""
CALM_DAYS: Final = 7
"""Days at that pain before the rule relaxes (clinical-spec 6.2)."""
LONGEST_GAP_DAYS: Final = 3
"""Days without any pain told that do not break the row (our choice); they do not count either."""
LOOK_BACK_DAYS: Final = CALM_DAYS * (LONGEST_GAP_DAYS + 1) + 1
"""History older than this cannot change the mode."""


@dataclass(frozen=True, slots=True)
class Sat:
    """One bout of sitting, as it stands after corrections.

    ``start_s``, ``end_s``: seconds since 1970; ``day``: engine day on which it ended; ``at``: the
    written time of its end; ``pain``: on rising, 0-10, or None where it was not told.
    """

    id: str
    day: int
    at: str
    end_s: int
    minutes: int
    place: str
    feet_up: bool
    back_filled: bool
    pain: int | None

    @property
    def start_s(self) -> int:
        """When it began."""
        return self.end_s - self.minutes * 60

    @property
    def short(self) -> bool:
        """Whether it lasted 30 minutes at most."""
        return self.minutes <= SHORT_MIN

    @property
    def slump_place(self) -> bool:
        """Whether it was on a sofa, in a recliner or in bed."""
        return self.place in SLUMP_PLACES


def bouts(events: Iterable[Event]) -> tuple[Sat, ...]:
    """Every bout that was told, in the order of its end."""
    return tuple(
        Sat(
            event.id,
            day,
            event.at,
            event.instant // NANOSECONDS,
            event.minutes,
            event.place,
            event.feet_up,
            event.back_filled,
            event.pain_on_rising,
        )
        for day, event in as_corrected(events)
        if isinstance(event, SittingLogged)
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What some bouts come to.

    ``slump_place_min``: minutes on sofa, recliner and bed. ``short_percent``: share of bouts of 30
    minutes at most, 0-100, None without bouts. ``rises``: breaks, one at the end of each bout.
    """

    bouts: tuple[Sat, ...]
    minutes: int
    slump_place_min: int
    longest: Sat | None
    short_percent: int | None

    @property
    def rises(self) -> int:
        """How often the person got up."""
        return len(self.bouts)


def told(some: Sequence[Sat]) -> Told:
    """Sum up the bouts of a day or of more."""
    longest = max(some, key=lambda one: one.minutes, default=None)
    short = sum(one.short for one in some)
    return Told(
        tuple(some),
        sum(one.minutes for one in some),
        sum(one.minutes for one in some if one.slump_place),
        longest,
        round(100 * short / len(some)) if some else None,
    )


def by_day(some: Iterable[Sat]) -> Mapping[int, Told]:
    """Sum up each day that has a bout."""
    days: dict[int, list[Sat]] = {}
    for one in some:
        days.setdefault(one.day, []).append(one)
    return {day: told(found) for day, found in days.items()}


@dataclass(frozen=True, slots=True)
class Rising:
    """Mean pain on rising, 0-10, after short and after long bouts, and how many of each told it."""

    short: float
    long: float
    shorts: int
    longs: int


def rising(some: Iterable[Sat]) -> Rising | None:
    """Compare rising after short and long bouts; None with fewer than 3 of either (our choice)."""
    short: list[int] = []
    long: list[int] = []
    for one in some:
        if one.pain is not None:
            (short if one.short else long).append(one.pain)
    if min(len(short), len(long)) < LEAST_OF_EACH:
        return None
    return Rising(sum(short) / len(short), sum(long) / len(long), len(short), len(long))


Why = Literal["start", "hurts", "flare", "silent", "row", "calm"]
"""``start``: nothing told yet. ``hurts``: pain above 1 last told. ``flare``: a bad day last told.
``silent``: nothing told for days. ``row``: calm, but not for 7 days yet. ``calm``: relaxed."""


@dataclass(frozen=True, slots=True)
class Mode:
    """The sitting rule of a day (clinical-spec 6.2).

    ``pain`` is the highest told on ``day``, the last day with any; ``calm_days`` of the row so far.
    """

    strict: bool
    why: Why
    day: int = 0
    pain: int = 0
    calm_days: int = 0


def mode(events: Iterable[Event], today: int) -> Mode:
    """Find the mode: strict from the start and whenever it hurts, relaxed after 7 days at 0-1.

    Parameters
    ----------
    events
        At least those since ``today - LOOK_BACK_DAYS``.
    today
        Engine day.
    """
    pains: dict[int, int] = {}
    flares: set[int] = set()
    for day, event in as_corrected(events):
        if isinstance(event, FlareDeclared):
            flares.add(day)
            pains.setdefault(day, 0)
        for pain in _pains(event):
            pains[day] = max(pains.get(day, 0), pain)
    days = sorted((day for day in pains if day <= today), reverse=True)
    if not days:
        return Mode(strict=True, why="start")
    last = days[0]
    calm = _calm_days(days, pains, flares)
    why: Why = "row"
    if last in flares:
        why = "flare"
    elif pains[last] > CALM_PAIN:
        why = "hurts"
    elif today - last > LONGEST_GAP_DAYS:
        why = "silent"
    elif calm >= CALM_DAYS:
        why = "calm"
    return Mode(why != "calm", why, last, pains[last], calm)


def _calm_days(days: Sequence[int], pains: Mapping[int, int], flares: set[int]) -> int:
    """Days at 0-1 in a row, counted back from the last."""
    count, before = 0, days[0]
    for day in days:
        if pains[day] > CALM_PAIN or day in flares or before - day > LONGEST_GAP_DAYS + 1:
            break
        count, before = count + 1, day
    return count


def _pains(event: Event) -> tuple[int, ...]:
    """Every pain an event tells, 0-10: whatever hurts makes the day strict (our choice)."""
    match event:
        case MorningChecked(pain=int(pain)):
            return (pain,)
        case SessionStarted(pain_before=pain):
            return (pain,)
        case ExerciseDone(before=before, peak=peak):
            return (before, peak)
        case SittingLogged(pain_on_rising=int(pain)):
            return (pain,)
        case _:
            return ()
