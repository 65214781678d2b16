"""Several devices, apart and together: every answer once, whoever brings it, in whatever order.

Hazard H27 (docs/safety.md).
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from backfour.core.reading import read_json
from tests.builders import Story
from tests.homes import opened

DEVICES = st.sampled_from(["phone", "tablet"])
WRONG_BY_H = {"phone": 0, "tablet": -5}
"""The tablet's clock is five hours slow."""


@dataclass
class Device:
    """What one device holds: its copy of the history and what is on its way."""

    box: list[list[dict[str, Any]]] = field(default_factory=list)
    copy: dict[str, dict[str, Any]] = field(default_factory=dict)
    person: str = ""
    cursor: int = 0
    sessions: int = 0


class Devices(RuleBasedStateMachine):
    """A phone and a tablet that answer, lose their answers on the way, and catch up."""

    @initialize()
    def move_in(self) -> None:
        self.patch = pytest.MonkeyPatch()
        self.place = Path(mkdtemp(prefix="backfour-devices-"))
        self.opened = opened(self.place, self.patch)
        self.home = self.opened.__enter__()
        self.home.tell(Story().welcome())
        self.before = len(self.home.house.history.events())
        self.devices = {"phone": Device(), "tablet": Device()}
        self.minutes = 0
        self.told: set[str] = set()

    @rule(name=DEVICES, stop=st.booleans())
    def session(self, name: str, stop: bool) -> None:
        """A short session, answered while nobody listens."""
        device = self.devices[name]
        device.sessions += 1
        self.minutes += 10
        session = f"{name}{device.sessions}"
        story = Story().on(0, 12 + WRONG_BY_H[name])
        start, done, end = self._session(story, session, stop=stop)
        for event in (start, done, end):
            device.box.append([event])
            self.told.add(event["id"])

    def _session(self, story: Story, session: str, *, stop: bool) -> list[dict[str, Any]]:
        rows = story.start().did("elbow_prop", 1, stop_pressed=stop, completed=not stop).end().rows
        kinds = {"session_started": "start", "session_ended": "end"}
        return [
            {**row, "id": f"{session}.{kinds.get(row['type'], 'elbow_prop')}", "session": session}
            for row in rows
        ]

    @rule(name=DEVICES, answer_lost=st.booleans())
    def deliver(self, name: str, answer_lost: bool) -> None:
        """Send the oldest; an answer that is lost on its way makes it come again."""
        box = self.devices[name].box
        if box:
            self.home.house.record.append(box[0])
            if not answer_lost:
                box.pop(0)

    @rule(name=DEVICES)
    def catch_up(self, name: str) -> None:
        """Take over what others told."""
        device = self.devices[name]
        synced = self.home.house.sync.after(device.person, device.cursor)
        if synced.whole:
            device.copy = {}
        for row in synced.events:
            event = read_json(row.body)
            device.copy[event["id"]] = event
        device.person, device.cursor = synced.person, synced.cursor

    @rule()
    def restart(self) -> None:
        """The server is killed and comes back."""
        self.home.reopen()

    def teardown(self) -> None:
        for name in self.devices:
            while self.devices[name].box:
                self.deliver(name, answer_lost=False)
        for name in self.devices:
            self.catch_up(name)
        stored = self.home.house.history.events()
        ids = [event.id for event in stored]
        assert len(ids) == len(set(ids))
        assert {one for one in ids if one in self.told} == self.told
        assert len(ids) == self.before + len(self.told)
        assert set(self.devices["phone"].copy) == set(self.devices["tablet"].copy) == set(ids)
        plans = self.home.house.plan_today().snapshot()
        assert self.home.reopen().house.plan_today().snapshot() == plans
        self.opened.__exit__(None, None, None)
        self.patch.undo()
        shutil.rmtree(self.place, ignore_errors=True)


Devices.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestDevices = Devices.TestCase
