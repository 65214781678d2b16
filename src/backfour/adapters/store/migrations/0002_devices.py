"""Paired devices and the code that lets one more in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0001_begin")]

    operations = [
        migrations.CreateModel(
            name="PairedDevice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.TextField(unique=True)),
                ("name", models.TextField()),
                ("paired", models.TextField()),
                ("seen", models.TextField()),
                ("expires", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="PairingCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digits", models.TextField()),
                ("expires", models.BigIntegerField()),
                ("tries", models.IntegerField()),
            ],
        ),
    ]
