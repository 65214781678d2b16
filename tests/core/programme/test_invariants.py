"""The invariants of clinical-spec 4.7, each by its number.

Hazards H02, H05, H06, H07 (docs/safety.md).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backfour.core.events import ExerciseDone, MorningChecked, RiseAnswered
from backfour.core.programme import locks, offers
from backfour.core.programme.lights import light
from backfour.core.programme.plan import plan, preview
from backfour.core.programme.replay import apply, can_follow, fold_all, on_day, replay, snapshot
from backfour.core.programme.state import State, initial
from backfour.core.screening.conditions import LIMITS, caps
from backfour.core.screening.rules import judge
from backfour.core.vocabulary import (
    CEILINGS,
    CHOICES,
    EXERCISES,
    FLAGS,
    LISTS,
    QUALITIES,
    SEE,
    SPREADS,
    URGENT,
)
from tests.builders import FIRST_DAY, Story, full_answers
from tests.core.programme.histories import PAINS, calm_lives, feelings, lives

ORDER = {"green": 0, "amber": 1, "red": 2}


def done(**felt: Any) -> ExerciseDone:
    told = Story().did("bird_dog", **felt).events()[0]
    assert isinstance(told, ExerciseDone)
    return told


responses = feelings(calm=False).map(lambda felt: done(**felt))


def steps(told: Story) -> list[tuple[State, Any, State]]:
    """Every event of a life with the state just before it (its day begun) and just after."""
    state, out = initial(), []
    for event in told.events():
        begun = on_day(state, max(event.day, state.day)) if state.events else state
        after = apply(state, [event])
        out.append((begun, event, after))
        state = after
    return out


@given(responses)
def test_1_grave_answers_are_always_red(answer: ExerciseDone) -> None:
    """Invariant 1."""
    for grave in (
        {"quality": "sharp"},
        {"quality": "electric"},
        {"spread": "leg"},
        {"neuro": True},
        {"system": True},
        {"stop_pressed": True},
    ):
        assert light(replace(answer, **grave))[0] == "red"


@given(responses, PAINS)
def test_2_a_higher_peak_never_improves_a_light(answer: ExerciseDone, higher: int) -> None:
    """Invariant 2."""
    assume(higher >= answer.peak)
    assert ORDER[light(replace(answer, peak=higher))[0]] >= ORDER[light(answer)[0]]


@given(responses, st.sampled_from(QUALITIES))
def test_3_a_worse_quality_never_improves_a_light(answer: ExerciseDone, quality: str) -> None:
    """Invariant 3."""
    assume(QUALITIES.index(quality) >= QUALITIES.index(answer.quality))
    assert ORDER[light(replace(answer, quality=quality))[0]] >= ORDER[light(answer)[0]]


@given(responses, st.sampled_from(("buttock", "leg")))
def test_4_spreading_out_is_never_better(answer: ExerciseDone, spread: str) -> None:
    """Invariant 4."""
    still = light(replace(answer, spread="none"))[0]
    assert ORDER[light(replace(answer, spread=spread))[0]] >= ORDER[still]


def test_5_green_means_little_pain_and_nothing_sharp() -> None:
    """Invariant 5, over every answer there is."""
    calm = 0
    for before, peak in product(range(11), repeat=2):
        for quality, spread in product(QUALITIES, SPREADS):
            answer = done(before=before, peak=peak, quality=quality, spread=spread)
            if light(answer)[0] != "green":
                continue
            calm += 1
            rise = peak - before
            assert peak <= 5
            assert quality not in ("sharp", "electric")
            if spread != "centralised":
                assert (peak <= 4 and rise <= 1) or (peak <= 5 and rise <= 0) or peak <= 2
    assert calm > 100


@settings(max_examples=60)
@given(lives())
def test_6_to_9_sessions_mornings_and_reds_never_raise(told: Story) -> None:
    """Invariants 6, 7, 8, 9 and 16: only an accepted rise lifts a level."""
    for before, event, after in steps(told):
        for name, rung in after.rungs.items():
            was = before.rungs[name]
            if not isinstance(event, RiseAnswered):
                assert rung.level <= was.level
            if isinstance(event, ExerciseDone) and event.exercise == name:
                colour = after.lights[-1].light
                if colour == "red":
                    assert rung.streak == 0
                    assert rung.not_before >= after.day + 2
                    assert rung.level < was.level or was.level == 0
                    if was.reds >= 1 or was.level == 0:
                        assert rung.suspended_until >= after.day + 7


@settings(max_examples=60)
@given(st.one_of(lives(), calm_lives()))
def test_10_a_streak_grows_only_by_a_calm_morning_after_a_calm_session(told: Story) -> None:
    """Invariant 10."""
    for before, event, after in steps(told):
        for name, rung in after.rungs.items():
            was = before.rungs[name]
            if rung.streak > was.streak:
                assert isinstance(event, MorningChecked)
                assert after.mornings[-1].light == "green"
                yesterday = [
                    given
                    for given in before.lights
                    if given.day == after.day - 1 and given.exercise == name
                ]
                assert yesterday
                assert all(given.light == "green" for given in yesterday)


@settings(max_examples=60)
@given(st.one_of(lives(), calm_lives()))
def test_11_12_18_a_rise_is_one_step_behind_every_gate(told: Story) -> None:
    """Invariants 11, 12 and 18."""
    rises: dict[str, int] = {}
    for before, event, after in steps(told):
        for name, rung in after.rungs.items():
            was = before.rungs[name]
            if rung.level <= was.level:
                continue
            assert isinstance(event, RiseAnswered)
            assert event.accepted
            assert rung.level == was.level + 1 <= min(CEILINGS[name], rung.cap)
            assert rung.streak == 0
            assert locks.mode(before) == "usual"
            assert locks.action(before) < SEE
            assert before.morning_lights[max(before.morning_lights)] == "green"
            assert before.last_red_day != before.last_exercise_day
            assert all(after.day - day >= 2 for day in rises.values())
            assert after.day - rises.get(name, -99) >= 5
            rises[name] = after.day


@settings(max_examples=60)
@given(lives())
def test_13_14_15_what_is_offered_is_never_too_much(told: Story) -> None:
    """Invariants 13, 14 and 15."""
    for _, _, state in steps(told):
        mode = locks.mode(state)
        for name, rung in state.rungs.items():
            level, _ = offers.offer(state, name, mode)
            assert 0 <= rung.level <= min(CEILINGS[name], rung.cap)
            if locks.action(state) >= SEE or mode == "locked":
                assert level is None
            if level is not None:
                assert level <= rung.level
            if state.flare is not None and level is not None:
                assert (name, level) in {("elbow_prop", 0), ("elbow_prop", 1), ("bed_rotation", 0)}


@settings(max_examples=40)
@given(lives(), st.integers(1, 60))
def test_16_absence_never_raises_and_a_long_one_asks_again(told: Story, days: int) -> None:
    """Invariant 16."""
    state = fold_all(told.events())
    later = on_day(state, state.day + days)
    for name, rung in later.rungs.items():
        assert rung.level <= state.rungs[name].level
        if rung.last_done and later.day - rung.last_done > 28:
            assert rung.level <= 1
    if later.day - max(state.last_full, state.last_exercise_day) > 28:
        assert locks.mode(later) == "locked"


@given(st.sets(st.sampled_from(FLAGS)), st.sampled_from(FLAGS))
def test_17_one_more_condition_never_loosens(flags: set[str], another: str) -> None:
    """Invariant 17."""
    before, after = caps(flags), caps({*flags, another})
    assert all(after[name] <= before[name] for name in EXERCISES)
    assert set(LIMITS) == set(FLAGS)


answers = st.fixed_dictionaries(
    {question: st.sampled_from(options) for question, options in CHOICES.items()}
).map(lambda chosen: full_answers(**chosen))
BETTER = {"no": 0, "old": 1, "not_sure": 2, "yes": 3}


@settings(max_examples=300)
@given(answers, st.sampled_from(sorted(CHOICES)), st.integers(18, 90))
def test_19_a_yes_never_lowers_the_action(told: dict[str, Any], question: str, age: int) -> None:
    """Invariant 19: neither does being unsure against a "no"; unanswered locks."""
    if question.startswith("F") or question in ("R41", "R19"):
        return
    quiet = judge({**told, question: "no"}, age, "female").highest
    if "not_sure" in CHOICES[question]:
        unsure = judge({**told, question: "not_sure"}, age, "female").highest
        sure = judge({**told, question: "yes"}, age, "female").highest
        assert quiet <= unsure <= max(unsure, sure)
        assert quiet <= sure


@given(st.sampled_from(("R01", "R02", "R03", "R04", "R05")))
def test_19_unsure_about_the_nerves_is_at_least_urgent(question: str) -> None:
    """Clinical-spec 2.0: never below urgent for R01 to R05."""
    told = full_answers(**{question: "not_sure"})
    assert judge(told, 62, "female").levels[question] >= URGENT


@given(st.sampled_from(sorted({*CHOICES, *LISTS})))
def test_19_an_unanswered_question_locks(question: str) -> None:
    """Invariant 19, the last half."""
    told = full_answers()
    if question not in told or question in ("R19", "F5a", "F5b", "F6", "F7"):
        return
    del told[question]
    story = Story().person().add("screen_completed", kind="full", answers=told)
    assert locks.mode(fold_all(story.events())) == "locked"


@settings(max_examples=40)
@given(lives())
def test_20_the_same_history_gives_the_same_plan_step_by_step(told: Story) -> None:
    """Invariant 20: whole or step by step, and the old state stays untouched."""
    events = told.events()
    whole = fold_all(events)
    state = initial()
    for event in events:
        before = state.copy()
        new = apply(state, [event])
        assert state == before
        state = new
    assert snapshot(state) == snapshot(whole)
    assert state == whole
    last = events[-1].day
    assert snapshot(replay(events, [last + 3])[0]) == snapshot(on_day(whole, last + 3))


@settings(max_examples=30)
@given(lives(), st.integers(-400, 4000).filter(bool))
def test_shifting_the_calendar_changes_nothing(told: Story, days: int) -> None:
    """Only differences of days matter; no month, year or weekday does."""
    moved = Story(FIRST_DAY + timedelta(days=days))
    moved.rows = [
        {
            **row,
            "at": (FIRST_DAY.fromisoformat(row["at"][:10]) + timedelta(days=days)).isoformat()
            + row["at"][10:],
            **(
                {
                    "seen_on": (
                        FIRST_DAY.fromisoformat(row["seen_on"]) + timedelta(days=days)
                    ).isoformat()
                }
                if "seen_on" in row
                else {}
            ),
        }
        for row in told.rows
    ]
    here, there = fold_all(told.events()), fold_all(moved.events())
    assert [(r.level, r.streak, r.ambers, r.reds) for r in here.rungs.values()] == [
        (r.level, r.streak, r.ambers, r.reds) for r in there.rungs.values()
    ]
    assert [one.reason for one in here.lights] == [one.reason for one in there.lights]
    assert locks.mode(here) == locks.mode(there)


@settings(max_examples=40)
@given(lives(), st.sampled_from(EXERCISES), st.sampled_from((None, 0, 1, 2)), st.booleans())
def test_21_a_practitioner_only_tightens(
    told: Story, exercise: str, most: int | None, forbid: bool
) -> None:
    """Invariant 21, save the two starred blocks."""
    if most is not None:
        most = min(most, CEILINGS[exercise])
    state = fold_all(told.practitioner(None).events())
    told.practitioner(exercise, most, allow=not forbid)
    tight = fold_all(told.events())
    assert locks.mode(tight) == locks.mode(state)
    assert locks.action(tight) == locks.action(state)
    rung, was = tight.rungs[exercise], state.rungs[exercise]
    assert rung.level <= was.level
    assert rung.cap <= was.cap
    starred = {"vertebral_fracture_old", "balance_condition"} & state.flags
    if was.blocked and not starred:
        assert rung.blocked


@settings(max_examples=40)
@given(lives(), st.sampled_from(EXERCISES))
def test_22_after_a_stop_no_more_of_that_movement_that_day(told: Story, exercise: str) -> None:
    """Invariant 22, as far as the plan decides it."""
    told.start(2).did(exercise, 0, stop_pressed=True, completed=False)
    today = plan(fold_all(told.events()), instant=10**30)
    assert today.item(exercise).offered is None
    assert not (exercise == "elbow_prop" and today.reset_offered)


@given(responses)
def test_23_technique_alone_never_changes_a_light(answer: ExerciseDone) -> None:
    """Invariant 23: the camera's word is never red."""
    for verdict in ("ok", "failing", "not_judged"):
        assert light(replace(answer, technique=verdict)) == light(answer)


@settings(max_examples=40)
@given(lives())
def test_every_plan_explains_itself(told: Story) -> None:
    """Nothing is withheld or held without a reason; a preview agrees with what follows."""
    state = fold_all(told.events())
    today = plan(state, instant=(state.last_instant or 0) + 1)
    for item in today.items:
        assert item.offered is not None or item.reasons
    assert today.session_ready == any(item.offered is not None for item in today.items)
    told.minute = max(told.minute, 23 * 60)
    started, answer = told.start(2).did("bed_rotation", 0, peak=4).events()[-2:]
    assert isinstance(answer, ExerciseDone)
    seen = preview(state, answer)
    assert can_follow(state, [started, answer])
    after = apply(state, [answer])
    assert after.lights[-1].light == seen.light
    assert after.rungs["bed_rotation"].level == seen.level
