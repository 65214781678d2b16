"""The secret of a data folder: it signs the cookie that keeps the door open."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from backfour.app.refusals import StoreFault

NAME = "secret.key"
LENGTH = 50


def secret_of(folder: Path | None) -> str:
    """Read the secret of a folder, or make one that only its owner can read.

    Parameters
    ----------
    folder
        The data folder; None gives a secret that lasts as long as the process.

    Raises
    ------
    StoreFault
        When the folder can be neither read nor written.
    """
    if folder is None:
        return secrets.token_urlsafe(LENGTH)
    file = folder / NAME
    try:
        if kept := _read(file):
            return kept
        _write(file, secrets.token_urlsafe(LENGTH))
        return _read(file)
    except OSError as failure:
        raise StoreFault("store.unreachable") from failure


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def _write(file: Path, secret: str) -> None:
    """Write it whole or not at all; of two who start at once the first one wins."""
    draft = file.with_name(f".{NAME}.{os.getpid()}")
    handle = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    try:
        os.write(handle, secret.encode("ascii"))
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(draft, file)
    except FileExistsError:
        if not _read(file):
            draft.replace(file)
            return
    draft.unlink()
