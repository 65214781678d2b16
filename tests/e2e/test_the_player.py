"""The player when things go differently: a stop, no connection, a reload, no Python."""

from __future__ import annotations

import pytest

from backfour.core.vocabulary import EXERCISES
from backfour.words import say
from e2e.home import Home
from e2e.steps import Visit, checked, choose, movement, start, until
from e2e.visitor import SIZES, Visitor

pytestmark = pytest.mark.browser


def told(home: Home, kind: str) -> list[dict]:
    """Stored events of one type."""
    return [row for row in home.history() if row["type"] == kind]


def test_after_a_stop_nothing_starts_by_itself(home: Home, visit: Visit) -> None:
    """Escape in the bird-dog: stopped at once, asked at once, no standing work afterwards."""
    checked(home)
    visitor = visit()
    start(visitor)
    for _ in range(3):
        until(visitor, "ask")
        visitor.fine()
    until(visitor, "doing")
    assert movement(visitor) == "Bird-dog"
    visitor.page.keyboard.press("Escape")
    visitor.settle()
    assert visitor.screen == "stopped"
    visitor.advance(120)
    assert visitor.screen == "stopped"
    visitor.felt(6, "sharp")
    assert visitor.screen == "rise"
    while visitor.screen == "rise":
        visitor.page.keyboard.press("Space")
        visitor.settle()
    visitor.page.wait_for_url("**/session/end/")
    done = told(home, "exercise_done")
    assert [row["exercise"] for row in done][-1] == "bird_dog"
    assert done[-1]["stop_pressed"] is True
    assert done[-1]["quality"] == "sharp"


def test_a_session_without_connection_loses_nothing(home: Home, visit: Visit) -> None:
    """The server is gone for two movements; everything is written once it is back."""
    checked(home)
    visitor = visit()
    start(visitor)
    until(visitor, "ask")
    visitor.fine()
    home.kill()
    for _ in range(2):
        until(visitor, "ask")
        visitor.fine()
    home.start()
    visitor.advance(40)
    visitor.page.wait_for_timeout(500)
    visitor.advance(40)
    visitor.page.wait_for_timeout(500)
    names = [row["exercise"] for row in told(home, "exercise_done")]
    assert names == ["elbow_prop", "bed_rotation", "leg_hang"]
    # The browser says aloud that nobody answered; that is what this test is about.
    visitor.complaints.clear()


def test_a_reload_goes_on_where_it_was(home: Home, visit: Visit) -> None:
    """What is done stays done; the movement that was running is asked about."""
    checked(home)
    visitor = visit()
    start(visitor)
    until(visitor, "ask")
    visitor.fine()
    until(visitor, "doing")
    visitor.page.reload()
    visitor.wait_for_core()
    assert visitor.screen == "ask"
    visitor.page.locator('[data-control="forms.felt.forgot"]').click()
    visitor.settle()
    assert len(told(home, "exercise_done")) == 1


def test_a_question_half_answered_waits_through_a_call(home: Home, visit: Visit) -> None:
    """Out of sight and back: what was touched stays touched, and the question is asked again."""
    checked(home)
    visitor = visit()
    start(visitor)
    until(visitor, "ask")
    visitor.page.locator('main .answer[value="something"]').click()
    visitor.page.locator('main .pain button[value="3"]').click()
    visitor.see("hidden")
    visitor.advance(3600)
    visitor.see("visible")
    assert say("say.where.ask") in visitor.spoken()
    visitor.page.locator('main [data-open="quality"] .answer[value="stretch"]').click()
    visitor.page.locator('main [data-open="others"] .answer[value="none"]').click()
    visitor.page.locator('main [data-control="answer"]').click()
    visitor.settle()
    (done,) = told(home, "exercise_done")
    assert (done["peak"], done["quality"]) == (3, "stretch")


def test_without_python_the_page_says_so_and_offers_the_forms(home: Home, visit: Visit) -> None:
    """The core cannot be loaded: a sentence, and the same session as pages."""
    checked(home)
    visitor = visit()
    visitor.page.route("**/core.zip*", lambda route: route.abort())
    visitor.go("/session/start/")
    visitor.page.locator('.pain button[value="2"]').click()
    visitor.page.locator('button[name="list"][value="none"]').click()
    visitor.page.wait_for_selector('main[data-screen="trouble"]', timeout=60_000)
    visitor.page.locator("main a.btn.main").click()
    assert "/session/forms/" in visitor.page.url or "/session/ready/" in visitor.page.url
    visitor.complaints.clear()


def test_without_script_the_page_leads_to_the_forms(home: Home, visit: Visit) -> None:
    """No JavaScript: the page says so, and its one link works."""
    checked(home)
    visitor = visit(java_script_enabled=False)
    visitor.go("/session/start/")
    visitor.page.locator('.pain button[value="2"]').click()
    visitor.page.locator('button[name="list"][value="none"]').click()
    assert visitor.page.url.endswith("/session/play/")
    visitor.page.locator("main a.btn").click()
    assert visitor.page.locator("main h1").count() == 1
    assert "/session/play/" not in visitor.page.url


def test_a_changed_plan_is_shown_instead_of_an_old_movement(home: Home, visit: Visit) -> None:
    """Another page told of a bad day meanwhile: the bird-dog is not begun any more."""
    checked(home)
    visitor = visit()
    start(visitor)
    for _ in range(3):
        until(visitor, "ask")
        visitor.fine()
    other = visitor.context.new_page()
    other.goto(home.url + "/bad-day/")
    with other.expect_navigation():
        other.locator("main form button, .floor button").first.click()
    other.close()
    passed = 0
    while visitor.screen not in ("trouble", "end") and passed < 300:
        if visitor.screen in ("card", "rise"):
            visitor.page.keyboard.press("Space")
        visitor.advance(3)
        passed += 3
    assert visitor.screen == "trouble"
    visitor.page.locator("main a.btn.main").click()
    assert visitor.page.url == home.url + "/"
    visitor.complaints.clear()  # the browser notes the refusal


@pytest.mark.parametrize(
    ("size", "ears", "lang"),
    [
        *((size, False, "en") for size in SIZES),
        ("phone", True, "en"),
        ("side", True, "en"),
        ("phone", False, "es"),
    ],
)
def test_stop_is_in_sight_on_every_screen(
    home: Home, visit: Visit, size: str, lang: str, *, ears: bool
) -> None:
    """Whole, without scrolling, at every window size, in the narrowest movements."""
    checked(home)
    visitor = visit(size)
    if lang != "en":
        choose(visitor, lang)
    start(visitor, ears=ears)
    for exercise in EXERCISES:
        in_sight(visitor, size)
        until(visitor, "doing")
        assert movement(visitor) == say(f"move.{exercise}.name", lang)
        for _ in range(4):
            in_sight(visitor, size)
            visitor.advance(4)
        until(visitor, "ask")
        sideways = visitor.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert sideways <= 0
        visitor.fine()


def in_sight(visitor: Visitor, size: str) -> None:
    stop = visitor.page.locator(".stop")
    if stop.count() == 0:
        return
    box = stop.bounding_box()
    width, height = SIZES[size]
    assert box is not None
    for part in visitor.page.locator("main h1, main .cue, main .sides > li").all():
        place = part.bounding_box()
        assert place is None or place["x"] + place["width"] <= width + 0.5, part.inner_text()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= height + 0.5, (visitor.screen, movement(visitor), box)
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width + 0.5
