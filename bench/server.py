"""How soon the first page stands, and how much memory the app holds."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.app import running
from bench.figures import Figure

TODAY = date(2026, 11, 2)
STARTS = 3
FIRST_PAGE_S = 2
MEMORY_MB = 100
PAGES = ("/", "/moves/", "/why/", "/data/", "/settings/")


def figures() -> Iterator[Figure]:
    """Start the app a few times, then read with two years of history."""
    starts = []
    for _ in range(STARTS):
        with running(0, TODAY) as app:
            starts.append(app.first_page_s)
    yield Figure("start to first page", statistics.median(starts), FIRST_PAGE_S, "s")
    if not Path("/proc/self/status").exists():
        return
    with running(2, TODAY) as app:
        for page in PAGES * 10:
            status, _ = app.get(page)
            if status != 200:
                raise SystemExit(f"{page} answered {status}")
        yield Figure(
            "memory of the server, two years of history", app.resident_mb(), MEMORY_MB, "MB"
        )
