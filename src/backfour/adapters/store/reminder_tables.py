"""The tables of reminders: wishes, what is due, what was sent, and where to send it."""

from __future__ import annotations

from django.db import models

OPEN = models.Q(outcome="")


class ReachedPerson(models.Model):
    """Where and when a person may be reached."""

    person: models.TextField[str, str] = models.TextField(primary_key=True)
    zone: models.TextField[str, str] = models.TextField()
    quiet_begins: models.IntegerField[int, int] = models.IntegerField()
    quiet_ends: models.IntegerField[int, int] = models.IntegerField()
    mail_to: models.TextField[str, str] = models.TextField(default="")
    feed: models.TextField[str, str] = models.TextField(default="", db_index=True)

    def __str__(self) -> str:
        return self.person


class ReminderWish(models.Model):
    """One reminder of a person."""

    uid: models.TextField[str, str] = models.TextField()
    reached: models.ForeignKey[ReachedPerson, ReachedPerson] = models.ForeignKey(
        ReachedPerson, on_delete=models.CASCADE
    )
    kind: models.TextField[str, str] = models.TextField()
    channel: models.TextField[str, str] = models.TextField()
    at_min: models.IntegerField[int, int] = models.IntegerField()
    days: models.IntegerField[int, int] = models.IntegerField()
    every_days: models.IntegerField[int, int] = models.IntegerField()
    every_min: models.IntegerField[int, int] = models.IntegerField()
    until_min: models.IntegerField[int, int] = models.IntegerField()
    since: models.IntegerField[int, int] = models.IntegerField()

    class Meta:
        """One of a kind."""

        constraints = [models.UniqueConstraint(fields=["reached", "kind"], name="wish_person_kind")]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"


class ReminderDue(models.Model):
    """One reminder at one time; ``outcome`` is empty while it is open."""

    wish: models.ForeignKey[ReminderWish, ReminderWish] = models.ForeignKey(
        ReminderWish, on_delete=models.CASCADE, db_index=False
    )
    slot: models.BigIntegerField[int, int] = models.BigIntegerField()
    due_s: models.BigIntegerField[int, int] = models.BigIntegerField()
    next_s: models.BigIntegerField[int, int] = models.BigIntegerField()
    """When it is looked at next: its time, a repeat, another try, or the end of a lease."""
    stage: models.IntegerField[int, int] = models.IntegerField(default=0)
    tries: models.IntegerField[int, int] = models.IntegerField(default=0)
    channel: models.TextField[str, str] = models.TextField(default="")
    outcome: models.TextField[str, str] = models.TextField(default="")

    class Meta:
        """Never two for one thing; a tick reads only what is open and due."""

        constraints = [
            models.UniqueConstraint(fields=["wish", "due_s"], name="due_wish_time"),
            models.UniqueConstraint(fields=["wish", "slot"], name="due_wish_slot"),
        ]
        indexes = [models.Index(fields=["next_s"], name="due_open", condition=OPEN)]

    def __str__(self) -> str:
        return f"{self.pk} {self.due_s}"


class ReminderDelivery(models.Model):
    """One sending through one channel; a test has no due."""

    due: models.ForeignKey[ReminderDue | None, ReminderDue | None] = models.ForeignKey(
        ReminderDue, on_delete=models.CASCADE, null=True
    )
    person: models.TextField[str, str] = models.TextField(db_index=True)
    kind: models.TextField[str, str] = models.TextField()
    channel: models.TextField[str, str] = models.TextField()
    stage: models.IntegerField[int, int] = models.IntegerField()
    state: models.TextField[str, str] = models.TextField()
    reason: models.TextField[str, str] = models.TextField(default="")
    digest: models.TextField[str, str] = models.TextField(db_index=True)
    at_s: models.BigIntegerField[int, int] = models.BigIntegerField()
    told: models.BooleanField[bool, bool] = models.BooleanField(default=False)

    class Meta:
        """A channel carries a due once at each stage."""

        constraints = [
            models.UniqueConstraint(fields=["due", "stage", "channel"], name="delivery_once")
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class PushEndpoint(models.Model):
    """A browser that takes push messages."""

    person: models.TextField[str, str] = models.TextField(db_index=True)
    url: models.TextField[str, str] = models.TextField(unique=True)
    p256dh: models.TextField[str, str] = models.TextField()
    auth: models.TextField[str, str] = models.TextField()
    name: models.TextField[str, str] = models.TextField()
    added_s: models.BigIntegerField[int, int] = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.pk)
