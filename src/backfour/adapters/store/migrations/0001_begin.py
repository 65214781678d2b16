"""The first tables: events, drafts, settings, one-time links."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DoorToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.TextField(unique=True)),
                ("expires", models.BigIntegerField()),
                ("used", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="StoredDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.TextField(unique=True)),
                ("kind", models.TextField()),
                ("data", models.TextField()),
                ("at", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="StoredSetting",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("value", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="StoredEvent",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("event_id", models.TextField(unique=True)),
                ("person", models.TextField()),
                ("instant_us", models.BigIntegerField()),
                ("day", models.IntegerField()),
                ("type", models.TextField()),
                ("body", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["person", "seq"], name="event_person_seq")],
            },
        ),
    ]
