"""A house in a fresh folder, a browser that was let in, and one that was not."""

from __future__ import annotations

import os
from http import HTTPStatus

import pytest

from backfour import bootstrap


@pytest.fixture
def clock(tmp_path, monkeypatch):
    """A clock that stands until it is moved."""
    file = tmp_path / "clock.txt"
    file.write_text("2026-11-23T09:00:00+01:00", encoding="utf-8")
    monkeypatch.setenv(bootstrap.CLOCK_FILE, str(file))
    return file


@pytest.fixture
def house(tmp_path, monkeypatch, clock):
    """The house of a fresh folder."""
    monkeypatch.setenv("BACKFOUR_DATA", str(tmp_path / "home"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backfour.web.settings")
    bootstrap.configure(tmp_path / "home")
    yield bootstrap.house()
    from django.db import connections

    connections.close_all()
    bootstrap.house.cache_clear()


@pytest.fixture
def stranger(house):
    """A browser that was never let in."""
    from django.test import Client

    return Client(headers={"host": "127.0.0.1:8000"}, enforce_csrf_checks=True)


@pytest.fixture
def guest(house):
    """A browser that came in through a link."""
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1:8000"})
    answer = client.get(f"/open/{house.door.new_token()}")
    assert answer.status_code == HTTPStatus.FOUND
    return client
