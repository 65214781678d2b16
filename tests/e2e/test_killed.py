"""A power cut in the middle of a session: everything acknowledged is there afterwards.

Hazard H11 (docs/safety.md).
"""

from __future__ import annotations

import pytest

from e2e.home import Home
from e2e.steps import Visit, checked, start, until

pytestmark = pytest.mark.browser


def done(home: Home) -> list[tuple[str, bool]]:
    """Movements written down so far, and whether Stop was pressed."""
    return [
        (row["exercise"], row["stop_pressed"])
        for row in home.history()
        if row["type"] == "exercise_done"
    ]


def test_a_stop_outlives_a_killed_server(home: Home, visit: Visit) -> None:
    """One movement answered, Stop in the second, then SIGKILL before any answer."""
    checked(home)
    visitor = visit()
    start(visitor)
    until(visitor, "ask")
    visitor.fine()
    until(visitor, "doing")
    visitor.advance(3)
    with visitor.page.expect_response("**/session/play/drafts") as kept:
        visitor.page.keyboard.press("Escape")
    assert kept.value.ok
    until(visitor, "stopped")
    home.kill()
    visitor.page.close()
    assert done(home) == [("elbow_prop", False)]

    home.pass_time(hours=20)
    again = visit()
    again.go("/")
    assert done(home) == [("elbow_prop", False), ("bed_rotation", True)]
    (stopped,) = [row for row in home.history() if row.get("stop_pressed") is True]
    assert stopped["peak"] == stopped["before"] == 2
    assert stopped["at"].startswith("2026-03-02")


def test_a_session_goes_on_where_it_was_after_a_killed_server(home: Home, visit: Visit) -> None:
    """What was answered is not asked again; the open movement is asked about, not repeated."""
    checked(home)
    visitor = visit()
    start(visitor)
    until(visitor, "ask")
    visitor.fine()
    until(visitor, "doing")
    home.kill()
    visitor.page.close()

    again = visit()
    again.go("/session/play/")
    again.wait_for_core()
    assert again.screen == "ask"
    again.fine()
    assert [name for name, _ in done(home)] == ["elbow_prop", "bed_rotation"]
