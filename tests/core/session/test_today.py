"""The day on a device without connection: the same plan as at home, in keys.

Hazard H26 (docs/safety.md).
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from backfour.core.reading import parse_event
from backfour.core.session import bridge
from backfour.core.session.today import NEWS_KIND
from tests.builders import Story, full_answers
from tests.core.session.stage import CATALOGUE, healthy


def text(story: Story) -> str:
    return "".join(json.dumps(row) + "\n" for row in story.rows)


def day(story: Story, at: str = "2026-03-02T10:00:00+01:00", **change: Any) -> dict[str, Any]:
    given = {"history": text(story), "catalogue": CATALOGUE, "at": at, **change}
    told: dict[str, Any] = json.loads(bridge.plan_today(json.dumps(given)))
    return told


def told(kind: str, **values: Any) -> dict[str, Any]:
    given = {"kind": kind, "id": "e1", "at": "2026-03-02T10:00:00+01:00", **values}
    answer: dict[str, Any] = json.loads(bridge.tell(json.dumps(given)))
    return answer


def test_a_first_day_offers_all_movements_with_dose_and_film():
    found = day(healthy())
    assert found["head"] == "moves"
    assert found["count"] == 4
    assert found["can_start"]
    assert found["minutes"] > 1
    assert {move["state"] for move in found["moves"]} == {"offered"}
    assert all(move["film"] and move["level"] is not None for move in found["moves"])


def test_a_stopped_and_a_calm_movement_are_shown_as_they_went():
    story = healthy().start().did("elbow_prop", 1)
    story.did("bed_rotation", 1, stop_pressed=True, completed=False)
    found = day(story.end())
    states = {move["exercise"]: move["state"] for move in found["moves"]}
    assert states["elbow_prop"] == "done_row"
    assert states["bed_rotation"] == "stopped_row"
    assert found["running"] is None


def test_what_the_body_rules_out_is_left_out():
    found = day(Story().on(0, 9).person().full().body("spinal_fusion"))
    assert "left_out" in {move["state"] for move in found["moves"]}


def test_an_open_session_can_be_gone_on_with_until_its_day_is_long_over():
    story = healthy().start()
    assert day(story)["running"]["pain_before"] == 2
    assert day(story, at="2026-03-03T10:00:00+01:00")["running"] is None


@pytest.mark.parametrize(
    ("story", "at", "head"),
    [
        (Story(), "2026-03-02T10:00:00+01:00", "locked.check"),
        (Story().on(0, 9).person().full(), "2026-03-02T10:00:00+01:00", "body"),
        (healthy(), "2026-03-23T10:00:00+01:00", "locked.weekly"),
        (healthy(), "2026-09-02T10:00:00+01:00", "locked.again"),
        (healthy().flare(), "2026-03-02T10:00:00+01:00", "locked.flare"),
        (healthy().flare().mini(), "2026-03-02T10:00:00+01:00", "flare"),
        (healthy().session(), "2026-03-03T10:00:00+01:00", "rest"),
        (healthy().session(), "2026-03-02T20:00:00+01:00", "done"),
        (
            Story().on(0, 9).person().full(R12="older").body(),
            "2026-03-02T10:00:00+01:00",
            "locked.see",
        ),
        (
            Story().on(0, 9).person().full(R01="yes").body(),
            "2026-03-02T10:00:00+01:00",
            "locked.see",
        ),
    ],
)
def test_the_headline_says_what_the_day_is(story, at, head):
    found = day(story, at)
    assert found["head"] == head, found
    assert found["can_start"] is (head in {"moves", "rest", "flare"})


def test_the_morning_is_asked_for_the_day_after_a_session_and_only_once():
    story = healthy().session()
    morning = "2026-03-03T08:00:00+01:00"
    assert day(story, morning)["asks_morning"]
    assert not day(story.on(1, 7).morning(), morning)["asks_morning"]


def test_a_stop_that_was_not_told_about_counts_already():
    story = healthy().start()
    draft = {
        "id": "s9.bird_dog",
        "kind": "stopped",
        "session": story.rows[-1]["session"],
        "exercise": "bird_dog",
        "level": 1,
        "before": 2,
        "at": "2026-03-02T09:30:00+01:00",
    }
    states = {move["exercise"]: move["state"] for move in day(story, drafts=[draft])["moves"]}
    assert states["bird_dog"] == "stopped_row"
    begun = day(story, drafts=[{**draft, "kind": "started"}])
    assert {move["state"] for move in begun["moves"]} == {"offered"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"history": None}, "history"),
        ({"history": "{}\n"}, "v"),
        ({"catalogue": None}, "history"),
        ({"catalogue": ""}, "catalogue"),
        ({"at": "today"}, "at"),
        ({"drafts": "none"}, "drafts"),
        ({"drafts": [3]}, "drafts"),
    ],
)
def test_a_wrong_question_is_refused_by_field(change, field):
    assert day(healthy(), **change)["error"]["field"] == field


@pytest.mark.parametrize("given", ["", "[]"])
def test_what_is_no_object_is_refused(given):
    assert json.loads(bridge.plan_today(given))["error"]["field"] == "input"
    assert json.loads(bridge.tell(given))["error"]["field"] == "input"


def test_nothing_new_is_the_whole_list_before_a_session():
    event = told(NEWS_KIND)["event"]
    assert event["kind"] == "pre_session"
    assert parse_event(event).id == "e1"
    assert set(event["answers"]) <= set(full_answers()) | {"R40", "R37", "R36"}
    found = day(healthy().add("screen_completed", kind="pre_session", answers=event["answers"]))
    assert found["can_start"]


def test_a_start_and_a_morning_are_read_as_strictly_as_at_home():
    start = told("session_started", session="s", pain_before=2)["event"]
    assert start["type"] == "session_started"
    morning = told("morning_checked", pain=3, stiffness_min=None, new_leg_pain=True)["event"]
    assert morning["new_leg_pain"] is True
    assert told("session_started", session="s", pain_before=11)["error"]["field"] == "pain_before"
    assert told("flare_declared")["error"]["field"] == "kind"
