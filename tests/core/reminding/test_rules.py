"""A reminder that is due is sent only where it is right.

Hazard H35 (docs/safety.md).
"""

import pytest

from backfour.core.reminding.rules import (
    KINDS,
    LATE_MIN,
    REPEAT_AFTER_MIN,
    Facts,
    leads_to_a_check,
    why_not,
)


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_should_be_seen_today_is_called_to_nothing(kind):
    assert why_not(kind, Facts()) == ""
    assert why_not(kind, Facts(action="urgent")) == "alarm"
    assert why_not(kind, Facts(action="emergency")) == "alarm"


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_logged_or_is_not_asked_for_is_not_asked_again(kind):
    assert why_not(kind, Facts(done=frozenset({kind}))) == "done"
    assert why_not(kind, Facts(wanted=frozenset())) == "not_asked"


def test_while_the_movements_are_closed_nobody_is_called_to_them():
    assert why_not("session", Facts(session_open=False)) == "closed"
    assert why_not("morning", Facts(session_open=False)) == ""


def test_movements_that_wait_for_a_check_alone_are_worth_coming_for():
    assert leads_to_a_check(["screen.no_full", "screen.no_person"])
    assert leads_to_a_check(["screen.short_expired"])
    assert not leads_to_a_check([])
    assert not leads_to_a_check(["screen.worst_pain_today"])
    assert not leads_to_a_check(["screen.full_expired", "rule.R12"])


def test_self_tests_wait_for_better_days():
    assert why_not("self_test", Facts(flare=True)) == "flare"
    assert why_not("self_test", Facts(action="see")) == "closed"
    assert why_not("self_test", Facts(action="caution")) == ""
    assert why_not("session", Facts(flare=True)) == "", "the smaller plan of a flare is a plan"


def test_breaks_stop_after_three_ignored_and_after_twelve():
    assert why_not("break", Facts(breaks_ignored=2, breaks_today=11)) == ""
    assert why_not("break", Facts(breaks_ignored=3)) == "ignored"
    assert why_not("break", Facts(breaks_today=12)) == "enough"


def test_breaks_alone_are_never_repeated_and_every_kind_knows_when_it_is_too_late():
    assert set(KINDS) - set(REPEAT_AFTER_MIN) == {"break"}
    assert set(LATE_MIN) == set(KINDS)
