"""The app as a person starts it: a data folder, a process, a link good once, a cookie."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from backfour.bootstrap import CLOCK_FILE
from backfour.core.reading import write_history
from bench.history import DAYS_A_YEAR, years
from tests.builders import Story

ROOT: Final = Path(__file__).parents[1]
COMMAND: Final = Path(sys.executable).with_name("backfour")
EVENING: Final = "T21:00:00+01:00"


@dataclass(frozen=True, slots=True)
class Running:
    """A running app whose door is open."""

    address: str
    cookie: str
    process: int
    first_page_s: float

    def get(self, path: str) -> tuple[int, bytes]:
        """Ask for a page; returns its status and body as transferred."""
        status, _, body = _ask(urlsplit(self.address).netloc, path, self.cookie)
        return status, body

    def resident_mb(self) -> float:
        """Memory the process and its children hold, in MB (Linux only)."""
        total = 0
        for process in [self.process, *_children(self.process)]:
            status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
            found = re.search(r"VmRSS:\s+(\d+) kB", status)
            total += int(found[1]) if found else 0
        return total / 1024


def tell(folder: Path, count: int, today: date, story: Callable[..., Story] = years) -> None:
    """Write a history of so many years into an empty data folder; it ends the day before today."""
    first = today - timedelta(days=count * DAYS_A_YEAR)
    file = folder.parent / "history.jsonl"
    file.write_text(write_history(story(count, first).events()), encoding="utf-8")
    # Without the clock of an earlier part, whose file is gone.
    settings = {name: value for name, value in os.environ.items() if name != CLOCK_FILE}
    command = [COMMAND, "import", file, "--data", folder]
    subprocess.run(command, check=True, capture_output=True, env=settings)


@contextmanager
def running(count: int, today: date) -> Iterator[Running]:
    """Run the app on a history of so many years (0: nobody yet) with the clock at an evening."""
    with tempfile.TemporaryDirectory() as somewhere:
        folder, clock = Path(somewhere) / "data", Path(somewhere) / "clock"
        clock.write_text(f"{today.isoformat()}{EVENING}\n", encoding="ascii")
        if count:
            tell(folder, count, today)
        begin = time.monotonic()
        with subprocess.Popen(
            [COMMAND, "serve", "--no-browser", "--data", folder],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "BACKFOUR_CLOCK_FILE": str(clock)},
        ) as server:
            try:
                yield _open_door(server, begin)
            finally:
                server.send_signal(signal.SIGINT)


def _open_door(server: subprocess.Popen[str], begin: float) -> Running:
    """Follow the printed link to the first page, as the browser does."""
    link = None
    while link is None:
        link = re.search(r"http://\S+", server.stdout.readline() if server.stdout else "")
        if server.poll() is not None:
            raise SystemExit("backfour serve ended before it printed a link")
    place = urlsplit(link[0])
    cookies: dict[str, str] = {}
    path, status = place.path, 302
    while status in {302, 303}:
        status, headers, _ = _ask(place.netloc, path, _written(cookies))
        for header in headers.get_all("Set-Cookie") or []:
            name, _, value = header.partition(";")[0].partition("=")
            cookies[name] = value
        path = headers.get("Location") or path
    if status != http.client.OK:
        raise SystemExit(f"the first page answered {status}")
    address = f"http://{place.netloc}"
    return Running(address, _written(cookies), server.pid, time.monotonic() - begin)


def _written(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def _ask(host: str, path: str, cookie: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    """Send one request, without following anything."""
    connection = http.client.HTTPConnection(host, timeout=20)
    try:
        for _ in range(200):
            try:
                connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
                break
            except ConnectionRefusedError:
                connection.close()
                time.sleep(0.01)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    direct = [int(child) for child in listed.split()]
    return direct + [grandchild for child in direct for grandchild in _children(child)]
