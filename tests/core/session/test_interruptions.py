"""A call, a closed lid, a page out of sight, a speaker gone: paused, told, taken up again.

Hazard H25 (docs/safety.md).
"""

from __future__ import annotations

import pytest

from tests.core.session.stage import Page
from tests.core.session.test_player import BF, EP


def said(page):
    return [line["key"] for line in page.out["say"]]


def test_out_of_sight_pauses_at_once_and_says_so_when_it_is_back():
    page = Page().until("doing", BF).wait(5)
    left = page.view["count"]
    page.send("interrupt", **{"for": "hidden"})
    assert (page.view["paused"], page.view["interrupted"], page.out["hush"]) == (
        True,
        "hidden",
        True,
    )
    assert said(page) == []
    page.wait(60, step_ms=5000)
    page.send("back", after_ms=600_000)
    assert said(page) == [
        "say.interrupted.hidden",
        "say.where.leg_hang",
        "say.where.side.leg_hang.leg.left",
        "say.interrupted.go_on",
    ]
    assert (page.view["paused"], page.view["count"]) == (True, left)


def test_going_on_names_movement_and_side_again_and_counts_from_where_it_was():
    page = Page().until("doing", BF).wait(5)
    left = page.view["count"]["value"]
    page.send("interrupt", **{"for": "hidden"})
    page.send("back", after_ms=90_000)
    page.send("resume", after_ms=9_000)
    assert said(page) == ["say.resumed", "say.where.leg_hang", "say.where.side.leg_hang.leg.left"]
    assert page.view["interrupted"] is None
    page.wait(1)
    assert page.view["count"]["value"] == left - 1


def test_a_speaker_that_is_gone_is_told_at_once_and_again_when_there_is_sound():
    page = Page().until("doing", EP)
    page.send("interrupt", **{"for": "sound"})
    assert said(page)[0] == "say.interrupted.sound"
    page.send("back", after_ms=5_000)
    assert said(page)[0] == "say.interrupted.sound"
    page.send("back", after_ms=5_000)
    assert said(page)[0] == "say.interrupted.sound"


def test_sleep_is_told_as_soon_as_the_page_wakes():
    page = Page().until("doing", EP)
    page.send("tick", after_ms=3_600_000)
    assert (page.view["asleep"], page.view["interrupted"]) == (True, "asleep")
    assert said(page) == ["say.interrupted.asleep", "say.where.elbow_prop", "say.interrupted.go_on"]


def test_an_open_question_waits_and_is_asked_again():
    page = Page().until("ask", EP)
    page.send("interrupt", **{"for": "hidden"})
    assert (page.view["paused"], page.view["interrupted"]) == (False, None)
    page.send("back", after_ms=7_200_000)
    assert said(page) == ["say.where.elbow_prop", "say.where.ask", "say.then.bed_rotation"]
    page.fine()
    assert page.movements == [EP]


def test_stop_works_while_something_has_broken_in():
    page = Page().until("doing", EP)
    page.send("interrupt", **{"for": "sound"})
    page.send("stop")
    assert (page.view["screen"], page.view["interrupted"]) == ("stopped", None)


@pytest.mark.parametrize("fields", [{}, {"for": "rain"}])
def test_an_unknown_reason_changes_nothing(fields):
    page = Page().until("doing", EP)
    page.send("interrupt", **fields)
    assert page.out["ignored"]
    assert not page.view["paused"]


def test_what_was_paused_by_the_person_stays_just_paused():
    page = Page().until("doing", EP)
    page.send("pause")
    page.send("interrupt", **{"for": "hidden"})
    assert page.out["ignored"]
    page.send("back")
    assert page.out["ignored"]
    page.send("resume")
    assert said(page) == ["say.resumed"]


def test_a_session_that_is_over_cannot_be_interrupted():
    page = Page(options={"only": [EP]}).until("ask", EP)
    page.fine()
    page.until("end")
    page.send("interrupt", **{"for": "hidden"})
    assert page.out["ignored"]
