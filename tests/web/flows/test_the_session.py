"""A session on pages: pain now, anything new, one movement a page, how it felt, what changes."""

import pytest

from backfour.bootstrap import house


def start(walk, pain="3", purpose=""):
    walk.get("/session/start/")
    session = walk.field("session")
    walk.post("/session/start/", pain=pain, session=session, **{"for": purpose})
    return session


def begun(walk, pain="3"):
    """A session begun with nothing new and the card read."""
    session = start(walk, pain)
    walk.post("/check/pre_session/list-pre_session/", list="none")
    walk.get("/session/forms/")
    walk.post("/session/ready/")
    return session


def do(walk, exercise, level=1, act="done"):
    walk.post(f"/session/forms/{exercise}/act/", act="begin", level=level)
    return walk.post(f"/session/forms/{exercise}/act/", act=act, level=level)


def fine(walk):
    return walk.post(walk.where, fine="yes")


def test_the_pain_of_the_moment_begins_the_session(walk):
    walk.ready()
    session = start(walk, "4")
    assert walk.where == "/check/pre_session/list-pre_session/"
    (event,) = walk.events("session_started")
    assert (event.session, event.pain_before) == (session, 4)


def test_a_start_sent_twice_is_one_session(walk):
    walk.ready()
    session = start(walk)
    walk.post("/session/start/", pain="3", session=session)
    walk.post("/session/start/", pain="5", session=session)
    assert len(walk.events("session_started")) == 1


@pytest.mark.parametrize("pain", ["", "11", "-1", "much", "3.5", "٣"])
def test_a_start_without_a_number_is_asked_again(walk, pain):
    walk.ready().post("/session/start/", pain=pain, session="s1")
    assert walk.page.status_code == 422
    assert 'id="pain-wrong"' in walk.html
    assert not walk.events("session_started")


def test_a_start_on_a_page_from_before_the_lock_is_refused_with_the_plan(walk):
    walk.ready().get("/session/start/")
    session = walk.field("session")
    walk.told(R16="yes")
    walk.post("/session/start/", pain="3", session=session)
    assert walk.page.status_code == 409
    assert "plan changed" in walk.text
    assert not walk.events("session_started")


def test_a_locked_plan_has_no_start(walk):
    walk.told(R16="yes")
    assert walk.get("/session/start/").where == "/check/result/"
    assert walk.get("/session/forms/").where == "/check/result/"
    assert 'href="/session/' not in walk.get("/").html


def test_much_pain_opens_the_small_plan_after_its_questions(walk):
    walk.ready()
    start(walk, "8")
    assert walk.where == "/check/mini/list-weekly/"
    walk.post(walk.where, list="none")
    assert "small plan" in walk.text
    walk.get("/")
    assert "We make it smaller" in walk.text


def test_something_new_opens_its_questions(walk):
    walk.ready()
    start(walk)
    walk.post("/check/pre_session/list-pre_session/", touched=["R37"], list="some")
    assert walk.where == "/check/pre_session/question-R37/"


def test_a_fall_leads_to_the_whole_check(walk):
    walk.ready()
    start(walk)
    walk.post("/check/pre_session/list-pre_session/", touched=["event"], list="some")
    assert walk.where == "/happened/"


def test_a_whole_session_on_pages(walk):
    walk.ready()
    session = begun(walk)
    for place, exercise in enumerate(
        ("elbow_prop", "bed_rotation", "leg_hang", "bird_dog", "pelvic_circles"), 1
    ):
        assert walk.where == f"/session/forms/{exercise}/"
        assert f"{place} of 5" in walk.text
        do(walk, exercise)
        assert walk.where == f"/session/forms/felt/{session}.{exercise}/"
        fine(walk)
    assert "That was all" in walk.text
    walk.at(0, "09:11").post("/session/forms/finish/")
    assert walk.where == "/session/end/"
    assert "That was 11 minutes" in walk.text
    assert walk.text.count("calm") >= 5
    done = walk.events("exercise_done")
    assert [(one.peak, one.before, one.completed) for one in done] == [(3, 3, True)] * 5
    assert walk.events("session_ended")[0].completed is True
    assert "Done for today" in walk.get("/").text


def test_how_it_felt_needs_all_three_and_nothing_is_ticked(walk):
    walk.ready()
    begun(walk)
    do(walk, "elbow_prop")
    assert "checked" not in walk.html
    walk.post(walk.where, felt="yes", peak="5")
    assert walk.page.status_code == 422
    assert 'id="quality-wrong"' in walk.html
    assert 'id="others-wrong"' in walk.html
    assert 'id="peak-wrong"' not in walk.html
    assert 'value="5" checked' in walk.html
    assert not walk.events("exercise_done")


@pytest.mark.parametrize("peak", ["11", "-1", "x"])
def test_a_pain_beyond_the_scale_is_refused(walk, peak):
    walk.ready()
    begun(walk)
    do(walk, "elbow_prop")
    walk.post(walk.where, felt="yes", peak=peak, quality="ache", others=["none"])
    assert 'id="peak-wrong"' in walk.html


def test_nothing_else_beside_something_is_refused(walk):
    walk.ready()
    begun(walk)
    do(walk, "elbow_prop")
    walk.post(walk.where, felt="yes", peak="3", quality="ache", others=["none", "leg"])
    assert walk.page.status_code == 422


def test_several_places_write_the_worst(walk):
    walk.ready()
    begun(walk)
    do(walk, "elbow_prop")
    walk.post(walk.where, felt="yes", peak="4", quality="ache", others=["centralised", "buttock"])
    assert walk.events("exercise_done")[0].spread == "buttock"


def test_an_answer_sent_twice_is_one(walk):
    walk.ready()
    begun(walk)
    do(walk, "elbow_prop")
    where = walk.where
    fine(walk)
    walk.post(where, fine="yes")
    walk.post(where, felt="yes", peak="9", quality="sharp", others=["none"])
    assert len(walk.events("exercise_done")) == 1


def test_a_stop_is_kept_at_once_and_the_three_taps_follow(walk):
    walk.ready()
    session = begun(walk)
    do(walk, "elbow_prop", act="stop")
    (draft,) = house().drafts.open()
    assert (draft.key, draft.kind) == (f"{session}.elbow_prop", "stopped")
    assert "Stopped." in walk.text
    assert 'name="fine"' not in walk.html
    walk.post(walk.where, felt="yes", peak="6", quality="sharp", others=["none"])
    (done,) = walk.events("exercise_done")
    assert (done.stop_pressed, done.quality, done.completed) == (True, "sharp", False)
    walk.get("/session/forms/")
    assert walk.where == "/session/forms/bed_rotation/"


def test_a_stop_before_the_beginning_counts_too(walk):
    walk.ready()
    begun(walk)
    walk.post("/session/forms/elbow_prop/act/", act="stop", level=1)
    assert house().drafts.open()[0].kind == "stopped"


def test_a_stop_pressed_by_mistake_ends_the_movement_without_a_stop(walk):
    walk.ready()
    session = begun(walk)
    do(walk, "elbow_prop", act="stop")
    walk.post(f"/session/forms/mistake/{session}.elbow_prop/")
    assert walk.where == f"/session/forms/felt/{session}.elbow_prop/"
    fine(walk)
    (done,) = walk.events("exercise_done")
    assert (done.stop_pressed, done.stopped_for, done.completed) == (False, "other", False)


def test_ending_because_tired_is_no_stop(walk):
    walk.ready()
    begun(walk)
    do(walk, "elbow_prop", act="tired")
    fine(walk)
    (done,) = walk.events("exercise_done")
    assert (done.stop_pressed, done.stopped_for, done.completed) == (False, "tired", False)


def test_a_skipped_movement_writes_nothing_and_does_not_come_back(walk):
    walk.ready()
    begun(walk)
    walk.post("/session/forms/elbow_prop/act/", act="skip", level=1)
    assert walk.where == "/session/forms/bed_rotation/"
    assert not house().drafts.open()
    assert not walk.events("exercise_done")


def test_without_the_bed_rotation_there_is_no_leg_hang(walk):
    walk.ready()
    begun(walk)
    walk.post("/session/forms/elbow_prop/act/", act="skip", level=1)
    walk.post("/session/forms/bed_rotation/act/", act="skip", level=1)
    assert walk.where == "/session/forms/bird_dog/"


def test_after_a_stop_the_strength_movements_are_left_out(walk):
    walk.ready()
    begun(walk)
    do(walk, "elbow_prop", act="stop")
    walk.post(walk.where, felt="yes", peak="6", quality="sharp", others=["none"])
    do(walk, "bed_rotation")
    fine(walk)
    assert "That was all" in walk.text
    assert "because another movement had to stop" in walk.text


def test_chest_pain_is_met_at_once(walk):
    walk.ready()
    begun(walk)
    do(walk, "elbow_prop")
    walk.post(walk.where, felt="yes", others=["system"])
    assert walk.where == "/check/result/"
    assert house().plan_today().plan.action == "emergency"
    assert "Call" in walk.text


def test_a_numb_leg_is_met_at_once(walk):
    walk.ready()
    begun(walk)
    do(walk, "elbow_prop")
    walk.post(walk.where, felt="yes", others=["neuro", "leg"])
    assert walk.where == "/check/result/"
    assert house().plan_today().plan.action == "urgent"


def test_a_near_fall_is_a_stop_and_a_tingling_hand_a_limit(walk):
    walk.ready()
    begun(walk)
    do(walk, "elbow_prop")
    others = ["near_fall", "tingling_hand"]
    walk.post(walk.where, felt="yes", peak="3", quality="none", others=others)
    (done,) = walk.events("exercise_done")
    assert (done.stop_pressed, done.stopped_for) == (True, "other")
    assert set(house().body.told()) == {"fall_risk", "wrist_limit"}


def test_a_movement_that_is_not_offered_any_more_does_not_begin(walk):
    walk.ready()
    begun(walk)
    house().body.tell(["stenosis_claudication"])
    walk.post("/session/forms/elbow_prop/act/", act="begin", level=1)
    assert walk.page.status_code == 409
    assert "plan changed" in walk.text
    assert not house().drafts.open()


def test_what_was_done_is_kept_however_the_plan_changed(walk):
    walk.ready()
    session = begun(walk)
    walk.post("/session/forms/elbow_prop/act/", act="begin", level=1)
    house().body.tell(["stenosis_claudication"])
    walk.post("/session/forms/elbow_prop/act/", act="done", level=1)
    walk.post(f"/session/forms/felt/{session}.elbow_prop/", fine="yes")
    assert len(walk.events("exercise_done")) == 1


def test_an_open_movement_of_yesterday_is_asked_about_and_may_be_forgotten(walk):
    walk.ready()
    session = begun(walk)
    do(walk, "elbow_prop")
    walk.at(1).get("/")
    address = f"/session/forms/felt/{session}.elbow_prop/"
    assert address in walk.html
    walk.get(address)
    assert "I don’t remember" in walk.text
    walk.post(address, forgot="yes")
    assert walk.where == "/"
    assert address not in walk.html
    assert not walk.events("exercise_done")


@pytest.mark.parametrize("act", ["", "dance"])
def test_an_unknown_press_changes_nothing(walk, act):
    walk.ready()
    begun(walk)
    walk.post("/session/forms/elbow_prop/act/", act=act, level=1)
    assert walk.where == "/session/forms/elbow_prop/"
    walk.post("/session/forms/elbow_prop/act/", act="done", level="high")
    assert not house().drafts.open()


def test_a_reset_is_offered_two_hours_later_and_is_one_short_hold(walk):
    walk.ready()
    begun(walk)
    do(walk, "elbow_prop")
    fine(walk)
    walk.post("/session/forms/finish/")
    assert "A reset" not in walk.get("/").text
    walk.at(0, "12:00").get("/")
    assert "A reset" in walk.text
    start(walk, purpose="reset")
    walk.post("/check/pre_session/list-pre_session/", list="none")
    assert walk.where == "/session/ready/"
    walk.post("/session/ready/")
    assert walk.where == "/session/forms/elbow_prop/"
    assert "1 of 1" in walk.text
    do(walk, "elbow_prop")
    fine(walk)
    assert "That was all" in walk.text
    assert len(walk.events("exercise_done")) == 2


def test_a_session_under_way_is_gone_on_with(walk):
    walk.ready()
    begun(walk)
    do(walk, "elbow_prop")
    fine(walk)
    assert "Go on with the session" in walk.get("/").text
    walk.get("/session/start/")
    assert walk.where.startswith("/session/")
    assert len(walk.events("session_started")) == 1
