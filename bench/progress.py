"""What Progress costs the processor and the line, with years of history behind it."""

from __future__ import annotations

import gc
import itertools
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from bench.app import tell
from bench.figures import Figure, cpu_ms
from bench.history import everything
from bench.pages import TODAY, open_pages

TARGET_MS: Final = {2: 8, 10: 20}
"""Promised for every visit, the first after a new entry included (issue 4)."""
TARGET_KB: Final = 60
DAYS: Final = 12
"""Days that are lived on, each with its morning and its session."""
PLAIN: Final = "/about/"
"""A page that asks nothing of the history: what any page costs."""
MOVEMENTS: Final = ("elbow_prop", "pelvic_circles", "bird_dog", "bed_rotation")
FELT: Final[dict[str, Any]] = {
    "before": 2,
    "peak": 2,
    "quality": "none",
    "spread": "none",
    "technique": "ok",
    "neuro": False,
    "system": False,
    "stop_pressed": False,
    "completed": True,
}


def figures() -> Iterator[Figure]:
    """Measure Progress while nothing is new, and at the first visit after each new entry."""
    for years, target in TARGET_MS.items():
        with tempfile.TemporaryDirectory() as somewhere:
            folder, clock = Path(somewhere) / "data", Path(somewhere) / "clock"
            tell(folder, years, TODAY, everything)
            yield from _measured(open_pages(folder, clock), clock, years, target)


def _measured(client: Any, clock: Path, years: int, target: int) -> Iterator[Figure]:
    page = client.get("/progress/")
    if page.status_code != 200:
        raise SystemExit(f"Progress answered {page.status_code}")
    gc.collect()
    gc.freeze()
    name = f"Progress, {years} years"
    plain = cpu_ms(lambda: client.get(PLAIN), 50)
    yield Figure(f"{name}: a plain page, to compare", plain, None, "ms")
    yield Figure(f"{name}: nothing new", cpu_ms(lambda: client.get("/progress/"), 50), target, "ms")
    for what, spent in _lived_on(client, clock).items():
        yield Figure(f"{name}: first visit after {what}", min(spent), target, "ms")
        yield Figure(f"{name}: the same, in plain pages", min(spent) / plain, None, "x")
    yield Figure(f"{name}: HTML", len(page.content) / 1000, TARGET_KB, "kB")
    whole = client.get("/progress/?days=all")
    # The size is promised for two years.
    most = TARGET_KB if years == min(TARGET_MS) else None
    yield Figure(f"{name}: all days, HTML", len(whole.content) / 1000, most, "kB")


def _lived_on(client: Any, clock: Path) -> dict[str, list[float]]:
    """Live some days on; what the first look at Progress costs after each thing that is told."""
    told: dict[str, Callable[[str], list[dict[str, Any]]]] = {
        "a new morning": _morning,
        "a session": _session,
        "a new sitting": _sitting,
    }
    spent: dict[str, list[float]] = {"midnight": [], **{name: [] for name in told}}
    for day in range(1, DAYS + 1):
        date = (TODAY + timedelta(days=day)).isoformat()
        _at(clock, f"{date}T07:00:00+01:00")
        client.get("/")
        spent["midnight"].append(_once_ms(client))
        for hour, (name, rows) in zip(("08", "10", "19"), told.items(), strict=True):
            at = f"{date}T{hour}:00:00+01:00"
            _at(clock, at)
            _record(rows(at))
            spent[name].append(_once_ms(client))
    return spent


def _once_ms(client: Any) -> float:
    # One run without another to warm up: there is only one first visit.

    begin = time.process_time_ns()
    client.get("/progress/")
    return (time.process_time_ns() - begin) / 1e6


def _at(clock: Path, at: str) -> None:
    clock.write_text(f"{at}\n", encoding="ascii")


_numbers: Final = itertools.count()


def _record(rows: list[dict[str, Any]]) -> None:
    from backfour.bootstrap import house

    house().record.append([{"v": 1, "id": f"bench{next(_numbers)}", **row} for row in rows])


def _morning(at: str) -> list[dict[str, Any]]:
    pain = 1 + int(at[8:10]) % 4
    told = {"pain": pain, "stiffness_min": 10 * pain, "new_leg_pain": False}
    return [{"type": "morning_checked", "at": at, **told}]


def _session(at: str) -> list[dict[str, Any]]:
    same = {"at": at, "session": f"bench-{at}"}
    done = [{"type": "exercise_done", **same, "exercise": one, "level": 1} for one in MOVEMENTS]
    return [
        {"type": "session_started", **same, "pain_before": 2},
        *({**one, **FELT} for one in done),
    ]


def _sitting(at: str) -> list[dict[str, Any]]:
    told = {"place": "sofa", "minutes": 40, "feet_up": False, "back_filled": False}
    return [{"type": "sitting_logged", "at": at, **told}]
