"""A session as it is lived: what is said, asked, stored and left out.

Hazard H12 (docs/safety.md).
"""

from __future__ import annotations

import pytest

from backfour.core.reading import parse_event
from tests.builders import Story
from tests.core.session.stage import Page, healthy

EP, BR, BF, BD, PC = "elbow_prop", "bed_rotation", "leg_hang", "bird_dog", "pelvic_circles"


def test_a_whole_calm_session_writes_one_event_for_each_movement():
    page = Page().until("end")
    assert page.movements == [EP, BR, BF, BD, PC]
    assert [e["type"] for e in page.events] == [
        "session_started", *["exercise_done"] * 5, "session_ended",
    ]  # fmt: skip
    assert page.events[-1]["completed"] is True
    assert page.out["done"]
    assert page.drafts == {}
    assert page.view["end"] == {
        "completed": True, "done": [EP, BR, BF, BD, PC], "left_out": [], "why": "done",
        "rescreen": False,
    }  # fmt: skip
    assert page.view["seconds_left"] == 0
    for event in page.events:
        parse_event(event)
    assert page.done(EP)["held_s"] == 30
    assert page.done(BF)["held_s"] == 40
    assert (page.done(BR)["reps_left"], page.done(BR)["reps_right"]) == (5, 5)
    assert (page.done(BD)["reps_left"], page.done(BD)["reps_right"]) == (4, 4)
    assert (page.done(PC)["reps_left"], page.done(PC)["reps_right"]) == (6, 6)


def test_from_the_spoken_keys_alone_level_side_and_dose_of_each_movement_are_known():
    page = Page().until("end")
    told = {}
    for line in page.says:
        key, values = line["key"], line["values"]
        if key.startswith("say.begin."):
            here = told.setdefault(key.removeprefix("say.begin."), {"sides": []})
            here["level"] = values["level"]
        elif key.startswith("say.dose."):
            here["dose"] = values
        elif key.startswith("say.side.") and key != "say.side.done":
            here["sides"].append(key.rsplit(".", 1)[1])
    assert {name: here["level"] for name, here in told.items()} == dict.fromkeys(
        (EP, BR, BF, BD, PC), 1
    )
    assert told[EP]["dose"]["seconds"] == 30
    assert told[BD]["dose"] == {"level": 1, "seconds": 5, "reps": 4}
    assert told[BD]["sides"] == ["left", "right"] * 4
    assert told[PC]["dose"] == {"level": 1, "circles": 6, "seconds": 30}
    assert told[PC]["sides"] == ["left", "right"]
    assert told[BF]["sides"] == ["left", "right"]


def test_time_to_get_into_position_and_ready_ends_it():
    page = Page()
    assert page.view["count"] == {"kind": "seconds", "value": 40, "of": 40}
    page.wait(39.5)
    assert page.view["screen"] == "ready"
    page.wait(0.5)
    assert page.view["screen"] == "doing"
    page = Page()
    page.send("ready", after_ms=1000)
    assert (page.view["screen"], page.out["hush"], page.out["tones"]) == ("doing", True, ["start"])
    assert page.drafts["s1.elbow_prop"]["kind"] == "started"


def test_practice_takes_twice_as_long():
    page = Page(options={"pace": "practice"})
    assert (page.view["count"]["of"], page.view["pace"]) == (80, "practice")


def test_wait_for_me_waits_as_long_as_it_takes():
    page = Page()
    page.send("wait")
    page.wait(300)
    assert (page.view["screen"], page.view["waits"], page.view["count"]) == ("ready", True, None)
    assert "tick" not in page.tones
    assert "wait" not in page.view["controls"]
    page.send("ready")
    assert page.view["screen"] == "doing"


def test_wait_for_me_in_the_last_seconds_still_waits():
    page = Page().wait(39)
    page.send("wait")
    page.wait(60)
    assert page.view["screen"] == "ready"


def test_the_last_three_seconds_sound():
    page = Page().until("doing", EP)
    page.tones.clear()
    page.wait(30)
    assert page.tones == ["half", "tick", "tick", "tick", "done"]


def test_pause_stops_the_time_and_resume_goes_on():
    page = Page().until("doing", EP).wait(10)
    assert page.view["count"]["value"] == 20
    page.send("pause")
    assert page.view["main"] == "resume"
    page.wait(120)
    assert page.view["count"]["value"] == 20
    page.send("resume")
    page.wait(20)
    assert (page.view["screen"], page.drafts["s1.elbow_prop"]["held_s"]) == ("out", 30)


def test_a_page_that_slept_counts_nothing_and_is_paused():
    page = Page().until("doing", EP).wait(10)
    page.send("tick", after_ms=60_000)
    assert (page.view["paused"], page.view["asleep"], page.view["count"]["value"]) == (
        True, True, 20,
    )  # fmt: skip
    page.send("resume")
    assert not page.view["asleep"]
    page.wait(20)
    assert page.view["screen"] == "out"


def test_a_clock_that_runs_backwards_is_no_time():
    page = Page().until("doing", EP)
    page.send("tick", after_ms=-60_000)
    assert page.view["count"]["value"] == 30


def test_the_safety_card_is_told_once_before_bed_or_standing_work():
    page = Page().until("card", BR)
    assert page.view["waits"]
    page.wait(120)
    assert page.view["screen"] == "card"
    assert page.view["lines"] == ["card.light", "card.shoes", "card.tablet", "say.card.ready"]
    page.until("end")
    assert page.spoken().count("card.light") == 1


def test_a_person_at_risk_of_falling_is_asked_to_have_someone_near():
    page = Page(healthy("fall_risk")).until("card", BR)
    assert "card.someone" in page.view["lines"]
    page.until("ready", PC)
    assert (page.view["level"], page.view["notes"]) == (0, ["note.pelvic_circles.someone_near"])


def test_out_of_position_leads_up_only_where_the_next_movement_is_elsewhere():
    page = Page().until("out", EP)
    assert page.view["lines"][-1] == "getting_up.pause"
    page.until("out", BR)
    assert page.view["lines"] == ["move.bed_rotation.out.feet_down"]
    page.until("out", BF)
    assert page.view["lines"][-1] == "getting_up.pause"


# ------------------------------------------------------------------------------------- stop


def test_stop_ends_the_movement_at_once_and_is_kept_before_anything_is_asked():
    page = Page().until("doing", EP).wait(12)
    page.send("stop")
    assert page.view["screen"] == "stopped"
    assert page.out["hush"]
    assert [line["key"] for line in page.out["say"]] == ["say.stopped", "say.stopped.floor"]
    draft = page.drafts["s1.elbow_prop"]
    assert (draft["kind"], draft["stop_pressed"], draft["held_s"]) == ("stopped", True, 12)
    assert page.view["ask"] == {
        "before": 2, "stop": True, "fine": False, "earlier": False, "knocked": False,
    }  # fmt: skip
    page.wait(600)
    assert page.view["screen"] == "stopped"


def test_after_a_stop_strength_and_the_leg_hang_fall_away_and_nothing_starts_by_itself():
    page = Page().until("doing", EP)
    page.send("stop")
    page.felt(3, "ache")
    assert page.done(EP)["stop_pressed"]
    assert page.done(EP)["stopped_for"] == "pain"
    assert page.view["screen"] == "rise"
    page.until("ready", BR)
    assert page.view["waits"]
    page.wait(300)
    assert page.view["screen"] == "ready"
    page.send("ready")
    page.until("end")
    assert page.movements == [EP, BR]
    assert page.view["end"]["left_out"] == [BF, BD, PC]
    assert page.view["end"]["completed"] is False


def test_stop_before_the_movement_has_begun_is_a_stop_of_that_movement():
    page = Page()
    page.send("stop", after_ms=5000)
    assert page.drafts["s1.elbow_prop"]["kind"] == "stopped"
    page.felt(1)
    assert page.done(EP)["completed"] is False


def test_stop_on_the_way_out_and_on_the_question_counts():
    page = Page().until("out", EP)
    page.send("stop")
    page.felt(2)
    assert (page.done(EP)["stop_pressed"], page.done(EP)["completed"]) == (True, True)
    page = Page().until("ask", EP)
    page.send("stop")
    assert page.view["screen"] == "stopped"
    assert "say.stopped.standing" in page.spoken()


def test_stop_on_the_way_up_after_the_last_movement_ends_the_session():
    page = Page(options={"only": [BR, BF]}).until("ask", BR)
    page.felt(6, "ache")  # noticeable: the leg hang falls away, and the person still lies down
    assert page.view["screen"] == "rise"
    page.send("stop")
    assert page.view["end"]["why"] == "hurt_between"
    assert page.out["done"]


def test_pressed_by_mistake_ends_the_movement_for_today_without_a_stop():
    page = Page().until("doing", BD).wait(10)
    page.send("stop")
    page.send("end_movement", **{"for": "mistake"})
    assert page.view["screen"] == "ask"
    page.fine()
    done = page.done(BD)
    assert (done["stop_pressed"], done["stopped_for"], done["completed"]) == (False, "other", False)
    page.until("end")
    assert page.movements == [EP, BR, BF, BD, PC]
    assert page.events[-1]["completed"] is False


def test_tired_is_not_hurt():
    page = Page().until("doing", BD).wait(32)
    page.send("end_movement", **{"for": "tired"})
    page.until("ask", BD)
    page.fine()
    done = page.done(BD)
    assert (done["stop_pressed"], done["stopped_for"]) == (False, "tired")
    assert (done["reps_left"], done["reps_right"]) == (2, 1)
    assert page.until("ready", PC).view["waits"] is False


def test_tired_on_one_leg_completes_the_side():
    page = Page().until("doing", PC).wait(12)
    assert page.view["count"] == {"kind": "circles", "value": 3, "of": 6}
    assert "side_done" in page.view["controls"]
    page.send("side_done")
    assert (page.view["beat"], page.view["side"]) == ("change", "right")
    page.send("ready")
    page.wait(6)
    page.send("side_done")
    page.until("ask", PC)
    page.fine()
    done = page.done(PC)
    assert (done["completed"], done["reps_left"], done["reps_right"]) == (True, 2, 1)


def test_a_long_rest_may_be_shortened_and_a_short_one_not():
    page = Page().until("doing", BD, beat="long_rest")
    assert page.view["main"] == "ready"
    page.send("ready")
    assert page.view["beat"] == "up"
    assert page.send("ready")["ignored"]


def test_the_easier_side_may_come_first():
    page = Page().until("ready", BF)
    assert page.send("swap_sides")["say"][0]["key"] == "say.first.leg_hang.right"
    page.until("doing", BF)
    assert page.view["side"] == "right"
    page.until("ready", PC)
    page.until("doing", PC)
    assert page.view["side"] == "left"


def test_a_skipped_movement_writes_nothing_and_the_session_is_not_whole():
    page = Page()
    page.send("skip")
    assert page.view["exercise"] == BR
    page.until("end")
    assert page.movements == [BR, BF, BD, PC]
    assert page.events[-1]["completed"] is False


def test_without_a_bed_rotation_there_is_no_leg_hang():
    page = Page().until("card", BR)
    page.send("skip")
    assert page.view["exercise"] == BD
    assert BF not in page.until("end").movements


def test_the_leg_hang_comes_only_after_a_calm_bed_rotation():
    page = Page().until("ask", BR)
    page.felt(4, "ache")  # two more than before: noticeable
    assert page.view["screen"] == "rise"
    assert page.view["exercise"] == BD
    assert page.until("end").movements == [EP, BR, BD, PC]


def test_finish_stands_up_and_closes_the_session():
    page = Page().until("ready", BR)
    page.send("finish")
    assert page.view["screen"] == "rise"
    assert "finish" not in page.view["controls"]
    page.until("end")
    assert page.view["end"]["why"] == "finished"
    page = Page()
    page.send("finish")
    assert page.until("end").events[-1]["type"] == "session_ended"


def test_finish_on_the_way_to_the_next_place():
    page = Page().until("doing", EP)
    page.send("stop")
    page.felt(3)
    page.send("finish")
    assert page.view["screen"] == "rise"
    assert page.until("end").view["end"]["why"] == "finished"


def test_finish_on_the_card_while_standing_ends_at_once():
    page = Page().until("card", BR)
    page.send("finish")
    assert page.view["screen"] == "end"


# ----------------------------------------------------------------------------------- answers


def test_before_is_the_pain_told_last():
    page = Page(pain=2).until("ask", EP)
    page.felt(3, "stretch")
    page.until("ask", BR)
    assert page.view["ask"]["before"] == 3
    page.fine()
    assert (page.done(BR)["before"], page.done(BR)["peak"]) == (3, 3)
    page.until("ask", BF)
    assert page.view["ask"]["before"] == 3


@pytest.mark.parametrize(
    ("others", "action", "key"),
    [
        (["system"], "emergency", "alert.system"),
        (["neuro"], "urgent", "alert.neuro"),
        (["neuro", "system"], "emergency", "alert.system"),
    ],
)
def test_a_nerve_or_heart_answer_is_met_at_once_and_ends_the_session(others, action, key):
    page = Page().until("doing", EP)
    page.send("stop")
    page.send("answer", peak=None, quality=None, others=others)
    assert page.out["alert"] == {"action": action, "key": key}
    assert [line["key"] for line in page.out["say"]] == [f"say.{key}"]
    assert (page.view["screen"], page.out["done"], page.out["hush"]) == ("alert", True, True)
    assert page.movements == [EP]
    assert page.events[-1]["type"] == "session_ended"
    assert page.view["end"]["rescreen"]
    assert page.send("ready")["ignored"]


def test_pain_down_the_leg_asks_for_the_short_check_and_drops_the_rest():
    page = Page().until("ask", EP)
    page.felt(2, "ache", ["leg"])
    page.until("end")
    assert page.movements == [EP, BR]
    assert page.view["end"]["rescreen"]


def test_a_near_fall_lowers_nothing_more_today_but_reports_the_risk():
    page = Page().until("ask", BD)
    page.felt(2, "none", ["near_fall"])
    assert page.of_type("flags_reported")[0]["flags"] == ["fall_risk"]
    assert PC not in page.until("end").movements


def test_a_tingling_hand_adds_to_the_conditions_told_before():
    page = Page(healthy("shoulder_limit")).until("ask", EP)
    page.felt(2, "none", ["tingling_hand"])
    assert page.of_type("flags_reported")[0]["flags"] == ["shoulder_limit", "wrist_limit"]
    page.until("ready", BD)
    assert (page.view["variant"], page.view["notes"]) == ("knee_only", ["note.bird_dog.fists"])


def test_an_incomplete_answer_is_refused_and_nothing_is_lost():
    page = Page().until("ask", EP)
    out = page.send("answer", peak=None, quality="ache", others=["none"])
    assert out["refused"] == {"field": "peak", "key": "error.answer.peak"}
    assert page.view["screen"] == "ask"
    assert page.movements == []


def test_an_input_that_is_not_allowed_changes_nothing():
    page = Page()
    before = page.view
    for kind, more in [
        ("resume", {}), ("answer", {"fine": True}), ("side_done", {}), ("swap_sides", {}),
        ("dont_remember", {}), ("end_movement", {"for": "tired"}), ("end_movement", {}),
    ]:  # fmt: skip
        out = page.send(kind, **more)
        assert out["ignored"]
        assert out["view"] == before


# ------------------------------------------------------------------------------------- plans


def test_a_locked_person_is_offered_nothing():
    page = Page(Story().person().full(R14="yes").body())
    assert (page.view["screen"], page.view["end"]["why"]) == ("end", "nothing_offered")
    assert page.out["done"]


def test_pain_of_seven_at_the_start_is_a_flare_and_waits_for_its_check():
    page = Page(pain=7)
    assert page.view["end"]["why"] == "nothing_offered"


def test_a_flare_offers_the_prop_and_the_small_rotation_only():
    page = Page(healthy().flare().mini()).until("end")
    assert page.movements == [EP, BR]
    assert page.done(BR)["level"] == 0


def test_fewer_ups_and_downs_stays_on_the_floor():
    page = Page(options={"order": "fewer_ups"}).until("ready", BD)
    assert page.view["count"]["of"] < 40
    assert "getting_up.pause" not in page.spoken()
    assert page.until("end").movements == [EP, BD, BR, BF, PC]


def test_a_wall_and_worktop_session_never_lies_down():
    page = Page(healthy("cannot_lie_prone", "knee_kneel_limit"), options={"only": [EP, BD]})
    assert (page.view["screen"], page.view["variant"]) == ("card", "wall")
    page.until("ready", BD)
    assert (page.view["variant"], page.view["limb"], page.view["place"]) == (
        "worktop", "leg", "standing",
    )  # fmt: skip
    page.until("end")
    assert not any(key.startswith("getting_up") for key in page.spoken())


# ------------------------------------------------------------------------------------ resume


def resumed(page, drafts=None):
    """The same session opened again after the machine died."""
    story = Story()
    story.rows = [*page.story.rows, *page.events]
    kept = list(page.drafts.values()) if drafts is None else drafts
    return Page(story, clock=page.began, drafts=kept, pain=9, now_ms=0)


def test_a_session_is_taken_up_where_it_was_left():
    page = Page().until("ask", EP)
    page.felt(3, "stretch")
    again = resumed(page)
    assert again.of_type("session_started") == []
    assert (again.view["exercise"], again.view["step"]) == (BR, [2, 5])
    again.until("ask", BR)
    assert again.view["ask"]["before"] == 3
    again.until("end")
    assert again.movements == [BR, BF, BD, PC]


def test_an_unanswered_stop_is_closed_at_the_next_opening():
    page = Page().until("doing", EP)
    page.send("stop")
    pressed = page.at
    again = resumed(page)
    done = again.done(EP)
    assert (done["stop_pressed"], done["peak"], done["at"]) == (True, 2, pressed)
    assert again.view["exercise"] == BR
    assert again.until("ready", BR).view["waits"]


@pytest.mark.parametrize("screen", ["doing", "ask"])
def test_an_unfinished_movement_is_asked_about(screen):
    again = resumed(Page().until(screen, EP))
    assert again.view["ask"] == {
        "before": 2, "stop": False, "fine": True, "earlier": True, "knocked": False,
    }  # fmt: skip
    assert again.spoken() == ["say.ask_earlier"]
    assert again.view["controls"] == ["answer", "dont_remember", "where"]
    again.fine()
    assert again.done(EP)["completed"] is (screen == "ask")
    assert again.view["exercise"] == BR


def test_i_do_not_remember_writes_nothing():
    again = resumed(Page().until("doing", EP))
    again.send("dont_remember")
    assert again.dropped == ["s1.elbow_prop"]
    assert again.movements == []
    assert again.view["exercise"] == EP


def test_a_draft_that_already_became_an_event_is_dropped():
    page = Page().until("ask", EP)
    draft = page.drafts["s1.elbow_prop"]
    page.fine()
    again = resumed(page, [draft])
    assert again.dropped == ["s1.elbow_prop"]
    assert again.view["exercise"] == BR


def test_an_unfinished_movement_that_is_no_longer_offered_is_still_asked_about():
    page = Page().until("doing", PC)
    story = Story()
    story.rows = [
        *healthy("balance_condition").rows,
        *page.events,
    ]
    again = Page(story, clock=page.began, drafts=list(page.drafts.values()))
    assert (again.view["exercise"], again.view["film"], again.view["level"]) == (PC, None, 1)
    again.fine()
    assert again.done(PC)["level"] == 1


def test_two_unfinished_movements_are_asked_about_one_after_the_other():
    page = Page().until("doing", EP)
    other = page.drafts["s1.elbow_prop"] | {"id": "s1.bed_rotation", "exercise": BR}
    again = resumed(page, [page.drafts["s1.elbow_prop"], other])
    again.fine()
    assert (again.view["screen"], again.view["exercise"]) == ("ask", BR)
    again.fine()
    assert again.movements == [EP, BR]


def test_a_clock_set_back_during_the_session_changes_nothing_but_the_time_written():
    page = Page().until("ask", EP)
    page.fine()
    page.now_ms -= 3_600_000
    page.until("end")
    assert page.movements == [EP, BR, BF, BD, PC]
