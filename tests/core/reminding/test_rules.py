"""A reminder that is due is sent only where it is right.

Hazard H35 (docs/safety.md).
"""

import pytest

from backfour.core.outcomes.due import SelfTestDue, Standing, self_tests_due
from backfour.core.outcomes.told import told
from backfour.core.reminding.rules import (
    KINDS,
    LATE_MIN,
    REPEAT_AFTER_MIN,
    Facts,
    leads_to_a_check,
    why_no_test,
    why_not,
)
from backfour.core.vocabulary import SELF_TESTS


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


def test_self_tests_and_breaks_have_rules_of_their_own_that_stop_nothing_else():
    facts = Facts(no_test="flare", no_break="ignored")
    assert why_not("self_test", facts) == "flare"
    assert why_not("break", facts) == "ignored"
    assert why_not("session", facts) == why_not("morning", facts) == ""


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        (Standing(), ""),
        (Standing(pain=5), ""),
        (Standing(pain=6), "pain"),
        (Standing(flare=True, pain=2), "flare"),
        (Standing(action=3, pain=2), "closed"),
        (Standing(locked=True), "closed"),
    ],
)
def test_whoever_is_called_to_self_tests_may_do_them_save_that_pain_is_asked_first(standing, why):
    assert why_no_test(self_tests_due(told([], 60), standing)) == why


def test_nobody_is_called_to_self_tests_that_are_not_due_or_not_for_them():
    later = [SelfTestDue(name, "later", "", 80, 52) for name in SELF_TESTS[:2]]
    left_out = [SelfTestDue(name, "skipped", "selftest.skip.balance", 1, None) for name in "ab"]
    assert why_no_test(later + left_out) == "done"
    assert why_no_test([]) == "done"
    assert why_no_test([*later, SelfTestDue("sock_test", "due", "", 1, None)]) == ""


def test_breaks_alone_are_never_repeated_and_every_kind_knows_when_it_is_too_late():
    assert set(KINDS) - set(REPEAT_AFTER_MIN) == {"break"}
    assert set(LATE_MIN) == set(KINDS)
