"""What keeps a person from sitting as the rule says. Hazard H46 (docs/safety.md)."""

from itertools import chain, combinations

import pytest

from backfour.core.sitting.exceptions import (
    EXCEPTIONS,
    RELAXED,
    SEATS,
    STRICT,
    advise,
    in_force,
    seat_steps,
)

EVERY_MIX = list(chain.from_iterable(combinations(EXCEPTIONS, n) for n in range(6)))


def test_without_exceptions_the_rule_stands_as_it_is():
    assert advise((), strict=True).lines == STRICT
    assert advise((), strict=False).lines == RELAXED


def test_what_my_body_says_counts_as_told_and_what_is_unknown_does_not():
    assert in_force((), {"stenosis_claudication"}) == {"stenosis"}
    assert in_force(["skin", "tired"], {"osteoporosis"}) == {"skin"}


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("told", EVERY_MIX)
def test_no_mix_of_exceptions_is_advised_against_what_was_ordered(told, strict):
    advice = advise(told, strict=strict)
    lines = set(advice.lines)
    if "legs_raised" in told:
        assert "legs_raised" in lines
        assert not lines & {"feet_flat", "no_sofa_feet"}
    if "propped_up" in told:
        assert "propped_up" in lines
        assert "no_bed_sitting" not in lines
    if "stenosis" in told:
        assert not lines & {"back", "cushion"}
    if "wheelchair" in told:
        assert advice.practitioner
        assert not advice.stand
        assert not lines & {*STRICT, *RELAXED, "stenosis"}
    assert advice.shift is ("skin" in told)
    assert ("skin" in lines) is ("skin" in told)
    assert len(advice.lines) == len(lines)


@pytest.mark.parametrize("told", EVERY_MIX)
def test_the_steps_of_a_seat_leave_out_what_an_exception_lifts(told):
    steps = {seat: seat_steps(seat, told) for seat in SEATS}
    assert all(steps.values())
    if "stenosis" in told:
        assert not any("cushion" in one for one in steps.values())
    if "legs_raised" in told:
        assert not any("feet" in one for one in steps.values())
    if "propped_up" in told:
        assert steps["bed"] == ("roll", "edge")
    if not told:
        assert steps == SEATS
