"""What Progress costs the processor and the line, with years of history behind it."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from bench.app import tell
from bench.figures import Figure, cpu_ms
from bench.pages import TODAY, open_pages

TARGET_MS: Final = {2: 8, 10: 20}
"""Promised for each visit while nothing new was told (issue 5)."""
TARGET_KB: Final = 60


def figures() -> Iterator[Figure]:
    """Measure Progress at the first visit after something was told, and at every further one."""
    for years, target in TARGET_MS.items():
        with tempfile.TemporaryDirectory() as somewhere:
            folder = Path(somewhere) / "data"
            tell(folder, years, TODAY)
            yield from _measured(open_pages(folder, Path(somewhere) / "clock"), years, target)


def _measured(client: Any, years: int, target: int) -> Iterator[Figure]:
    gc.collect()
    page = client.get("/progress/")
    if page.status_code != 200:
        raise SystemExit(f"Progress answered {page.status_code}")
    name = f"Progress with {years} years of history"
    yield Figure(f"{name}, processor", cpu_ms(lambda: client.get("/progress/"), 100), target, "ms")
    yield Figure(f"{name}, drawn anew", cpu_ms(lambda: _anew(client), 10), None, "ms")
    yield Figure(f"{name}, HTML", len(page.content) / 1000, TARGET_KB, "kB")
    whole = client.get("/progress/?days=all")
    # The size is promised for two years.
    most = TARGET_KB if years == min(TARGET_MS) else None
    yield Figure(f"{name}, all days, HTML", len(whole.content) / 1000, most, "kB")


def _anew(client: Any) -> None:
    """Forget what was kept, as a new entry does, and draw the page."""
    from backfour.bootstrap import house

    house().see_progress.forget()
    client.get("/progress/")
