"""The journeys of a person, in a real browser, from the first opening on."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from backfour.core.programme.replay import replay, snapshot
from backfour.core.reading import parse_history
from builders import GOOD_FIT, Story
from e2e.home import Home
from e2e.steps import Visit, start, until
from e2e.visitor import Visitor

pytestmark = pytest.mark.browser


def press_main(visitor: Visitor) -> None:
    visitor.page.locator(".floor .btn.main, main .btn.main").first.click()
    visitor.page.wait_for_load_state()


def answer_check(visitor: Visitor, **touched: str) -> None:
    """Go through the whole check: nothing found, save what is touched."""
    page = visitor.page
    if "person-person" in page.url:
        page.fill("input[name=age]", "62")
        page.locator("input[value=female]").check(force=True)
        press_main(visitor)
    for _ in range(60):
        here = page.url
        if "/check/full/" not in here:
            return
        if "/list-" in here:
            _answer_list(visitor, touched)
        elif found := re.search(r"/question-(\w+)/", here):
            name = found[1]
            wanted = touched.get(name) or GOOD_FIT[name]
            _choose(visitor, wanted[0] if isinstance(wanted, list) else str(wanted))
        else:
            press_main(visitor)  # read back: yes, that is right
        page.wait_for_load_state()
    raise AssertionError("the check never ends")


def _answer_list(visitor: Visitor, touched: dict[str, str]) -> None:
    page = visitor.page
    boxes = [
        box for name in touched if (box := page.locator(f'main input[value="{name}"]')).count()
    ]
    for box in boxes:
        box.first.check(force=True)
    go = page.locator('button[name="list"]')
    go.nth(1 if boxes else 0).click()


def _choose(visitor: Visitor, value: str) -> None:
    answer = visitor.page.locator(f'main [value="{value}"]').first
    if answer.evaluate("one => one.tagName") == "BUTTON":
        answer.click()
        return
    answer.check(force=True)
    press_main(visitor)


def types(home: Home) -> list[str]:
    return [str(row["type"]) for row in home.history()]


def test_from_the_first_opening_to_the_next_plan(home: Home, visit: Visit) -> None:
    """Journey (i): check, My body, plan, a session with a stop in it, morning, next plan."""
    visitor = visit()
    page = visitor.page
    press_main(visitor)
    press_main(visitor)
    page.locator("select[name=country], input[name=country]").first.wait_for(state="attached")
    if page.locator("select[name=country]").count():
        page.locator("select[name=country]").select_option("GB")
    else:
        page.locator('input[name=country][value="GB"]').check(force=True)
    press_main(visitor)
    page.locator('button[value="yes"]').first.click()
    page.wait_for_url("**/check/full/**")
    answer_check(visitor)
    page.wait_for_url("**/check/result/")
    press_main(visitor)
    page.wait_for_url("**/body/")
    press_main(visitor)
    assert types(home) == ["person_described", "screen_completed", "flags_reported"]

    start(visitor)
    for name in ("elbow_prop", "bed_rotation", "leg_hang"):
        until(visitor, "ask")
        visitor.fine()
        assert name in json.dumps(home.history()[-1])
    until(visitor, "doing")
    visitor.advance(4)
    page.keyboard.press("Escape")
    until(visitor, "stopped")
    visitor.felt(5, "sharp")
    _to_the_end(visitor)
    done = {row["exercise"]: row for row in home.history() if row["type"] == "exercise_done"}
    assert set(done) == {"elbow_prop", "bed_rotation", "leg_hang", "bird_dog"}
    assert done["bird_dog"]["quality"] == "sharp"
    assert done["bird_dog"]["stop_pressed"] is True
    assert page.get_by_text("Bird-dog").count()

    home.pass_time(hours=22)
    _tell_a_calm_morning(visitor)
    assert types(home)[-1] == "morning_checked"
    _the_plan_is_what_replay_says(home, visitor)


def _tell_a_calm_morning(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/morning/")
    page.locator('.pain button[value="2"]').click()
    page.locator('button[name="minutes"][value="20"]').click()
    page.locator('main button[value="no"]').first.click()
    page.wait_for_load_state()


def _the_plan_is_what_replay_says(home: Home, visitor: Visitor) -> None:
    visitor.go("/")
    text = visitor.page.locator("main").inner_text()
    events = parse_history("".join(json.dumps(row) + "\n" for row in home.history()).encode())
    (state,) = replay(events, [date(2026, 3, 3).toordinal()])
    told = snapshot(state)["exercises"]
    assert told["bird_dog"]["level"] == 0
    assert told["bird_dog"]["offered"] is None
    assert told["elbow_prop"]["streak"] == 1
    assert told["pelvic_circles"]["offered"] == 1
    assert "Elbow prop" in text
    assert "Bird-dog" in text
    assert re.search(r"Bird-dog.*[Rr]est", text, flags=re.DOTALL)


def _to_the_end(visitor: Visitor) -> None:
    """Get up and out; nothing starts by itself after a stop."""
    for _ in range(80):
        if "/session/end/" in visitor.page.url:
            return
        if visitor.screen in ("card", "rise"):
            visitor.page.keyboard.press("Space")
        visitor.settle()
        if "/session/end/" not in visitor.page.url and visitor.screen:
            visitor.advance(2)
    raise AssertionError("the session never ends")


def test_a_red_flag_locks_until_seen_and_checked_again(home: Home, visit: Visit) -> None:
    """Journey (ii): fever, locked; a visit and a clean check a day later open it again."""
    home.bring(Story().on(0, 9).person().full(R20="yes").body().rows)
    visitor = visit()
    page = visitor.page
    visitor.go("/")
    assert "/check/result/" in page.url
    assert page.locator("nav").count() == 0
    assert not page.get_by_text("Elbow prop").count()
    visitor.go("/session/start/")
    assert "/session/play/" not in page.url

    home.pass_time(hours=25)
    visitor.go("/seen/")
    page.locator('main input[name="rules"]').first.check(force=True)
    page.locator('main input[name="by"]').first.check(force=True)
    page.fill("#seen_on", "2026-03-03")
    page.fill("#note", "You may do gentle exercise.")
    page.locator('main input[name="allowed"]').check(force=True)
    press_main(visitor)
    assert types(home)[-1] == "clearance_stated", page.locator("main").inner_text()
    visitor.go("/")
    assert "/check/result/" in page.url

    visitor.go("/check/")
    if "/check/full/" not in page.url:
        press_main(visitor)
    answer_check(visitor)
    visitor.go("/")
    assert "Elbow prop" in page.locator("main").inner_text()
