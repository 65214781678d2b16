"""All that the programme remembers of a person between two events."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from backfour.core.vocabulary import CEILINGS, EXERCISES


class DayRecord(NamedTuple):
    """One movement on one day: whether every light was green, and whether any earned credit."""

    day: int
    all_green: bool
    earned: bool


NOTHING_DONE: Final = DayRecord(0, all_green=False, earned=False)


class Change(NamedTuple):
    """A decision that changed something, kept so that it can be explained.

    ``exercise`` is empty where the decision was about the whole programme.
    """

    day: int
    exercise: str
    key: str
    values: tuple[tuple[str, str | int], ...] = ()


class LightGiven(NamedTuple):
    """The light of one ``exercise_done``."""

    event: str
    exercise: str
    light: str
    reason: str
    day: int


class MorningJudged(NamedTuple):
    """The light of one ``morning_checked``."""

    event: str
    light: str
    reason: str
    day: int


class Raised(NamedTuple):
    """A rule that locks until it is cleared.

    ``stated`` and ``clean`` are the two halves that an urgent rule needs.
    """

    level: int
    instant: int
    day: int
    stated: bool = False
    clean: bool = False


@dataclass(slots=True)
class Rung:
    """Where one movement stands. Days are proleptic ordinals."""

    exercise: str
    level: int = 1
    streak: int = 0
    ambers: int = 0
    reds: int = 0
    cap: int = 0
    blocked: bool = False
    not_before: int = 0
    suspended_until: int = 0
    needs_rescreen: bool = False
    first_day: int = 0
    last_done: int = 0
    last_instant: int = 0
    last_light: str = ""
    after_sharp: bool = False
    last_rise: int = 0
    last_declined: int = 0
    suspensions: int = 0
    latest: DayRecord = NOTHING_DONE
    earlier: DayRecord = NOTHING_DONE
    changed: Change | None = None

    def record(self, day: int) -> DayRecord | None:
        """What was done on a day, or None (only the last two days are kept)."""
        if self.latest.day == day:
            return self.latest
        return self.earlier if self.earlier.day == day else None


@dataclass(slots=True)
class Flare:
    """A flare in force.

    ``pre_x2`` is twice the usual pain before it; ``entry_pain`` is 0-10.
    """

    entry_day: int
    pre_x2: int
    entry_pain: int
    screen_missing: bool
    full_since: bool
    worse_raised: bool = False


def _rungs() -> dict[str, Rung]:
    return {name: Rung(name, cap=CEILINGS[name]) for name in EXERCISES}


@dataclass(slots=True)
class State:
    """The fold over a history up to one event. Take it as a value: `copy` before changing."""

    day: int = 0
    last_instant: int | None = None
    events: int = 0
    age: int | None = None
    sex: str = "unstated"
    described: bool = False
    answers: dict[str, Any] = field(default_factory=dict)
    judged: dict[str, int] = field(default_factory=dict)
    raised: dict[str, Raised] = field(default_factory=dict)
    cleared: dict[str, int] = field(default_factory=dict)
    flags_reported: frozenset[str] = frozenset()
    flags_screened: frozenset[str] = frozenset()
    body_told: bool = False
    practitioner: dict[str, tuple[int | None, bool | None]] = field(default_factory=dict)
    last_full: int = 0
    last_short: int = 0
    absent: bool = False
    worst_pain_day: int = 0
    rungs: dict[str, Rung] = field(default_factory=_rungs)
    last_exercise_day: int = 0
    last_red_day: int = 0
    last_rise: int = 0
    week_days: list[int] = field(default_factory=list)
    morning_pains: list[tuple[int, int]] = field(default_factory=list)
    first_pains: list[int] = field(default_factory=list)
    stiffness: list[int] = field(default_factory=list)
    last_morning: int = 0
    morning_lights: dict[int, str] = field(default_factory=dict)
    high_morning: int = 0
    day_pain: dict[int, int] = field(default_factory=dict)
    started_pain: dict[int, int] = field(default_factory=dict)
    flare: Flare | None = None
    flare_exit: int = 0
    worse_run: int | None = None
    lights: list[LightGiven] = field(default_factory=list)
    mornings: list[MorningJudged] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def flags(self) -> frozenset[str]:
        """Conditions in force: told by the person or set by the screen."""
        return self.flags_reported | self.flags_screened

    def copy(self) -> State:
        """An independent copy; frozen parts are shared."""
        new = copy(self)
        for name in _OWNED:
            setattr(new, name, copy(getattr(self, name)))
        new.rungs = {name: copy(rung) for name, rung in self.rungs.items()}
        new.flare = copy(self.flare)
        return new


_OWNED = (
    "answers",
    "judged",
    "raised",
    "cleared",
    "practitioner",
    "week_days",
    "morning_pains",
    "first_pains",
    "stiffness",
    "morning_lights",
    "day_pain",
    "started_pain",
    "lights",
    "mornings",
    "changes",
)


def initial() -> State:
    """Nobody known yet: everything at level 1 and locked."""
    return State()
