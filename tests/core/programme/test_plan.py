"""Today's plan: rest days, resets, advice, previews; and the corners of the engine.

Hazards H03, H10, H14 (docs/safety.md).
"""

from __future__ import annotations

import pytest

from backfour.core.events import ExerciseDone
from backfour.core.instants import HOUR_NS
from backfour.core.programme import locks, offers
from backfour.core.programme.plan import Plan, plan, preview, reset_level
from backfour.core.programme.replay import apply, fold_all, on_day, replay, snapshot
from backfour.core.programme.state import State, initial
from tests.builders import FIRST_DAY, Story

THREE = ("elbow_prop", "bed_rotation", "leg_hang")
LATER_NS = 10**30


def state_of(told: Story, day: int | None = None) -> State:
    state = fold_all(told.events())
    return state if day is None else on_day(state, told.day(day))


def plan_of(told: Story, day: int | None = None, instant: int | None = None) -> Plan:
    return plan(state_of(told, day), instant)


def keys(today: Plan, exercise: str) -> list[str]:
    return [reason.key for reason in today.item(exercise).reasons]


def test_the_day_after_the_first_session_is_a_rest_day() -> None:
    """Strength rests a day in the first two weeks; the gentle ones are there if wanted."""
    told = Story().welcome().on(0, 10).session()
    today = plan_of(told, 1)
    assert today.rest_day
    assert today.session_ready
    assert today.next_full_day == told.day(2)
    assert today.item("elbow_prop").offered == 1
    assert today.item("bird_dog").offered is None
    assert keys(today, "bird_dog") == ["off.every_other_day"]
    assert not plan_of(told, 2).rest_day
    done = plan_of(told, 0)
    assert done.done_today
    assert not done.rest_day
    assert not done.session_ready


def test_nobody_rests_who_never_does_strength_work() -> None:
    """Where strength is ruled out for good, no day is called a rest day."""
    told = Story().welcome().body("bp_uncontrolled")
    today = plan_of(told, 1)
    assert not today.rest_day
    assert today.next_full_day is None
    assert [reason.key for reason in today.advice] == ["advice.not_a_match"]


def test_a_lock_ahead_ends_the_search_for_a_full_day() -> None:
    """Nothing is promised beyond the next check."""
    told = Story().welcome().on(13, 10).session(("bird_dog", "pelvic_circles"))
    assert plan_of(told, 14).next_full_day is None


def test_a_reset_comes_two_hours_after_a_calm_elbow_prop_three_times_a_day() -> None:
    """Clinical-spec 3.1."""
    told = Story().welcome().on(0, 8).session(THREE)
    state = state_of(told)
    done_at = state.rungs["elbow_prop"].last_instant
    assert not plan(state, done_at + 2 * HOUR_NS - 1).reset_offered
    assert plan(state, done_at + 2 * HOUR_NS).reset_offered
    assert not plan(state).reset_offered
    assert reset_level(state) == 1
    for hour in (11, 14):
        told.on(0, hour).session(("elbow_prop",))
        assert plan_of(told, instant=LATER_NS).reset_offered
    told.on(0, 17).session(("elbow_prop",))
    assert not plan_of(told, instant=LATER_NS).reset_offered


def test_no_reset_while_the_elbow_prop_rests_or_is_ruled_out() -> None:
    """Only after a calm one, and never behind a rest, a block or a lock."""
    told = Story().welcome().on(0, 8).session(THREE)
    assert plan_of(told, 1, LATER_NS).reset_offered
    assert not plan_of(told, 20, LATER_NS).reset_offered
    assert not plan_of(Story().welcome(), 0, LATER_NS).reset_offered
    told.on(1, 7).morning(8)
    resting = plan_of(told, 1, LATER_NS)
    assert not resting.reset_offered
    assert resting.item("elbow_prop").resting_until == told.day(2)
    told.body("stenosis_claudication")
    blocked = plan_of(told, 2, LATER_NS)
    assert not blocked.reset_offered
    assert keys(blocked, "elbow_prop")[0] == "off.blocked"


def test_after_sharp_pain_a_reset_would_lie_flat() -> None:
    """EP0 once."""
    told = Story().welcome().on(0, 8).start().did("elbow_prop", quality="sharp").end()
    assert reset_level(state_of(told)) == 0
    assert not plan_of(told, 2, LATER_NS).reset_offered


def test_the_week_is_counted_from_monday() -> None:
    """Days with a session, without the extra elbow props; five are enough."""
    told = Story().welcome()
    for day in range(5):
        told.on(day, 8).session(THREE)
    told.on(5, 8).session(("elbow_prop",))
    assert plan_of(told, 5).week_done == 5
    assert "advice.enough_this_week" in [reason.key for reason in plan_of(told, 5).advice]
    assert plan_of(told, 7).week_done == 0


def test_a_flare_of_a_week_asks_for_someone() -> None:
    """Day 7 is a text, day 14 a lock."""
    told = Story().welcome().flare().mini()
    assert plan_of(told, 6).advice == ()
    (advice,) = plan_of(told, 7).advice
    assert advice == ("advice.flare_week", {"n": 7})
    assert plan_of(told, 7).mode == "flare"


def test_twice_suspended_is_said() -> None:
    """See-your-clinician trigger of clinical-spec 4.5."""
    told = Story().welcome().start()
    for day in (0, 3, 12):
        told.on(day, 10).did("bird_dog", 0, peak=9)
    assert "advice.suspended_twice" in [reason.key for reason in plan_of(told).advice]


def test_reasons_carry_what_their_sentences_need() -> None:
    """Dates, flags and steps."""
    told = Story().welcome().body("hip_replacement_healed").practitioner("bird_dog", allow=False)
    told.practitioner("pelvic_circles", 0).on(0, 8).start()
    told.did("elbow_prop", peak=9).did("elbow_prop", peak=9).end()
    today = plan_of(told, 1)
    assert today.item("leg_hang").reasons[0].values["flag"] == "hip_replacement_healed"
    assert today.item("bird_dog").reasons[0].values["flag"] == "practitioner"
    assert today.item("pelvic_circles").reasons[-1].values["flag"] == "practitioner"
    assert today.item("bed_rotation").reasons[-1].values["flag"] == "hip_replacement_healed"
    suspended = today.item("elbow_prop").reasons[0]
    assert suspended.key == "off.suspended"
    assert suspended.values["date"] == "2026-03-09"


def test_a_rise_waits_for_every_gate_and_says_which() -> None:
    """Each gate has its own words."""
    told = Story().welcome().on(0, 10).session(THREE)
    for day in (1, 2):
        told.on(day, 8).morning().on(day, 10).session(THREE)
    assert keys(plan_of(told, 3), "elbow_prop") == ["hold.streak"]
    told.on(3, 8).morning().on(3, 10).session(THREE)
    assert keys(plan_of(told, 4), "elbow_prop") == ["hold.morning"]
    told.on(4, 18).morning()
    assert keys(plan_of(told, 5), "elbow_prop") == ["hold.morning"]
    told.on(5, 8).session(THREE).on(6, 8).morning(None, 20)
    assert keys(plan_of(told, 6), "elbow_prop") == ["hold.morning"]
    told.session(THREE).on(7, 8).morning().mini().on(7, 19).add(
        "morning_checked", pain=2, stiffness_min=20, new_leg_pain=False
    )
    assert plan_of(told, 7).rise == "elbow_prop"


def test_an_earlier_calm_morning_does_not_help_after_an_unanswered_one() -> None:
    """The morning after the last session and the latest one must both be calm."""
    told = Story().welcome().on(0, 10).session(THREE)
    for day in (1, 2):
        told.on(day, 8).morning().on(day, 10).session(THREE)
    told.on(3, 8).morning().on(4, 8).morning(None)
    assert keys(plan_of(told, 4), "elbow_prop") == ["hold.morning"]


def test_rising_pains_hold_everything() -> None:
    """The 7-day mean must not lie more than 1 above that of the week before."""
    told = Story().welcome()
    for day in range(7):
        told.on(day, 8).morning(1)
    told.on(6, 9).mini()
    for day in range(7, 14):
        told.on(day, 8).morning(3 if day < 11 else 4).on(day, 10).session(THREE)
    told.on(13, 12).mini().on(14, 8).morning(3)
    today = plan_of(told, 14)
    assert today.rise is None
    assert "hold.pains" in keys(today, "elbow_prop")


def test_a_red_session_holds_everything() -> None:
    """No rise after a session with a stop in it, whatever the morning says."""
    told = Story().welcome().on(0, 10).session(THREE)
    for day in (1, 2, 3):
        told.on(day, 8).morning().on(day, 10).start()
        told.did("elbow_prop").did("bed_rotation")
        if day == 3:
            told.did("bird_dog", quality="sharp")
        told.end()
    told.on(4, 8).morning()
    assert keys(plan_of(told, 4), "elbow_prop") == ["hold.red_session"]
    assert offers.gates(state_of(told, 4)) == "hold.red_session"


def test_a_movement_done_without_an_offer_earns_nothing() -> None:
    """Penalties yes, credit no: twice a day, another level, a failing technique."""
    told = Story().welcome().on(0, 10).session(("elbow_prop", "elbow_prop"))
    told.start().did("bed_rotation", technique="failing").did("bird_dog", 0)
    told.did("pelvic_circles", spread="centralised").did("leg_hang").end()
    told.on(1, 8).morning()
    state = state_of(told)
    assert {name: rung.streak for name, rung in state.rungs.items()} == {
        "elbow_prop": 1, "bed_rotation": 0, "leg_hang": 1, "bird_dog": 0, "pelvic_circles": 0,
    }  # fmt: skip


def test_a_leg_hang_without_a_bed_rotation_earns_nothing() -> None:
    """The finisher belongs to a calm bed rotation."""
    told = Story().welcome().on(0, 10).session(("leg_hang",)).on(1, 8).morning()
    assert state_of(told).rungs["leg_hang"].streak == 0
    noticeable = Story().welcome().start().did("bed_rotation", peak=4)
    today = plan_of(noticeable, 0)
    assert keys(today, "leg_hang")[0] == "off.rotation_not_calm"


def test_amber_in_a_flare_does_not_count_towards_three() -> None:
    """Engine-semantics 4.8.4."""
    told = Story().welcome().flare().mini()
    for day in (0, 1, 2):
        told.on(day, 10).start(3).did("bed_rotation", 0, before=2, peak=4).end()
    state = state_of(told)
    assert state.rungs["bed_rotation"].ambers == 0
    assert state.rungs["bed_rotation"].level == 1


def test_a_flare_getting_worse_must_be_seen() -> None:
    """Two days two above the pain of entry."""
    told = Story().welcome().morning(5).flare().mini()
    for day in (1, 2):
        told.on(day, 8).morning(7)
    assert snapshot(state_of(told, 3))["screen"]["reasons"][0] == "rule.flare.worse"
    told.on(3, 9).cleared("flare.worse").on(3, 10).morning(7)
    assert "flare.worse" not in state_of(told, 4).raised
    assert "flare.worse" in state_of(told, 4).cleared


def test_leaving_a_flare_takes_a_level_and_its_clearances() -> None:
    """Down one everywhere, never below 1 for it; level 0 stays 0."""
    told = Story().welcome().on(0, 10).session(THREE)
    for day in (1, 2):
        told.on(day, 8).morning().on(day, 10).session(THREE)
    told.on(3, 8).morning().rise("elbow_prop").flare().mini()
    told.on(4, 8).morning(1).on(5, 8).morning(1)
    state = state_of(told, 6)
    assert state.flare is None
    assert state.flare_exit == told.day(6)
    assert state.rungs["elbow_prop"].level == 1
    assert [c.key for c in state.changes][-1] == "changed.flare_exit"


def test_days_away_are_counted_from_the_end_of_a_suspension() -> None:
    """Time under suspension is not punished twice."""
    told = Story().welcome().start().did("bed_rotation", 0, peak=9)
    state = state_of(told, 14)
    assert state.rungs["bed_rotation"].level == 0


def test_long_absence_brings_everything_to_level_1() -> None:
    """29 days after the last time."""
    told = Story().welcome()
    for day in (0, 1, 2):
        told.on(day, 7).morning().on(day, 10).session(THREE)
    told.on(3, 8).morning().rise("elbow_prop")
    for day in (6, 7, 8):
        told.on(day, 7).morning().on(day, 10).session(THREE, 2)
    state = state_of(told, 8)
    assert state.rungs["elbow_prop"].level == 2
    assert state_of(told, 15).rungs["elbow_prop"].streak == 0
    assert state_of(told, 16).rungs["elbow_prop"].level == 1
    assert locks.mode(state_of(told, 37)) == "locked"
    assert "screen.absent" in locks.screen_reasons(state_of(told, 37))


def test_ten_years_keep_only_what_rules_look_back_at() -> None:
    """The state does not grow with daily pains."""
    told = Story().welcome()
    for day in range(120):
        told.on(day, 8).morning(2)
    state = state_of(told)
    assert len(state.day_pain) <= 81
    assert len(state.morning_lights) <= 81
    assert len(state.mornings) == 120


def test_clearances_that_miss_are_ignored() -> None:
    """Too old a visit, a rule that is not raised, a day too early."""
    told = Story().welcome(R17="yes").cleared("R17", days_ago=91).cleared("R16")
    assert "R17" in state_of(told).raised
    urgent = Story().welcome(R20="yes").on(1, 8).cleared("R20").full(R20="yes")
    assert state_of(urgent).raised["R20"].stated is False
    early = Story().welcome(R20="yes").on(2, 8).cleared("R20", days_ago=3)
    assert state_of(early).raised["R20"].stated is False


def test_a_clean_check_may_come_before_the_statement() -> None:
    """Either order, both a day later."""
    told = Story().welcome(R20="yes").on(1, 10).full().cleared("R20")
    assert locks.mode(state_of(told)) == "usual"
    unclean = Story().welcome(R20="yes").on(1, 10).full(R33="yes").cleared("R20")
    assert "R20" in state_of(unclean).raised


def test_long_standing_facts_do_not_lapse() -> None:
    """R12, R13 and R29 are settled by one visit."""
    told = Story().welcome(R12="older", R17="yes").cleared("R12", "R17")
    later = state_of(told, 181)
    assert "R12" in later.cleared
    assert "R17" in later.raised
    assert later.raised["R17"].day == told.day(181)
    told.on(1, 9).mini(R16="yes")
    assert "R12" in state_of(told).cleared


def test_a_lapsed_rule_that_no_longer_speaks_stays_away() -> None:
    """Only what is still judged see comes back."""
    told = Story().welcome(R17="yes").cleared("R17").on(1, 9).full().on(2, 9).mini(R16="yes")
    assert set(state_of(told).raised) == {"R16"}


def test_raised_again_restarts_the_clock() -> None:
    """At a higher level, or at the same by an event that asks the very question."""
    told = Story().welcome(R17="yes").on(1, 9).mini(R16="not_sure")
    assert state_of(told).raised["R17"].day == told.day(0)
    told.on(2, 9).before(R17="yes")
    assert state_of(told).raised["R17"].day == told.day(2)
    told.on(3, 9).person(30)
    assert "F0" in state_of(told).raised
    told.cleared("F0").person(17)
    assert "F0" in state_of(told).raised


def test_pain_that_stays_worse_is_raised_once() -> None:
    """Fourteen windows; a clearance keeps it quiet until it lapses."""
    told = Story().welcome()
    for day in range(40):
        told.on(day, 8).morning(1 if day < 7 else 4)
        if day % 7 == 6:
            told.on(day, 9).mini()
    state = state_of(told)
    assert "pain.worse" in state.raised
    told.on(40, 9).cleared("pain.worse")
    assert "pain.worse" in state_of(told, 42).cleared


def test_sparse_first_mornings_are_looked_back_over() -> None:
    """Windows before the baseline was known are judged too, once it is."""
    told = Story().welcome()
    for day in (0, 1, 2, 3, 4, 5, 6):
        told.on(day, 8).morning(1)
    assert state_of(told, 7).worse_run == 0


def test_a_correction_may_be_corrected_and_taken_back() -> None:
    """The latest word about an entry counts; what protects stays."""
    told = Story().welcome().on(0, 10).session().on(1, 8).morning(9)
    wrong = told.last_id
    told.on(2, 8).correct(wrong, {"pain": 3}).on(3, 8).correct(wrong, None)
    told.on(4, 8).correct(wrong, {"pain": 2})
    events = told.events()
    second, third, fourth, fifth = (
        snapshot(one) for one in replay(events, [told.day(n) for n in (1, 2, 3, 4)])
    )
    assert second["mornings"][0]["light"] == "red"
    assert third["mornings"][0]["light"] == "green"
    assert fourth["mornings"] == []
    assert fifth["mornings"][0]["light"] == "green"
    assert fifth["exercises"]["bird_dog"]["level"] == 1


def test_a_correction_does_not_lift_what_protects() -> None:
    """A rest and a raised rule outlive the entry they came from."""
    told = Story().welcome().on(0, 10).session()
    told.on(1, 8).morning(9)
    wrong = told.last_id
    told.on(1, 9).correct(wrong, {"pain": 2})
    state = state_of(told)
    assert state.rungs["bird_dog"].level == 1
    assert state.rungs["bird_dog"].not_before == told.day(2)
    flared = Story().welcome().on(1, 8).morning(3)
    first = flared.last_id
    flared.on(2, 9).flare().mini().on(8, 9).mini().on(14, 9).full()
    flared.on(15, 9).correct(first, {"pain": 4})
    assert "flare.long" in state_of(flared).raised


def test_events_that_do_not_follow_are_refused() -> None:
    """A correction or an earlier event needs the whole history told again."""
    told = Story().welcome()
    state = state_of(told)
    with pytest.raises(ValueError, match="later"):
        apply(state, Story().person().events())
    assert on_day(state, told.day(-5)).day == state.day
    assert on_day(initial(), 5).day == 5
    assert snapshot(replay((), [FIRST_DAY.toordinal()])[0])["on"] == "2026-03-02"


def test_a_preview_says_what_an_answer_would_change() -> None:
    """Without recording it."""
    told = Story().welcome().start()
    state = state_of(told)
    answer = told.did("bird_dog", quality="sharp").events()[-1]
    assert isinstance(answer, ExerciseDone)
    seen = preview(state, answer)
    assert (seen.light, seen.reason, seen.level) == ("red", "red.sharp", 0)
    assert seen.back_on == told.day(2)
    assert not seen.locks
    leg = told.did("bird_dog", spread="leg").events()[-1]
    assert isinstance(leg, ExerciseDone)
    assert preview(state, leg).locks
    assert not state.lights


def test_every_days_asked_are_answered_in_their_order() -> None:
    """Also days before the first event and far after the last."""
    told = Story().welcome().on(3, 9).session()
    days = [told.day(n) for n in (9, -3, 3, 3, 0)]
    assert [state.day for state in replay(told.events(), days)] == days
    (early,) = replay(told.events(), [told.day(0)])
    assert early.lights == []


def test_dull_pain_that_spreads_or_rises_is_noticed() -> None:
    """Rows of the light table that the stories do not meet."""
    told = Story().welcome().start()
    told.did("elbow_prop", spread="buttock").did("bed_rotation", spread="centralised", before=6)
    reasons = [given.reason for given in state_of(told).lights]
    assert reasons == ["amber.buttock", "amber.centralised"]


def test_much_stiffer_and_a_little_sorer_is_a_stopped_morning() -> None:
    """More than 30 minutes above usual with a point of pain."""
    told = Story().welcome().morning(2, 10).on(1, 8).morning(3, 41)
    assert state_of(told).mornings[-1].reason == "morning.red.stiffness"
    unknown = Story().welcome().morning(2, 10)
    assert state_of(unknown).mornings[-1].light == "unknown"


def test_the_same_movement_waits_five_days_after_a_rise() -> None:
    """However well it goes."""
    told = Story().welcome().on(0, 10).session(("elbow_prop",))
    for day in (1, 2):
        told.on(day, 8).morning().on(day, 10).session(("elbow_prop",))
    told.on(3, 8).morning().rise("elbow_prop").on(3, 10).session(("elbow_prop",), 2)
    for day in (4, 5):
        told.on(day, 8).morning().on(day, 10).session(("elbow_prop",), 2)
    told.on(6, 8).morning()
    assert keys(plan_of(told, 6), "elbow_prop") == ["changed.rise", "hold.waiting"]
    told.on(7, 8).mini()
    assert plan_of(told, 8).rise == "elbow_prop"


def test_no_full_day_within_two_weeks_promises_none() -> None:
    """Where nothing will open it, no date is named."""
    assert plan_of(Story().welcome().body("bp_uncontrolled"), 0).next_full_day is None


def test_a_second_emergency_restarts_the_clock() -> None:
    """Another such event raises the rule again."""
    told = Story().welcome().start().did("bird_dog", system=True)
    told.on(2, 8).did("bird_dog", 0, system=True)
    assert state_of(told).raised["event.system"].day == told.day(2)


def test_a_correction_keeps_the_graver_of_two_raised_rules() -> None:
    """Old or new, the strictest stays."""
    told = Story().welcome(R17="yes").on(1, 8).morning(3)
    wrong = told.last_id
    state = state_of(told.on(2, 8).correct(wrong, {"pain": 2}))
    assert state.raised["R17"].day == told.day(0)
