"""A house in a fresh folder, its clock in the test's hand."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from backfour import bootstrap
from tests.builders import Story


@dataclass
class TestHome:
    """A data folder, its house, and a clock that stands until it is moved."""

    __test__ = False
    folder: Path
    clock_file: Path

    @property
    def house(self) -> bootstrap.House:
        return bootstrap.house()

    def at(self, when: str) -> TestHome:
        """Set the clock to ``2026-03-02T10:00`` (+01:00), or to a time with its own offset."""
        zone = "" if "+" in when or when.count("-") > 2 else ":00+01:00"
        self.clock_file.write_text(when + zone, encoding="utf-8")
        return self

    def tell(self, story: Story) -> TestHome:
        """Store a history told by a builder."""
        for start in range(0, len(story.rows), 500):
            self.house.record.append(story.rows[start : start + 500])
        return self

    def move_in(self, folder: Path) -> TestHome:
        """Point the house at another folder, or anew at the same, as a new process would."""
        leave()
        bootstrap.configure(folder)
        return TestHome(folder, self.clock_file)

    def reopen(self) -> TestHome:
        """Forget all that is kept in memory, as a restart does."""
        return self.move_in(self.folder)


def leave() -> None:
    """Close the house: connections, caches, and which folder it was."""
    from django.apps import apps

    if apps.ready:
        from django.db import connections

        connections.close_all()
    bootstrap.house.cache_clear()
    bootstrap._folder.clear()


@contextmanager
def opened(tmp_path: Path, monkeypatch) -> Iterator[TestHome]:
    """Open a house in a fresh folder on 2 March 2026, ten in the morning."""
    home = TestHome(tmp_path / "home", tmp_path / "clock.txt")
    home.at("2026-03-02T10:00")
    monkeypatch.setenv(bootstrap.CLOCK_FILE, str(home.clock_file))
    monkeypatch.setenv(bootstrap.ENVIRONMENT, str(home.folder))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backfour.web.settings")
    leave()
    shutil.copytree(_fresh(), home.folder)
    bootstrap.configure(home.folder)
    yield home
    leave()


@cache
def _fresh() -> Path:
    """Make one empty folder for the whole run: the others are copies, without migrating anew."""
    made = Path(tempfile.mkdtemp(prefix="backfour-fresh-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    bootstrap.configure(made / "home")
    leave()
    return made / "home"
