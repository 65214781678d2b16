"""What may be kept of a measure, and what is refused with which field."""

import pytest

from backfour.core.errors import Refused
from backfour.core.instants import parse_date
from backfour.core.outcomes.measures import MEASURES, TAKEN, accept
from backfour.core.vocabulary import SELF_TESTS

DAY = parse_date("2026-03-10", "day")
ELSEWHERE = {"filled_on": "2026-03-01"}


@pytest.mark.parametrize(
    ("measure", "value", "detail"),
    [
        ("straighten_up", 3, None),
        ("upright_s", 12, None),
        ("socks", 0, {}),
        ("activity_2", 10, {"text": "put on my boots"}),
        ("change", -5, None),
        ("rmdq_total", 24, ELSEWHERE),
        ("odi_total", 44, {**ELSEWHERE, "by": "Dr Roe"}),
        ("start_back_group", "medium", ELSEWHERE),
        ("chair_stand", 11, {"used_arms": False, "helper": True}),
        ("chair_stand", 0, {"used_arms": True}),
        ("one_leg_stance", 12, {"left": 12.0, "right": 20.1, "fingertips": False}),
        ("prone_hold", 60, {"pain": 2}),
        ("bird_dog_quality", 5, {"left": 5, "right": 6, "level": 4}),
        ("sock_test", 2, {"left": 1, "right": 2}),
    ],
)
def test_good_values_are_kept_as_they_are(measure, value, detail):
    assert accept(measure, value, detail, DAY) == (value, detail or {})


def test_finer_measures_are_rounded_to_their_step():
    assert accept("one_leg_stance", 12.34, None, DAY)[0] == 12.3
    assert accept("peg_total", 4.333, ELSEWHERE, DAY)[0] == 4.33
    assert accept("socks", 2.0, None, DAY)[0] == 2
    assert isinstance(accept("one_leg_stance", 12.0, None, DAY)[0], int)


def test_a_detail_told_as_nothing_is_as_if_it_were_not_there():
    assert accept("prone_hold", 30, {"pain": None}, DAY) == (30, {})


@pytest.mark.parametrize(
    ("measure", "value", "detail", "field"),
    [
        ("pain", 3, None, "measure"),
        ("eq5d", 3, None, "measure"),
        ("socks", 4, None, "value"),
        ("socks", 1.5, None, "value"),
        ("socks", True, None, "value"),
        ("socks", "2", None, "value"),
        ("socks", float("nan"), None, "value"),
        ("change", -6, None, "value"),
        ("one_leg_stance", 45.1, None, "value"),
        ("start_back_group", "huge", ELSEWHERE, "value"),
        ("start_back_group", 1, ELSEWHERE, "value"),
        ("chair_stand", 3, {"used_arms": True}, "value"),
        ("one_leg_stance", 20, {"left": 12, "right": 20}, "value"),
        ("sock_test", 1, {"left": 1, "right": 2}, "value"),
        ("socks", 1, ["x"], "detail"),
        ("socks", 1, {"text": "x"}, "detail.text"),
        ("activity_1", 1, None, "detail.text"),
        ("activity_1", 1, {"text": "  "}, "detail.text"),
        ("activity_1", 1, {"text": 5}, "detail.text"),
        ("activity_1", 1, {"text": "x" * 121}, "detail.text"),
        ("rmdq_total", 1, None, "detail.filled_on"),
        ("rmdq_total", 1, {"filled_on": "2026-03-11"}, "detail.filled_on"),
        ("rmdq_total", 1, {"filled_on": "last week"}, "detail.filled_on"),
        ("chair_stand", 1, {"helper": 1}, "detail.helper"),
        ("prone_hold", 1, {"pain": 11}, "detail.pain"),
        ("prone_hold", 1, {"pain": True}, "detail.pain"),
        ("bird_dog_quality", 1, {"left": 1.5}, "detail.left"),
    ],
)
def test_bad_values_are_refused_with_their_field(measure, value, detail, field):
    with pytest.raises(Refused) as refused:
        accept(measure, value, detail, DAY)
    assert refused.value.field == field


@pytest.mark.parametrize("measure", TAKEN)
def test_both_ends_of_every_range_are_allowed_and_the_next_step_is_not(measure):
    if measure == "start_back_group":
        return
    detail = {"text": "stairs"} if measure.startswith("activity") else None
    detail = ELSEWHERE if MEASURES[measure].kind == "typed" else detail
    for value, outside in ((MEASURES[measure].low, -1), (MEASURES[measure].high, 1)):
        assert accept(measure, value, detail, DAY)[0] == value
        with pytest.raises(Refused):
            accept(measure, value + outside, detail, DAY)


def test_every_self_test_of_the_contract_is_a_measure():
    assert {one.id for one in MEASURES.values() if one.kind == "test"} == set(SELF_TESTS)
