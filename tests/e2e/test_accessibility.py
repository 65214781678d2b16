"""Every page is tried with axe (WCAG A to AAA, best practice), phone and desktop."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from backfour.words import languages
from builders import Story
from e2e.home import Home
from e2e.steps import Visit, choose, start, until
from e2e.visitor import SIZES, Visitor

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PAGES = """
/ /welcome/ /welcome/what-this-is-not/ /welcome/country/ /welcome/sound/ /about/ /warning/
/check/ /check/result/ /check/summary/ /body/ /moves/ /moves/bird_dog/ /session/start/ /morning/
/week/ /bad-day/ /happened/ /seen/ /why/ /settings/ /settings/knocks/ /settings/camera/
/settings/reminders/ /data/camera/ /data/
/sitting/ /sitting/exceptions/ /sitting/breaks/ /sitting/seats/ /sitting/watch/
/progress/ /progress/questions/ /progress/questions/change/ /progress/tests/
/progress/experiment/
""".split()
TRY = """async () => (await axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
})).violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(" | ")}`)"""


def violations(visitor: Visitor) -> list[str]:
    """What axe finds on the page as it stands."""
    visitor.page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = visitor.page.evaluate(TRY)
    return found


def too_wide(visitor: Visitor) -> bool:
    """Whether the page scrolls sideways."""
    width: bool = visitor.page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return width


def bring_someone(home: Home) -> None:
    """A person in their first weeks, with a stop and a caution."""
    told = Story(date(2026, 2, 27)).on(0, 9).person().full(R38=["fallen"]).body("wrist_limit")
    told.on(0, 10).session(("elbow_prop", "bed_rotation")).on(1, 8).morning()
    told.on(1, 10).start().did("bird_dog", quality="sharp").end()
    home.bring(told.rows)


def test_what_to_do_now_has_no_violation_in_either_language(home: Home, visit: Visit) -> None:
    """One touch leads to the other language and back, on the page that matters most."""
    home.bring(Story(date(2026, 2, 27)).on(0, 9).person().full(R01="yes").rows)
    visitor = visit()
    visitor.go("/check/result/")
    for lang in ("en", "es", "en"):
        assert visitor.page.get_attribute("html", "lang") == lang
        assert violations(visitor) == []
        visitor.page.locator("a[hreflang]").first.click()


@pytest.mark.parametrize(("lang", "size"), [("en", "phone"), ("en", "desktop"), ("es", "phone")])
def test_no_page_has_a_violation(home: Home, visit: Visit, lang: str, size: str) -> None:
    """None of our pages, with someone's data in them."""
    bring_someone(home)
    visitor = visit(size)
    choose(visitor, lang)
    found = {}
    for page in PAGES:
        visitor.go(page)
        if wrong := violations(visitor):
            found[page] = wrong
    assert found == {}


@pytest.mark.parametrize("lang", languages())
def test_no_page_scrolls_sideways_at_320_pixels(home: Home, visit: Visit, lang: str) -> None:
    """320 px wide is 400 % zoom of a laptop; words are longer in some languages."""
    bring_someone(home)
    visitor = visit()
    choose(visitor, lang)
    visitor.page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for page in PAGES:
        visitor.go(page)
        if too_wide(visitor):
            wide.append(page)
    assert wide == []


@pytest.mark.parametrize("ears", [False, True])
def test_the_session_has_no_violation_on_any_of_its_screens(
    home: Home, visit: Visit, *, ears: bool
) -> None:
    """Getting ready, holding, how was it, stopped."""
    bring_someone(home)
    visitor = visit()
    start(visitor, ears=ears)
    found = {}
    for screen in ("ready", "doing", "ask", "stopped"):
        if screen == "stopped":
            visitor.page.keyboard.press("Escape")
        until(visitor, screen)
        for width, height in (SIZES["phone"], SIZES["desktop"]):
            visitor.page.set_viewport_size({"width": width, "height": height})
            if wrong := violations(visitor):
                found[f"{screen} {width}"] = wrong
    assert found == {}
