"""When each measure is asked again, and which self-tests are safe to do today.

Hazard H47 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from backfour.core.events import MeasureTaken
from backfour.core.outcomes.measures import ACTIVITIES
from backfour.core.outcomes.series import activity, first_day, taken
from backfour.core.outcomes.told import Told
from backfour.core.vocabulary import CAUTION, SELF_TESTS

WEEKLY: Final = ("straighten_up", "upright_s", "socks")
WEEK_DAYS: Final = 7
TEST_DAYS: Final = 28
"""Self-tests every four weeks (clinical-spec 5.2)."""
ACTIVITY_WEEKS: Final = (0, 2, 6, 12)
CHANGE_WEEKS: Final = (2, 6, 12)
"""Weeks since the start at which they are asked (clinical-spec 5.1)."""
LATER_WEEKS: Final = 12
"""After the last of these, asked every twelve weeks (our choice)."""
EARLY_DAYS: Final = 3
"""An answer up to three days before its week counts for it (our choice)."""
MOST_PAIN: Final = 5
"""No self-test above this pain (clinical-spec 5.2)."""


@dataclass(frozen=True, slots=True)
class Due:
    """One measure and when it is due.

    ``since`` is the first day it may be asked (ordinal), ``due`` whether that day has come,
    ``last`` the day of the last value or None.
    """

    measure: str
    due: bool
    since: int
    last: int | None


def measures_due(told: Told) -> tuple[Due, ...]:
    """All measures the app asks for beside the morning, with their days.

    Weekly: straightening up, seconds to upright, socks. At 0, 2, 6 and 12 weeks: the own
    activities (each slot that is filled; an empty first slot is due at once). At 2, 6 and 12
    weeks: the change felt since the start. A week that was missed is asked late, once.
    """
    start = first_day(told)
    start = told.on if start is None else start
    found = [_every(told, one, WEEK_DAYS, start) for one in WEEKLY]
    slots = [slot for slot in ACTIVITIES if activity(told, slot)] or [ACTIVITIES[0]]
    for slot in slots:
        points = activity(told, slot)
        last = points[-1].day if points else None
        found.append(_at_weeks(told.on, slot, start, ACTIVITY_WEEKS, last))
    told_change = taken(told, "change")
    last = told_change[-1].day if told_change else None
    found.append(_at_weeks(told.on, "change", start, CHANGE_WEEKS, last))
    return tuple(found)


def _every(told: Told, measure: str, days: int, start: int) -> Due:
    points = taken(told, measure)
    last = points[-1].day if points else None
    since = start if last is None else last + days
    return Due(measure, told.on >= since, since, last)


def _at_weeks(on: int, measure: str, start: int, weeks: tuple[int, ...], last: int | None) -> Due:
    """The milestone in force, or the next one where that is answered."""
    now = [start + 7 * week for week in weeks]
    while now[-1] <= on:
        now.append(now[-1] + 7 * LATER_WEEKS)
    passed = [day for day in now if day <= on]
    if passed and (last is None or last < passed[-1] - EARLY_DAYS):
        return Due(measure, due=True, since=passed[-1], last=last)
    coming = now[len(passed)]
    if last is not None and last >= coming - EARLY_DAYS:
        coming = now[len(passed) + 1] if len(now) > len(passed) + 1 else coming + 7 * LATER_WEEKS
    return Due(measure, due=False, since=coming, last=last)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the programme knows that decides about self-tests.

    Parameters
    ----------
    action
        Standing result of the screen, 0..4.
    locked
        Whether the mode is ``locked`` (which also covers an expired screen).
    flare
        Whether a flare is in force.
    pain
        Pain now, 0-10, or None where it was not asked today.
    flags
        Conditions in force.
    operations
        Answers to R34 (``knee_12w``, ``hip_12w``, ...).
    caps
        Highest level of each movement; -1 where it is blocked.
    helper
        Whether someone stands beside the person.
    """

    action: int = 0
    locked: bool = False
    flare: bool = False
    pain: int | None = None
    flags: frozenset[str] = frozenset()
    operations: frozenset[str] = frozenset()
    caps: Mapping[str, int] = field(default_factory=dict)
    helper: bool = False


@dataclass(frozen=True, slots=True)
class SelfTestDue:
    """One self-test today.

    Parameters
    ----------
    state
        ``due``, ``later`` (not four weeks yet), ``closed`` (none is done today) or
        ``skipped`` (not this one, for this person).
    reason
        Key: ``selftest.closed.*`` or ``selftest.skip.*``; empty where due or later.
    since
        First day it is due (ordinal).
    last
        Day of the last value, or None.
    """

    measure: str
    state: str
    reason: str
    since: int
    last: int | None


def self_tests_due(told: Told, standing: Standing) -> tuple[SelfTestDue, ...]:
    """The five self-tests: due, later, closed or skipped (clinical-spec 5.2)."""
    start = first_day(told)
    start = told.on if start is None else start
    closed = closed_because(standing)
    return tuple(_test(told, one, standing, start, closed) for one in SELF_TESTS)


def _test(told: Told, measure: str, standing: Standing, start: int, closed: str) -> SelfTestDue:
    when = _every(told, measure, TEST_DAYS, start)
    skip = skip_because(measure, standing)
    if skip:
        return SelfTestDue(measure, "skipped", skip, when.since, when.last)
    if not when.due:
        return SelfTestDue(measure, "later", "", when.since, when.last)
    state = "closed" if closed else "due"
    return SelfTestDue(measure, state, closed, when.since, when.last)


def closed_because(standing: Standing) -> str:
    """Why no self-test is done today; empty where they may be done.

    Pain that was not asked today closes them too: it is asked first.
    """
    if standing.locked or standing.action > CAUTION:
        return "selftest.closed.screen"
    if standing.flare:
        return "selftest.closed.flare"
    if standing.pain is None:
        return "selftest.closed.ask_pain"
    return "selftest.closed.pain" if standing.pain > MOST_PAIN else ""


_SKIPS: Final[Mapping[str, tuple[tuple[str, frozenset[str]], ...]]] = {
    "chair_stand": (
        ("pressure", frozenset({"bp_uncontrolled"})),
        ("operation", frozenset({"hip_12w", "knee_12w", "hip_replacement_precautions"})),
    ),
    "one_leg_stance": (
        ("balance", frozenset({"fall_risk", "balance_condition", "balance_fail_5s"})),
        ("operation", frozenset({"hip_12w", "knee_12w", "hip_replacement_precautions"})),
    ),
    "sock_test": (
        ("bending", frozenset({"osteoporosis", "vertebral_fracture_old", "no_end_range"})),
        ("operation", frozenset({"hip_12w", "hip_replacement_precautions"})),
        ("bending", frozenset({"balance_condition", "spinal_fusion", "abdominal_surgery_lt8w"})),
    ),
}
"""Conditions that rule a test out: clinical-spec 5.2; the operation rows of the one-leg
stance and the last row of the sock test are our choice, to the safer side."""
_NEEDS: Final = {"prone_hold": ("elbow_prop", 1), "bird_dog_quality": ("bird_dog", 1)}
"""A test that is a movement needs that movement at level 1 or above (our choice): at level 0
it is another position, whose figures cannot be compared."""


def skip_because(measure: str, standing: Standing) -> str:
    """Why this person does not do this test; empty where they may."""
    here = standing.flags | standing.operations
    for why, flags in _SKIPS.get(measure, ()):
        if here & flags:
            return f"selftest.skip.{why}"
    if measure == "chair_stand" and "fall_risk" in here and not standing.helper:
        return "selftest.skip.helper"
    if measure in _NEEDS:
        exercise, least = _NEEDS[measure]
        if standing.caps.get(exercise, least) < least:
            return "selftest.skip.movement"
    return ""


UNSTEADY_S: Final = 5
"""A stance shorter than this tells of a risk of falls (Vellas 1997; clinical-spec 5.2)."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An event to append after a measure, shown to the person and never written silently.

    ``flags`` is the whole new list for ``flags_reported`` (it replaces the earlier one);
    ``added`` the new flag; ``key`` the sentence that says so.
    """

    key: str
    added: str
    flags: tuple[str, ...]


def proposal(taken_now: MeasureTaken, reported: frozenset[str]) -> Proposal | None:
    """What a self-test asks the person to report.

    One leg for less than 5 s without a hand: ``fall_risk``. Less than 5 s even with
    fingertips: ``balance_fail_5s``, which blocks the pelvic circles (clinical-spec 5.2).

    Parameters
    ----------
    taken_now
        The measure as accepted by `backfour.core.outcomes.measures.accept`.
    reported
        The list of ``flags_reported`` in force, without what the screen itself set.
    """
    if taken_now.measure != "one_leg_stance" or float(taken_now.value) >= UNSTEADY_S:
        return None
    detail = taken_now.detail if isinstance(taken_now.detail, Mapping) else {}
    added = {"balance_fail_5s", "fall_risk"} if detail.get("fingertips") else {"fall_risk"}
    if added <= reported:
        return None
    name = "balance_fail_5s" if "balance_fail_5s" in added else "fall_risk"
    return Proposal(f"proposal.{name}", name, tuple(sorted(reported | added)))
