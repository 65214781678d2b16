"""The check on pages: what each screen takes, keeps, refuses and writes."""

import pytest

from backfour.bootstrap import house

FIT = {
    "F1": ["band"],
    "F2": "3to12m",
    "F3": "2",
    "F4": "1",
    "F5a": "most",
    "F5b": "16to30",
    "F6": "worse",
    "F7": "better",
}


def begin(walk, age="62", sex="female"):
    return walk.post("/check/full/person-person/", age=age, sex=sex)


def none_of(walk, *names):
    for name in names:
        walk.post(f"/check/full/list-{name}/", list="none")
    return walk


def answer(walk, **answers):
    for question, told in answers.items():
        walk.post(f"/check/full/question-{question}/", answer=told)
    return walk


def healthy(walk, **different):
    """The whole check of a healthy back, pressed through."""
    begin(walk)
    none_of(walk, "first", "second")
    answer(walk, **(FIT | different))
    none_of(walk, "bones", "cancer", "infection", "inflammation", "other")
    return answer(walk, R19="yes", R41="yes")


def test_a_healthy_back_comes_through_and_my_body_is_next(walk):
    healthy(walk)
    assert walk.where == "/check/result/"
    assert "You can start" in walk.text
    assert 'href="/body/"' in walk.html
    (screen,) = walk.events("screen_completed")
    assert screen.kind == "full"
    assert screen.answers["R11"] == ["none"]
    assert screen.answers["R41"] == "yes"
    assert house().plan_today().plan.action == "none"


@pytest.mark.parametrize("typed", ["", "abc", "-1", "121", "6.5", "٦٢", "9" * 40])
def test_a_wrong_age_gets_a_message_and_keeps_what_was_typed(walk, typed):
    begin(walk, age=typed)
    assert walk.page.status_code == 422
    assert 'id="age-wrong"' in walk.html
    assert walk.field("age") == typed
    assert 'value="female" checked' in walk.html
    assert house().check.running("full").age is None


def test_none_of_these_with_something_ticked_is_asked_again(walk):
    begin(walk)
    walk.post("/check/full/list-first/", touched=["R01"], list="none")
    assert walk.page.status_code == 422
    assert 'value="R01" checked' in walk.html
    assert not walk.events()


def test_going_on_with_nothing_ticked_is_asked_again(walk):
    begin(walk)
    walk.post("/check/full/list-first/", list="some")
    assert walk.page.status_code == 422
    assert 'id="list-wrong"' in walk.html


def test_a_question_of_another_list_is_refused(walk):
    begin(walk)
    walk.post("/check/full/list-first/", touched=["R20"], list="some")
    assert walk.page.status_code == 422


def test_what_is_ticked_opens_one_screen_each(walk):
    begin(walk)
    walk.post("/check/full/list-first/", touched=["R02", "R05"], list="some")
    assert walk.where == "/check/full/question-R02/"
    walk.post(walk.where, answer="old")
    assert walk.where == "/check/full/question-R05/"


def test_an_answer_stays_marked_when_one_comes_back(walk):
    begin(walk)
    none_of(walk, "first", "second")
    answer(walk, F1=["band", "groin"])
    walk.get("/check/full/question-F1/")
    assert 'value="groin" checked' in walk.html
    assert 'value="mid_upper" checked' not in walk.html


def test_nothing_is_ticked_beforehand(walk):
    begin(walk)
    for page in ("list-first", "question-F1", "question-F3", "question-R41"):
        walk.get(f"/check/full/{page}/")
        assert "checked" not in walk.html
        assert "aria-pressed" not in walk.html


def test_an_emergency_answer_goes_straight_to_the_instruction(walk):
    house().preferences.change(country="GB")
    begin(walk)
    walk.post("/check/full/list-first/", touched=["R01", "R06"], list="some")
    walk.post(walk.where, answer="yes")
    assert walk.where == "/check/result/"
    assert 'href="tel:999"' in walk.html
    assert "data-speak-now" in walk.html
    assert "<nav" not in walk.html
    assert 'href="/session/' not in walk.html
    (screen,) = walk.events("screen_completed")
    assert screen.answers == {
        "R01": "yes",
        "R02": "no",
        "R03": "no",
        "R04": "no",
        "R05": "no",
    }
    assert house().check.running("full") is None


def test_no_country_means_the_local_number_and_no_key_to_press(walk):
    walk.told(R07="yes").get("/check/result/")
    assert "your local emergency number" in walk.text
    assert "tel:" not in walk.html


def test_a_weak_leg_is_asked_how_fast_it_grows(walk):
    begin(walk)
    walk.post("/check/full/list-first/", touched=["R06"], list="some")
    walk.post(walk.where, answer="yes")
    assert walk.where == "/check/full/worse/"
    walk.post(walk.where, answer="yes")
    assert walk.where == "/check/result/"
    assert walk.events("screen_completed")[0].answers["progress_by_hour"] is True


def test_a_grave_answer_is_read_back_before_it_is_written(walk):
    begin(walk)
    none_of(walk, "first", "second")
    answer(walk, **FIT)
    none_of(walk, "bones")
    walk.post("/check/full/list-cancer/", touched=["R16"], list="some")
    walk.post(walk.where, answer="yes")
    none_of(walk, "infection", "inflammation", "other")
    answer(walk, R19="yes", R41="yes")
    assert walk.where == "/check/full/sure/"
    assert not walk.events()
    walk.post(walk.where, right="yes")
    assert walk.where == "/check/result/"
    assert "see a clinician" in walk.text
    walk.get("/")
    assert "closed for now" in walk.text


def test_sending_the_last_page_twice_writes_one_check(walk):
    healthy(walk)
    walk.post("/check/full/question-R41/", answer="yes")
    walk.post("/check/full/sure/", right="yes")
    assert len(walk.events("screen_completed")) == 1


def test_the_three_lines_of_the_heart_need_all_three(walk):
    begin(walk)
    none_of(walk, "first")
    walk.post("/check/full/list-second/", touched=["R35"], list="some")
    walk.post(walk.where, now="no", recent="recent")
    assert walk.page.status_code == 422
    assert 'value="recent" checked' in walk.html
    walk.post("/check/full/question-R35/", now="no", recent="recent", pressure="no")
    assert house().check.running("full").answers["R35"] == "recent"


@pytest.mark.parametrize(
    ("question", "told"),
    [("F3", "7"), ("F2", "maybe"), ("F1", ["band", "moon"]), ("R11", ["osteoporosis", "none"])],
)
def test_an_answer_that_does_not_exist_is_refused_beside_the_question(walk, question, told):
    begin(walk)
    walk.post("/check/full/list-bones/", touched=["R11"], list="some")
    walk.post(f"/check/full/question-{question}/", answer=told)
    assert walk.page.status_code == 422
    assert 'id="answer-wrong"' in walk.html


def test_a_check_left_half_way_is_found_again(walk):
    begin(walk)
    none_of(walk, "first", "second")
    walk.get("/")
    assert "Go on" in walk.text
    walk.get("/check/")
    assert walk.where == "/check/"
    walk.post("/check/again/", go="on")
    assert walk.where == "/check/full/question-F1/"


def test_under_eighteen_is_not_offered_and_cannot_be_cleared(walk):
    begin(walk, age="17")
    none_of(walk, "first", "second")
    answer(walk, **FIT)
    none_of(walk, "bones", "cancer", "infection", "inflammation", "other")
    answer(walk, R41="yes")
    walk.post("/check/full/sure/", right="yes")
    assert walk.where == "/check/result/"
    assert "below the age of 18" in walk.text
    assert "/seen/" not in walk.html


def test_the_summary_shows_answers_rules_and_versions(walk):
    walk.told(R16="yes").get("/check/summary/")
    assert "Self-reported" in walk.text
    assert "Rules 20" in walk.text
    assert "not been reviewed" in walk.text or "not yet been reviewed" in walk.text


def test_not_saying_leads_to_the_warning_card(walk):
    walk.told(R04="prefer_not").get("/check/result/")
    assert 'href="/warning/"' in walk.html


def test_something_happened_asks_the_whole_check_anew(walk):
    walk.ready().post("/happened/", what="fall")
    assert walk.where == "/check/full/person-person/"


def test_the_weekly_check_of_a_calm_week_is_one_touch(walk):
    walk.ready().at(8)
    assert "weekly check is due" in walk.get("/").text
    walk.get("/week/")
    assert walk.where == "/check/mini/list-weekly/"
    walk.post(walk.where, list="none")
    assert walk.where == "/week/done/"
    (screen,) = (one for one in walk.events("screen_completed") if one.kind == "mini")
    assert screen.answers["R35"] == "no"
    assert "due" not in walk.get("/").text


def test_a_weekly_answer_that_matters_closes_the_exercises(walk):
    walk.ready().at(8).post("/check/mini/list-weekly/", touched=["R20"], list="some")
    walk.post(walk.where, answer="yes")
    assert walk.where == "/check/mini/sure/"
    walk.post(walk.where, right="yes")
    assert walk.where == "/check/result/"
    assert walk.get("/").where == "/check/result/"


@pytest.mark.parametrize("address", ["/check/other/list-first/", "/moves/handstand/"])
def test_addresses_that_do_not_exist_are_not_found(walk, address):
    assert walk.get(address).page.status_code == 404


def test_a_screen_that_is_not_of_this_check_leads_to_the_next_one(walk):
    begin(walk)
    assert walk.get("/check/full/question-R01/").where == "/check/full/list-first/"
