"""An experiment worked out again from the export alone, with the figures of the page."""

import json
from datetime import date
from hashlib import sha256
from math import exp, lgamma, log, pi, sqrt

import numpy as np
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


def worked_out_by_hand(told):
    """The four steps of docs/algorithms/experiment.md, from the printed document alone."""
    plan = told["plan"]
    for pair in range(plan["weeks"] // 2):
        odd = sha256(f"{plan['seed']}:{pair}".encode()).digest()[0] % 2 == 1
        drawn = [one["with_change"] for one in told["weeks"][2 * pair : 2 * pair + 2]]
        assert drawn == [odd, not odd]
    first = date.fromisoformat(plan["first_day"])
    t = np.array([(date.fromisoformat(one["day"]) - first).days for one in told["mornings"]])
    y = np.array([one["value"] for one in told["mornings"]], dtype=float)
    pairs = [(one["week"] - 1) // 2 for one in told["mornings"]]
    x = np.column_stack(
        [
            *([float(one == pair) for one in pairs] for pair in sorted(set(pairs))),
            [float(one["with_change"]) for one in told["mornings"]],
        ]
    )
    tie = np.zeros((x.shape[1], x.shape[1]))
    tie[-1, -1] = 0.25
    df = len(y) - (x.shape[1] - 1) + 2
    parts = []
    held = {-0.45: 100, -0.2: 46, 0: 28, 0.2: 22, 0.4: 18}
    held |= {0.55: 13, 0.65: 12, 0.75: 14, 0.85: 21, 0.95: 52}
    for phi, likely in held.items():
        r = float(phi) ** np.abs(t[:, None] - t[None, :])
        inverse = np.linalg.inv(r)
        a = x.T @ inverse @ x + tie
        b = np.linalg.solve(a, x.T @ inverse @ y)
        left = y @ inverse @ y - b @ a @ b + 2 * 10**2
        weight = log(likely) - 0.5 * (
            np.linalg.slogdet(r)[1] + np.linalg.slogdet(a)[1] + df * log(left)
        )
        parts.append((weight, b[-1], sqrt(left / (df - 1) * np.linalg.inv(a)[-1, -1])))
    top = max(weight for weight, _, _ in parts)
    shares = [exp(weight - top) for weight, _, _ in parts]
    return [
        (share / sum(shares), centre, scale, df - 1)
        for share, (_, centre, scale) in zip(shares, parts, strict=True)
    ]


def below(parts, bound):
    """The part of the mixture below a bound, by adding up its density."""
    xs = np.linspace(-200, bound, 200_001)
    heights = np.zeros_like(xs)
    for share, centre, scale, df in parts:
        top = exp(lgamma((df + 1) / 2) - lgamma(df / 2)) / (scale * sqrt(df * pi))
        heights += share * top * (1 + ((xs - centre) / scale) ** 2 / df) ** (-(df + 1) / 2)
    return float(np.trapezoid(heights, xs))


def tenths(odds):
    """What odds are told as; at the edge of a tenth the approximation may fall on either side."""
    percents = (round(100 * (odds + off)) for off in (-0.003, 0, 0.003))
    return {min(9, max(1, (percent + 5) // 10)) for percent in percents}


def test_whoever_follows_the_written_formula_finds_the_same_answer(command, home, tmp_path):
    live_through(home, days=57, weeks=8, smallest=17)
    command("export", "e.zip", "--data", home.folder)
    (told,) = json.loads(command("experiment", "e.zip", "--json").out)
    parts, answer = worked_out_by_hand(told), told["answer"]
    centre = sum(share * middle for share, middle, _, _ in parts)
    assert answer["effect"] == pytest.approx(centre, abs=0.006)
    assert below(parts, answer["low"]) == pytest.approx(0.05, abs=0.003)
    assert below(parts, answer["high"]) == pytest.approx(0.95, abs=0.003)
    assert answer["tenths"] in tenths(below(parts, 0))
    assert answer["matters_tenths"] in tenths(below(parts, -told["plan"]["smallest"]))
