"""Today, the morning, a bad day, a step up, being seen, and why."""

import pytest

from backfour.bootstrap import house

EXERCISES = ("elbow_prop", "bed_rotation", "leg_hang", "bird_dog", "pelvic_circles")


def session(walk, name, only=EXERCISES, **felt):
    """Do what the plan offers, without the pages."""
    house().session.start(2, name)
    for exercise in only:
        item = house().plan_today().plan.item(exercise)
        if item.offered is not None:
            house().session.begin(name, exercise, item.offered, 2)
            house().session.end_movement(name, exercise, item.offered, 2, completed=True)
            house().session.felt(f"{name}.{exercise}", felt or {"fine": True})
    house().session.end(name, completed=True)
    return walk


def calm(walk, days):
    """Calm sessions every other day, each with a calm morning."""
    for day in range(0, days, 2):
        walk.at(day, "08:00").weekly()
        session(walk.at(day), f"s{day}")
        walk.at(day + 1, "08:00")
        house().morning.answer(2, 10, new_leg_pain=False)
    return walk.at(days, "09:00")


def test_someone_new_is_led_to_the_check(walk):
    assert "First, the check" in walk.get("/").text
    assert 'href="/check/"' in walk.html


def test_my_body_comes_before_the_first_plan(walk):
    walk.told().get("/")
    assert 'href="/body/"' in walk.html
    assert "/session/start/" not in walk.html
    walk.post("/body/", event="b1")
    assert walk.where == "/body/changed/"
    assert walk.events("flags_reported")[0].flags == ()
    assert "Nothing changes" in walk.text
    assert "/session/start/" in walk.get("/").html


def test_the_plan_of_the_day_shows_doses_and_reasons(walk):
    walk.ready(["wrist_limit"]).get("/")
    assert "Four movements today" in walk.text
    assert "30 seconds" in walk.text
    assert "You have not done this one yet" in walk.text
    assert "On your fists" in walk.text


def test_my_body_sent_twice_is_one_and_a_strange_flag_is_refused(walk):
    walk.told()
    walk.post("/body/", event="b1", flags=["wrist_limit", "neck_limit"])
    walk.post("/body/", event="b1", flags=["wrist_limit", "neck_limit"])
    walk.post("/body/", event="b1", flags=["fall_risk"])
    assert len(walk.events("flags_reported")) == 1
    walk.post("/body/", event="b2", flags=["two_heads", "knee_kneel_limit"])
    assert walk.page.status_code == 422
    assert 'value="knee_kneel_limit" checked' in walk.html


def test_every_condition_can_be_ticked(walk):
    from backfour.core.vocabulary import FLAGS

    walk.told().get("/body/")
    for flag in FLAGS:
        assert f'value="{flag}"' in walk.html, flag


def test_a_rest_day_says_so_and_names_the_next_full_day(walk):
    walk.ready()
    session(walk, "s0")
    walk.at(1).get("/")
    assert "A rest day" in walk.text
    assert "Wednesday 25 November" in walk.text
    assert "?for=rest" in walk.html


def test_a_stopped_movement_is_called_stopped_and_rests(walk):
    walk.ready()
    house().session.start(3, "s0")
    house().session.stop("s0", "elbow_prop", 1, 3)
    answer = {"peak": 6, "quality": "sharp", "others": ["none"]}
    house().session.felt("s0.elbow_prop", answer)
    assert "Elbow prop: stopped" in walk.get("/").text
    walk.at(1).get("/")
    assert "Elbow prop: resting" in walk.text
    for colour in ("green", "amber", " red "):
        assert colour not in walk.text


def test_a_step_up_is_taken_once(walk):
    calm(walk.ready(), 6).get("/")
    assert "Would you like a little more?" in walk.text
    exercise, event = walk.field("exercise"), walk.field("event")
    walk.post("/rise/", exercise=exercise, accepted="yes", event=event)
    walk.post("/rise/", exercise=exercise, accepted="yes", event=event)
    assert len(walk.events("rise_answered")) == 1
    assert house().plan_today().plan.item(exercise).level == 2


def test_a_step_up_that_is_not_on_offer_is_refused_with_the_plan(walk):
    walk.ready().post("/rise/", exercise="elbow_prop", accepted="yes", event="r1")
    assert walk.page.status_code == 409
    assert "nothing rose" in walk.text
    assert not walk.events("rise_answered")


@pytest.mark.parametrize("data", [{}, {"exercise": "x", "accepted": "yes"}, {"accepted": "maybe"}])
def test_a_malformed_answer_to_a_step_up_changes_nothing(walk, data):
    walk.ready().post("/rise/", **data)
    assert not walk.events("rise_answered")


def test_the_morning_in_three_touches(walk):
    walk.ready()
    session(walk, "s0")
    walk.at(1, "08:00").get("/")
    assert 'href="/morning/"' in walk.html
    walk.post("/morning/", pain="2")
    walk.post(walk.where + "?pain=2", minutes="20")
    assert walk.where == "/morning/leg/"
    event = walk.field("event")
    walk.post("/morning/leg/?pain=2&minutes=20", leg="no", event=event)
    walk.post("/morning/leg/?pain=2&minutes=20", leg="no", event=event)
    (morning,) = walk.events("morning_checked")
    assert (morning.pain, morning.stiffness_min, morning.new_leg_pain) == (2, 20, False)
    assert "A calm morning" in walk.text
    assert "pain 2, stiff for 20 minutes" in walk.get("/").text or "rest day" in walk.text


def test_each_question_of_the_morning_may_be_left_open(walk):
    walk.ready().post("/morning/", pain="open")
    walk.post("/morning/stiffness/?pain=open", minutes="open")
    walk.post("/morning/leg/?pain=open&minutes=open", leg="no", event="m1")
    (morning,) = walk.events("morning_checked")
    assert (morning.pain, morning.stiffness_min) == (None, None)


@pytest.mark.parametrize("typed", ["", "a lot", "-5", "1441", "1.5", "99999"])
def test_minutes_that_are_none_get_a_message_and_stay(walk, typed):
    walk.ready().post("/morning/stiffness/?pain=3", minutes="other", other=typed)
    assert walk.page.status_code == 422
    assert 'id="other-wrong"' in walk.html
    assert walk.field("other") == typed


@pytest.mark.parametrize("pain", ["", "11", "x"])
def test_a_morning_without_a_number_is_asked_again(walk, pain):
    walk.ready().post("/morning/", pain=pain)
    assert walk.page.status_code == 422


def test_a_leg_without_an_answer_is_asked_again(walk):
    walk.ready().post("/morning/leg/?pain=3&minutes=5")
    assert walk.page.status_code == 422


def test_something_new_in_a_leg_asks_the_weekly_questions(walk):
    walk.ready()
    session(walk, "s0")
    walk.at(1, "08:00").post("/morning/leg/?pain=3&minutes=5", leg="yes", event="m1")
    assert walk.where == "/morning/done/"
    assert 'href="/week/"' in walk.html


def test_a_bad_day_is_believed_and_its_questions_come_first(walk):
    walk.ready().get("/bad-day/")
    event = walk.field("event")
    walk.post("/bad-day/", event=event)
    assert walk.where == "/check/mini/list-weekly/"
    walk.post("/bad-day/", event=event)
    assert len(walk.events("flare_declared")) == 1
    assert "questions first" in walk.get("/").text
    walk.post("/check/mini/list-weekly/", list="none")
    walk.get("/")
    assert "We make it smaller" in walk.text
    assert "Bird-dog: resting" in walk.text


def test_being_seen_opens_what_a_clinician_has_looked_at(walk):
    walk.ready(R16="yes").get("/seen/")
    told = {
        "rules": ["R16"],
        "by": "doctor",
        "seen_on": "2026-11-23",
        "note": "Gentle exercise is fine",
        "allowed": "yes",
        "event": walk.field("event"),
    }
    walk.post("/seen/", **told)
    assert "open again" in walk.text
    walk.post("/seen/", **told)
    (event,) = walk.events("clearance_stated")
    assert (event.by, event.note) == ("A doctor", "Gentle exercise is fine")
    assert house().plan_today().plan.mode == "usual"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rules", []),
        ("rules", ["R99"]),
        ("by", ""),
        ("seen_on", ""),
        ("seen_on", "2026-11-24"),
        ("seen_on", "soon"),
        ("note", ""),
        ("allowed", ""),
    ],
)
def test_a_word_that_is_missing_is_asked_for_and_the_rest_stays(walk, field, value):
    walk.ready(R16="yes")
    told = {
        "rules": ["R16"],
        "by": "doctor",
        "seen_on": "2026-11-22",
        "note": "Fine, she said",
        "allowed": "yes",
        "event": "c1",
    }
    walk.post("/seen/", **(told | {field: value}))
    assert walk.page.status_code == 422
    assert f'id="{field}-wrong"' in walk.html
    assert field == "note" or "Fine, she said" in walk.text
    assert not walk.events("clearance_stated")


def test_an_urgent_answer_waits_a_day_and_for_a_clean_check(walk):
    walk.ready(R20="yes").get("/seen/")
    assert "24 hours" in walk.text
    assert "Tuesday 24 November at 9:00" in walk.text
    told = {"rules": ["R20"], "by": "emergency", "seen_on": "2026-11-24", "note": "A cold"}
    walk.at(1, "10:00").post("/seen/", allowed="yes", event="c1", **told)
    assert "the whole check, once more" in walk.text
    assert house().plan_today().plan.mode == "locked"
    walk.told()
    assert house().plan_today().plan.mode == "usual"


def test_why_shows_each_decision_with_its_rule_and_source(walk):
    calm(walk.ready(["wrist_limit"]), 6)
    walk.get("/why/")
    for words in (
        "from the article",
        "our choice",
        "Source:",
        "Elbow prop · calm",
        "Morning · calm",
    ):
        assert words in walk.text, words
    assert walk.text.index("Saturday 28") < walk.text.index("Friday 27")
    for page in ("2", "99", "0", "x", "-1"):
        assert walk.get(f"/why/?page={page}").page.status_code == 200


def test_the_pages_name_no_identifiers(walk):
    calm(walk.ready(["wrist_limit", "hip_oa_painful"]), 6)
    for address in ("/", "/why/", "/moves/", "/moves/leg_hang/", "/session/end/", "/body/changed/"):
        text = walk.get(address).text
        for sign in ("_", "{", "}"):
            assert sign not in text, (address, sign)


def test_today_stays_small_with_a_long_history(walk):
    calm(walk.ready(), 40)
    walk.get("/")
    assert len(walk.page.content) <= 15_000


@pytest.mark.parametrize(
    ("day", "answers", "title", "leads_to"),
    [
        (0, {"R40": "yes"}, "a day for calm", "/warning/"),
        (0, {"R16": "yes"}, "closed for now", "/check/result/"),
        (15, {}, "weekly questions come first", "/week/"),
        (29, {}, "time for the whole check again", "/check/"),
        (91, {}, "time for the whole check again", "/check/"),
    ],
)
def test_a_closed_day_says_what_to_do(walk, day, answers, title, leads_to):
    walk.ready(**answers).at(day).get("/")
    assert title in walk.text
    assert f'class="btn main start" href="{leads_to}"' in walk.html
    assert walk.get("/check/result/").page.status_code == 200


def test_every_word_that_is_chosen_at_run_time_exists():
    from backfour.core import vocabulary as v
    from backfour.core.session.felt import OTHERS
    from backfour.web.body.views import GROUPS
    from backfour.web.clearance.views import ROLES
    from backfour.web.happened.views import WHAT
    from backfour.web.settings_page.views import CHOICES
    from backfour.words import known

    wanted = [
        *(f"today.count.{n}" for n in range(1, 6)),
        *(f"morning.saved.{light}" for light in v.LIGHTS),
        *(f"light.{light}" for light in v.LIGHTS),
        *(f"mode.{mode}" for mode in v.MODES),
        *(f"seen.by.{role}" for role in (*ROLES, "other")),
        *(f"happened.{what}" for what in WHAT),
        *(f"body.group.{group}" for group in GROUPS),
        *(f"check.about.{sex}" for sex in v.SEXES),
        *(f"why.quality.{one}" for one in v.QUALITIES),
        *(f"why.spread.{one}" for one in v.SPREADS),
        *(f"why.screen.{one}" for one in v.SCREEN_KINDS),
        *(f"forms.felt.quality.{one}" for one in v.QUALITIES),
        *(f"forms.felt.else.{one}" for one in OTHERS),
        *(f"forms.felt.{one}" for one in ("done", "ended", "stopped", "last")),
        *(
            f"today.head.locked.{one}"
            for one in ("check", "see", "day", "again", "flare", "weekly")
        ),
        *(f"today.head.locked.{one}.lead" for one in ("check", "see", "day", "again", "flare")),
        *(
            f"settings.{field}.{option}"
            for field, choice in CHOICES.items()
            for option in choice.options
        ),
    ]
    assert [key for key in wanted if not known(key)] == []


def told_on_one_device(session, *exercises):
    now = house().clock.now().at
    base = {"v": 1, "at": now, "session": session}
    rows = [{**base, "id": f"{session}.start", "type": "session_started", "pain_before": 2}]
    for exercise in exercises:
        done = {"exercise": exercise, "level": 1, "before": 2, "peak": 2, "quality": "none"}
        felt = {"spread": "none", "neuro": False, "system": False, "stop_pressed": False}
        rows.append(
            {**base, **done, **felt, "id": f"{session}.{exercise}", "type": "exercise_done"}
            | {"completed": True, "technique": "not_judged"}
        )
    house().record.append(rows)


def test_a_second_session_of_the_day_is_shown_as_what_it_was(walk):
    walk.ready()
    told_on_one_device("phone", "elbow_prop", "bed_rotation")
    assert "Two sessions were told today" not in walk.get("/").text
    told_on_one_device("reset", "elbow_prop")
    assert "Two sessions were told today" not in walk.get("/").text
    told_on_one_device("tablet", "elbow_prop", "bed_rotation")
    assert "Two sessions were told today" in walk.get("/").text
    assert walk.get("/why/").text.count("Bed rotation · calm") == 2
    assert "Two sessions were told today" not in walk.at(1).get("/").text
