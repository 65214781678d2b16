"""A home to visit in tests: a data folder, the real server on it, and a clock in a file."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

PATIENCE_S = 30


class Home:
    """One person's data folder and the process that serves it."""

    def __init__(self, place: Path, now: datetime) -> None:
        self.folder = place / "data"
        self.place = place
        self._clock = place / "clock.txt"
        self._server: subprocess.Popen[str] | None = None
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.printed: list[str] = []
        self.set_time(now)

    # ---------------------------------------------------------------- time

    def set_time(self, now: datetime) -> None:
        """Put the server's clock to this moment; it stands until it is put again."""
        assert now.tzinfo is not None, "a time needs its zone"
        self.now = now
        fresh = self._clock.with_suffix(".new")
        fresh.write_text(now.isoformat(timespec="milliseconds"), encoding="utf-8")
        fresh.replace(self._clock)

    def pass_time(self, **span: float) -> None:
        """Let time pass on the server's clock, e.g. ``hours=14``."""
        self.set_time(self.now + timedelta(**span))

    # ---------------------------------------------------------------- commands

    def command(self, *words: str) -> str:
        """Run the command line on this folder; returns what it prints."""
        told = subprocess.run(
            [*_BACKFOUR, *words, "--data", str(self.folder)],
            check=False,
            capture_output=True,
            text=True,
            env=self._environment(),
            timeout=PATIENCE_S,
        )
        assert told.returncode == 0, told.stderr or told.stdout
        return told.stdout

    def bring(self, rows: list[dict[str, Any]]) -> None:
        """Import a history into the still empty folder."""
        file = self.place / "history.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        self.command("import", str(file))

    def history(self) -> list[dict[str, Any]]:
        """Read every stored event, as export writes them."""
        import zipfile

        target = self.place / "out.zip"
        target.unlink(missing_ok=True)
        self.command("export", str(target))
        with zipfile.ZipFile(target) as whole:
            text = whole.read("history.jsonl").decode()
        return [json.loads(line) for line in text.splitlines()]

    # ---------------------------------------------------------------- the server

    def start(self, *more: str) -> str:
        """Serve the folder, with more options; returns the link that opens the door once."""
        assert self._server is None, "is running already"
        self._server = subprocess.Popen(
            [
                *_BACKFOUR,
                *("serve", "--no-browser", "--port", str(self.port), "--data", str(self.folder)),
                *more,
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=self._environment(),
        )
        return self._link()

    def new_link(self) -> str:
        """Ask the running server for another link, as starting it a second time does."""
        found = re.search(r"http://\S+/open/\S+", self.command("serve", "--no-browser"))
        assert found, "no link"
        return found[0]

    def stop(self) -> None:
        """End the server as Ctrl-C does."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End the server as a power cut does."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        server, self._server = self._server, None
        if server is None:
            return
        server.send_signal(how)
        server.wait(PATIENCE_S)
        assert server.stdout is not None
        server.stdout.close()

    def _link(self) -> str:
        assert self._server is not None
        assert self._server.stdout is not None
        seen = self.printed = []
        for line in self._server.stdout:
            seen.append(line)
            if found := re.search(r"http://\S+/open/\S+", line):
                return found[0]
        raise AssertionError("the server did not start:\n" + "".join(seen))

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "BACKFOUR_CLOCK_FILE": str(self._clock),
            "LC_ALL": "C.UTF-8",
            "PYTHONUNBUFFERED": "1",
            "BACKFOUR_DATA": str(self.folder),
        }


_BACKFOUR = (sys.executable, "-c", "from backfour.cli import main; main()")


def free_port() -> int:
    with socket.socket() as trying:
        trying.bind(("127.0.0.1", 0))
        port: int = trying.getsockname()[1]
        return port
