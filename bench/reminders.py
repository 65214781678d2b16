"""What one tick costs over the reminders of 100,000 people."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from bench.figures import Figure

PEOPLE: Final = 100_000
KINDS: Final = 3
START: Final = 1_780_000_000
"""Any moment, seconds since 1970 UTC."""
MINUTE: Final = 60
TARGET_S: Final = 1.0
BUSY: Final = 1_000
"""Dues of one busy tick: five times what a minute of an even day brings."""


class Stands:
    """A clock that stands."""

    def __init__(self) -> None:
        self.at_s = START

    def now(self) -> Any:
        """Return the moment."""
        from backfour.app.ports import Moment

        return Moment("", self.at_s * 10**9, 0)


class Takes:
    """A channel that takes everything at once: what a network costs is not ours to measure."""

    def is_ready(self, _reached: object) -> bool:
        """Say yes."""
        return True

    def send(self, _reached: object, _note: object) -> Any:
        """Say that it went."""
        from backfour.app.reminding.ports import SENT

        return SENT


def figures() -> Iterator[Figure]:
    """Measure a tick with nothing due, of an ordinary minute, and of a busy one."""
    from backfour import bootstrap

    with tempfile.TemporaryDirectory() as somewhere:
        os.environ[bootstrap.ENVIRONMENT] = somewhere
        bootstrap.configure(Path(somewhere))
        _fill()
        clock = Stands()
        tick = _tick(clock)
        where = f"{PEOPLE:,} people, {PEOPLE * KINDS:,} dues"
        clock.at_s = START - 1
        yield Figure(f"tick, {where}, none due (CPU)", _cpu_s(tick), TARGET_S, "s")
        clock.at_s = START
        spent_s, dealt = _counted(tick)
        yield Figure(f"tick, {dealt} due and sent (CPU)", spent_s, TARGET_S, "s")
        clock.at_s = START + MINUTE
        spent_s, dealt = _counted(tick)
        yield Figure(f"tick, {dealt} due, busy minute (CPU)", spent_s, TARGET_S, "s")


def _tick(clock: Stands) -> Callable[[], int]:
    from itertools import count

    from backfour.adapters.store.reminders import DjangoReminders
    from backfour.app.reminding.tick import Tick
    from backfour.core.reminding.rules import Facts

    class Knows:
        def __call__(self, *_: object) -> Facts:
            return facts

        def went_out(self, *_: object) -> None:
            pass

    numbers, facts = count(), Facts()
    channels = {"push": Takes(), "mail": Takes()}
    return Tick(DjangoReminders(), channels, Knows(), clock, lambda: str(next(numbers)))


def _fill() -> None:
    """Write three reminders a person, their times spread evenly over a day."""
    from backfour.adapters.store.reminder_tables import ReachedPerson, ReminderDue, ReminderWish

    zones = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC")
    ReachedPerson.objects.bulk_create(
        (
            ReachedPerson(person=f"p{n}", zone=zones[n % 4], quiet_begins=0, quiet_ends=0)
            for n in range(PEOPLE)
        ),
        batch_size=100,
    )
    ReminderWish.objects.bulk_create(
        (
            ReminderWish(
                id=n + 1,
                uid=str(n),
                reached_id=f"p{n // KINDS}",
                channel="push",
                kind=("morning", "session", "self_test")[n % KINDS],
                at_min=n % 1440,
                days=127,
                every_days=1,
                every_min=0,
                until_min=0,
                since=1,
            )
            for n in range(PEOPLE * KINDS)
        ),
        batch_size=80,
    )
    minutes = _minutes()
    ReminderDue.objects.bulk_create(
        (
            ReminderDue(wish_id=n + 1, slot=1, due_s=due_s, next_s=due_s)
            for n, due_s in zip(range(PEOPLE * KINDS), minutes, strict=False)
        ),
        batch_size=80,
    )


def _minutes() -> Iterator[int]:
    """Yield an even day, with the second minute a busy one."""
    for n in range(BUSY):
        yield START + MINUTE - n % 2
    n = 0
    while True:
        yield START + MINUTE * (n % 1440 + (2 if n % 1440 else 0))
        n += 1


def _cpu_s(work: Callable[[], int]) -> float:
    return min(_counted(work)[0] for _ in range(3))


def _counted(work: Callable[[], int]) -> tuple[float, int]:
    begin = time.process_time()
    dealt = work()
    return time.process_time() - begin, dealt
