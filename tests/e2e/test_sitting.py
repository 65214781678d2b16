"""Sitting through the day in a real browser: breaks, and the same without script.

Hazards H44 to H46 (docs/safety.md).
"""

from __future__ import annotations

import pytest

from e2e.home import Home
from e2e.steps import Visit, checked
from e2e.test_accessibility import too_wide, violations
from e2e.visitor import Visitor

pytestmark = pytest.mark.browser

PAGE = "/sitting/"
PAGES = (PAGE, f"{PAGE}exceptions/", f"{PAGE}breaks/", f"{PAGE}seats/", f"{PAGE}watch/")


def asked(visitor: Visitor) -> None:
    """Answer what is asked once: none of these."""
    visitor.go(f"{PAGE}exceptions/")
    visitor.page.locator('input[value="none"]').check()
    visitor.page.locator('button[value="save"]').click()


def sit(visitor: Visitor, place: str = "sofa") -> None:
    visitor.page.locator(f'.places button[value="{place}"]').first.click()
    visitor.page.wait_for_selector('form#up input[name="bout"]', state="attached")
    # The script has asked when the next break is due.
    visitor.page.wait_for_function("() => document.querySelector('[data-next]').textContent !== ''")


def nudge(visitor: Visitor) -> str:
    """What the break says; empty while none is offered."""
    visitor.page.wait_for_timeout(100)
    shown = visitor.page.locator("[data-nudge]")
    return shown.locator("p").first.inner_text() if shown.is_visible() else ""


def minutes(visitor: Visitor, count: int, at_once: int = 1) -> None:
    """Let time pass, as an open page lives it: it asks now and then, and looks at its clock.

    Time is driven in leaps, so the page is given a moment to hear the answer before it looks.
    """
    for _ in range(count // at_once):
        visitor.advance(60 * at_once - 2)
        visitor.page.wait_for_timeout(60)
        visitor.advance(2)
        visitor.page.wait_for_timeout(60)


def until_nudge(visitor: Visitor, words: str, most_min: int) -> None:
    """Let a few minutes pass until the page says this."""
    for _ in range(most_min * 2):
        if nudge(visitor).startswith(words):
            return
        visitor.advance(30)
    raise AssertionError(nudge(visitor))


def test_a_break_is_announced_offered_asked_about_and_written_down(
    home: Home, visit: Visit
) -> None:
    """From sitting down to standing up; the answer is one touch."""
    checked(home)
    visitor = visit()
    asked(visitor)
    sit(visitor)
    assert "Next break in about 30 minutes" in visitor.page.locator("[data-next]").inner_text()
    minutes(visitor, 28, at_once=4)
    assert nudge(visitor) == ""
    until_nudge(visitor, "A break in one minute.", 3)
    until_nudge(visitor, "Time for a break: stand, walk to the window", 3)
    assert visitor.page.title().startswith("Break")
    assert violations(visitor) == []
    until_nudge(visitor, "Did you get up?", 4)
    visitor.page.locator("[data-nudge-stood]").click()
    visitor.page.wait_for_selector(".places")
    (sat,) = [one for one in home.history() if one["type"] == "sitting_logged"]
    assert (sat["place"], 30 <= sat["minutes"] <= 40) == ("sofa", True)
    assert visitor.spoken() == []


def test_a_break_is_postponed_before_it_starts_and_said_aloud_if_chosen(
    home: Home, visit: Visit
) -> None:
    """Ten minutes later it comes, by voice too."""
    checked(home)
    visitor = visit("desktop")
    asked(visitor)
    visitor.go(f"{PAGE}breaks/")
    visitor.page.locator('input[name="spoken"][value="on"]').check()
    visitor.page.locator('button[value="save"]').click()
    visitor.go(PAGE)
    sit(visitor)
    minutes(visitor, 28, at_once=4)
    until_nudge(visitor, "A break in one minute.", 3)
    visitor.page.locator("[data-nudge-later]").click()
    minutes(visitor, 8)
    assert nudge(visitor) == ""
    until_nudge(visitor, "Time for a break", 4)
    assert any("Time for a break" in line for line in visitor.spoken())


def test_three_without_an_answer_and_no_more_come(home: Home, visit: Visit) -> None:
    """Nobody is pestered; the page says so."""
    checked(home)
    visitor = visit()
    asked(visitor)
    sit(visitor)
    minutes(visitor, 140, at_once=4)
    assert nudge(visitor) == ""
    assert "Three breaks went without an answer" in visitor.page.locator("[data-next]").inner_text()


def test_a_break_that_was_offered_is_asked_about_after_the_page_was_opened_anew(
    home: Home, visit: Visit
) -> None:
    """As after a message: one question is left, and one touch answers it."""
    checked(home)
    visitor = visit("phone")
    asked(visitor)
    sit(visitor)
    minutes(visitor, 28, at_once=4)
    until_nudge(visitor, "Time for a break", 4)
    visitor.go(PAGE)
    until_nudge(visitor, "Did you get up?", 1)
    visitor.page.locator("[data-nudge-no]").click()
    visitor.page.wait_for_function("() => document.querySelector('[data-nudge]').hidden")


def test_a_bout_survives_a_server_that_was_killed(home: Home, visit: Visit) -> None:
    """What runs is kept in the folder, not in the page."""
    checked(home)
    visitor = visit()
    asked(visitor)
    sit(visitor, "bed")
    home.kill()
    home.pass_time(minutes=20)
    visitor.enter(home.start())
    visitor.go(PAGE)
    assert "20 minutes" in visitor.page.locator("[data-since]").inner_text()


def test_it_all_works_without_script(home: Home, visit: Visit) -> None:
    """Two touches, and the rule of the day."""
    checked(home)
    visitor = visit("phone", java_script_enabled=False)
    asked(visitor)
    visitor.page.locator('.places button[value="car"]').first.click()
    home.pass_time(minutes=25)
    visitor.page.locator('form#up .pain button[value="3"]').click()
    assert "Longest: 25 minutes in the car." in visitor.page.locator("main").inner_text()


@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
def test_no_page_of_sitting_has_a_violation_or_scrolls_sideways(
    home: Home, visit: Visit, size: str
) -> None:
    """With a bout that runs, and with some that are over."""
    checked(home)
    visitor = visit(size)
    asked(visitor)
    found = {}
    for step in ("before", "during", "after"):
        for page in PAGES if step == "before" else (PAGE,):
            visitor.go(page)
            if wrong := violations(visitor):
                found[step, page] = wrong
            assert not too_wide(visitor), page
        visitor.go(PAGE)
        if step == "before":
            sit(visitor)
            home.pass_time(minutes=70)
        elif step == "during":
            visitor.page.locator('form#up .pain button[value="4"]').click()
    assert found == {}
