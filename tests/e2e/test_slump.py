"""The monitor that watches somebody sit, in a browser whose camera plays our own stills."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from e2e.home import Home
from e2e.lens import Watched, lens
from e2e.pictures import GREY, Scene
from e2e.steps import checked
from e2e.test_accessibility import violations
from e2e.visitor import Visitor

pytestmark = pytest.mark.browser

PAGE = "/sitting/watch/"
PATIENCE_MS = 60_000


@pytest.fixture
def watched(home: Home, tmp_path: Path) -> Iterator[Watched]:
    """Open the home in a browser with a camera; nothing may be asked outside or go wrong."""
    with lens(home, tmp_path) as come:

        def come_in(*scenes: Scene, **how: object) -> Visitor:
            visitor = come(*scenes, **how)
            visitor.enter(home.start())
            return visitor

        yield come_in


def test_the_monitor_is_off_until_begun_knows_its_person_and_says_when_it_cannot_see(
    home: Home, watched: Watched
) -> None:
    """Somebody sits upright before the camera; out of sight the camera goes off and it is said."""
    checked(home)
    visitor = watched(Scene("sit.chair_good.jpg", 20))
    page = visitor.page
    visitor.go(PAGE)
    assert page.locator("[data-slump-live]").is_hidden()
    assert page.evaluate("document.querySelector('video').srcObject") is None
    page.locator("[data-slump-begin]").click()
    page.wait_for_selector('[data-slump][data-state="upright"]', timeout=PATIENCE_MS)
    assert violations(visitor) == []
    visitor.see("hidden")
    assert page.locator("[data-slump]").get_attribute("data-state") == "hidden"
    assert page.evaluate("document.querySelector('video').srcObject") is None
    visitor.see("visible")
    page.wait_for_selector('[data-slump][data-state="upright"]', timeout=PATIENCE_MS)
    assert "out of sight" in page.locator("[data-slump-note]").inner_text()
    page.locator("[data-slump-snooze]").click()
    page.wait_for_function(
        "() => document.querySelector('[data-slump-note]').textContent.startsWith('Silent')"
    )
    page.locator("[data-slump-end]").click()
    assert page.locator("[data-slump-say]").inner_text() == "The camera is off."


def test_an_empty_room_counts_as_away(home: Home, watched: Watched) -> None:
    """Nobody there is no slump."""
    checked(home)
    visitor = watched(Scene(GREY, 20))
    visitor.go(PAGE)
    visitor.page.locator("[data-slump-begin]").click()
    visitor.page.wait_for_selector('[data-slump][data-state="away"]', timeout=PATIENCE_MS)
    assert "That does not count." in visitor.page.locator("[data-slump-say]").inner_text()
