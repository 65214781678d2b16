"""What the person sets, tries and answers about their reminders."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from backfour.app.ports import Clock
from backfour.app.reminding.local import local_of, zone_of
from backfour.app.reminding.ports import (
    CALENDAR,
    CHANNELS,
    OFF,
    Channel,
    Delivery,
    Endpoint,
    Note,
    Outcome,
    Reached,
    ReminderStore,
    Wish,
)
from backfour.app.reminding.schedule import next_slot
from backfour.app.reminding.tick import digest_of
from backfour.core.errors import BackfourError, Refused
from backfour.core.instants import NANOSECONDS
from backfour.core.outcomes.due import TEST_DAYS
from backfour.core.quiet import NIGHT, Quiet
from backfour.core.reminding.daytime import Times, checked
from backfour.core.reminding.rules import BREAK, KINDS, MORNING, SELF_TEST, SESSION

DEFAULTS: Final = {
    MORNING: Times(8 * 60 + 30),
    SESSION: Times(10 * 60, days=0b001_0101),  # Monday, Wednesday, Friday
    SELF_TEST: Times(11 * 60, every_days=TEST_DAYS),
    BREAK: Times(9 * 60, days=0b001_1111, every_min=30, until_min=17 * 60),
}
"""Times offered until the person sets their own (our choice)."""

MOST_ENDPOINTS: Final = 10
LONGEST: Final = 2000
_MAIL: Final = re.compile(r"[^@\s<>\",;:()\[\]\\]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
LONGEST_MAIL: Final = 200


def mail_address(text: str, field: str = "mail_to") -> str:
    """Return an address for mail as it came.

    Raises
    ------
    Refused
        When nobody outside this computer could be written to there.
    """
    if len(text) > LONGEST_MAIL or not text.isprintable() or not _MAIL.fullmatch(text):
        raise Refused(field, "must be an address for mail like name@example.org")
    return text


class Overview(NamedTuple):
    """Everything that the page shows."""

    reached: Reached
    wishes: tuple[Wish, ...]
    endpoints: tuple[Endpoint, ...]
    tests: Mapping[str, Delivery | None]
    ready: Mapping[str, bool]
    untold: tuple[Delivery, ...]


class Reminders:
    """Reads and changes the reminders of one person."""

    def __init__(
        self,
        person: str,
        store: ReminderStore,
        channels: Mapping[str, Channel],
        clock: Clock,
        token: Callable[[], str],
        break_answered: Callable[[], object],
    ) -> None:
        self._break_answered = break_answered
        self._person = person
        self._store = store
        self._channels = channels
        self._clock = clock
        self._token = token

    def overview(self) -> Overview:
        """Return everything that the page shows; kinds never set are off."""
        reached = self._store.reached(self._person)
        kept = {wish.kind: wish for wish in self._store.wishes(self._person)}
        today = self._today(reached)
        wishes = tuple(
            kept.get(kind) or Wish(0, "", self._person, kind, OFF, DEFAULTS[kind], today)
            for kind in KINDS
        )
        return Overview(
            reached,
            wishes,
            self._store.endpoints(self._person),
            {
                name: self._store.last_test(self._person, name)
                for name in (*self._channels, CALENDAR)
            },
            {name: channel.is_ready(reached) for name, channel in self._channels.items()},
            self._store.untold(self._person),
        )

    def reached(self) -> Reached:
        """Return where the person may be reached, with zone and quiet hours."""
        return self._store.reached(self._person)

    def kept(self) -> tuple[Reached, tuple[Wish, ...]]:
        """Return what the person set themselves."""
        return self._store.reached(self._person), tuple(self._store.wishes(self._person))

    def untold(self) -> tuple[Delivery, ...]:
        """Return what went wrong and was not yet read."""
        return self._store.untold(self._person)

    def read(self) -> None:
        """Put away what went wrong: the person has read it."""
        self._store.told(self._person)

    # --------------------------------------------------------------------------- setting
    def change(self, zone: str, quiet: Quiet, wanted: Mapping[str, tuple[str, Times]]) -> None:
        """Set zone, quiet hours and reminders (channel and times by kind), all or none.

        Raises
        ------
        Refused
            Naming the field: ``zone``, or kind and field joined by a dot.
        """
        zone_of(zone)
        for kind, (channel, times) in wanted.items():
            if kind not in KINDS or channel not in CHANNELS:
                raise Refused(f"{kind}.channel", "must be one of " + ", ".join(CHANNELS))
            if channel != OFF:
                _checked(kind, times, quiet)
        with self._store.together():
            reached = self._store.reached(self._person)._replace(zone=zone, quiet=quiet)
            self._store.keep_reached(reached)
            kept = {wish.kind: wish for wish in self._store.wishes(self._person)}
            today = self._today(reached)
            for kind, (channel, times) in wanted.items():
                old = kept.get(kind)
                fresh = Wish(0, self._token()[:22], self._person, kind, channel, times, today)
                self._store.keep_wish(old._replace(channel=channel, times=times) if old else fresh)
            self.plan_anew()

    def keep_quiet(self, quiet: Quiet) -> bool:
        """Take over quiet hours that were set elsewhere: in an export, or for breaks alone.

        Hours that were set for reminders stay, and so do all hours where a reminder that is on
        would fall silent; tells whether they were taken over.
        """
        reached = self._store.reached(self._person)
        wishes = [one for one in self._store.wishes(self._person) if one.channel != OFF]
        if reached.quiet != NIGHT or any(quiet.covers(one.times.at_min) for one in wishes):
            return False
        self._store.keep_reached(reached._replace(quiet=quiet))
        self.plan_anew()
        return True

    def told_zone(self, zone: str) -> bool:
        """Take over the zone of the person's device; tells whether it was another one."""
        zone_of(zone)
        reached = self._store.reached(self._person)
        if reached.zone == zone:
            return False
        self._store.keep_reached(reached._replace(zone=zone))
        self.plan_anew()
        return True

    def plan_anew(self) -> None:
        """Work out the coming times again; what went out already is never repeated."""
        self._store.forget_coming([wish.id for wish in self._store.wishes(self._person)])
        self.make_sure()

    def restored(self) -> None:
        """Begin anew after a backup was put back: what it holds as coming may have gone since."""
        wishes = [wish.id for wish in self._store.wishes(self._person)]
        self._store.close_passed(wishes, self._now_s())
        self.make_sure()

    def make_sure(self) -> None:
        """See that every reminder has a time to come, e.g. after a restore."""
        reached, wishes = self._store.reached(self._person), self._store.wishes(self._person)
        there = self._store.waiting([wish.id for wish in wishes])
        last = self._store.last_slots([wish.id for wish in wishes])
        now_s = self._now_s()
        slots = [
            next_slot(wish, reached, now_s, last.get(wish.id, 0))
            for wish in wishes
            if wish.id not in there
        ]
        self._store.add(slot for slot in slots if slot)

    # ------------------------------------------------------------------- did it arrive?
    def send_test(self, channel: str) -> Outcome:
        """Send one note now."""
        if channel not in self._channels:
            raise Refused("channel", "must be one of " + ", ".join(self._channels))
        reached = self._store.reached(self._person)
        if not self._channels[channel].is_ready(reached):
            raise BackfourError("reminders.not_set_up")
        token = self._token()
        begun = self._store.test(self._person, channel, digest_of(token), self._now_s())
        outcome = self._channels[channel].send(reached, Note(token, test=True))
        told = "sent" if outcome.state in {"sent", "unsure"} else "failed"
        self._store.ended(begun, told, outcome.reason)
        return outcome

    def try_calendar(self) -> None:
        """Note that an alarm for trying was handed over."""
        begun = self._store.test(self._person, CALENDAR, digest_of(self._token()), self._now_s())
        self._store.ended(begun, "sent", "")

    def answer(self, channel: str, *, arrived: bool) -> None:
        """Take down whether the last test arrived."""
        last = self._store.last_test(self._person, channel)
        if last is not None:
            self._store.answer(last.id, arrived=arrived)

    def confirm(self, token: str, *, by_person: bool) -> bool:
        """Confirm what carried this secret; tells whether anything did.

        A break that the person says arrived was answered: what was ignored is forgotten.
        """
        kind = self._store.confirm(digest_of(token), by_person=by_person)
        if by_person and kind == BREAK:
            self._break_answered()
        return bool(kind)

    # ---------------------------------------------------------------------- the channels
    def mail_to(self, address: str) -> None:
        """Set the address for mail; empty for none."""
        kept = mail_address(address) if address else ""
        self._store.keep_reached(self._store.reached(self._person)._replace(mail_to=kept))

    def add_endpoint(self, url: str, p256dh: str, auth: str, name: str) -> None:
        """Take in a browser that agreed to push messages; its keys were looked at by the page."""
        if len(self._store.endpoints(self._person)) >= MOST_ENDPOINTS:
            raise Refused("endpoint", f"there are {MOST_ENDPOINTS} already")
        if any(len(told) > LONGEST for told in (url, p256dh, auth)):
            raise Refused("endpoint", "is too long")
        made = Endpoint(0, url, p256dh, auth, name[:60], self._now_s())
        self._store.keep_endpoint(self._person, made)

    def drop_endpoint(self, endpoint: int) -> None:
        """Forget a browser."""
        self._store.drop_endpoint(self._person, endpoint)

    # ---------------------------------------------------------------------- the calendar
    def calendar(self) -> tuple[Reached, tuple[Wish, ...]]:
        """Return what rings in the person's calendar."""
        return self._calendar_of(self._store.reached(self._person))

    def feed(self, token: str) -> tuple[Reached, tuple[Wish, ...]] | None:
        """Return the same for whoever knows the secret of the feed's address."""
        reached = self._store.by_feed(digest_of(token))
        return None if reached is None else self._calendar_of(reached)

    def new_feed(self) -> str:
        """Make a new address for the feed and return its secret; an earlier one ends."""
        token = self._token()
        reached = self._store.reached(self._person)
        self._store.keep_reached(reached._replace(feed=digest_of(token)))
        return token

    def end_feed(self) -> None:
        """Let nobody read the feed any more."""
        self._store.keep_reached(self._store.reached(self._person)._replace(feed=""))

    def _calendar_of(self, reached: Reached) -> tuple[Reached, tuple[Wish, ...]]:
        wishes = self._store.wishes(reached.person)
        return reached, tuple(wish for wish in wishes if wish.channel == CALENDAR)

    def _now_s(self) -> int:
        return self._clock.now().instant // NANOSECONDS

    def _today(self, reached: Reached) -> int:
        return local_of(self._now_s(), zone_of(reached.zone))[0]


def _checked(kind: str, times: Times, quiet: Quiet) -> None:
    try:
        checked(times, quiet)
    except Refused as refused:
        raise Refused(f"{kind}.{refused.field}", refused.reason) from None
