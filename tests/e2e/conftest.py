"""Journeys: a real server on a fresh data folder, and a real Chromium with a driven clock."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from e2e.home import Home
from e2e.visitor import FLAGS, Visitor

CET = timezone(timedelta(hours=1))
FIRST_MORNING = datetime(2026, 3, 2, 10, 0, tzinfo=CET)
"""A Monday, as in the builders of histories."""


def chromium_path() -> str:
    """The system's Chromium, or the one that ``BACKFOUR_CHROMIUM`` names."""
    named = os.environ.get("BACKFOUR_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = named or next((path for name in names if (path := shutil.which(name))), None)
    assert found, "no Chromium here: install one, or name it in BACKFOUR_CHROMIUM"
    return found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the journeys of a file.

    Not for the whole process: while Playwright's loop runs, Django refuses its database to any
    other test in the same process.
    """
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """An empty home that is not served yet, on the morning of 2 March 2026."""
    home = Home(tmp_path, FIRST_MORNING)
    yield home
    home.stop()


@pytest.fixture
def visit(chromium: Browser, home: Home) -> Iterator[Callable[..., Visitor]]:
    """Open the home in the browser; afterwards nothing may have gone wrong or outside."""
    visitors: list[Visitor] = []

    def come_in(size: str = "phone", **more: object) -> Visitor:
        visitor = Visitor(chromium, home, size, **more)
        visitors.append(visitor)
        visitor.enter(home.start())
        return visitor

    yield come_in
    for visitor in visitors:
        visitor.close()
        assert visitor.asked_elsewhere == []
        assert visitor.complaints == []
