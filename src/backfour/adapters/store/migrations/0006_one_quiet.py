"""Quiet hours stood twice, for breaks and for reminders: what was set for breaks is taken over.

As in `backfour.app.reminding.reminders.Reminders.keep_quiet`: hours that were set for reminders
stay, and so do all hours where a reminder that is on would fall silent.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import migrations

OLD = ("breaks_quiet_from_min", "breaks_quiet_until_min")
NIGHT = (21 * 60, 7 * 60)
OWN = "own"
NO_ZONE = ""
"""Read as the zone of the machine until a device tells one."""


def take_over(apps: Any, _: Any) -> None:
    """Move the hours, and forget the two settings."""
    settings = apps.get_model("store", "StoredSetting").objects.filter(key__in=OLD)
    kept = {key: json.loads(value) for key, value in settings.values_list("key", "value")}
    settings.delete()
    if not kept:
        return
    begins, ends = (kept.get(name, usual) for name, usual in zip(OLD, NIGHT, strict=True))
    people = apps.get_model("store", "ReachedPerson").objects
    row, _made = people.get_or_create(
        person=OWN, defaults={"zone": NO_ZONE, "quiet_begins": NIGHT[0], "quiet_ends": NIGHT[1]}
    )
    if (row.quiet_begins, row.quiet_ends) != NIGHT or _falls_silent(apps, begins, ends):
        return
    row.quiet_begins, row.quiet_ends = begins, ends
    row.save()


def _falls_silent(apps: Any, begins: int, ends: int) -> bool:
    wishes = apps.get_model("store", "ReminderWish").objects.filter(reached=OWN)
    times = wishes.exclude(channel="off").values_list("at_min", flat=True)
    if begins <= ends:
        return any(begins <= minute < ends for minute in times)
    return any(minute >= begins or minute < ends for minute in times)


class Migration(migrations.Migration):
    dependencies = [("store", "0005_experiments")]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
