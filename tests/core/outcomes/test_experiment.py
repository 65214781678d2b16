"""The person's own experiment: what is fixed before, what is refused, what it answers.

Hazard H49 (docs/safety.md).
"""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfour.core.errors import Refused
from backfour.core.outcomes import experiment as e
from backfour.core.outcomes.due import Standing
from backfour.core.vocabulary import SEE
from tests.core.outcomes.histories import points

DESIGN = e.Design("x1", "cushion", "stiffness", "2026-03-02", 8, 10, "a seed")
FIRST = date(2026, 3, 2).toordinal()
RUN = e.Experiment(DESIGN)


@given(st.text(min_size=1), st.sampled_from(e.WEEKS))
def test_every_pair_of_weeks_holds_one_with_and_one_without(seed, weeks):
    arms = replace(DESIGN, seed=seed, weeks=weeks).arms
    assert len(arms) == weeks
    assert all(arms[i] != arms[i + 1] for i in range(0, weeks, 2))


def test_the_order_of_weeks_is_drawn_by_the_seed():
    orders = {replace(DESIGN, seed=str(seed)).arms for seed in range(200)}
    assert len(orders) == 2**4
    first_on = sum(replace(DESIGN, seed=str(seed)).arms[0] for seed in range(200))
    assert 70 <= first_on <= 130
    assert replace(DESIGN).arms == DESIGN.arms


@pytest.mark.parametrize(
    ("standing", "key"),
    [
        (Standing(), ""),
        (Standing(flare=True), "flare"),
        (Standing(action=SEE), "screen"),
        (Standing(locked=True, flare=True), "screen"),
        (Standing(flags=frozenset({"stenosis_claudication"})), "body"),
    ],
)
def test_it_is_refused_in_a_flare_behind_a_lock_and_against_the_body(standing, key):
    assert e.refused_because("cushion", standing) == (f"experiment.refuse.{key}" if key else "")


def test_a_running_one_ends_with_a_lock_or_a_flare_and_not_with_a_condition():
    body = Standing(flags=frozenset({"stenosis_claudication"}))
    ends = [Standing(locked=True), Standing(action=SEE), Standing(flare=True), body]
    assert [e.stop_because(one) for one in ends] == ["locked", "locked", "flare", ""]


def test_an_exception_to_the_sitting_rule_closes_the_change_it_is_about():
    legs = frozenset({"leg_elevation"})
    assert e.refused_because("strict_rule", Standing(), legs) == "experiment.refuse.body"
    assert e.refused_because("half_hour_breaks", Standing(), legs) == ""
    skin = frozenset({"pressure_injury"})
    assert e.refused_because("half_hour_breaks", Standing(), skin) == "experiment.refuse.body"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ""),
        ("seed", 5),
        ("change", "no_movements"),
        ("outcome", "mood"),
        ("weeks", 7),
        ("weeks", 6.0),
        ("smallest", 4),
        ("smallest", True),
        ("first_day", "soon"),
    ],
)
def test_a_design_is_checked_field_by_field(field, value):
    with pytest.raises(Refused) as refused:
        e.check_design(replace(DESIGN, **{field: value}))
    assert refused.value.field == field


@pytest.mark.parametrize(
    "run", [RUN, replace(RUN, stopped_on="2026-03-20", why="flare"), replace(RUN, why="wish")]
)
def test_what_is_exported_reads_back_the_same(run):
    assert e.from_dict(run.to_dict()) == run


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"v": 2}, "v"),
        ({"v": "1"}, "v"),
        ({"why": "rain"}, "why"),
        ({"more": 1}, "more"),
        ({"stopped_on": "2026-02-01"}, "stopped_on"),
        ({"stopped_on": "late"}, "stopped_on"),
        ({"weeks": 3}, "weeks"),
    ],
)
def test_a_strange_export_is_refused(changed, field):
    with pytest.raises(Refused) as refused:
        e.from_dict({**RUN.to_dict(), **changed})
    assert refused.value.field == field


def test_a_missing_part_of_an_export_is_named():
    raw = RUN.to_dict()
    del raw["seed"]
    with pytest.raises(Refused, match="seed"):
        e.from_dict(raw)


def test_each_day_knows_its_week():
    assert e.week_of(RUN, FIRST - 1) is None
    assert e.week_of(RUN, FIRST) == e.Week(1, DESIGN.arms[0], washout=True)
    assert e.week_of(RUN, FIRST + 9) == e.Week(2, DESIGN.arms[1], washout=False)
    assert e.week_of(RUN, FIRST + 56) is None
    stopped = replace(RUN, stopped_on="2026-03-05", why="wish")
    assert e.week_of(stopped, FIRST + 3) is not None
    assert e.week_of(stopped, FIRST + 4) is None
    assert e.last_day(stopped) == date(2026, 3, 5).toordinal()
    assert e.last_day(RUN) == date(2026, 4, 26).toordinal()


def lived(run, effect, seed=1, spread=6.0, level=30):
    """Mornings of the whole experiment; the change works from the day it begins."""
    chance = random.Random(seed)
    design, found = run.design, []
    for day in range(7 * design.weeks):
        on = design.arms[day // 7]
        found.append(max(0, round(level + effect * on + chance.gauss(0, spread))))
    return points(*found, first=FIRST + 1)


def test_a_clear_effect_is_very_likely_and_its_range_holds_the_truth():
    found = e.result(RUN, lived(RUN, -15), FIRST + 60)
    assert found.sentence == "experiment.very_likely"
    assert (found.tenths, found.matters_tenths) == (9, 9)
    assert found.low <= -15 <= found.high
    assert (found.mornings_with, found.mornings_without) == (20, 20)


def test_harm_is_said_as_plainly():
    found = e.result(RUN, lived(RUN, 15), FIRST + 60)
    assert (found.sentence, found.tenths, found.matters_tenths) == (
        "experiment.very_likely_not",
        1,
        1,
    )


def test_no_effect_cannot_be_told_most_of_the_time():
    said = [e.result(RUN, lived(RUN, 0, seed), FIRST + 60).sentence for seed in range(30)]
    assert said.count("experiment.cannot_tell") >= 10
    assert said.count("experiment.very_likely") <= 5


@pytest.mark.parametrize(
    ("helps", "sentence"),
    [
        (100, "very_likely"),
        (90, "very_likely"),
        (89, "probably"),
        (75, "probably"),
        (74, "cannot_tell"),
        (26, "cannot_tell"),
        (25, "probably_not"),
        (11, "probably_not"),
        (10, "very_likely_not"),
    ],
)
def test_words_go_with_the_odds(helps, sentence):
    assert e._sentence(helps) == f"experiment.{sentence}"


def test_odds_are_never_none_or_all():
    assert [e._tenths(p) for p in (0, 4, 14, 15, 80, 95, 100)] == [1, 1, 1, 2, 8, 9, 9]


def test_no_answer_before_the_end_and_none_from_too_few_mornings():
    told = lived(RUN, -15)
    assert e.result(RUN, told, FIRST + 55).sentence == "experiment.running"
    stopped = replace(RUN, stopped_on="2026-03-18", why="flare")
    assert e.result(stopped, told, FIRST + 30).sentence == "experiment.thin"
    assert e.result(RUN, (), FIRST + 60).sentence == "experiment.thin"


def test_stopped_after_two_pairs_the_whole_pairs_answer():
    stopped = replace(RUN, stopped_on="2026-04-01", why="wish")
    found = e.result(stopped, lived(RUN, -15), FIRST + 40)
    assert found.tenths == 9
    assert found.mornings_with + found.mornings_without == 21


def test_the_first_mornings_of_a_week_do_not_count():
    told = lived(RUN, 0)
    changed = [
        one._replace(value=200) if (one.day - FIRST - 1) % 7 < e.WASHOUT_DAYS else one
        for one in told
    ]
    assert e.result(RUN, changed, FIRST + 60) == e.result(RUN, told, FIRST + 60)


def test_the_picture_is_a_density_around_the_answer():
    found = e.result(RUN, lived(RUN, -8), FIRST + 60)
    xs = [x for x, _ in found.picture]
    step = xs[1] - xs[0]
    assert xs == sorted(xs)
    assert sum(y for _, y in found.picture) * step == pytest.approx(1, abs=0.05)
    top = max(found.picture, key=lambda point: point[1])[0]
    assert abs(top - found.effect) < 2 * step


def test_the_same_export_and_history_give_the_same_answer_on_any_later_day():
    told = lived(RUN, -5)
    again = e.from_dict(RUN.to_dict())
    assert e.result(again, told, FIRST + 400) == e.result(RUN, told, FIRST + 57)


def test_more_weeks_tell_smaller_differences_apart():
    found = [e.smallest_told_apart("stiffness", weeks, 10) for weeks in e.WEEKS]
    assert found == sorted(found, reverse=True)
    assert e.smallest_told_apart("stiffness", 8, 20) == pytest.approx(2 * found[2], abs=0.11)
