"""People, clocks and channels for tests of reminders."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from backfour.app.ports import Moment
from backfour.app.reminding.ports import SENT, Outcome
from backfour.app.reminding.reminders import Reminders
from backfour.app.reminding.tick import Tick
from backfour.core.quiet import Quiet
from backfour.core.reminding.daytime import Times
from backfour.core.reminding.rules import Facts

NIGHT = Quiet(21 * 60, 7 * 60)


@dataclass
class Hand:
    """A clock in the test's hand."""

    at: str = "2026-03-02T06:00+01:00"

    def now(self) -> Moment:
        told = datetime.fromisoformat(self.at)
        return Moment(self.at, int(told.timestamp()) * 10**9, told.toordinal())


@dataclass
class Wire:
    """A channel that keeps what it was given and says what it was told to say."""

    ready: bool = True
    says: list[Outcome] = field(default_factory=list)
    sent: list[tuple[str, str]] = field(default_factory=list)
    dies: bool = False
    clock: Hand | None = None

    def is_ready(self, reached) -> bool:
        return self.ready

    def send(self, reached, note) -> Outcome:
        self.sent.append((self.clock.at[5:16] if self.clock else "", note.token))
        if self.dies:
            raise InterruptedError
        return self.says.pop(0) if self.says else SENT

    @property
    def times(self) -> list[str]:
        return [at for at, _ in self.sent]


class Known:
    """Facts that a test sets, and what it was told of."""

    def __init__(self) -> None:
        self.facts, self.out = Facts(), []

    def __call__(self, due, now_s) -> Facts:
        return self.facts

    def went_out(self, due) -> None:
        self.out.append(due.wish.kind)


class Life:
    """One person with two channels, a clock and facts that a test may change."""

    def __init__(self, store, person="own") -> None:
        self.store, self.clock, self.knows, self.answered = store, Hand(), Known(), 0
        self.push, self.mail = Wire(clock=self.clock), Wire(clock=self.clock)
        channels = {"push": self.push, "mail": self.mail}
        tokens = count(1)

        def token() -> str:
            return f"{person}-{next(tokens)}"

        def answered() -> None:
            self.answered += 1

        self.reminders = Reminders(person, store, channels, self.clock, token, answered)
        self.tick = Tick(store, channels, self.knows, self.clock, token)

    @property
    def facts(self) -> Facts:
        return self.knows.facts

    @facts.setter
    def facts(self, facts: Facts) -> None:
        self.knows.facts = facts

    def wants(self, kind="morning", channel="push", zone="Europe/Berlin", quiet=NIGHT, **times):
        self.reminders.change(zone, quiet, {kind: (channel, Times(**{"at_min": 510, **times}))})
        return self

    def at(self, when: str) -> Life:
        """Move the clock to e.g. ``03-02T08:30`` of 2026 in winter time, and tick."""
        self.clock.at = when if len(when) > 11 else f"2026-{when}+01:00"
        self.tick()
        return self
