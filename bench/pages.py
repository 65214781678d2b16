"""What a page costs the processor, with two years of history behind it."""

from __future__ import annotations

import gc
import itertools
import json
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bench.app import EVENING, tell
from bench.figures import Figure, cpu_ms

YEARS = 2
TODAY = date(2026, 11, 2)
TODAY_MS = 3
TODAY_KB = 15
SESSION_MS = 5


def figures() -> Iterator[Figure]:
    """Measure Today, and the answer to a whole session sent at once."""
    with tempfile.TemporaryDirectory() as somewhere:
        folder = Path(somewhere) / "data"
        tell(folder, YEARS, TODAY)
        client = open_pages(folder, Path(somewhere) / "clock")
        gc.collect()
        gc.freeze()

        page = client.get("/")
        if page.status_code != 200:
            raise SystemExit(f"Today answered {page.status_code}")
        yield Figure(
            f"Today with {YEARS} years of history, processor",
            cpu_ms(lambda: client.get("/"), 100),
            TODAY_MS,
            "ms",
        )
        yield Figure(
            f"Today with {YEARS} years of history, HTML",
            len(page.content) / 1000,
            TODAY_KB,
            "kB",
        )
        sessions = (_session(number) for number in itertools.count())

        def post() -> None:
            answer = client.post("/session/play/events", next(sessions), "application/json")
            if answer.status_code != 200:
                raise SystemExit(f"posting a session answered {answer.status_code}")

        yield Figure("posting a whole session, processor", cpu_ms(post, 30), SESSION_MS, "ms")


def open_pages(folder: Path, clock: Path) -> Any:
    """Open the door to the pages inside this process."""
    import os

    from backfour import bootstrap

    clock.write_text(f"{TODAY.isoformat()}{EVENING}\n", encoding="ascii")
    os.environ[bootstrap.CLOCK_FILE] = str(clock)
    bootstrap.configure(folder)

    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    client.get(f"/open/{bootstrap.house().door.new_token()}", follow=True)
    return client


def _session(number: int) -> str:
    """Tell a session of five calm movements, each later than the one before."""
    from backfour.core.events import event_to_dict
    from tests.builders import Story

    story = Story(TODAY)
    story.sessions = number
    # One after another, as a person does: what comes late is told anew and costs more.
    story.minute = 8 * 60 + 8 * number
    story.session(pain=2)
    name = f"bench{number}"
    told = []
    for index, event in enumerate(map(event_to_dict, story.events())):
        told.append({**event, "session": name, "id": f"{name}.{index}"})
    return json.dumps({"events": told})
