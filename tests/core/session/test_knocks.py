"""Two knocks, heard by the microphone: a Stop within a movement, Ready outside one.

Hazard H30 (docs/safety.md).
"""

from __future__ import annotations

import pytest

from backfour.core.session.felt import close_stop, draft_from
from tests.core.session.stage import Page


def knock(page, *, after_ms=500, ago_ms=800, over_voice=False):
    """What the page sends when it is sure that it heard two."""
    return page.send("knocks", after_ms=after_ms, ago_ms=ago_ms, over_voice=over_voice)


def spoken(page):
    """Keys of what this one answer says."""
    return [line["key"] for line in page.out["say"]]


def test_outside_a_movement_two_knocks_are_ready_and_say_that_they_were_heard():
    page = Page()
    assert page.view["screen"] == "ready"
    knock(page)
    assert page.view["screen"] == "doing"
    assert spoken(page)[0] == "say.knocks.heard"


def test_within_a_movement_they_end_it_keep_a_stop_at_once_and_ask_aloud():
    page = Page().until("doing")
    knock(page)
    assert page.view["screen"] == "stopped"
    (draft,) = page.out["drafts"]
    assert draft["stop_pressed"]
    assert draft["stopped_for"] == "pain"
    assert page.out["hush"]
    assert page.out["tones"] == ["stop"]
    assert spoken(page)[-1] == "say.knocks.hurt"
    assert page.view["ask"]["knocked"]


def test_no_answer_counts_as_a_stop():
    page = Page().until("doing")
    knock(page)
    page.wait(600)
    assert page.view["screen"] == "stopped"
    (draft,) = page.drafts.values()
    event = close_stop(draft_from(draft))
    assert event["stop_pressed"] is True


def test_two_knocks_for_yes_are_noted_and_change_nothing_of_the_stop():
    page = Page().until("doing")
    knock(page)
    before = dict(page.drafts)
    knock(page, after_ms=4000)
    assert spoken(page) == ["say.knocks.noted"]
    assert page.view["screen"] == "stopped"
    assert page.drafts == before
    assert page.out["events"] == []


def test_only_the_usual_key_takes_it_back():
    page = Page().until("doing")
    knock(page)
    assert "mistake" in page.view["controls"]
    page.send("end_movement", **{"for": "mistake"})
    assert page.view["screen"] == "ask"
    assert page.out["drafts"][0]["stop_pressed"] is False


def test_after_a_stop_by_key_nothing_was_asked_and_knocks_mean_nothing():
    page = Page().until("doing")
    page.send("stop")
    assert not page.view["ask"]["knocked"]
    knock(page)
    assert page.out["ignored"]


def test_a_pause_within_a_movement_still_belongs_to_it():
    page = Page().until("doing")
    page.send("pause")
    knock(page)
    assert page.view["screen"] == "stopped"


def test_a_pause_outside_a_movement_is_ended():
    page = Page()
    page.send("pause")
    knock(page)
    assert not page.view["paused"]
    assert spoken(page) == ["say.knocks.heard", "say.resumed"]


def test_a_rest_within_a_movement_is_not_shortened_by_knocks_they_are_a_stop():
    page = Page().until("doing", "leg_hang", beat="change")
    assert "ready" in page.view["controls"]
    knock(page)
    assert page.view["screen"] == "stopped"


@pytest.mark.parametrize(
    ("later_ms", "ago_ms", "screen"), [(500, 800, "stopped"), (3500, 700, "stopped"),
                                       (3900, 200, "ask")],
)  # fmt: skip
def test_knocks_around_the_end_of_a_movement_are_still_a_stop(later_ms, ago_ms, screen):
    page = Page().until("out")
    knock(page, after_ms=later_ms, ago_ms=ago_ms)
    assert page.view["screen"] == screen


def test_on_the_question_itself_late_knocks_never_answer_it():
    page = Page().until("ask")
    page.wait(10)
    knock(page)
    assert page.out["ignored"]
    assert page.view["screen"] == "ask"


def test_right_after_the_way_out_was_cut_short_a_stop_still_counts():
    page = Page().until("out")
    page.send("ready")
    assert page.view["screen"] == "ask"
    knock(page)
    assert page.view["screen"] == "stopped"


def test_our_own_voice_never_stands_for_ready_or_yes_but_never_hides_a_stop():
    page = Page()
    knock(page, over_voice=True)
    assert page.out["ignored"]
    page.until("doing")
    knock(page, over_voice=True)
    assert page.view["screen"] == "stopped"
    knock(page, over_voice=True)
    assert page.out["ignored"]


def test_a_movement_of_an_earlier_opening_is_not_answered_by_knocks():
    page = Page().until("doing")
    drafts = list(page.drafts.values())
    page.now_ms += 1000
    again = Page(drafts=drafts, now_ms=page.now_ms)
    assert again.view["ask"]["earlier"]
    knock(again)
    assert again.out["ignored"]


def test_when_it_is_over_knocks_mean_nothing():
    page = Page().until("end")
    knock(page)
    assert page.out["ignored"]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"over_voice": False}, "ago_ms"),
        ({"ago_ms": 5001, "over_voice": False}, "ago_ms"),
        ({"ago_ms": 10}, "over_voice"),
    ],
)
def test_knocks_that_lack_something_are_refused(fields, wrong):
    page = Page()
    assert page.send("knocks", **fields)["error"]["field"] == wrong
