"""What a disk says when it fails, turned into a key that has a sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import DatabaseError as DjangoDatabaseError

from backfour.app.refusals import StoreFault

_KEYS: Final = {
    sqlite3.SQLITE_FULL: "store.full",
    sqlite3.SQLITE_READONLY: "store.read_only",
    sqlite3.SQLITE_PERM: "store.read_only",
    sqlite3.SQLITE_CANTOPEN: "store.unreachable",
    sqlite3.SQLITE_IOERR: "store.unreachable",
    sqlite3.SQLITE_CORRUPT: "store.broken",
    sqlite3.SQLITE_NOTADB: "store.broken",
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_LOCKED: "store.busy",
}
_PRIMARY: Final = 0xFF
"""SQLite's extended codes carry the primary one in their last byte."""


@contextmanager
def plainly() -> Iterator[None]:
    """Turn a failure of the database into a `StoreFault`; programming errors pass as they are."""
    try:
        yield
    except (DjangoDatabaseError, sqlite3.DatabaseError) as failure:
        key = key_of(failure)
        if key is None:
            raise
        raise StoreFault(key) from failure


def key_of(failure: BaseException) -> str | None:
    """Find the key of a failure, or None where it is not one of the disk's."""
    told: BaseException | None = failure
    while told is not None:
        code = getattr(told, "sqlite_errorcode", None)
        if code is not None:
            return _KEYS.get(code & _PRIMARY)
        told = told.__cause__
    return None
