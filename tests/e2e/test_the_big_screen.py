"""Two devices of one house: one plays the session, the other shows it large."""

from __future__ import annotations

import pytest

from e2e.home import Home
from e2e.steps import Visit, checked, movement, start, until
from e2e.test_accessibility import violations
from e2e.visitor import Visitor

pytestmark = pytest.mark.browser


def linked(home: Home, visit: Visit) -> tuple[Visitor, Visitor]:
    """A big screen that waits, and the device beside the person."""
    checked(home)
    controls = visit()
    big = Visitor(controls.context.browser, home, "tv")
    big.enter(home.new_link())
    big.go("/screen/show/")
    code = big.page.locator(".big-code").inner_text()
    controls.go("/screen/")
    controls.page.fill("#code", code)
    controls.page.locator("footer .btn.main").click()
    controls.page.wait_for_selector('[role="status"]')
    start(controls)
    return controls, big


def shows(big: Visitor, screen: str) -> None:
    big.page.wait_for_selector(f'main[data-screen="{screen}"]', timeout=20_000)


def test_the_big_screen_follows_and_its_keys_count(home: Home, visit: Visit) -> None:
    """The same movement and number on both; Escape on the television is a Stop, and is kept."""
    controls, big = linked(home, visit)
    until(controls, "doing")
    controls.advance(6)
    shows(big, "doing")
    assert movement(big) == movement(controls) == "Elbow prop"
    number = controls.page.locator(".count b").inner_text()
    big.page.wait_for_function(
        "n => document.querySelector('.count b')?.textContent === n", arg=number
    )
    assert violations(big) == []
    big.page.keyboard.press("Escape")
    controls.page.wait_for_selector('main[data-screen="stopped"]', timeout=20_000)
    shows(big, "stopped")
    controls.felt(5, "sharp")
    assert [row["stop_pressed"] for row in home.history() if row["type"] == "exercise_done"] == [
        True
    ]
    controls.page.close()
    home.stop()  # the stream that is still open must not hold it
    big.close()


def test_losing_the_big_screen_stops_nothing(home: Home, visit: Visit) -> None:
    """The session goes on beside the person, to its end."""
    controls, big = linked(home, visit)
    until(controls, "doing")
    big.close()
    until(controls, "ask")
    controls.fine()
    until(controls, "doing")
    assert movement(controls) == "Bed rotation"


def test_losing_the_controls_lets_the_big_screen_go_on(home: Home, visit: Visit) -> None:
    """It says that the other went quiet, and one key takes the session up where it was."""
    controls, big = linked(home, visit)
    until(controls, "ask")
    controls.fine()
    until(controls, "doing")
    shows(big, "doing")
    controls.page.close()
    big.advance(20)
    big.page.wait_for_selector(".screen-lost a")
    big.page.keyboard.press("Enter")
    big.wait_for_core()
    assert big.screen == "ask"
    assert "Bed rotation" in big.page.locator("main").inner_text()
    big.close()
