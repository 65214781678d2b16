"""An experiment as figures: what the tables, the health record and the command write."""

import json
from dataclasses import replace
from fractions import Fraction

from backfour.core.outcomes import experiment as e
from backfour.core.outcomes.experiment_figures import figures
from tests.core.outcomes.test_experiment import DESIGN, FIRST, RUN, lived


def test_the_weeks_stand_as_drawn_with_the_mean_of_the_mornings_that_counted():
    found = figures(RUN, lived(RUN, -15), FIRST + 60)
    assert [one.with_change for one in found.weeks] == list(DESIGN.arms)
    assert [one.mornings for one in found.weeks] == [5] * 8
    own = [one.value for one in found.mornings if one.week == 2]
    assert found.weeks[2].mean == round(100 * Fraction(sum(own), 5)) / 100
    assert found.result == e.result(RUN, lived(RUN, -15), FIRST + 60)


def test_weeks_to_come_are_not_told_and_a_week_without_mornings_has_no_mean():
    found = figures(RUN, (), FIRST + 7)
    assert [(one.week, one.mean) for one in found.weeks] == [(1, None), (2, None)]
    assert found.result.sentence == "experiment.running"
    assert figures(RUN, (), FIRST - 1).weeks == ()


def test_ended_early_only_the_weeks_until_then_are_told():
    stopped = replace(RUN, stopped_on="2026-03-16", why="wish")
    found = figures(stopped, lived(RUN, 0), FIRST + 90)
    assert [one.week for one in found.weeks] == [1, 2, 3]
    before = replace(RUN, stopped_on="2026-03-01", why="wish")
    assert figures(before, lived(RUN, 0), FIRST + 90).weeks == ()


def test_it_is_written_as_one_plain_document():
    written = figures(RUN, lived(RUN, -15), FIRST + 60).to_dict()
    assert json.loads(json.dumps(written))["plan"]["last_day"] == "2026-04-26"
    assert written["weeks"][0]["first"] == "2026-03-02"
    assert written["mornings"][0]["day"] == "2026-03-05"
    assert written["mornings"][-1]["week"] == 8
    assert written["answer"]["sentence"] == "experiment.very_likely"
