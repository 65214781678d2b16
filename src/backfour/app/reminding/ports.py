"""What reminders are made of, and what they need from the world outside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from backfour.core.quiet import NIGHT, Quiet
from backfour.core.reminding.daytime import Times
from backfour.core.reminding.rules import Facts

OFF: Final = "off"
PUSH: Final = "push"
MAIL: Final = "mail"
CALENDAR: Final = "calendar"
CHANNELS: Final = (OFF, PUSH, MAIL, CALENDAR)
CARRIED: Final = (PUSH, MAIL)
"""Channels that need this computer awake; the calendar rings by itself."""


class Reached(NamedTuple):
    """Where and when a person may be reached.

    Parameters
    ----------
    person
        Whose it is.
    zone
        Name of the time zone that the person's device told last.
    quiet
        Hours in which nothing is sent, and no open page offers a break.
    mail_to
        Address for mail; empty where there is none.
    feed
        Hash of the secret in the address of the calendar feed; empty where there is none.
    """

    person: str
    zone: str = "UTC"
    quiet: Quiet = NIGHT
    mail_to: str = ""
    feed: str = ""


class Wish(NamedTuple):
    """One reminder as the person set it.

    Parameters
    ----------
    id
        Number in the store; 0 until it is kept.
    uid
        Random name by which calendars know it.
    person, kind, channel
        Whose, of what (`backfour.core.reminding.rules.KINDS`), by which of `CHANNELS` first.
    times
        When, by the person's own clock.
    since
        Ordinal of the day from which it counts: every fourth week counts from here.
    """

    id: int
    uid: str
    person: str
    kind: str
    channel: str
    times: Times
    since: int


class Due(NamedTuple):
    """One reminder at one time, taken from the due-table to be dealt with.

    Parameters
    ----------
    id
        Number in the store.
    due_s
        When it was due, seconds since 1970 UTC.
    stage
        0 before it went out, 1 when its repeat is due.
    tries
        How often the channel in use has failed for now.
    channel
        Channel in use; empty at first.
    """

    id: int
    due_s: int
    stage: int
    tries: int
    channel: str
    wish: Wish
    reached: Reached


class Slot(NamedTuple):
    """A coming time of a reminder.

    Parameters
    ----------
    wish
        Number of the reminder.
    slot
        What it is for, once only: the ordinal of the person's day; for breaks the time itself.
    due_s
        Seconds since 1970 UTC.
    """

    wish: int
    slot: int
    due_s: int


class Delivery(NamedTuple):
    """One sending through one channel, or what became of a reminder that was not sent.

    Parameters
    ----------
    state
        ``sending``, ``sent``, ``arrived`` (the device says so), ``confirmed`` (the person does),
        ``retry``, ``failed``, ``fell_back`` or ``missed``.
    reason
        Key of why; empty where all went well.
    """

    id: int
    kind: str
    channel: str
    state: str
    reason: str
    at_s: int
    due_s: int


class Endpoint(NamedTuple):
    """A browser that takes push messages, as its push service names it."""

    id: int
    url: str
    p256dh: str
    auth: str
    name: str
    added_s: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a channel says after sending.

    Parameters
    ----------
    state
        ``sent``, ``unsure`` (it may have gone: never sent again), ``later`` or ``never``.
    reason
        Key of why it did not go.
    """

    state: str
    reason: str = ""


SENT: Final = Outcome("sent")


class Note(NamedTuple):
    """What is sent: a link with a secret, and nothing about anybody's health.

    Hazard H38 (docs/safety.md).
    """

    token: str
    test: bool = False


SECURITIES: Final = ("starttls", "tls", "none")


class MailServer(NamedTuple):
    """How to reach the mail server.

    Parameters
    ----------
    security
        ``starttls``, ``tls`` from the first byte, or ``none``.
    sender
        Address that mails come from.
    """

    host: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password: str = ""
    sender: str = ""


class Channel(Protocol):
    """A way to a person that needs this computer awake."""

    def is_ready(self, reached: Reached) -> bool:
        """Whether it is set up for this person."""
        ...

    def send(self, reached: Reached, note: Note) -> Outcome:
        """Send one note; bounded in time, and never raises for what the network does."""
        ...


class Knows(Protocol):
    """Tells what is known of a person now, and is told what went out."""

    def __call__(self, due: Due, now_s: int) -> Facts:
        """Return the facts that decide whether a reminder is right."""
        ...

    def went_out(self, due: Due) -> None:
        """Take in that a reminder was sent now."""
        ...


class ReminderStore(Protocol):
    """Wishes, the due-table, deliveries and push endpoints."""

    def together(self) -> AbstractContextManager[None]:
        """Open one transaction; all that is written in it is kept or none."""
        ...

    def reached(self, person: str) -> Reached:
        """Return where a person may be reached."""
        ...

    def keep_reached(self, reached: Reached) -> None:
        """Keep where a person may be reached."""
        ...

    def by_feed(self, digest: str) -> Reached | None:
        """Return the person of a feed address."""
        ...

    def wishes(self, person: str) -> tuple[Wish, ...]:
        """Return a person's reminders."""
        ...

    def keep_wish(self, wish: Wish) -> Wish:
        """Keep a reminder in place of the person's one of the same kind; returns it numbered."""
        ...

    def forget_coming(self, wishes: Sequence[int]) -> None:
        """Drop the times of these reminders that nothing was sent for yet."""
        ...

    def close_passed(self, wishes: Sequence[int], now_s: int) -> None:
        """Close what is open of these reminders and was due by now."""
        ...

    def last_slots(self, wishes: Sequence[int]) -> dict[int, int]:
        """Return the last slot of each of these reminders that has one."""
        ...

    def waiting(self, wishes: Sequence[int]) -> frozenset[int]:
        """Return which of these reminders have a time to come."""
        ...

    def add(self, slots: Iterable[Slot]) -> None:
        """Add coming times; what is there already stays."""
        ...

    def take(self, now_s: int, lease_s: int, most: int) -> list[Due]:
        """Take what is due; nobody else gets it before the lease is over."""
        ...

    def wait(self, due: int, until_s: int, stage: int, tries: int, channel: str) -> None:
        """Put a due back until later."""
        ...

    def close(self, outcomes: Iterable[tuple[int, str]]) -> None:
        """Close dues, each with a key of how it ended."""
        ...

    def begin(self, due: Due, channel: str, digest: str, at_s: int) -> int | None:
        """Write that something is being sent; None where that was begun once already."""
        ...

    def ended(self, delivery: int, state: str, reason: str) -> None:
        """Write how a sending ended; one that was confirmed meanwhile stays so."""
        ...

    def missed(self, due: Due, reason: str, at_s: int) -> None:
        """Write that nothing could be sent."""
        ...

    def was_confirmed(self, due: int) -> bool:
        """Whether any sending of a due was confirmed."""
        ...

    def fell_back(self, due: int, reason: str) -> None:
        """Write that what was sent for a due was not confirmed."""
        ...

    def test(self, person: str, channel: str, digest: str, at_s: int) -> int:
        """Write that a test is being sent."""
        ...

    def confirm(self, digest: str, *, by_person: bool) -> str:
        """Confirm the sending of this hash; returns of what it was, empty where there is none."""
        ...

    def last_test(self, person: str, channel: str) -> Delivery | None:
        """Return the last test of a channel."""
        ...

    def answer(self, delivery: int, *, arrived: bool) -> None:
        """Write what the person says of a sending."""
        ...

    def untold(self, person: str) -> tuple[Delivery, ...]:
        """Return what went wrong and was not yet told and put away."""
        ...

    def told(self, person: str) -> None:
        """Write that the person has read what went wrong."""
        ...

    def prune(self, before_s: int) -> None:
        """Forget what ended before then."""
        ...

    def endpoints(self, person: str) -> tuple[Endpoint, ...]:
        """Return the browsers that take push messages."""
        ...

    def keep_endpoint(self, person: str, endpoint: Endpoint) -> None:
        """Keep a browser, in place of the same one."""
        ...

    def drop_endpoint(self, person: str, endpoint: int) -> None:
        """Forget a browser."""
        ...
