"""The database file of a data folder: how it is opened, made, and brought up to date."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any, Final

from backfour.adapters.store.faults import plainly
from backfour.app.refusals import StoreFault

FILE: Final = "backfour.sqlite3"

SCHEMA: Final = 6
"""Number of the last migration, kept in the file as ``user_version``.

A file with a higher number was written by a newer version and is not touched.
"""

BUSY_S: Final = 10
"""How long one writer waits for another, e.g. the app for a command that imports (our choice)."""

_ON_OPENING: Final = (
    "PRAGMA journal_mode=WAL;"
    # What was acknowledged survives a power cut, not only a crash of the app.
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    # What is deleted is overwritten.
    "PRAGMA secure_delete=ON"
)


def database(folder: Path) -> dict[str, Any]:
    """Describe the database of a folder to Django."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(folder / FILE),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": BUSY_S,
            "transaction_mode": "IMMEDIATE",
            "init_command": _ON_OPENING,
        },
    }


def schema_of(file: Path) -> int:
    """Read the schema number of a database file; 0 where there is none yet.

    Raises
    ------
    StoreFault
        When the file cannot be read or is not a database.
    """
    if not file.exists() or file.stat().st_size == 0:
        return 0
    with plainly():
        reading = sqlite3.connect(file, timeout=BUSY_S)
        try:
            number: int = reading.execute("PRAGMA user_version").fetchone()[0]
        finally:
            reading.close()
    return number


def is_current(file: Path) -> bool:
    """Whether a file needs no migration.

    Raises
    ------
    StoreFault
        ``store.newer`` when a newer version wrote it.
    """
    found = schema_of(file)
    if found > SCHEMA:
        raise StoreFault("store.newer")
    return found == SCHEMA


def bring_up_to_date(file: Path) -> None:
    """Make the database or bring it to the present schema. Django must be set up."""
    from django.core.management import call_command
    from django.db import connection

    if not file.exists():
        # Made by us first, so that it is never readable by others, not even for a moment.
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    with plainly():
        call_command("migrate", interactive=False, verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA user_version = {SCHEMA}")
