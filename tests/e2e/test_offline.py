"""Without connection: the day, a session, and everything told is home afterwards, once.

Hazard H28 (docs/safety.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import TimeoutError as PageTimeout

from builders import Story
from e2e.home import Home
from e2e.steps import Visit, checked, movement, start, until
from e2e.visitor import CORE_MS, ONE_TRY_MS, Visitor

pytestmark = pytest.mark.browser

KEPT = """async () => {
  const worker = await navigator.serviceWorker.ready;
  const names = await caches.keys();
  const kept = await caches.open("backfour-kept");
  const addresses = (await kept.keys()).map((one) => one.url);
  return worker.active?.state === "activated" && addresses.length > 40;
}"""

EMPTY = """async () => {
  if ((await caches.keys()).length > 0) return false;
  const open = indexedDB.open("backfour");
  const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  const rows = (name) => new Promise((done) => {
    const asked = db.transaction(name).objectStore(name).count();
    asked.onsuccess = () => done(asked.result);
  });
  const counts = [await rows("about"), await rows("events"), await rows("box")];
  db.close();
  return counts.every((count) => count === 0);
}"""


@pytest.fixture
def at_hand(visit: Visit, home: Home) -> Iterator[Visitor]:
    """Someone whose device has kept everything, before the connection goes."""
    checked(home)
    visitor = visit(service_workers="allow")
    visitor.go("/")
    visitor.page.wait_for_function(KEPT, timeout=CORE_MS)
    visitor.go("/")
    yield visitor
    visitor.page.goto("about:blank")
    # The browser says aloud that nobody answered; that is what these tests are about.
    visitor.complaints.clear()


def told(home: Home) -> list[tuple[str, Any]]:
    """What stands in the history after the first check, as type and what it is about."""
    rows = home.history()
    first = next(n for n, row in enumerate(rows) if row["type"] == "session_started")
    return [(row["type"], row.get("exercise") or row.get("kind")) for row in rows[first:]]


def begin_offline(visitor: Visitor) -> None:
    """From Today without connection to the first movement."""
    visitor.go("/")
    visitor.page.locator("footer .btn.start").click(timeout=CORE_MS)
    visitor.page.locator('.pain button[value="2"]').click(timeout=CORE_MS)
    visitor.page.locator('button[value="none"]').click(timeout=CORE_MS)
    visitor.wait_for_core()


def back_home(visitor: Visitor) -> None:
    """Let time pass until the device has found the server and its page shows the day."""
    for _ in range(CORE_MS // ONE_TRY_MS):
        visitor.advance(20)
        try:
            visitor.page.wait_for_selector("[data-fresh]", timeout=ONE_TRY_MS)
        except PageTimeout:
            continue
        return
    raise AssertionError("the server was not found again")


def test_a_whole_day_without_connection(home: Home, at_hand: Visitor) -> None:
    """Today, a session with one movement stopped, the end, a reopening; then all of it is home."""
    visitor = at_hand
    home.stop()
    begin_offline(visitor)
    until(visitor, "ask")
    visitor.fine()
    until(visitor, "doing")
    assert movement(visitor) == "Bed rotation"
    visitor.page.keyboard.press("Escape")
    visitor.settle()
    visitor.felt(6, "sharp")
    until(visitor, "end")

    visitor.go("/")
    visitor.page.wait_for_selector('main[data-page="day"]', timeout=CORE_MS)
    expect(visitor.page.locator("[data-sign]")).to_have_text(re.compile("Kept on this device"))
    expect(visitor.page.locator("main")).to_contain_text("Bed rotation: stopped")

    home.start()
    back_home(visitor)
    events = told(home)
    assert events == [
        ("session_started", None),
        ("screen_completed", "pre_session"),
        ("exercise_done", "elbow_prop"),
        ("exercise_done", "bed_rotation"),
        ("session_ended", None),
    ]
    expect(visitor.page.locator("main")).to_contain_text("Bed rotation: stopped")


def test_a_killed_browser_goes_on_where_it_was_without_connection(
    home: Home, at_hand: Visitor
) -> None:
    """What was answered stays answered; the open movement is asked about."""
    visitor = at_hand
    home.stop()
    begin_offline(visitor)
    until(visitor, "ask")
    visitor.fine()
    until(visitor, "doing")
    visitor.page.close()
    visitor.page = visitor.context.new_page()
    visitor.go("/session/play/")
    visitor.wait_for_core()
    assert visitor.screen == "ask"
    expect(visitor.page.locator("main")).to_contain_text("Bed rotation, from your last session")


def test_a_yes_without_connection_closes_the_exercises(home: Home, at_hand: Visitor) -> None:
    """What to do now stands large, and stays when the page is opened again."""
    visitor = at_hand
    home.stop()
    visitor.go("/")
    visitor.page.locator("footer .btn.start").click(timeout=CORE_MS)
    visitor.page.locator('.pain button[value="2"]').click()
    visitor.page.locator(".answer.box").first.click()
    visitor.page.locator('button[value="some"]').click()
    care = visitor.page.locator('main[data-page="care"]')
    expect(care).to_contain_text("Do not exercise today")
    visitor.go("/")
    expect(care).to_contain_text("Do not exercise today", timeout=CORE_MS)
    assert visitor.page.locator(".btn.start").count() == 0
    home.start()
    for _ in range(CORE_MS // ONE_TRY_MS):
        visitor.advance(20)
        if "/offline/" not in visitor.page.url and visitor.page.url != home.url + "/":
            break
        visitor.page.wait_for_timeout(500)
    visitor.page.wait_for_selector('input[name="touched"]', timeout=CORE_MS)
    assert "/check/" in visitor.page.url


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_breaks_in_each_answer_is_home_once(
    home: Home, at_hand: Visitor, seed: int
) -> None:
    """Server killed and back, page reloaded, tab closed and opened: at moments drawn by chance."""
    visitor, chance, served = at_hand, Random(seed), True
    start(visitor)
    answered = 0
    for _ in range(400):
        if visitor.screen in ("end", "") or "/session/play/" not in visitor.page.url:
            break
        if visitor.screen == "ask":
            visitor.fine()
            answered += 1
        elif visitor.screen in ("card", "rise"):
            visitor.page.keyboard.press("Space")
        if chance.random() < 0.12:
            served = break_in(visitor, home, chance, served=served)
        visitor.advance(4)
    if not served:
        home.start()
    visitor.go("/")
    for _ in range(CORE_MS // ONE_TRY_MS):
        visitor.advance(20)
        rows = [row for row in home.history() if row["type"] == "exercise_done"]
        if len(rows) >= answered:
            break
    assert answered >= 3
    assert len(rows) == answered
    assert len({row["exercise"] for row in rows}) == answered
    kinds = [row["type"] for row in home.history()]
    assert kinds.count("session_started") == 1
    assert kinds.count("session_ended") <= 1


def break_in(visitor: Visitor, home: Home, chance: Random, *, served: bool) -> bool:
    """Let one thing go wrong; returns whether the server is up afterwards."""
    what = chance.choice(["server", "reload", "tab"])
    if what == "server":
        if served:
            home.kill()
        else:
            home.start()
        return not served
    if what == "tab":
        visitor.page.close()
        visitor.page = visitor.context.new_page()
    visitor.go("/session/play/")
    visitor.page.wait_for_selector("main[data-screen]", timeout=CORE_MS)
    return served


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_warning_card_is_there_without_connection(
    home: Home, at_hand: Visitor, lang: str
) -> None:
    """In every language we have, whatever is set."""
    home.stop()
    at_hand.go(f"/offline/warning/{lang}/")
    assert at_hand.page.locator("html").get_attribute("lang") == lang
    expect(at_hand.page.locator(".card li").first).to_be_visible()


def test_the_morning_is_kept_without_connection(chromium: Browser, home: Home) -> None:
    """The morning after a session: three answers, home when the server is back."""
    story = Story().on(0, 9).person().full().add("flags_reported", flags=[])
    home.bring(story.session(["elbow_prop"], 0).rows)
    home.pass_time(days=1)
    visitor = Visitor(chromium, home, service_workers="allow")
    visitor.enter(home.start())
    visitor.go("/")
    visitor.page.wait_for_function(KEPT, timeout=CORE_MS)
    visitor.go("/")
    home.stop()
    visitor.go("/")
    visitor.page.locator("main .panel .btn.side").click(timeout=CORE_MS)
    visitor.page.locator('.pain button[value="1"]').click()
    visitor.page.locator('.answer[value="10"]').click()
    visitor.page.locator('.answer[value="no"]').click()
    visitor.page.wait_for_selector('main[data-page="day"]', timeout=CORE_MS)
    home.start()
    back_home(visitor)
    (morning,) = [row for row in home.history() if row["type"] == "morning_checked"]
    assert (morning["pain"], morning["stiffness_min"], morning["new_leg_pain"]) == (1, 10, False)
    visitor.close()


def test_deleting_at_home_empties_the_device(
    chromium: Browser, home: Home, at_hand: Visitor
) -> None:
    """A device that comes back later is told, and forgets history, answers and files."""
    visitor = at_hand
    home.stop()
    begin_offline(visitor)
    until(visitor, "ask")
    visitor.fine()
    visitor.page.goto("about:blank")

    other = Visitor(chromium, home)
    other.enter(home.start())
    other.go("/data/")
    other.page.locator("#confirm").fill("delete")
    other.page.locator("#delete .btn.danger").click()
    other.page.wait_for_url("**/welcome/")
    other.close()

    visitor.go("/about/")
    visitor.page.wait_for_function(EMPTY, timeout=CORE_MS)
    assert home.history() == []
