"""Where am I: by ear alone, at any moment, without stopping anything."""

from __future__ import annotations

import json

import pytest

from tests.core.session.stage import Page, healthy
from tests.core.session.test_player import BD, BF, BR, EP, PC, resumed


def asked(page):
    """What is said when W is pressed, as key and values."""
    page.send("where", after_ms=0)
    return [(line["key"], line["values"]) for line in page.out["say"]]


def keys(page):
    return [key for key, _ in asked(page)]


def test_a_hold_tells_which_movement_how_long_still_and_what_comes_next():
    page = Page().until("doing", EP).wait(10)
    assert asked(page) == [
        ("say.where.elbow_prop", {"step": 1, "of": 5}),
        ("say.where.seconds", {"seconds": 20}),
        ("say.then.bed_rotation", {}),
    ]


def test_asking_stops_nothing_and_counts_nothing_twice():
    one, other = Page().until("doing", EP), Page().until("doing", EP)
    for _ in range(60):
        one.send("tick", after_ms=500)
        other.send("tick", after_ms=500)
        other.send("where")
        assert not other.out["hush"]
        assert other.out["tones"] == []
    assert one.view == other.view
    assert one.tones == other.tones
    assert one.drafts[f"s1.{EP}"] == other.drafts[f"s1.{EP}"] | {"at": one.drafts[f"s1.{EP}"]["at"]}


def test_during_a_movement_the_answer_gives_way_to_the_next_cue():
    page = Page()
    page.send("where")
    assert not page.out["aside"]
    page.until("doing", EP).send("where")
    assert page.out["aside"]
    page.send("pause")
    page.send("where")
    assert not page.out["aside"]


def test_turns_name_the_side_of_the_knees():
    page = Page().until("doing", BR).wait(4)
    assert asked(page)[1:3] == [
        ("say.where.side.bed_rotation.knees.right", {}),
        ("say.where.seconds", {"seconds": 26}),
    ]


def test_the_first_side_of_two_is_followed_by_the_other():
    page = Page().until("doing", BF)
    assert keys(page)[1:] == [
        "say.where.side.leg_hang.leg.left",
        "say.where.seconds",
        "say.then.side",
    ]
    page.until("doing", BF, beat="change")
    assert asked(page)[1:] == [("say.where.change", {"seconds": 15}), ("say.then.side", {})]
    page.send("ready")
    assert keys(page)[1:] == [
        "say.where.side.leg_hang.leg.right",
        "say.where.seconds",
        "say.then.bird_dog",
    ]


def test_repetitions_are_counted_over_both_sides():
    page = Page().until("doing", BD, beat="hold")
    assert asked(page)[1:3] == [
        ("say.where.side.bird_dog.arm.left", {}),
        ("say.where.reps", {"done": 0, "of": 8}),
    ]
    page.until("doing", BD, beat="rest")
    assert asked(page)[1:2] == [("say.where.reps", {"done": 1, "of": 8})]
    page.until("doing", BD, beat="long_rest")
    assert asked(page)[1] == ("say.where.long_rest", {"seconds": 20})


def test_circles_are_counted_and_the_last_movement_says_that_it_is():
    page = Page(options={"only": [PC]}).until("doing", PC).wait(6)
    assert asked(page) == [
        ("say.where.pelvic_circles", {"step": 1, "of": 1}),
        ("say.where.side.pelvic_circles.leg.left", {}),
        ("say.where.circles", {"step": 2, "of": 6}),
        ("say.then.side", {}),
    ]
    page.until("doing", PC, beat="change").send("ready")
    assert keys(page)[-1] == "say.then.end"


def test_while_getting_ready_it_tells_when_it_starts_or_that_it_waits():
    page = Page().wait(10)
    assert asked(page)[-1] == ("say.where.starts", {"seconds": 30})
    page.send("wait")
    assert keys(page)[-1] == "say.where.waits"


@pytest.mark.parametrize("screen", ["out", "ask"])
def test_after_a_movement_it_tells_what_is_waited_for_and_what_comes_next(screen):
    page = Page().until(screen, EP)
    assert keys(page) == ["say.where.elbow_prop", f"say.where.{screen}", "say.then.bed_rotation"]


def test_on_the_card_and_on_the_way_up():
    page = Page().until("card", BR)
    assert keys(page) == ["say.where.bed_rotation", "say.where.card"]
    page = Page(options={"only": [EP, BR]}).until("doing", EP)
    page.send("stop")
    page.felt(2, "stretch")
    assert keys(page) == ["say.where.bed_rotation", "say.where.rise"]


def test_on_the_way_up_at_the_end_no_movement_is_named():
    page = Page()
    page.send("finish")
    assert page.view["screen"] == "rise"
    assert keys(page) == ["say.where.rise"]


def test_after_a_stop_it_tells_that_three_answers_are_waited_for():
    page = Page().until("doing", EP)
    page.send("stop")
    assert keys(page)[1] == "say.where.stopped"


def test_while_paused_it_says_so_first_and_stays_paused():
    page = Page().until("doing", EP).wait(5)
    page.send("pause")
    assert keys(page)[:3] == ["say.where.paused", "say.where.elbow_prop", "say.where.seconds"]
    assert page.view["paused"]


def test_a_movement_of_an_earlier_opening_is_not_counted():
    assert keys(resumed(Page().until("ask", EP))) == ["say.where.ask"]


def test_a_movement_no_longer_offered_can_be_asked_about_all_the_same():
    page = Page().until("ask", BD)
    draft = page.drafts[f"s1.{BD}"]
    page.story = healthy("knee_kneel_limit", "no_floor_transfer", "shoulder_limit")
    again = Page(page.story, drafts=[json.loads(json.dumps(draft))], options={"only": [EP]})
    assert keys(again)[0] == "say.where.ask"


def test_nothing_is_asked_of_a_session_that_is_over():
    page = Page(options={"only": [EP]}).until("ask", EP)
    page.fine()
    page.until("end")
    page.send("where")
    assert page.out["ignored"]
