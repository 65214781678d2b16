"""The tables: what happened, what is begun and not told, what was set, links, devices, paper.

Only the first is the truth about a person; the programme is worked out from it alone.
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models

from backfour.adapters.store import reminder_tables as _reminder_tables  # noqa: F401


class OnlyAppended(models.QuerySet["StoredEvent"]):
    """Events that may be read and added, never changed or taken out."""

    def update(self, **_: Any) -> NoReturn:
        """Refuse: an event is never changed."""
        raise TypeError("an event is never changed")

    def delete(self) -> NoReturn:
        """Refuse: only everything together may be deleted (`DjangoEventStore.erase`)."""
        raise TypeError("an event is never deleted on its own")


class StoredEvent(models.Model):
    """One event of the history, exactly as it was told."""

    seq: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    event_id: models.TextField[str, str] = models.TextField(unique=True)
    person: models.TextField[str, str] = models.TextField()
    instant_us: models.BigIntegerField[int, int] = models.BigIntegerField()
    """``at`` in whole microseconds since 1970-01-01 UTC (nanoseconds would end in 2262)."""
    day: models.IntegerField[int, int] = models.IntegerField()
    """Proleptic ordinal of the date written in ``at``."""
    type: models.TextField[str, str] = models.TextField()
    body: models.TextField[str, str] = models.TextField()
    """The JSON text of the contract; the other columns only repeat what stands in it."""

    objects: ClassVar[models.Manager[StoredEvent]] = models.Manager.from_queryset(OnlyAppended)()

    class Meta:
        """Readers ask for what a person told since the last look."""

        indexes = [models.Index(fields=["person", "seq"], name="event_person_seq")]

    def __str__(self) -> str:
        return f"{self.seq} {self.type}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a new event; refuse to write one again."""
        if not self._state.adding:
            raise TypeError("an event is never changed")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse: only everything together may be deleted (`DjangoEventStore.erase`)."""
        raise TypeError("an event is never deleted on its own")


class StoredDraft(models.Model):
    """Something begun and not yet told: a check, a movement, a Stop."""

    key: models.TextField[str, str] = models.TextField(unique=True)
    kind: models.TextField[str, str] = models.TextField()
    data: models.TextField[str, str] = models.TextField()
    at: models.TextField[str, str] = models.TextField()

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class StoredSetting(models.Model):
    """One thing the person set; ``value`` is JSON."""

    key: models.TextField[str, str] = models.TextField(primary_key=True)
    value: models.TextField[str, str] = models.TextField()

    def __str__(self) -> str:
        return self.key


class DoorToken(models.Model):
    """A one-time link, known only by its hash."""

    digest: models.TextField[str, str] = models.TextField(unique=True)
    expires: models.BigIntegerField[int, int] = models.BigIntegerField()
    """Nanoseconds since 1970-01-01 UTC."""
    used: models.BooleanField[bool, bool] = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.pk)


class PairedDevice(models.Model):
    """A device of the house that was let in; its secret is known only by its hash."""

    digest: models.TextField[str, str] = models.TextField(unique=True)
    name: models.TextField[str, str] = models.TextField()
    paired: models.TextField[str, str] = models.TextField()
    seen: models.TextField[str, str] = models.TextField()
    expires: models.BigIntegerField[int, int] = models.BigIntegerField()
    """Nanoseconds since 1970-01-01 UTC."""

    def __str__(self) -> str:
        return str(self.pk)


class PairingCode(models.Model):
    """The one code for pairing, as it is shown: a hash of six digits would hide nothing."""

    digits: models.TextField[str, str] = models.TextField()
    expires: models.BigIntegerField[int, int] = models.BigIntegerField()
    """Nanoseconds since 1970-01-01 UTC."""
    tries: models.IntegerField[int, int] = models.IntegerField()

    def __str__(self) -> str:
        return str(self.pk)


class StoredDeed(models.Model):
    """One thing that was done with the data; it never holds what a person told."""

    at: models.TextField[str, str] = models.TextField()
    instant_us: models.BigIntegerField[int, int] = models.BigIntegerField()
    what: models.TextField[str, str] = models.TextField()
    detail: models.TextField[str, str] = models.TextField()
    """JSON object of numbers and days."""

    def __str__(self) -> str:
        return f"{self.at} {self.what}"


class StoredSheet(models.Model):
    """One printed tick sheet, and what was ticked on it; no part of the history (ADR 0015)."""

    code: models.TextField[str, str] = models.TextField(unique=True)
    body: models.TextField[str, str] = models.TextField()
    """JSON object."""

    def __str__(self) -> str:
        return self.code


class StoredExperiment(models.Model):
    """One experiment of the person; ``body`` is the JSON of the export."""

    key: models.TextField[str, str] = models.TextField(unique=True)
    body: models.TextField[str, str] = models.TextField()

    objects: ClassVar[models.Manager[StoredExperiment]] = models.Manager()

    class Meta:
        """Its table is named for what lies in it."""

        db_table = "experiments"

    def __str__(self) -> str:
        return self.key
