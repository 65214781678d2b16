"""Sitting through the day: a bout that runs, those that are over, and the breaks between.

A bout that runs is a draft, so that it survives a closed page; it becomes an event when it is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from backfour.app.breaks import Act, BreakBook, seconds
from backfour.app.history import History, Known
from backfour.app.plan_today import Today
from backfour.app.ports import Clock, Draft, Drafts, EventStore, Ids, Mark, Moment
from backfour.app.preferences import Preferences
from backfour.app.record import Record, Recorded
from backfour.app.reminding.local import local_of, zone_of
from backfour.core.errors import Refused
from backfour.core.instants import NANOSECONDS, parse_at
from backfour.core.quiet import Quiet
from backfour.core.sitting import breaks as rest
from backfour.core.sitting.diary import (
    LOOK_BACK_DAYS,
    Mode,
    Rising,
    Sat,
    Told,
    bouts,
    mode,
    rising,
    told,
)
from backfour.core.sitting.exceptions import in_force
from backfour.core.vocabulary import PLACES

SITTING: Final = "sitting"
"""Kind of the draft of a bout that runs; there is one at most."""
ANSWERS: Final[Mapping[str, Act]] = {
    "offered": rest.offer,
    "later": rest.postponed,
    "no": rest.answered,
}
"""What a page tells of a break."""

ASK_FROM_MIN: Final = 240
"""A bout that ran longer was perhaps forgotten: the person says how long it was (our choice)."""
LONGEST_MIN: Final = 1440
"""Longest bout that is believed: a day (our choice)."""
RISING_DAYS: Final = 28
"""Rising is compared over so many days (our choice)."""


@dataclass(frozen=True, slots=True)
class Running:
    """The bout that runs. ``minutes``: whole minutes so far, at least 0."""

    id: str
    place: str
    feet_up: bool
    back_filled: bool
    at: str
    since_s: int
    minutes: int

    @property
    def forgotten(self) -> bool:
        """Whether it ran so long that the person should say how long it was."""
        return self.minutes >= ASK_FROM_MIN


@dataclass(frozen=True, slots=True)
class Day:
    """Sitting as it stands now."""

    now: Moment
    day: int
    running: Running | None
    today: Told
    mode: Mode
    rising: Rising | None
    exceptions: frozenset[str]
    asked: bool


class Lately(NamedTuple):
    """The bouts of the last weeks and the rule, for one state of the history and one day."""

    of: tuple[Mark, int]
    bouts: tuple[Sat, ...]
    mode: Mode


NOTHING: Final = Lately((Mark("", -1), 0), (), Mode(strict=True, why="start"))


class Sitting:
    """Writes down bouts of sitting, and says when a break is due."""

    def __init__(
        self,
        record: Record,
        drafts: Drafts,
        store: EventStore,
        breaks: BreakBook,
        history: History,
        preferences: Preferences,
        clock: Clock,
        ids: Ids,
    ) -> None:
        self._record = record
        self._drafts = drafts
        self._store = store
        self._breaks = breaks
        self._history = history
        self._preferences = preferences
        self._clock = clock
        self._ids = ids
        self._lately = NOTHING

    def day(self, flags: frozenset[str]) -> Day:
        """Return what is to be shown. ``flags``: conditions in force, from the state."""
        known, now = self._history.read(), self._clock.now()
        day = known.today(now)
        lately = self._look(known, day).bouts
        exceptions = self._preferences.read()["sitting_exceptions"]
        return Day(
            now,
            day,
            self._running(now),
            told([one for one in lately if one.day == day]),
            self.mode(known, day),
            rising(lately),
            in_force(exceptions or (), flags),
            exceptions is not None,
        )

    def mode(self, known: Known, day: int) -> Mode:
        """The sitting rule of a day."""
        return self._look(known, day).mode

    def running(self, today: Today | None = None) -> Running | None:
        """Return the bout that runs now; a day that was looked at holds its draft already."""
        if today is not None:
            return _running(today.drafts, today.now)
        return self._running(self._clock.now())

    def usual(self, place: str) -> tuple[bool, bool]:
        """How one sat in a place the last time within four weeks: feet up, back filled."""
        known = self._history.read()
        for one in reversed(self._look(known, known.today(self._clock.now())).bouts):
            if one.place == place:
                return one.feet_up, one.back_filled
        return False, False

    def sit_down(self, place: str) -> Running:
        """Begin a bout now; one that runs already in this place goes on, another one ends.

        Raises
        ------
        Refused
            Naming ``place``; or ``minutes``, where another bout runs that was perhaps forgotten.
        """
        if place not in PLACES:
            raise Refused("place", "must be one of " + ", ".join(PLACES))
        now = self._clock.now()
        running = self._running(now)
        if running is not None and running.place == place:
            self._breaks.write(rest.seen, rest.answered)
            return running
        if running is not None:
            self.get_up()
        feet_up, filled = self.usual(place)
        data = {"place": place, "feet_up": feet_up, "back_filled": filled}
        draft = Draft(self._ids.new(), SITTING, data, now.at)
        with self._store.writing():
            self._drafts.keep(draft)
            self._breaks.write(rest.seen, rest.sat_down)
        return _as_running(draft, now)

    def get_up(
        self,
        *,
        minutes: int | None = None,
        feet_up: bool | None = None,
        back_filled: bool | None = None,
        pain: int | None = None,
        bout: str = "",
    ) -> Recorded | None:
        """End the bout that runs and write it down; None where none runs (it was sent twice).

        Parameters
        ----------
        minutes
            How long it was, where the person says so; it then ended that long after it began.
        feet_up, back_filled
            How they sat; None: as it was noted when they sat down.
        pain
            On rising, 0-10.
        bout
            Id of the bout that is meant; another one that runs by now is left alone.

        Raises
        ------
        Refused
            Naming the field.
        """
        now = self._clock.now()
        running = self._running(now)
        if running is None or (bout and bout != running.id):
            return None
        if running.forgotten and minutes is None:
            raise Refused("minutes", "must be told after so long")
        if minutes is not None and minutes > max(running.minutes, 1):
            raise Refused("minutes", f"must be a whole number from 0 to {running.minutes}")
        long = max(1, running.minutes) if minutes is None else minutes
        at = now.at if minutes is None else later(running.at, minutes * 60)
        event = {
            "v": 1,
            "id": running.id,
            "type": "sitting_logged",
            "at": at,
            "place": running.place,
            "minutes": long,
            "feet_up": running.feet_up if feet_up is None else feet_up,
            "back_filled": running.back_filled if back_filled is None else back_filled,
        }
        if pain is not None:
            event["pain_on_rising"] = pain
        # The draft has the event's id: it is forgotten in the same transaction.
        found = self._record.append([event])
        self._breaks.write(rest.seen, rest.took)
        return found

    def forget(self) -> None:
        """A bout begun by mistake: nothing is written."""
        with self._store.writing():
            self._drafts.drop([one.key for one in self._drafts.all() if one.kind == SITTING])

    def log(self, event_id: str, values: Mapping[str, Any], *, ended_min: int = 0) -> Recorded:
        """Write down a bout that is over.

        Parameters
        ----------
        event_id
            Of the form, so that sending it twice counts once.
        values
            Fields of ``sitting_logged``.
        ended_min
            How many minutes ago it ended.

        Raises
        ------
        Refused
            Naming the field.
        """
        minutes = values.get("minutes")
        if type(minutes) is not int or not 1 <= minutes <= LONGEST_MIN:
            raise Refused("minutes", f"must be a whole number from 1 to {LONGEST_MIN}")
        at = later(self._clock.now().at, -60 * ended_min)
        return self._record.once(event_id, "sitting_logged", at, **values)

    def take_back(self, target: str, event_id: str) -> Recorded:
        """A bout was told by mistake: a later event says so, nothing is rewritten."""
        at = self._clock.now().at
        return self._record.once(event_id, "entry_corrected", at, target=target, fields=None)

    def due(self, wish: rest.Wish, zone: str) -> rest.Due:
        """Find the next break; asked about once a minute by an open page.

        Parameters
        ----------
        wish
            How the person wants breaks.
        zone
            Name of the time zone by which quiet hours are meant.
        """
        breaks = self._breaks.write(rest.seen)
        now, there = self._clock.now(), zone_of(zone)
        return rest.due(wish, self.bout(), breaks, seconds(now), lambda at: local_of(at, there)[1])

    def answer(self, told: str) -> None:
        """Keep what became of a break: ``offered``, ``later`` or ``no``.

        Raises
        ------
        Refused
            For anything else.
        """
        if told not in ANSWERS:
            raise Refused("answer", "must be offered, later or no")
        self._breaks.write(rest.seen, ANSWERS[told])

    def bout(self) -> rest.Bout | None:
        """Return who sits now, as the rule of breaks sees it."""
        running = self.running()
        return None if running is None else rest.Bout(running.since_s, running.place)

    def _look(self, known: Known, day: int) -> Lately:
        """The last weeks, folded once for each state of the history."""
        if (known.mark, day) != self._lately.of:
            found = bouts(known.since(day - RISING_DAYS))
            rule = mode(known.since(day - LOOK_BACK_DAYS), day)
            # One assignment: threads may fold it twice, but never see half of it.
            self._lately = Lately((known.mark, day), found, rule)
        return self._lately

    def _running(self, now: Moment) -> Running | None:
        return _running(self._drafts.all(), now)


def _running(drafts: Iterable[Draft], now: Moment) -> Running | None:
    draft = next((one for one in drafts if one.kind == SITTING), None)
    return None if draft is None else _as_running(draft, now)


def _as_running(draft: Draft, now: Moment) -> Running:
    since_s = parse_at(draft.at)[0] // NANOSECONDS
    # A clock moved back must not make a bout of less than nothing.
    minutes = min(max(0, seconds(now) - since_s) // 60, LONGEST_MIN)
    kept = draft.data
    return Running(
        draft.key, kept["place"], kept["feet_up"], kept["back_filled"], draft.at, since_s, minutes
    )


def wish_of(settings: Mapping[str, Any], exceptions: frozenset[str], quiet: Quiet) -> rest.Wish:
    """How the person wants breaks, as their settings, exceptions and quiet hours have it."""
    return rest.Wish(
        on=settings["breaks_on"],
        every_min=settings["break_every_min"],
        quiet=quiet,
        shift="skin" in exceptions,
    )


def later(at: str, seconds: int) -> str:
    """A written moment moved by some seconds, its offset kept."""
    moved = datetime.fromisoformat(at) + timedelta(seconds=seconds)
    return moved.isoformat(timespec="seconds")
