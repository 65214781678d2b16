"""The event store: one append-only table, and what keeps readers from believing old news."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Final

from django.db import connection, transaction

from backfour.adapters.ids import RandomIds
from backfour.adapters.store.faults import plainly
from backfour.adapters.store.models import (
    DoorToken,
    PairedDevice,
    PairingCode,
    StoredDeed,
    StoredDraft,
    StoredEvent,
    StoredExperiment,
    StoredSetting,
    StoredSheet,
)
from backfour.adapters.store.portions import portions
from backfour.adapters.store.reminder_tables import (
    PushEndpoint,
    ReachedPerson,
    ReminderDelivery,
    ReminderDue,
    ReminderWish,
)
from backfour.app.ports import Mark, Stored
from backfour.core.events import Event

OWN: Final = "own"
"""The one person of a home's data folder."""

GENERATION: Final = "store.generation"

CLOSED: Final = "store.closed"
"""Hashes of generations that were deleted: a device that still carries one is told so."""

MOST_CLOSED: Final = 50
"""How many deletions are remembered (our choice)."""
_MARK: Final = """
    SELECT (SELECT MAX(seq) FROM store_storedevent WHERE person = %s),
           (SELECT value FROM store_storedsetting WHERE key = %s)
"""


class DjangoEventStore:
    """Events of one person in the database of the configured data folder."""

    def __init__(self, person: str = OWN) -> None:
        self._person = person

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Open one transaction that nobody can write beside; all of it is kept or none."""
        with plainly(), transaction.atomic():
            yield

    def mark(self) -> Mark:
        """Tell where the history stands, in one query."""
        with plainly(), connection.cursor() as cursor:
            cursor.execute(_MARK, [self._person, GENERATION])
            seq, generation = cursor.fetchone()
        return Mark(json.loads(generation) if generation else "", seq or 0)

    def read_after(self, seq: int) -> Sequence[Stored]:
        """Return the events stored after this number, in order of writing."""
        with plainly():
            rows = StoredEvent.objects.filter(person=self._person, seq__gt=seq).order_by("seq")
            return [Stored(number, body) for number, body in rows.values_list("seq", "body")]

    def bodies(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the JSON text of those of these event ids that are stored."""
        found: dict[str, str] = {}
        with plainly():
            for some in portions(ids):
                rows = StoredEvent.objects.filter(person=self._person, event_id__in=some)
                found.update(rows.values_list("event_id", "body"))
        return found

    def append(self, events: Iterable[tuple[Event, str]]) -> int:
        """Add events with their JSON text behind what is stored; returns the last one's number."""
        rows = (
            StoredEvent(
                event_id=event.id,
                person=self._person,
                instant_us=event.instant // 1000,
                day=event.day,
                type=event.type,
                body=body,
            )
            for event, body in events
        )
        with plainly():
            last = 0
            for some in portions(rows):
                last = StoredEvent.objects.bulk_create(some)[-1].seq
        return last

    def new_generation(self) -> None:
        """Tell every reader that the history was replaced as a whole."""
        with plainly():
            StoredSetting.objects.update_or_create(
                key=GENERATION, defaults={"value": json.dumps(RandomIds().new())}
            )

    def was_closed(self, generation: str) -> bool:
        """Tell whether a history of this folder was deleted under this generation."""
        return _hashed(generation) in self._closed()

    def _closed(self) -> list[str]:
        with plainly():
            row = StoredSetting.objects.filter(key=CLOSED).first()
        return list(json.loads(row.value)) if row else []

    def erase(self) -> None:
        """Delete everything the person ever told, so that no trace is left in the file.

        Deleted pages are overwritten (``secure_delete``), the file is written anew (``VACUUM``),
        and the log beside it is cut to nothing. What stays is a hash of the deleted history's
        random name, so that a device which comes back later is told that it is gone.
        """
        closed = self._closed()
        if generation := self.mark().generation:
            closed = [*closed, _hashed(generation)][-MOST_CLOSED:]
        with plainly():
            with transaction.atomic(), connection.cursor() as cursor:
                for model in (
                    *(StoredEvent, StoredDraft, StoredSetting),
                    *(DoorToken, PairedDevice, PairingCode),
                    *(ReminderDelivery, ReminderDue, ReminderWish, ReachedPerson, PushEndpoint),
                    *(StoredDeed, StoredSheet),
                    StoredExperiment,
                ):
                    cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608, SLF001
                if connection.vendor == "sqlite":
                    cursor.execute("DELETE FROM sqlite_sequence")
                self.new_generation()
                StoredSetting.objects.create(key=CLOSED, value=json.dumps(closed))
            if connection.vendor == "sqlite":
                with connection.cursor() as cursor:
                    cursor.execute("VACUUM")
                    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _hashed(generation: str) -> str:
    return sha256(generation.encode()).hexdigest()
