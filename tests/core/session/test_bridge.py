"""The door between page and core: malformed calls are named and change nothing."""

from __future__ import annotations

import json

import pytest

from backfour.core.exercises.catalogue import load_catalogue
from backfour.core.session import bridge
from backfour.core.session.keys import all_keys
from tests.builders import Story
from tests.core.session.stage import CATALOGUE, Page, healthy

GOOD = {
    "history": "".join(json.dumps(row) + "\n" for row in healthy().rows),
    "catalogue": CATALOGUE,
    "at": "2026-03-02T10:00:00+01:00",
    "now_ms": 0,
    "session": "s1",
    "pain_before": 2,
}


def opened(**change):
    return json.loads(bridge.Desk().open_session(json.dumps({**GOOD, **change})))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"history": None}, "history"),
        ({"history": "{}\n"}, "v"),
        ({"catalogue": ""}, "catalogue"),
        ({"catalogue": "movement ="}, "catalogue"),
        ({"at": "today"}, "at"),
        ({"now_ms": 1.5}, "now_ms"),
        ({"session": ""}, "session"),
        ({"pain_before": 11}, "pain_before"),
        ({"pain_before": None}, "pain_before"),
        ({"options": {"pace": "fast"}}, "pace"),
        ({"options": {"order": "odd"}}, "order"),
        ({"options": {"only": "elbow_prop"}}, "options"),
        ({"options": {"only": ["plank"]}}, "options"),
        ({"drafts": [3]}, "drafts"),
        ({"drafts": [{"id": "x"}]}, "drafts"),
    ],
)
def test_a_wrong_opening_is_refused_by_field(change, field):
    assert opened(**change)["error"]["field"] == field


def test_a_good_opening_starts_the_session():
    out = opened(options=None, drafts=None)
    assert out["view"]["screen"] == "ready"
    assert out["events"][0]["type"] == "session_started"


def test_text_that_is_no_json_or_no_object_is_refused():
    desk = bridge.Desk()
    assert json.loads(desk.open_session("{"))["error"]["field"] == "input"
    assert json.loads(desk.open_session("[]"))["error"]["field"] == "input"
    assert json.loads(desk.step("{}"))["error"]["field"] == "session"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"type": "tick", "now_ms": 1}, "at"),
        ({"type": "tick", "at": GOOD["at"]}, "now_ms"),
        ({"type": "jump", "at": GOOD["at"], "now_ms": 1}, "type"),
    ],
)
def test_a_wrong_step_is_refused_and_the_session_goes_on(given, field):
    page = Page()
    assert json.loads(page.desk.step(json.dumps(given)))["error"]["field"] == field
    assert page.send("ready")["view"]["screen"] == "doing"


def test_a_session_that_has_ended_is_not_opened_again():
    page = Page().until("end")
    rows = [*page.story.rows, *page.events]
    history = "".join(json.dumps(row) + "\n" for row in rows)
    assert opened(history=history)["error"] == {"field": "session", "reason": "has ended"}


def test_the_worker_finds_the_two_calls_by_name():
    assert json.loads(bridge.open_session(json.dumps(GOOD)))["view"]["exercise"] == "elbow_prop"
    tick = {"type": "tick", "now_ms": 500, "at": GOOD["at"]}
    assert json.loads(bridge.step(json.dumps(tick)))["view"]["count"]["value"] == 40


def test_everything_said_or_shown_is_a_known_key():
    known = set(all_keys(load_catalogue(CATALOGUE)))
    for flags in ((), ("fall_risk",), ("no_floor_transfer",), ("knee_kneel_limit",)):
        page = Page(healthy(*flags))
        while not page.out["done"]:
            if page.view["screen"] == "ask":
                page.fine()
            elif page.view["waits"]:
                page.send("ready")
            else:
                page.send("tick", after_ms=500)
            view = page.view
            shown = [view[name] for name in ("title", "level_key", "differs") if view[name]]
            shown += [view[name]["key"] for name in ("dose", "cue", "next") if view[name]]
            assert set(shown) | set(view["lines"]) | set(view["notes"]) <= known
        assert set(page.spoken()) <= known


def test_a_history_is_told_again_through_the_door() -> None:
    """The golden people of the browser come this way."""
    history = "".join(json.dumps(row) + "\n" for row in Story().welcome().rows)
    told = json.loads(bridge.replay(json.dumps({"history": history, "on": ["2026-03-02"]})))
    assert told[0]["mode"] == "usual"
    for wrong in ({}, {"history": "{", "on": []}, {"history": "", "on": ["soon"]}):
        assert "error" in json.loads(bridge.replay(json.dumps(wrong)))


def test_a_clock_set_back_during_a_session_writes_nothing_before_its_start():
    page = Page()
    page.send("tick", after_ms=-60_000)
    page.send("stop")
    page.send("answer", peak=2, quality="ache", others=["none"])
    start, done = page.events
    assert done["at"] == start["at"]
    story = Story()
    story.rows = [*page.story.rows, *page.events]
    again = Page(story, clock=page.began, now_ms=-120_000)
    assert again.view["exercise"] != "elbow_prop"
    again.send("finish")
    assert all(event["at"] >= done["at"] for event in again.events)
