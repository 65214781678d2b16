"""A house in a fresh folder, its clock in the test's hand, and a browser that was let in."""

from __future__ import annotations

import os

import pytest

from backfour import bootstrap, words
from web.flows.walk import Walk


@pytest.fixture
def walk(tmp_path, monkeypatch):
    clock = tmp_path / "clock.txt"
    clock.write_text("2026-11-23T09:00:00+01:00", encoding="utf-8")
    monkeypatch.setenv(bootstrap.CLOCK_FILE, str(clock))
    monkeypatch.setenv("BACKFOUR_DATA", str(tmp_path / "home"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backfour.web.settings")
    bootstrap.configure(tmp_path / "home")
    words.be_strict()  # a page that lacks words fails here, not in front of a person
    yield Walk(clock)
    words.be_strict(on=False)
    from django.db import connections

    connections.close_all()
    bootstrap.house.cache_clear()
