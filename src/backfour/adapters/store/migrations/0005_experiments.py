"""The person's own experiments."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0004_paper")]

    operations = [
        migrations.CreateModel(
            name="StoredExperiment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.TextField(unique=True)),
                ("body", models.TextField()),
            ],
            options={"db_table": "experiments"},
        ),
    ]
