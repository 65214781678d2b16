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
        self._told: dict[str, str | int] = {}

    def take(self, port: int) -> bool:
        """Try to become the process that serves this folder; tells whether it worked."""
        lock = self._file.open("a+", encoding="ascii")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            return False
        self._held = lock
        self._told = {"port": port}
        self._tell()
        return True

    def say_home(self, url: str) -> None:
        """Write down where the devices of the house find this process."""
        self._told["home"] = url
        self._tell()

    def port(self) -> int | None:
        """Return the port of the process that serves this folder, as it wrote it down."""
        port = self._read().get("port")
        return port if isinstance(port, int) else None

    def home(self) -> str:
        """Return the address for the devices of the house; empty where it is not open to them."""
        return str(self._read().get("home", ""))

    def _read(self) -> dict[str, object]:
        try:
            found = json.loads(self._file.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _tell(self) -> None:
        if self._held is not None:
            self._held.truncate(0)
            self._held.write(json.dumps(self._told))
            self._held.flush()

    def release(self) -> None:
        """Stop serving."""
        if self._held is not None:
            self._held.close()
            self._held = None
