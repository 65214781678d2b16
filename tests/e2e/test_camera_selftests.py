"""The camera beside a self-test, in a real browser: it proposes, and the person decides.

The chair stand and the one-leg stance are done by made-up people in place of the network, because
no film of ours shows them; the elbow prop is our own film through the real one. Hazard H50
(docs/safety.md).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.motion.standing import ASPECT, FRONT, SIDE, person
from e2e.home import Home
from e2e.lens import lens
from e2e.pictures import GREY, Scene
from e2e.steps import checked
from e2e.test_accessibility import too_wide, violations
from e2e.visitor import Visitor

pytestmark = pytest.mark.browser

PATIENCE_MS = 60_000
POSES = Path(__file__).with_name("poses.js")
PROP = "elbow_prop.EP1"
"""Somebody lies down flat, comes up on the elbows and down again."""

Tested = Callable[..., Visitor]


def _joints(points: Any) -> list[list[float]]:
    return [[x / ASPECT, y, z, v] for x, y, z, v in points]


CHAIR = {"still": _joints(person(0.0, az=SIDE)), "up": _joints(person(1.0, az=SIDE)), "gone": None}
STANCE = {
    "still": _joints(person(az=FRONT)),
    "lift": _joints(person(az=FRONT, right=(0.0, 0.2))),
    "gone": None,
}


@pytest.fixture
def tested(home: Home, tmp_path: Path) -> Iterator[Tested]:
    """Open a self-test in a browser with a camera; nothing may be asked outside or go wrong."""
    with lens(home, tmp_path) as come:

        def come_in(
            measure: str,
            poses: dict[str, Any] | None = None,
            *scenes: Scene,
            **how: object,
        ) -> Visitor:
            visitor = come(*(scenes or (Scene(GREY, 4),)), **how)
            # What the camera sees passes as fast as time itself, so the page's clock does too.
            visitor.context.add_init_script("delete globalThis.backfourTestClock")
            if poses is not None:
                script = POSES.read_text("utf-8").replace('"@POSES@"', json.dumps(poses))
                visitor.context.route(
                    "**/pose-worker.js*",
                    lambda route: route.fulfill(body=script, content_type="text/javascript"),
                )
            visitor.enter(home.start())
            visitor.go(f"/progress/tests/{measure}/do/?now=2&safe=no")
            return visitor

        yield come_in


def let_it_count(visitor: Visitor) -> None:
    """Choose the camera, and wait until it sees somebody in place."""
    page = visitor.page
    assert page.locator("[data-live]").is_hidden()
    assert page.locator("video").count() == 0
    page.locator('[data-by="camera"]').click()
    told = "[data-live-say]:has-text('I can see you well')"
    page.wait_for_selector(told, timeout=PATIENCE_MS)


def pose(visitor: Visitor, name: str) -> None:
    """Let the made-up person change to another pose, within 0.7 seconds."""
    visitor.page.evaluate(
        "name => { const way = new BroadcastChannel('backfour-pose');"
        " way.postMessage(name); way.close(); }",
        name,
    )


def hear(visitor: Visitor, words: str) -> None:
    """Wait until something was said."""
    visitor.page.wait_for_function(
        "words => globalThis.backfourSpoken.some(text => text.includes(words))",
        arg=words,
        timeout=PATIENCE_MS,
    )


def proposed(visitor: Visitor, field: str = "value") -> str:
    """Wait for what the camera says beside a field; return it."""
    line = visitor.page.locator(f'[data-proposed="{field}"]')
    line.wait_for(state="visible", timeout=PATIENCE_MS)
    return line.inner_text()


def taken(home: Home) -> list[dict[str, Any]]:
    return [row for row in home.history() if row["type"] == "measure_taken"]


def test_chair_stands_are_counted_proposed_corrected_and_only_then_kept(
    home: Home, tested: Tested
) -> None:
    """Nine stands are seen; the person adds the one at the very end, and that is what counts."""
    checked(home)
    visitor = tested("chair_stand", CHAIR)
    page = visitor.page
    let_it_count(visitor)
    assert violations(visitor) == []
    page.locator("[data-begin]").click()
    hear(visitor, "Go.")
    for _ in range(9):
        pose(visitor, "up")
        page.wait_for_timeout(1_300)
        pose(visitor, "still")
        page.wait_for_timeout(1_400)
    assert page.locator(".tally").inner_text().split() == ["9", "counted"]
    told = proposed(visitor)
    assert told.startswith("The camera counted 9. Is that right?")
    hear(visitor, "The camera counted 9.")
    field = page.locator('input[name="value"]')
    assert field.input_value() == "9"
    assert violations(visitor) == []
    assert taken(home) == []
    field.fill("10")
    page.locator('button[name="go"]').click()
    page.wait_for_url("**/done/**")
    (kept,) = taken(home)
    assert (kept["measure"], kept["value"], kept.get("detail")) == ("chair_stand", 10, None)


def test_seconds_on_one_leg_end_with_the_foot_and_a_shorter_try_changes_nothing(
    home: Home, tested: Tested
) -> None:
    """Proposed to the tenth; the second, shorter try is told and the better one stays."""
    checked(home)
    visitor = tested("one_leg_stance", STANCE, size="phone")
    page = visitor.page
    let_it_count(visitor)
    held_s = []
    for seconds in (4.0, 2.0):
        page.locator('[data-begin="left"]').click()
        page.wait_for_selector("[data-live-how]", state="hidden", timeout=PATIENCE_MS)
        pose(visitor, "lift")
        since = time.monotonic()
        page.wait_for_timeout(seconds * 1_000)
        pose(visitor, "still")
        held_s.append(time.monotonic() - since)
        page.wait_for_selector('[data-begin="left"]', timeout=PATIENCE_MS)
    page.wait_for_selector("[data-proposed=left]:has-text('Your longer time stays')")
    told = float(page.locator('input[name="left"]').input_value())
    assert told == pytest.approx(held_s[0], abs=0.6)
    assert round(told * 10) == pytest.approx(told * 10)
    assert page.locator('input[name="right"]').input_value() == ""
    assert not too_wide(visitor)
    assert taken(home) == []


def test_who_is_lost_from_sight_is_told_and_the_clock_goes_on(home: Home, tested: Tested) -> None:
    """No number of the camera's: the clock's seconds are in the field, and that is said."""
    checked(home)
    visitor = tested("one_leg_stance", STANCE)
    page = visitor.page
    let_it_count(visitor)
    page.locator('[data-begin="left"]').click()
    page.wait_for_selector("[data-live-how]", state="hidden", timeout=PATIENCE_MS)
    pose(visitor, "lift")
    page.wait_for_selector(".tally:visible", timeout=PATIENCE_MS)
    pose(visitor, "gone")
    hear(visitor, "I lost sight of you.")
    before = int(page.locator("[data-clock]").inner_text())
    page.wait_for_function(
        "before => Number(document.querySelector('[data-clock]').textContent) > before + 1",
        arg=before,
    )
    page.locator("[data-end]").click()
    told = proposed(visitor, "left")
    assert told.startswith("The camera lost sight of you, so it gives no number.")
    assert "The seconds are the clock’s" in told
    assert float(page.locator('input[name="left"]').input_value()) > before


def test_called_off_before_go_nothing_is_tried_and_the_other_key_puts_the_camera_away(
    home: Home, tested: Tested
) -> None:
    """The same Stop as ever; "I count myself" ends the camera's light."""
    checked(home)
    visitor = tested("chair_stand", CHAIR)
    page = visitor.page
    let_it_count(visitor)
    page.locator("[data-begin]").click()
    page.locator("[data-end]").click()
    assert page.locator("[data-proposed]").is_hidden()
    live = page.locator("[data-live] video").evaluate_handle(
        "video => video.srcObject.getVideoTracks()[0]"
    )
    assert page.locator("[data-do]").is_hidden()
    page.locator('[data-by="hand"]').click()
    page.wait_for_selector("[data-live]", state="hidden")
    assert page.locator("[data-do]").is_visible()
    assert live.evaluate("track => track.readyState") == "ended"
    page.locator("[data-begin]").click()
    hear(visitor, "Go.")


def test_a_refused_camera_is_one_sentence_and_one_counts_oneself(
    home: Home, tested: Tested
) -> None:
    """No permission: the clock runs as without a camera."""
    checked(home)
    visitor = tested("chair_stand", CHAIR, flag="--deny-permission-prompts")
    page = visitor.page
    page.locator('[data-by="camera"]').click()
    page.wait_for_selector(
        "[data-live-say]:has-text('I may not use the camera')", timeout=PATIENCE_MS
    )
    page.locator("[data-begin]").click()
    hear(visitor, "Go.")
    page.wait_for_function("() => Number(document.querySelector('[data-clock]').textContent) < 30")


def test_a_prop_on_the_elbows_is_timed_through_the_real_network(home: Home, tested: Tested) -> None:
    """Our own film: flat, up for some seconds, and down again.

    A machine that is too busy for it says so instead, and gives no number.
    """
    checked(home)
    flat, up = Scene(PROP, 20, from_s=0.2, still=True), Scene(PROP, 5, from_s=4.5, still=True)
    way_up, way_down = Scene(PROP, 2.5, from_s=0.5), Scene(PROP, 2, from_s=6.9)
    visitor = tested("prone_hold", None, flat, way_up, up, way_down)
    page = visitor.page
    page.locator('[data-by="camera"]').click()
    page.wait_for_selector("[data-live][data-looks]", timeout=PATIENCE_MS)
    page.locator("[data-begin]").click()
    page.wait_for_function(
        """() => ["[data-proposed]:not([hidden])", "[data-live-say]"].some(name =>
            /Is that right|roughly|lost sight/.test(document.querySelector(name)?.textContent))""",
        timeout=2 * PATIENCE_MS,
    )
    field = page.locator('input[name="value"]')
    if page.locator("[data-proposed]").is_visible():
        assert proposed(visitor).startswith(f"The camera saw {field.input_value()} seconds.")
        assert 1 <= int(field.input_value()) <= 9
    else:
        assert field.input_value() == ""
