"""An experiment worked out again from the export alone, with the figures of the page."""

import json

import pytest

from backfour import words
from backfour.words.experiment import effect_line
from tests.cli.conftest import is_one_line
from tests.cli.test_commands import put
from tests.experiments import live_through


@pytest.fixture
def exported(command, home, tmp_path):
    live_through(home)
    assert command("export", "e.zip", "--data", home.folder).code == 0
    (run,) = home.house.experiment.all(home.house.plan_today())
    return run


def on_the_page(home, run):
    return home.house.experiment.result(run, home.house.plan_today())


def test_the_command_and_the_page_give_the_same_figures(command, home, exported):
    (told,) = json.loads(command("experiment", "e.zip", "--json").out)
    found = on_the_page(home, exported)
    answer = told["answer"]
    assert answer.pop("picture") == [list(one) for one in found.picture]
    assert answer == {name: getattr(found, name) for name in answer}
    assert answer["effect"] < -15
    assert told["plan"]["seed"] == exported.design.seed
    assert tuple(one["with_change"] for one in told["weeks"]) == exported.design.arms


def test_people_read_plan_weeks_and_answer_in_the_words_of_the_page(command, home, exported):
    told = command("experiment", "e.zip")
    assert (told.code, told.err) == (0, "")
    found = on_the_page(home, exported)
    effect = effect_line("stiffness", found.effect, found.low, found.high)
    for wanted in (
        words.say("experiment.change.cushion"),
        words.say(found.sentence, n=found.tenths),
        words.say("experiment.matters", n=found.matters_tenths),
        words.say("cli.experiment.seed", seed=exported.design.seed),
        effect,
        "2026-03-23",
    ):
        assert wanted in told.out


def test_before_the_end_there_is_no_answer_and_no_week_to_come(command, home, exported):
    (told,) = json.loads(command("experiment", "e.zip", "--on", "2026-03-10", "--json").out)
    assert told["answer"]["sentence"] == "experiment.running"
    assert told["answer"]["effect"] is None
    assert [one["week"] for one in told["weeks"]] == [1, 2]


def test_one_that_was_ended_early_says_why(command, home, tmp_path):
    live_through(home, days=9)
    home.house.experiment.stop()
    command("export", "e.zip", "--data", home.folder)
    told = command("experiment", "e.zip")
    assert words.say("experiment.stopped.wish") in told.out
    assert words.say("experiment.thin") in told.out


def test_one_that_a_bad_spell_ended_is_exported_as_its_page_shows_it(command, home):
    live_through(home, days=12)
    home.house.flare.declare()
    home.at("2026-03-15T08:00")
    command("export", "e.zip", "--data", home.folder)
    (told,) = json.loads(command("experiment", "e.zip", "--json").out)
    (run,) = home.house.experiment.all(home.house.plan_today())
    assert run.why in ("flare", "locked")
    assert (told["plan"]["stopped_on"], told["plan"]["why"]) == (run.stopped_on, run.why)


def test_a_file_without_experiments_says_so(command, tmp_path):
    put(tmp_path / "h.jsonl", "")
    assert command("experiment", "h.jsonl").out.strip() == words.say("cli.experiment.none")
    assert json.loads(command("experiment", "h.jsonl", "--json").out) == []


@pytest.mark.parametrize("arguments", [["missing.zip"], ["wrong"], ["wrong", "--on", "x"], []])
def test_what_cannot_be_read_ends_in_one_line(command, tmp_path, arguments):
    put(tmp_path / "wrong", "nonsense")
    told = command("experiment", *arguments)
    assert (told.code, told.out) == (2, "")
    assert is_one_line(told.err)
