"""Every test gets its own house in a fresh folder."""

import pytest

from tests.homes import opened


@pytest.fixture
def home(tmp_path, monkeypatch):
    with opened(tmp_path, monkeypatch) as home:
        yield home
