"""Steps that several journeys share."""

from __future__ import annotations

from collections.abc import Callable

from builders import Story
from e2e.home import Home
from e2e.visitor import Visitor

Visit = Callable[..., Visitor]


def checked(home: Home, *, flags: tuple[str, ...] = ()) -> None:
    """Someone of 62 with the pattern and a clean check, before the first session."""
    home.bring(Story().on(0, 9).person().full().add("flags_reported", flags=list(flags)).rows)


def choose(visitor: Visitor, lang: str) -> None:
    """Choose the language, as the first thing of all."""
    visitor.go("/welcome/")
    visitor.page.locator(f'button[name="language"][value="{lang}"]').click()
    visitor.page.wait_for_selector(f'html[lang="{lang}"]')


def start(visitor: Visitor, pain: int = 2, *, ears: bool = False) -> None:
    """From the pain of this moment to the first movement in the player."""
    visitor.go("/session/start/")
    if ears:
        visitor.page.locator('input[name="ears"]').check()
    visitor.page.locator(f'.pain button[value="{pain}"]').click()
    visitor.page.locator('button[name="list"][value="none"]').click()
    visitor.wait_for_core()


def movement(visitor: Visitor) -> str:
    """The name of the movement on the screen."""
    return visitor.page.locator("main h1").inner_text()


def until(visitor: Visitor, screen: str, most_s: float = 900) -> None:
    """Go on to the next screen of this kind; whatever waits for a person gets its Ready."""
    passed = 0.0
    while visitor.screen != screen:
        assert passed < most_s, f"no {screen} after {most_s} s: {visitor.screen}"
        waits = visitor.screen in ("card", "rise")
        if waits:
            visitor.page.keyboard.press("Space")
        visitor.advance(0.5 if waits else 3)
        passed += 3
