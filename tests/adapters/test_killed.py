"""A process killed at any moment: what it acknowledged is there, and nothing is half there.

Hazard H11 (docs/safety.md).
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import Story

ROOT = Path(__file__).parents[2]
SCRIPT = """
import sys
from pathlib import Path
from backfour import bootstrap
bootstrap.configure(Path(sys.argv[1]))
house = bootstrap.house()
for number in range(10_000):
    session = f"k{number}"
    start = {"v": 1, "id": f"{session}.start", "type": "session_started", "session": session}
    house.record.append([{**start, "at": house.clock.now().at, "pain_before": 2}])
    print(f"event {session}.start", flush=True)
    house.session.stop(session, "elbow_prop", 1, 2)
    print(f"stop {session}.elbow_prop", flush=True)
    house.session.felt(f"{session}.elbow_prop", {"peak": 3, "quality": "ache", "others": ["none"]})
    print(f"event {session}.elbow_prop", flush=True)
    house.session.end(session, completed=False)
    print(f"event {session}.end", flush=True)
"""


@pytest.mark.parametrize("after", [1, 2, 3, 4, 17, 30])
def test_everything_acknowledged_is_there_after_kill_9(home, after):
    home.tell(Story().welcome())
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(home.folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    told = [process.stdout.readline().split() for _ in range(after)]
    os.kill(process.pid, signal.SIGKILL)
    told += [line.split() for line in process.stdout.read().splitlines()]
    process.stdout.close()
    process.wait()
    told = [line for line in told if len(line) == 2]

    house = home.reopen().house
    stored = {event.id: event for event in house.history.events()}
    drafts = {draft.key for draft in house.drafts.open()}
    for kind, key in told:
        assert key in stored if kind == "event" else key in stored or key in drafts
    house.drafts.settle(opening=True)
    settled = {event.id: event for event in house.history.events()}
    stops = [key for kind, key in told if kind == "stop"]
    assert all(settled[key].stop_pressed for key in stops)
    assert house.drafts.open() == ()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchone() == ("ok",)
