"""Small secrets in the data folder, readable by nobody else; backups leave them out."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final

from backfour.app.refusals import StoreFault

PUSH_KEY: Final = "push.key"
MAIL: Final = "mail.json"
ALL: Final = (PUSH_KEY, MAIL)


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner reads, as a whole or not at all.

    Raises
    ------
    StoreFault
        When the folder cannot be written.
    """
    part = file.with_name(file.name + ".part")
    try:
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as writing:
            writing.write(text)
            writing.flush()
            os.fsync(writing.fileno())
        part.replace(file)
    except OSError as failure:
        raise StoreFault("store.unreachable") from failure


def read_json_file(file: Path) -> dict[str, Any]:
    """Read such a file; empty where it is missing or hurt."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def forget(folder: Path) -> None:
    """Delete every secret of reminders."""
    for name in ALL:
        (folder / name).unlink(missing_ok=True)
        (folder / f"{name}.part").unlink(missing_ok=True)
