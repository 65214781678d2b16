"""Measures in the pages: what is due, entering it, and what is wrong where it is wrong."""

import pytest

from backfour.bootstrap import house


def started(walk):
    """Someone with an open plan whose first morning was told."""
    walk.ready()
    house().morning.answer(3, 20, new_leg_pain=False)
    return walk


def enter(walk, measure, **told):
    return walk.post(f"/progress/questions/{measure}/", **{"event": f"m-{measure}", **told})


def test_today_says_in_one_line_when_a_question_is_due_and_falls_silent_when_it_is_answered(walk):
    started(walk).get("/")
    # Socks and straightening up were answered in the check.
    assert "2 short questions are due" in walk.text
    enter(walk, "upright_s", value="8")
    enter(walk, "activity_1", value="4", text="stairs")
    assert "questions are due" not in walk.get("/").text
    assert "question is due" not in walk.text


def test_someone_new_is_not_asked_on_today(walk):
    assert "short question" not in walk.ready().get("/").text


def test_what_is_due_and_what_comes_later_stand_with_their_days(walk):
    started(walk).get("/progress/questions/")
    assert "The change you feel, on Monday 7 December" in walk.text
    enter(walk, "socks", value="1")
    assert "Kept: Socks." in walk.text
    assert "Socks, on Monday 30 November" in walk.text


@pytest.mark.parametrize(
    ("measure", "told", "value"),
    [
        ("straighten_up", {"value": "2"}, 2),
        ("upright_s", {"value": "12"}, 12),
        ("socks", {"value": "0"}, 0),
        ("change", {"value": "-3"}, -3),
        ("activity_2", {"value": "7", "text": " stairs "}, 7),
        ("peg_total", {"value": "4,33", "filled_on": "2026-11-20"}, 4.33),
        ("rmdq_total", {"value": "11", "filled_on": "2026-11-23", "by": "physio"}, 11),
        ("odi_total", {"value": "40", "filled_on": "2026-10-01"}, 40),
        ("start_back_group", {"value": "medium", "filled_on": "2026-10-01"}, "medium"),
    ],
)
def test_each_measure_is_entered_once_however_often_it_is_sent(walk, measure, told, value):
    started(walk).get(f"/progress/questions/{measure}/")
    assert walk.page.status_code == 200
    for _ in range(2):
        enter(walk, measure, **told)
        assert walk.where == "/progress/questions/"
    (kept,) = walk.events("measure_taken")
    assert (kept.measure, kept.value) == (measure, value)


@pytest.mark.parametrize(
    ("measure", "told", "said"),
    [
        ("upright_s", {"value": "301"}, "Seconds until upright goes from 0 to 300. You typed 301."),
        ("upright_s", {"value": "-1"}, "You typed -1."),
        ("upright_s", {"value": "soon"}, "Please type a number from 0 to 300."),
        ("upright_s", {"value": ""}, "Please type a number from 0 to 300."),
        ("socks", {}, "Please choose an answer."),
        ("rmdq_total", {"value": "30", "filled_on": "2026-11-20"}, "goes from 0 to 24."),
        ("rmdq_total", {"value": "12"}, "give the day it was filled in"),
        ("rmdq_total", {"value": "12", "filled_on": "2026-11-24"}, "today or earlier"),
        ("odi_total", {"value": "40", "filled_on": "20/11/2026"}, "give the day"),
        ("activity_1", {"value": "4"}, "write what is hard"),
        ("activity_1", {"value": "4", "text": "x" * 121}, "in up to 120 letters"),
        ("activity_1", {"text": "stairs"}, "Please type a number from 0 to 10."),
        ("change", {"value": "9"}, "from -5 to 5"),
        ("start_back_group", {"value": "huge", "filled_on": "2026-11-20"}, "choose"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(walk, measure, told, said):
    enter(started(walk), measure, **told)
    assert walk.page.status_code == 422
    assert said in walk.text
    assert walk.html.count('class="wrong"') == 1
    for name, value in told.items():
        if f'<input id="{name}" name' in walk.html:
            assert walk.field(name) == value
    assert walk.events("measure_taken") == []


def test_other_words_begin_another_activity_and_up_to_three_may_be_named(walk):
    enter(started(walk), "activity_1", value="4", text="stairs")
    assert "Kept: stairs." in walk.text
    assert "/progress/questions/activity_2/" in walk.html
    walk.get("/progress/questions/activity_1/")
    assert walk.field("text") == "stairs"
    assert "Other words make it another activity" in walk.text
    for slot in ("activity_2", "activity_3"):
        enter(walk, slot, value="5", text=slot)
    assert "Name another activity" not in walk.text


def test_no_questionnaire_is_printed_and_the_page_says_so(walk):
    started(walk).get("/progress/questions/rmdq_total/")
    assert "We do not print this questionnaire" in walk.text


def test_there_is_no_page_for_a_measure_that_is_not_asked_here(walk):
    started(walk)
    for measure in ("pain", "chair_stand", "luck"):
        assert walk.get(f"/progress/questions/{measure}/").page.status_code == 404
