"""Tick sheets on paper, and the log of what happened to the data."""

from __future__ import annotations

from django.db import migrations, models


def _key() -> models.BigAutoField[int, int]:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [("store", "0003_reminders")]

    operations = [
        migrations.CreateModel(
            name="StoredDeed",
            fields=[
                ("id", _key()),
                ("at", models.TextField()),
                ("instant_us", models.BigIntegerField()),
                ("what", models.TextField()),
                ("detail", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="StoredSheet",
            fields=[
                ("id", _key()),
                ("code", models.TextField(unique=True)),
                ("body", models.TextField()),
            ],
        ),
    ]
