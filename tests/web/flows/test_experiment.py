"""The person's own experiment in the pages: fixed before the start, drawn by lot, ended at will."""

import io
import json
import zipfile

import pytest

from backfour.app.reproduce import experiments_in
from backfour.bootstrap import house
from backfour.words import say
from backfour.words.experiment import effect_line, mornings_line

WISH = {"change": "cushion", "outcome": "stiffness", "weeks": "4", "smallest": "10"}


def begin(walk, **different):
    """Someone with an open plan who begins an experiment on Monday, the 23rd of November."""
    return walk.ready().post("/progress/experiment/begin/", **{**WISH, **different})


def only():
    (found,) = house().experiment.all(house().plan_today())
    return found


def exported():
    target = io.BytesIO()
    house().export.write(target)
    with zipfile.ZipFile(target) as whole:
        return json.loads(whole.read("settings.json")), target.getvalue()


def test_length_and_smallest_effect_are_read_back_before_anything_begins(walk):
    walk.ready().get("/progress/experiment/plan/?" + "&".join(f"{k}={v}" for k, v in WISH.items()))
    assert "4 weeks, half of them with the change" in walk.text
    assert "From 23 November 2026 to 20 December 2026" in walk.text
    assert "Worth it to you: 10 minutes less" in walk.text
    assert "can be told from chance" in walk.text
    assert house().experiment.all(house().plan_today()) == ()


def test_someone_whose_wish_is_too_small_to_be_told_apart_is_told_so(walk):
    wish = {**WISH, "smallest": "5"}
    walk.ready().get("/progress/experiment/plan/?" + "&".join(f"{k}={v}" for k, v in wish.items()))
    assert "smaller than that" in walk.text


def test_this_week_stands_on_today_in_one_line_and_coming_weeks_are_not_told(walk):
    begin(walk)
    design = only().design
    for week, on in enumerate(design.arms):
        walk.at(7 * week + 1).weekly().get("/")
        wanted = "with the cushion at your belt" if on else "sit without the cushion"
        assert wanted in walk.text, week
    walk.get("/progress/experiment/")
    assert "Week 4 of 4" in walk.text


def test_it_may_be_stopped_at_any_time_and_what_was_there_counts(walk):
    begin(walk)
    walk.at(9).post("/progress/experiment/stop/")
    assert only().stopped_on == "2026-12-01"
    assert only().why == "wish"
    assert "You ended it early" in walk.text
    assert "Plan an experiment" in walk.text


def test_a_bad_spell_ends_it_and_none_begins_in_one(walk):
    begin(walk)
    walk.at(10)
    house().flare.declare()
    walk.at(12).get("/progress/experiment/")
    # A bad spell also asks for a check, which locks first.
    assert only().why in ("flare", "locked")
    assert only().stopped_on == "2026-12-02"
    assert "Not in a bad spell" in walk.text or "safety check comes first" in walk.text
    walk.post("/progress/experiment/begin/", **WISH)
    assert walk.page.status_code == 422
    only()


def test_none_begins_behind_a_lock(walk):
    walk.told(R06="yes").get("/progress/experiment/")
    assert "the safety check comes first" in walk.text
    walk.post("/progress/experiment/begin/", **WISH)
    assert walk.page.status_code == 422


def test_a_change_that_the_body_forbids_is_not_offered(walk):
    walk.ready(["stenosis_claudication"]).get("/progress/experiment/plan/")
    assert 'value="half_hour_breaks"' in walk.html
    assert 'value="cushion"' not in walk.html
    walk.post("/progress/experiment/begin/", **WISH)
    assert walk.page.status_code == 422


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("smallest", "", "number from 5 to 60"),
        ("smallest", "500", "You typed 500"),
        ("weeks", "5", "choose an answer"),
        ("change", "", "choose an answer"),
    ],
)
def test_what_is_wrong_is_said_where_it_is_and_the_rest_stays(walk, field, value, said):
    wish = {**WISH, field: value}
    walk.ready().get("/progress/experiment/plan/?" + "&".join(f"{k}={v}" for k, v in wish.items()))
    assert walk.page.status_code == 422
    assert said in walk.text
    if field != "change":
        assert 'value="cushion" checked' in walk.html


def test_only_one_runs_at_a_time(walk):
    begin(walk)
    walk.post("/progress/experiment/begin/", **WISH)
    only()
    walk.get("/progress/experiment/plan/")
    assert walk.where == "/progress/experiment/"


def mornings(walk, days, with_it, without):
    design = only().design
    for day in range(1, days):
        walk.at(day, "07:00")
        if day % 7 == 1:
            walk.weekly()
        on = design.arms[min((day - 1) // 7, design.weeks - 1)]
        house().morning.answer(2, with_it if on else without, new_leg_pain=False)


def test_the_answer_stands_in_words_and_as_a_picture_after_the_last_week(walk):
    begin(walk)
    mornings(walk, 28, 10, 40)
    walk.get("/progress/experiment/")
    assert "The answer comes after the last week" in walk.text
    walk.at(29).get("/progress/experiment/")
    assert "Very likely helps you: 9 in 10" in walk.text
    assert "<svg" in walk.html
    assert "Below zero is better" in walk.text


def test_export_and_import_bring_the_experiment_with_the_same_answer(walk):
    begin(walk)
    mornings(walk, 29, 10, 40)
    today = walk.at(29).get("/progress/experiment/") and house().plan_today()
    before = house().experiment.result(only(), today)
    settings, whole = exported()
    assert settings["experiments"] == [only().to_dict()]
    house().delete_all()
    assert house().experiment.all(house().plan_today()) == ()
    house().import_.read(io.BytesIO(whole))
    assert house().experiment.result(only(), house().plan_today()) == before
    assert exported()[1] == whole


def test_the_page_shows_what_anybody_works_out_from_the_export(walk):
    begin(walk)
    mornings(walk, 29, 10, 40)
    walk.at(29).get("/progress/experiment/")
    (found,) = experiments_in(exported()[1], house().plan_today().day)
    told = found.result
    for line in (
        say(told.sentence, n=told.tenths),
        say("experiment.matters", n=told.matters_tenths),
        effect_line("stiffness", told.effect, told.low, told.high),
        mornings_line(told.mornings_with, told.mornings_without),
    ):
        assert line in walk.text


@pytest.mark.parametrize(
    "wrong", [3, [3], [{"v": 1}], "twice"], ids=["number", "list", "fields", "twice"]
)
def test_a_wrong_experiment_in_a_file_is_refused_and_nothing_is_brought_in(walk, wrong):
    from backfour.core.errors import Refused

    begin(walk)
    one = only().to_dict()
    held = [one, one] if wrong == "twice" else wrong
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as whole:
        whole.writestr("history.jsonl", house().history.text())
        whole.writestr("settings.json", json.dumps({"experiments": held}))
    house().delete_all()
    target.seek(0)
    with pytest.raises(Refused):
        house().import_.read(target)
    assert house().history.events() == ()
