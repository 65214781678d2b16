"""Bird-dog: the right pair held long enough counts, everything that only looks like it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfour.core.motion.coach import finish, open_coach, step
from backfour.core.motion.landmarks import Frame
from backfour.core.motion.report import judge
from backfour.core.motion.seen import Hold, Now
from tests.core.motion.bodies import Lift, Script, film, raised

FORMS = ("knee_inch", "leg_straight")
OTHER = {"left": "right", "right": "left"}


def watched(*lifts, seconds=15.0, level=None, kept=None, **more):
    """What the coach writes about a film."""
    return judge("bird_dog", film(Script(lifts, kept or {}), seconds, **more), level=level)


def good(arm, form, start_s=4.0, end_s=9.5):
    return Lift(start_s, end_s, raised(arm, OTHER[arm], form))


def counted(document):
    return [hold["side"] for hold in document["holds"] if hold["counted"]]


def keys(document):
    return {fault["key"].removeprefix("bird_dog.") for fault in document["faults"]}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("arm", ["left", "right"])
@pytest.mark.parametrize("rate_hz", [8, 30])
def test_arm_and_opposite_leg_count_on_the_arms_side(form, arm, rate_hz):
    document = watched(good(arm, form), rate_hz=rate_hz)
    assert counted(document) == [arm]
    assert [rep["side"] for rep in document["reps"]] == [arm]
    assert 5.2 <= document["holds"][0]["held_s"] <= 6.3
    assert document["faults"] == []
    assert document["abstained"] == []


def test_sides_alternate_and_every_hold_is_told_once():
    arms = ["left", "right", "left", "right"]
    lifts = [good(arm, "knee_inch", 4 + 10 * n, 9 + 10 * n) for n, arm in enumerate(arms)]
    document = watched(*lifts, seconds=45, tremble=0.002)
    assert counted(document) == arms
    assert len(document["holds"]) == 4
    assert document["faults"] == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seconds", [1.0, 2.5, 3.5])
def test_a_short_hold_is_told_but_does_not_count(form, seconds):
    document = watched(good("left", form, 4, 4 + seconds))
    assert counted(document) == []
    assert document["reps"] == []
    assert [hold["side"] for hold in document["holds"]] == ["left"]


def test_a_lift_of_a_moment_is_not_told():
    brisk = Lift(4.0, 4.2, raised("left", "right"), ramp_s=0.4)
    assert watched(brisk)["holds"] == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("arm", "leg"), [("left", None), ("right", None), (None, "left")])
def test_an_arm_or_a_leg_alone_is_nothing(form, arm, leg):
    document = watched(Lift(4, 10, raised(arm, leg, form)), tremble=0.002)
    assert document["holds"] == []
    assert document["faults"] == []


@pytest.mark.parametrize("form", FORMS)
def test_a_pair_of_one_side_does_not_count_and_is_told(form):
    document = watched(Lift(4, 10, raised("left", "left", form)))
    assert [hold["counted"] for hold in document["holds"]] == [False]
    assert document["reps"] == []
    assert keys(document) == {"wrong_pair"}


@pytest.mark.parametrize("form", FORMS)
def test_only_the_time_with_both_up_is_held(form):
    arm = Lift(4, 12, raised("left"))
    for leg_s, expected in (((7.0, 9.5), []), ((5.5, 11.0), ["left"])):
        leg = Lift(*leg_s, raised(None, "right", form), ramp_s=1.0)
        document = watched(arm, leg, seconds=16)
        assert counted(document) == expected
        assert abs(document["holds"][0]["held_s"] - (leg_s[1] - leg_s[0])) <= 1.5


def test_a_bent_knee_that_is_then_stretched_out_begins_anew():
    bent = Lift(4, 7.0, raised("left", "right"))
    straight = Lift(7.5, 10.0, raised(None, "right", "leg_straight"), ramp_s=0.8)
    arm = Lift(6, 12.0, raised("left"))
    document = watched(bent, straight, replace(arm, what={}), seconds=16)
    assert counted(document) == []
    document = watched(
        Lift(4, 12, raised("left")),
        Lift(4, 6.5, raised(None, "right")),
        replace(straight, start_s=8.0, end_s=11.0),
        seconds=16,
    )
    assert counted(document) == []


def test_a_straight_leg_that_is_slowly_lowered_is_one_hold():
    arm = Lift(4, 13, raised("left"))
    leg = Lift(4, 9.5, raised(None, "right", "leg_straight"), ramp_s=3.0)
    document = watched(arm, leg, seconds=18)
    assert counted(document) == ["left"]
    assert len(document["holds"]) == 1


def test_a_leg_on_its_toes_is_not_lifted():
    document = watched(Lift(4, 10, raised("left", "right", "leg_straight")), kept={"leg_deg": 209})
    assert document["holds"] == []


def test_a_wobble_neither_cuts_a_hold_nor_makes_two_of_one():
    held = good("left", "leg_straight", 4, 10)
    dip = Lift(7.0, 7.1, {"arm": (-0.4, 0)}, ramp_s=0.25)
    document = watched(held, dip, rate_hz=20)
    assert counted(document) == ["left"]
    assert len(document["holds"]) == 1
    down = Lift(6.5, 8.0, {"arm": (-1.0, 0)}, ramp_s=0.4)
    document = watched(held, down, rate_hz=20)
    assert counted(document) == []
    assert len(document["holds"]) == 2


def exchanged(frame):
    """The model takes each leg for the other."""
    points = list(frame.points)
    points[23:33] = [points[n + 1 if n % 2 else n - 1] for n in range(23, 33)]
    return replace(frame, points=tuple(points))


@pytest.mark.parametrize("form", FORMS)
def test_legs_exchanged_for_a_moment_do_not_cut_a_hold_but_not_for_ever(form):
    frames = film(Script((good("left", form, 4, 10),)), 15)
    some = [exchanged(f) if 6.5 <= f.t_s < 7.1 else f for f in frames]
    document = judge("bird_dog", some)
    assert counted(document) == ["left"]
    assert len(document["holds"]) == 1
    most = [exchanged(f) if 6.0 <= f.t_s < 9.0 else f for f in frames]
    assert counted(judge("bird_dog", most)) == []


def test_a_hold_that_is_mostly_not_in_position_is_none():
    held = good("left", "leg_straight", 4, 10)
    dips = [Lift(t + 0.3, t + 0.32, {"arm": (-0.6, 0)}, ramp_s=0.2) for t in range(4, 10)]
    many = [Lift(4.1 + n * 0.6, 4.2 + n * 0.6, {"arm": (-0.55, 0)}, 0.15) for n in range(10)]
    assert counted(watched(held, *dips[:1], rate_hz=30)) == ["left"]
    assert counted(watched(held, *many, rate_hz=30)) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_mirrored_picture_gives_the_sides_as_they_are_seen(form):
    frames = film(Script((good("left", form),)), 15)
    seen = judge("bird_dog", [frame.mirrored() for frame in frames])
    assert counted(seen) == ["right"]
    told = judge("bird_dog", [frame.mirrored() for frame in frames], mirrored=True)
    assert told == judge("bird_dog", frames)


@settings(max_examples=6, deadline=None)
@given(
    st.sampled_from(FORMS),
    st.floats(0.75, 1.0),
    st.tuples(st.floats(-0.06, 0.06), st.floats(-0.06, 0.06)),
    st.floats(0, 1000),
)
def test_size_place_and_time_of_the_day_change_nothing(form, size, shift, start_s):
    script = Script((good("right", form),))
    here = judge("bird_dog", film(script, 12))
    there = judge("bird_dog", film(script, 12, size=size, shift=shift, start_s=start_s))
    assert counted(there) == counted(here) == ["right"]
    assert abs(there["holds"][0]["held_s"] - here["holds"][0]["held_s"]) <= 0.11
    assert abs(there["holds"][0]["start_s"] - start_s - here["holds"][0]["start_s"]) <= 0.11


@pytest.mark.parametrize(
    ("fault", "form", "kept", "what"),
    [
        ("leg_too_high", "leg_straight", {"leg_deg": 155}, {}),
        ("knee_too_high", "knee_inch", {}, {"knee": (0.32, 1)}),
        ("back_sags", "knee_inch", {}, {"drop": (0.2, None)}),
        ("back_sags", "leg_straight", {}, {"drop": (0.2, None)}),
        ("head_up", "knee_inch", {}, {"look": (55, None)}),
        ("head_up", "leg_straight", {}, {"look": (55, None)}),
    ],
)
@pytest.mark.parametrize("rate_hz", [8, 25])
def test_a_fault_is_found_and_the_hold_still_counts(fault, form, kept, what, rate_hz):
    lifts = (good("left", form, 4, 10), Lift(4, 9.5, what))
    document = watched(*lifts, kept=kept, rate_hz=rate_hz)
    assert keys(document) == {fault}
    if fault != "back_sags":
        assert counted(document) == ["left"]


@pytest.mark.parametrize("form", FORMS)
def test_a_drooping_arm_is_told_and_does_not_count(form):
    document = watched(good("left", form, 4, 10), kept={"arm_deg": -42})
    assert document["holds"] == []
    assert keys(document) == {"arm_low"}


def test_hips_that_turn_are_never_told_because_they_are_not_seen_from_the_side():
    for form in FORMS:
        assert "hip_turn" not in keys(watched(good("left", form, 4, 10), kept={"leg_deg": 155}))


def test_the_level_says_whether_a_straight_leg_is_too_much():
    straight, bent = good("left", "leg_straight", 4, 10), good("left", "knee_inch", 4, 10)
    high = Lift(4, 9.5, {"knee": (0.32, 1)})
    assert keys(watched(straight, level=2)) == {"knee_too_high"}
    assert keys(watched(straight, level=5)) == set()
    assert keys(watched(bent, high, level=5)) == set()
    assert keys(watched(bent, high, level=1)) == {"knee_too_high"}


@pytest.mark.parametrize(
    "lifts",
    [
        [Lift(4, 10, {"open": (1.0, 0)})],
        [Lift(4, 10, {"child": (1.0, None)})],
        [Lift(4, 6, {"drop": (0.3, None)}), Lift(8, 10, {"look": (40, None)})],
        [Lift(3, 10, {"stood": (1.0, None)})],
    ],
    ids=["arm to the ceiling", "child's pose", "cat stretch", "standing up"],
)
def test_what_is_done_on_all_fours_beside_it_counts_nothing(lifts):
    document = watched(*lifts, tremble=0.002)
    assert document["holds"] == []
    assert document["reps"] == []


def test_nothing_counts_before_the_start_was_seen():
    lifted_from_the_first_look = Lift(-5, 12, raised("left", "right", "leg_straight"))
    assert watched(lifted_from_the_first_look, seconds=11)["holds"] == []


def gap(frames, start_s, end_s):
    """Nobody is found for a while."""
    return [replace(f, points=None) if start_s <= f.t_s < end_s else f for f in frames]


def test_a_gap_closes_a_hold_and_nothing_inside_it_counts():
    frames = film(Script((good("left", "leg_straight", 4, 10),)), 15)
    document = judge("bird_dog", gap(frames, 6.5, 8.5))
    assert counted(document) == []
    assert [round(hold["held_s"]) for hold in document["holds"]] == [3, 1]
    assert document["abstained"]
    long_enough = judge("bird_dog", gap(frames, 9.6, 11.5))
    assert counted(long_enough) == ["left"]
    assert long_enough["holds"][0]["end_s"] <= 9.6


def test_a_flicker_of_nobody_does_not_cut_a_hold():
    frames = film(Script((good("left", "knee_inch", 4, 10),)), 15)
    document = judge("bird_dog", gap(frames, 6.5, 7.2))
    assert counted(document) == ["left"]
    assert len(document["holds"]) == 1


def test_somebody_who_comes_back_elsewhere_is_learned_anew():
    script = Script((good("left", "leg_straight", 8, 14),))
    frames = gap(film(script, 18), 4, 7.5)
    same = judge("bird_dog", frames)
    assert counted(same) == ["left"]
    moved = [
        f
        if f.points is None or f.t_s < 7
        else Frame(f.t_s, tuple((x - 0.25, y, z, v) for x, y, z, v in f.points), f.aspect)
        for f in frames
    ]
    assert counted(judge("bird_dog", moved)) == []


def test_somebody_who_turned_round_is_learned_anew_without_a_gap():
    first = film(Script((good("left", "knee_inch", 3, 8.5),)), 12)
    again = film(Script((good("left", "knee_inch", 4, 9.5),)), 12, start_s=12.1)
    document = judge("bird_dog", [*first, *(frame.mirrored() for frame in again)])
    assert counted(document) == ["left", "right"]
    cut = [frame for frame in first if frame.t_s <= 6]
    document = judge("bird_dog", [*cut, *(replace(f, t_s=f.t_s - 6) for f in film_turned())])
    assert [hold["counted"] for hold in document["holds"]] == [False]


def film_turned():
    return [frame.mirrored() for frame in film(Script(), 4, start_s=12.1)]


def test_a_knee_put_down_elsewhere_becomes_the_new_start():
    moved = Lift(4, 60, {"knee_back": (12.0, 1)}, ramp_s=1.0)
    document = watched(moved, Lift(20, 26, raised("left")), seconds=30)
    assert counted(document) == []
    document = watched(moved, Lift(20, 26, raised("left", "right", "knee_inch", 0.12)), seconds=30)
    assert counted(document) == ["left"]


def test_what_is_under_way_is_told_to_the_page():
    coach, seen = open_coach("bird_dog"), {}
    for frame in film(Script((good("right", "knee_inch", 4, 9),)), 14):
        coach, _ = step(coach, frame)
        seen[round(frame.t_s, 2)] = coach.now
    assert seen[0.0] == Now("start")
    assert seen[2.0] == Now("rest")
    assert seen[8.0].phase == "hold"
    assert seen[8.0].side == "right"
    assert 3.5 <= seen[8.0].held_s <= 4.6
    assert seen[14.0] == Now("rest")


def test_a_wrong_pair_is_not_shown_as_a_hold():
    coach = open_coach("bird_dog")
    for frame in film(Script((Lift(4, 9, raised("right", "right", "leg_straight")),)), 7):
        coach, _ = step(coach, frame)
    assert coach.now == Now("rest")


def test_the_end_of_the_film_closes_the_hold():
    coach = open_coach("bird_dog")
    for frame in film(Script((good("left", "leg_straight", 4, 20),)), 12):
        coach, _ = step(coach, frame)
    coach, events = finish(coach)
    assert [event.counted for event in events if isinstance(event, Hold)] == [True]
    assert finish(coach)[1] == ()


@pytest.mark.parametrize("arm", ["left", "right"])
def test_a_knee_that_is_brought_forwards_while_it_is_lifted_counts_too(arm):
    what = raised(arm, OTHER[arm], "knee_inch", knee=0.18)
    what["knee_back"] = (-70.0, 0 if OTHER[arm] == "left" else 1)
    document = watched(Lift(4.0, 9.5, what))
    assert counted(document) == [arm]
    assert "wrong_pair" not in keys(document)
