"""Reminders are sent by the app while it runs, and by a worker of its own; by both only once."""

from __future__ import annotations

import signal
import time

import pytest

from backfour.app.reminding.ports import MailServer
from backfour.core.quiet import Quiet
from backfour.core.reminding.daytime import Times
from cli.test_serve import free_port, link_of
from letterbox import letterbox
from tests.builders import Story
from tests.homes import leave


@pytest.fixture
def box():
    with letterbox() as box:
        yield box


@pytest.fixture
def due(home, box):
    """A home whose session is reminded of at ten, by mail."""
    home.at("2026-03-02T09:00").tell(Story().welcome().body())
    house = home.house
    house.reminders.mail_to("name@example.org")
    house.mail_file.keep(MailServer("127.0.0.1", box.port, "none"))
    wanted = {"session": ("mail", Times(10 * 60))}
    house.reminders.change("Europe/Berlin", Quiet(0, 0), wanted)
    home.at("2026-03-02T10:00")
    leave()
    return home


def test_a_worker_sends_what_is_due_and_leaves(due, box, command):
    assert command("remind", "--once", "--data", due.folder).out == "Reminders dealt with: 1\n"
    assert command("remind", "--once", "--data", due.folder).out == "Reminders dealt with: 0\n"
    assert len(box.letters) == 1


def test_the_app_sends_what_is_due_while_it_runs_and_stops_with_it(due, box, program, command):
    process = program("serve", "--no-browser", "--data", due.folder, "--port", free_port())
    link_of(process)
    for _ in range(300):
        if box.letters:
            break
        time.sleep(0.1)
    command("remind", "--once", "--data", due.folder)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert process.stderr.read() == ""
    assert len(box.letters) == 1


def test_a_worker_killed_while_the_server_has_the_letter_sends_no_second_one(
    due, box, program, command
):
    process = program("remind", "--data", due.folder)
    box.then = process.kill
    assert process.wait(30) == -signal.SIGKILL
    box.then = None
    for clock in ("10:01", "10:06", "10:20"):
        due.at(f"2026-03-02T{clock}")
        command("remind", "--once", "--data", due.folder)
    assert len(box.letters) == 1
