"""The due-table and everything around it, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from backfour.adapters.store.faults import plainly
from backfour.adapters.store.portions import portions
from backfour.adapters.store.reminder_tables import (
    OPEN,
    PushEndpoint,
    ReachedPerson,
    ReminderDelivery,
    ReminderDue,
    ReminderWish,
)
from backfour.app.reminding.ports import Delivery, Due, Endpoint, Reached, Slot, Wish
from backfour.core.quiet import Quiet
from backfour.core.reminding.daytime import Times

_REACHED: Final = ("person", "zone", "quiet_begins", "quiet_ends", "mail_to", "feed")
_WISH: Final = (
    *("id", "uid", "reached_id", "kind", "channel", "at_min", "days", "every_days"),
    *("every_min", "until_min", "since"),
)
_DUE: Final = (
    *("id", "due_s", "stage", "tries", "channel"),
    *(f"wish__{name}" for name in _WISH),
    *(f"wish__reached__{name}" for name in _REACHED),
)
_DELIVERY: Final = ("id", "kind", "channel", "state", "reason", "at_s", "due__due_s")
WENT_WRONG: Final = ("failed", "fell_back", "missed")
ARRIVED: Final = ("arrived", "confirmed")


class DjangoReminders:
    """Reminders in the configured database.

    Parameters
    ----------
    zone
        Time zone of a person whose device has not told one yet.
    """

    def __init__(self, zone: str = "UTC") -> None:
        self._zone = zone

    @contextmanager
    def together(self) -> Iterator[None]:
        """Open one transaction; all that is written in it is kept or none."""
        with plainly(), transaction.atomic():
            yield

    # ------------------------------------------------------------------ people and wishes
    def reached(self, person: str) -> Reached:
        """Return where a person may be reached."""
        with plainly():
            row = ReachedPerson.objects.filter(person=person).values_list(*_REACHED).first()
        if row is None:
            return Reached(person, self._zone)
        reached = _reached(row)
        return reached if reached.zone else reached._replace(zone=self._zone)

    def keep_reached(self, reached: Reached) -> None:
        """Keep where a person may be reached."""
        told = {
            "zone": reached.zone,
            "quiet_begins": reached.quiet.begins,
            "quiet_ends": reached.quiet.ends,
            "mail_to": reached.mail_to,
            "feed": reached.feed,
        }
        with plainly():
            ReachedPerson.objects.update_or_create(person=reached.person, defaults=told)

    def by_feed(self, digest: str) -> Reached | None:
        """Return the person of a feed address."""
        with plainly():
            rows = ReachedPerson.objects.filter(feed=digest).exclude(feed="")
            row = rows.values_list(*_REACHED).first()
        return None if row is None else _reached(row)

    def wishes(self, person: str) -> tuple[Wish, ...]:
        """Return a person's reminders."""
        with plainly():
            rows = ReminderWish.objects.filter(reached=person).order_by("pk").values_list(*_WISH)
            return tuple(_wish(row) for row in rows)

    def keep_wish(self, wish: Wish) -> Wish:
        """Keep a reminder in place of the person's one of the same kind; returns it numbered."""
        told = {**wish.times._asdict(), "channel": wish.channel}
        fresh = {**told, "uid": wish.uid, "since": wish.since}
        with plainly():
            row, _ = ReminderWish.objects.update_or_create(
                reached_id=wish.person, kind=wish.kind, defaults=told, create_defaults=fresh
            )
        return wish._replace(id=row.pk)

    # --------------------------------------------------------------------- the due-table
    def forget_coming(self, wishes: Sequence[int]) -> None:
        """Drop the times of these reminders that nothing was sent for yet."""
        with plainly():
            coming = ReminderDue.objects.filter(OPEN, wish__in=wishes, stage=0, tries=0)
            coming.filter(reminderdelivery=None).delete()

    def close_passed(self, wishes: Sequence[int], now_s: int) -> None:
        """Close what is open of these reminders and was due by now."""
        with plainly():
            passed = ReminderDue.objects.filter(OPEN, wish__in=wishes, due_s__lte=now_s)
            passed.update(outcome="restored")

    def last_slots(self, wishes: Sequence[int]) -> dict[int, int]:
        """Return the last slot of each of these reminders that has one."""
        with plainly():
            rows = ReminderDue.objects.filter(wish__in=wishes).values("wish")
            return dict(rows.annotate(last=Max("slot")).values_list("wish", "last"))

    def waiting(self, wishes: Sequence[int]) -> frozenset[int]:
        """Return which of these reminders have a time to come."""
        with plainly():
            coming = ReminderDue.objects.filter(OPEN, wish__in=wishes, stage=0, tries=0)
            return frozenset(coming.values_list("wish", flat=True))

    def add(self, slots: Iterable[Slot]) -> None:
        """Add coming times; what is there already stays."""
        rows = (
            ReminderDue(wish_id=one.wish, slot=one.slot, due_s=one.due_s, next_s=one.due_s)
            for one in slots
        )
        with plainly():
            for some in portions(rows):
                ReminderDue.objects.bulk_create(some, ignore_conflicts=True)

    def take(self, now_s: int, lease_s: int, most: int) -> list[Due]:
        """Take what is due; nobody else gets it before the lease is over."""
        with plainly(), transaction.atomic():
            due = ReminderDue.objects.filter(OPEN, next_s__lte=now_s).order_by("next_s")
            # Two workers on PostgreSQL take different rows; SQLite lets one write at a time.
            found = due.select_for_update(skip_locked=True, of=("self",))
            rows = list(found.values_list(*_DUE)[:most])
            for some in portions(row[0] for row in rows):
                ReminderDue.objects.filter(pk__in=some).update(next_s=now_s + lease_s)
        return [_due(row) for row in rows]

    def wait(self, dues: Iterable[int], until_s: int, stage: int, tries: int, channel: str) -> None:
        """Put dues back until later."""
        with plainly():
            for some in portions(dues):
                ReminderDue.objects.filter(pk__in=some).update(
                    next_s=until_s, stage=stage, tries=tries, channel=channel
                )

    def close(self, dues: Iterable[int], outcome: str) -> None:
        """Close dues that ended alike, with the key of how."""
        with plainly():
            for some in portions(dues):
                ReminderDue.objects.filter(pk__in=some).update(outcome=outcome)

    # ---------------------------------------------------------------------- what was sent
    def begin(self, due: Due, channel: str, digest: str, at_s: int) -> int | None:
        """Write that something is being sent; None where that was begun once already."""
        row = ReminderDelivery(
            due_id=due.id,
            person=due.wish.person,
            kind=due.wish.kind,
            channel=channel,
            stage=due.stage,
            state="sending",
            digest=digest,
            at_s=at_s,
        )
        with plainly():
            if due.tries:
                there = ReminderDelivery.objects.filter(
                    due=due.id, stage=due.stage, channel=channel, state="retry"
                )
                number = there.values_list("pk", flat=True).first()
                if number and there.update(state="sending", digest=digest, at_s=at_s):
                    return number
            try:
                row.save(force_insert=True)
            except IntegrityError:
                return None
        return row.pk

    def ended(self, deliveries: Iterable[int], state: str, reason: str) -> None:
        """Write how sendings ended that ended alike; what was confirmed meanwhile stays so."""
        with plainly():
            for some in portions(deliveries):
                going = ReminderDelivery.objects.filter(pk__in=some, state="sending")
                going.update(state=state, reason=reason)

    def missed(self, due: Due, reason: str, at_s: int) -> None:
        """Write that nothing could be sent."""
        if begun := self.begin(due, due.wish.channel, "", at_s):
            self.ended([begun], "missed", reason)

    def was_confirmed(self, due: int) -> bool:
        """Whether any sending of a due was confirmed."""
        with plainly():
            return ReminderDelivery.objects.filter(due=due, state__in=ARRIVED).exists()

    def fell_back(self, due: int, reason: str) -> None:
        """Write that what was sent for a due was not confirmed."""
        with plainly():
            unsure = ReminderDelivery.objects.filter(due=due, state__in=("sent", "sending"))
            unsure.update(state="fell_back", reason=reason)

    def test(self, person: str, channel: str, digest: str, at_s: int) -> int:
        """Write that a test is being sent."""
        with plainly():
            return ReminderDelivery.objects.create(
                person=person,
                kind="test",
                channel=channel,
                stage=0,
                state="sending",
                digest=digest,
                at_s=at_s,
            ).pk

    def confirm(self, digest: str, *, by_person: bool) -> str:
        """Confirm the sending of this hash; returns of what it was, empty where there is none."""
        with plainly():
            found = ReminderDelivery.objects.filter(digest=digest).exclude(digest="")
            weaker = ~Q(state="confirmed")
            found.filter(weaker).update(state="confirmed" if by_person else "arrived")
            return found.values_list("kind", flat=True).first() or ""

    def last_test(self, person: str, channel: str) -> Delivery | None:
        """Return the last test of a channel."""
        with plainly():
            tests = ReminderDelivery.objects.filter(person=person, channel=channel, due=None)
            row = tests.order_by("-pk").values_list(*_DELIVERY).first()
        return None if row is None else _delivery(row)

    def answer(self, delivery: int, *, arrived: bool) -> None:
        """Write what the person says of a sending."""
        told = {"state": "confirmed"} if arrived else {"state": "failed", "reason": "not_arrived"}
        with plainly():
            ReminderDelivery.objects.filter(pk=delivery).update(**told)

    def untold(self, person: str) -> tuple[Delivery, ...]:
        """Return what went wrong and was not yet told and put away."""
        with plainly():
            rows = self._wrong(person).order_by("-pk").values_list(*_DELIVERY)[:20]
            return tuple(_delivery(row) for row in rows)

    def told(self, person: str) -> None:
        """Write that the person has read what went wrong."""
        with plainly():
            self._wrong(person).update(told=True)

    def _wrong(self, person: str) -> Any:
        # It may have reached one browser and found another one gone.
        wrong = Q(state__in=WENT_WRONG) | Q(reason="push.gone")
        mine = ReminderDelivery.objects.filter(person=person, told=False, due__isnull=False)
        return mine.filter(wrong)

    def prune(self, before_s: int) -> None:
        """Forget what ended before then."""
        with plainly():
            old = ReminderDue.objects.filter(due_s__lt=before_s).exclude(OPEN)
            for some in portions(list(old.values_list("pk", flat=True)[:5000])):
                ReminderDue.objects.filter(pk__in=some).delete()
            ReminderDelivery.objects.filter(due=None, at_s__lt=before_s).delete()

    # ------------------------------------------------------------------------------- push
    def endpoints(self, person: str) -> tuple[Endpoint, ...]:
        """Return the browsers that take push messages."""
        columns = ("id", "url", "p256dh", "auth", "name", "added_s")
        with plainly():
            rows = PushEndpoint.objects.filter(person=person).order_by("pk").values_list(*columns)
            return tuple(Endpoint(*row) for row in rows)

    def keep_endpoint(self, person: str, endpoint: Endpoint) -> None:
        """Keep a browser, in place of the same one."""
        told = {key: value for key, value in endpoint._asdict().items() if key not in {"id", "url"}}
        with plainly():
            PushEndpoint.objects.update_or_create(
                url=endpoint.url, defaults={**told, "person": person}
            )

    def drop_endpoint(self, person: str, endpoint: int) -> None:
        """Forget a browser."""
        with plainly():
            PushEndpoint.objects.filter(person=person, pk=endpoint).delete()


def _reached(row: Sequence[Any]) -> Reached:
    person, zone, begins, ends, mail_to, feed = row
    return Reached(person, zone, Quiet(begins, ends), mail_to, feed)


def _wish(row: Sequence[Any]) -> Wish:
    number, uid, person, kind, channel, *times, since = row
    return Wish(number, uid, person, kind, channel, Times(*times), since)


def _due(row: Sequence[Any]) -> Due:
    middle = 5 + len(_WISH)
    number, due_s, stage, tries, channel = row[:5]
    wish, reached = _wish(row[5:middle]), _reached(row[middle:])
    return Due(number, due_s, stage, tries, channel, wish, reached)


def _delivery(row: Sequence[Any]) -> Delivery:
    number, kind, channel, state, reason, at_s, due_s = row
    return Delivery(number, kind, channel, state, reason, at_s, due_s or at_s)
