"""Which process serves a data folder: one at a time, and where to find it."""

from __future__ import annotations

import fcntl
import json
from pathlib import Path
from typing import IO, Final

_LOCK: Final = "serve.lock"


class Serving:
    """Held by the process that serves a folder, for as long as it lives.

    The lock is the operating system's: it falls with the process, also on ``kill -9``.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / _LOCK
        self._held: IO[str] | None = None

    def take(self, port: int) -> bool:
        """Try to become the process that serves this folder; tells whether it worked."""
        lock = self._file.open("a+", encoding="ascii")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            return False
        lock.truncate(0)
        lock.write(json.dumps({"port": port}))
        lock.flush()
        self._held = lock
        return True

    def port(self) -> int | None:
        """Return the port of the process that serves this folder, as it wrote it down."""
        try:
            found = json.loads(self._file.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None
        port = found.get("port") if isinstance(found, dict) else None
        return port if isinstance(port, int) else None

    def release(self) -> None:
        """Stop serving."""
        if self._held is not None:
            self._held.close()
            self._held = None
