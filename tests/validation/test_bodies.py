"""The bodies have the lengths, angles and counts they claim."""

import json
import random
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from validation.bodies import limits
from validation.bodies import pose as p
from validation.bodies.body import draw_body, middle_body
from validation.bodies.camera import Camera, framed
from validation.bodies.draw import KINDS, draw
from validation.bodies.estimator import Errors, Estimator, draw_errors, swapped_legs
from validation.bodies.filming import frame_times, mirror
from validation.bodies.motions import bird_dog, chair, elbow_prop, leg_hang, pelvic_circles
from validation.bodies.motions.motion import Motion
from validation.bodies.pose import blend
from validation.bodies.posture import childs_pose, kneeling, standing
from validation.bodies.score import Score
from validation.bodies.truth import trace
from validation.bodies.truths import bird_dog as dogs
from validation.bodies.truths import elbow_prop as props
from validation.bodies.truths import lying, upright
from validation.bodies.truths import pelvic_circles as circles
from validation.bodies.vectors import X, Y, between, norm, sub, two_bones, unit

ROOT = Path(__file__).parents[2]
NO_ERRORS = Errors(bias=0, jitter=0, pull=0, lost=0, jump=0)
SIDE = Camera(0.0, (0.0, 0.5, 0.0), 2.6, 0.6, 0.0, 1.2, (640, 480))


def chance(seed=1):
    return random.Random(seed)


def bones(points):
    """Lengths of the limbs."""
    chains = ((11, 13), (13, 15), (12, 14), (14, 16), (23, 25), (25, 27), (24, 26), (26, 28))
    return [norm(sub(points[a], points[b])) for a, b in (*chains, (11, 12), (23, 24))]


@pytest.mark.parametrize("exercise", KINDS)
def test_every_limb_keeps_its_length_through_every_movement(exercise):
    body = draw_body(chance(5))
    for kind in (KINDS[exercise].good, KINDS[exercise].nothing):
        motion = kind(body, chance(6))
        first = bones(motion.landmarks(0.0))
        step = motion.score.seconds / 60
        for n in range(60):
            assert bones(motion.landmarks(n * step)) == pytest.approx(first, abs=1e-9)
        assert first[4] == pytest.approx(body.thigh)
        assert first[0] == pytest.approx(body.upper_arm)


@pytest.mark.parametrize("exercise", KINDS)
def test_nobody_sinks_through_the_floor_or_moves_faster_than_people_do(exercise):
    motion = KINDS[exercise].good(draw_body(chance(8)), chance(9))
    before = motion.landmarks(0.0)
    for n in range(1, int(motion.score.seconds / 0.1)):
        points = motion.landmarks(n * 0.1)
        # A frame that cuts from lying to kneeling at the very start is no movement.
        if n > 1:
            fastest = max(norm(sub(a, b)) for a, b in zip(points, before, strict=True)) / 0.1
            assert fastest < 6.0
        assert min(y for _, y, _ in points) > -0.25
        before = points


def test_bodies_come_in_many_sizes():
    drawn = [draw_body(chance(n)) for n in range(60)]
    assert min(b.stature for b in drawn) < 1.5
    assert max(b.stature for b in drawn) > 1.9
    assert max(b.shoulder_half / b.stature for b in drawn) > 0.12
    assert min(b.shoulder_half / b.stature for b in drawn) < 0.10


def test_two_bones_reach_the_target_and_point_at_what_is_out_of_reach():
    first, second = two_bones((0, 0, 0), (0.5, 0, 0), 0.4, 0.3, Y)
    elbow = tuple(0.4 * v for v in first)
    tip = tuple(e + 0.3 * v for e, v in zip(elbow, second, strict=True))
    assert tip == pytest.approx((0.5, 0, 0), abs=1e-9)
    assert elbow[1] > 0
    far, _ = two_bones((0, 0, 0), (9, 0, 0), 0.4, 0.3, Y)
    assert far == pytest.approx((1, 0, 0), abs=0.01)


def test_directions_turn_along_the_great_circle_even_half_way_round():
    assert between(X, Y, 0.5) == pytest.approx(unit((1, 1, 0)))
    assert norm(between(X, (-1.0, 0.0, 0.0), 0.5)) == pytest.approx(1)
    with pytest.raises(ValueError, match="has no direction"):
        unit((0.0, 0.0, 0.0))


def test_a_blend_of_two_poses_begins_and_ends_in_them():
    body = middle_body()
    one, other = standing(body), kneeling(body)
    assert blend(one, other, 0.0) == one
    assert blend(one, other, 1.0) == other


def test_the_trunk_stands_upright_kneels_upright_and_lies_low_in_childs_pose():
    body = middle_body()
    for pose, low, high in ((standing(body), 89, 91), (kneeling(body), 89, 91)):
        assert low < limits.trunk_deg(p.landmarks(body, pose)) < high
    assert abs(limits.trunk_deg(p.landmarks(body, childs_pose(body)))) < 15


def test_in_a_bird_dog_arm_and_leg_are_straight_and_level_while_it_is_held():
    motion = bird_dog.play(middle_body(), chance(3), "leg_straight", [bird_dog.right_pair])
    (hold,) = dogs.holds(trace(motion))
    points = motion.landmarks(sum(hold["plateau_s"]) / 2)
    arm = hold["side"][0]
    leg = bird_dog.other(arm)
    assert limits.arm_off_deg(points, arm) <= 20
    assert limits.elbow_deg(points, arm) >= 150
    assert limits.hip_deg(points, leg) >= 155
    assert limits.knee_deg(points, leg) >= 165
    assert limits.ankle_above_hip(points, leg) < 0.15
    assert not limits.arm_is_up(points, leg)
    assert 5 < limits.trunk_deg(points) < 30


def test_an_inch_lifts_the_knee_by_no_more_than_the_specification_says():
    motion = bird_dog.play(middle_body(), chance(3), "knee_inch", [bird_dog.right_pair])
    (hold,) = dogs.holds(trace(motion))
    points = motion.landmarks(sum(hold["plateau_s"]) / 2)
    assert 0.03 < limits.knee_lift(points, bird_dog.other(hold["side"][0])) < 0.20


@pytest.mark.parametrize(
    ("seconds", "counted"), [(6.0, True), (4.8, True), (4.3, None), (2.0, False), (1.0, False)]
)
def test_a_long_bird_dog_must_count_a_short_one_must_not_and_between_either_is_right(
    seconds, counted
):
    def held(player, side):
        bird_dog.right_pair(player, side, seconds)

    (hold,) = dogs.holds(trace(bird_dog.play(middle_body(), chance(4), "leg_straight", [held])))
    assert hold["counted"] is counted
    assert hold["held_lo"] == pytest.approx(seconds, abs=0.02)
    assert hold["held_lo"] <= hold["held_s"] == hold["held_hi"] < seconds + 3


@pytest.mark.parametrize(
    "item", [bird_dog.wrong_pair, bird_dog.arm_alone, bird_dog.leg_alone, bird_dog.arm_low]
)
def test_half_and_wrong_bird_dogs_must_not_count(item):
    for form in ("leg_straight", "knee_inch"):
        (hold,) = dogs.holds(trace(bird_dog.play(middle_body(), chance(4), form, [item])))
        assert hold["counted"] is False


@pytest.mark.parametrize(
    ("form", "item", "key", "least"),
    [
        ("leg_straight", bird_dog.leg_too_high, "bird_dog.leg_too_high", 0.22),
        ("knee_inch", bird_dog.leg_too_high, "bird_dog.knee_too_high", 0.28),
        ("leg_straight", bird_dog.back_sags, "bird_dog.back_sags", 0.11),
        ("leg_straight", bird_dog.arm_low, "bird_dog.arm_low", 30),
    ],
)
def test_faults_of_a_bird_dog_are_clearly_past_their_limits(form, item, key, least):
    (fault,) = dogs.faults(trace(bird_dog.play(middle_body(), chance(4), form, [item])))
    assert (fault["key"], fault["judged"]) == (key, True)
    assert fault["measure"] > least


def test_all_fours_without_a_bird_dog_has_no_hold_that_may_count():
    motion = bird_dog.play(middle_body(), chance(4), "knee_inch", list(bird_dog.CONFUSERS))
    traced = trace(motion)
    assert all(hold["counted"] is False for hold in dogs.holds(traced))
    both = [
        one
        for one in traced.points
        for side in "lr"
        if limits.arm_is_up(one, side)
        and limits.leg_is_up(one, bird_dog.other(side), "leg_straight")
    ]
    assert both == []


def prop(*items):
    player = elbow_prop.Player(middle_body(), chance(7))
    player.score.stay(2.0)
    player.up()
    for item in items:
        elbow_prop.still(player)
        item(player)
    elbow_prop.still(player)
    player.down()
    return Motion("elbow_prop", player.body, player.score, elbow_prop.pose_of)


def test_a_prop_raises_the_trunk_while_hips_and_knees_stay_down():
    motion = prop()
    (hold,) = props.holds(trace(motion))
    points = motion.landmarks((hold["start_s"] + hold["end_s"]) / 2)
    assert 15 < limits.trunk_deg(points) < 32
    assert limits.hips_above_knees(points) < 0.2
    assert points[p.L_ELBOW][1] < 0.1


def test_a_short_break_runs_on_and_a_long_one_pauses_the_clock():
    (short,) = props.holds(trace(prop(elbow_prop.short_break)))
    (long,) = props.holds(trace(prop(elbow_prop.long_break)))
    assert short["held_s"] == pytest.approx(short["end_s"] - short["start_s"], abs=0.02)
    assert all(b - a <= 2 for a, b in short["out"])
    (gap,) = long["out"]
    assert gap[1] - gap[0] > 2
    away = long["end_s"] - long["start_s"] - (gap[1] - gap[0])
    assert long["held_s"] == pytest.approx(away, abs=0.05)


@pytest.mark.parametrize("other", [elbow_prop.plank, elbow_prop.press_up])
def test_a_plank_and_a_press_up_are_no_prop(other):
    player = elbow_prop.Player(middle_body(), chance(7))
    player.score.stay(2.0)
    other(player)
    player.score.stay(2.0)
    motion = Motion("elbow_prop", player.body, player.score, elbow_prop.pose_of)
    assert props.holds(trace(motion)) == []


@pytest.mark.parametrize(
    ("item", "key"),
    [
        (elbow_prop.sinking, "elbow_prop.sinking"),
        (elbow_prop.hips_lifted, "elbow_prop.hips_lifted"),
        (elbow_prop.head_back, "elbow_prop.head_back"),
    ],
)
def test_faults_of_a_prop_are_clearly_past_their_limits(item, key):
    (fault,) = props.faults(trace(prop(item)))
    assert (fault["key"], fault["judged"]) == (key, True)


def test_doubtful_faults_of_a_prop_widen_the_accepted_time():
    (plain,) = props.holds(trace(prop()))
    (sunk,) = props.holds(trace(prop(elbow_prop.sinking)))
    assert plain["held_hi"] - plain["held_lo"] < 1.0
    assert sunk["held_hi"] - sunk["held_lo"] > 3.0


def circling(*items):
    player = pelvic_circles.Player(middle_body(), chance(2))
    player.score.stay(1.0)
    player.stand("l")
    for item in items:
        item(player)
    player.both_feet()
    return Motion("pelvic_circles", player.body, player.score, pelvic_circles.pose_of)


def test_a_circle_takes_the_ankle_once_around_and_names_the_standing_leg():
    motion = circling(pelvic_circles.circle, pelvic_circles.circle)
    turns = circles.reps(trace(motion))
    assert [turn["side"] for turn in turns] == ["left", "left"]
    start, end = turns[0]["start_s"], turns[0]["end_s"]
    ankles = [motion.landmarks(start + (end - start) * n / 40)[p.R_ANKLE] for n in range(41)]
    assert norm(sub(ankles[0], ankles[40])) < 0.05
    wide = max(a[0] for a in ankles) - min(a[0] for a in ankles)
    deep = max(a[2] for a in ankles) - min(a[2] for a in ankles)
    leg = motion.body.leg
    assert 0.12 * leg < wide < 0.5 * leg
    assert 0.12 * leg < deep < 0.5 * leg
    standing_ankle = motion.landmarks(start)[p.L_ANKLE]
    assert norm(sub(motion.landmarks((start + end) / 2)[p.L_ANKLE], standing_ankle)) < 0.02


def test_half_circles_taps_and_dabs_are_no_turn():
    motion = circling(*pelvic_circles.CONFUSERS)
    assert circles.reps(trace(motion)) == []


@pytest.mark.parametrize(
    ("item", "key"),
    [
        (pelvic_circles.lean, "pelvic_circles.lean"),
        (pelvic_circles.hip_drop, "pelvic_circles.hip_drop"),
        (pelvic_circles.fast, "pelvic_circles.too_fast"),
    ],
)
def test_faults_of_circles_are_clearly_past_their_limits(item, key):
    (fault,) = circles.faults(trace(circling(item)))
    assert (fault["key"], fault["judged"]) == (key, True)


def test_a_dab_puts_the_moving_foot_on_the_floor_and_must_be_found_in_its_own_place():
    motion = circling(pelvic_circles.circle, *[pelvic_circles.dab] * 12)
    traced = trace(motion)
    told = circles.faults(traced)
    assert {fault["judged"] for fault in told} == {True, False}
    for fault, mark in zip(told, traced.marks("pelvic_circles.foot_dab"), strict=True):
        touched = motion.landmarks((mark.start_s + mark.end_s) / 2)
        lifted = motion.landmarks(mark.start_s - 0.05)
        leg, rise = motion.body.leg, p.R_ANKLE
        assert touched[rise][1] - touched[p.L_ANKLE][1] < 0.05 * leg
        assert lifted[rise][1] - lifted[p.L_ANKLE][1] > 0.05 * leg
        assert fault["judged"] == mark.about["home"]


def test_knees_go_to_the_side_that_the_rotation_names():
    motion = KINDS["bed_rotation"].good(middle_body(), chance(3))
    for turn in lying.excursions(trace(motion)):
        points = motion.landmarks((turn["start_s"] + turn["end_s"]) / 2)
        across = sub(points[p.L_KNEE], points[p.L_HIP])[2]  # left is +z for who lies on the back
        assert (across > 0.05) == (turn["side"] == "left")


def test_a_hanging_knee_is_below_the_hip_and_no_other():
    motion = leg_hang.draw_good(middle_body(), chance(3))
    for hold in lying.hangs(trace(motion)):
        points = motion.landmarks(sum(hold["plateau_s"]) / 2)
        k = limits.SIDES[hold["side"][0]]
        assert points[p.L_KNEE + k][1] < points[p.L_HIP + k][1] - 0.15 * motion.body.thigh
        assert points[p.R_KNEE - k][1] > points[p.R_HIP - k][1]
    nothing = trace(leg_hang.draw_nothing(middle_body(), chance(3)))
    assert lying.hangs(nothing) == []


def test_a_slump_lowers_the_head_by_more_than_a_tenth_of_the_shoulders():
    motion = chair.draw_sitting(middle_body(), chance(3))
    hold = upright.slumps(trace(motion))[0]
    before = motion.landmarks(hold["start_s"] - 3)
    during = motion.landmarks(sum(hold["plateau_s"]) / 2)
    wide = norm(sub(before[p.L_SHOULDER], before[p.R_SHOULDER]))
    assert before[p.L_EAR][1] - during[p.L_EAR][1] > 0.12 * wide
    assert hold["held_lo"] < hold["held_s"] < hold["held_hi"]


def test_full_stands_straighten_the_knees_and_half_ones_do_not():
    motion = chair.draw_stands(middle_body(), chance(1))
    traced = trace(motion)

    def straightest(start, end):
        inside = [q for t, q in zip(traced.times, traced.points, strict=True) if start <= t <= end]
        return max(limits.knee_deg(one, "l") for one in inside)

    stands = upright.stands(traced)
    assert stands
    assert all(straightest(one["start_s"], one["end_s"]) > 160 for one in stands)
    half = trace(chair.draw_stands_nothing(middle_body(), chance(1)))
    assert upright.stands(half) == []
    assert max(limits.knee_deg(one, "l") for one in half.points) < 150


def test_a_stance_lifts_the_other_foot():
    motion = KINDS["one_leg_stance"].good(middle_body(), chance(3))
    for hold in upright.stances(trace(motion)):
        points = motion.landmarks(sum(hold["plateau_s"]) / 2)
        k = limits.SIDES[hold["side"][0]]
        assert points[p.R_ANKLE - k][1] > points[p.L_ANKLE + k][1] + 0.03 * motion.body.leg


def test_a_camera_puts_its_target_in_the_middle_and_far_things_closer_together():
    (x, y, far), _ = SIDE.places([SIDE.target, (1.0, 0.5, 0.0)])
    assert (x, y) == pytest.approx((0.5, 0.5))
    assert far == pytest.approx(norm((0, 0.1, 2.6)))
    near, away = SIDE.places([(0.5, 0.5, 0.5), (0.5, 0.5, -0.5)])
    assert near[0] > away[0] > 0.5
    assert SIDE.places([(0, 1.0, 0)])[0][1] < 0.5


def test_a_framed_camera_sees_everything_with_its_margin():
    motion = KINDS["bird_dog"].good(middle_body(), chance(3))
    poses = [motion.landmarks(t) for t in range(8, int(motion.score.seconds) - 4)]
    aimed = framed(SIDE, poses, 0.08)
    places = [place for points in poses for place in aimed.places(points)]
    assert min(min(x, y) for x, y, _ in places) > 0.06
    assert max(max(x, y) for x, y, _ in places) < 0.94


def test_an_estimator_without_errors_sees_the_truth():
    motion = KINDS["bird_dog"].good(middle_body(), chance(3))
    places = SIDE.places(motion.landmarks(9.0))
    seen = Estimator(NO_ERRORS, chance()).see(0.0, places, SIDE.aspect)
    assert [one[:2] for one in seen] == [pytest.approx(place[:2]) for place in places]


def test_bias_stays_jitter_moves_and_both_have_their_size():
    motion = KINDS["elbow_prop"].good(middle_body(), chance(3))
    places = SIDE.places(motion.landmarks(9.0))
    errors = Errors(bias=0.02, jitter=0.01, pull=0, lost=0, jump=0)
    estimator = Estimator(errors, chance(2))
    half = (max(p[0] for p in places) - min(p[0] for p in places)) * SIDE.aspect / 2
    looks = [estimator.see(n * 0.1, places, SIDE.aspect) for n in range(600)]
    means = [sum(look[n][1] for look in looks) / 600 - places[n][1] for n in range(33)]
    bias = (sum(m * m for m in means) / 33) ** 0.5 / half
    assert 0.012 < bias < 0.03
    moved = [look[0][1] - places[0][1] - means[0] for look in looks]
    jitter = (sum(m * m for m in moved) / 600) ** 0.5 / half
    assert 0.006 < jitter < 0.014


def test_far_limbs_are_laid_on_near_ones_only_where_they_are_close():
    motion = bird_dog.play(middle_body(), chance(3), "leg_straight", [bird_dog.right_pair])
    places = SIDE.places(motion.landmarks(7.0))
    pulled = Estimator(Errors(0, 0, 0.35, 0, 0), chance()).see(0.0, places, SIDE.aspect)
    far, near = p.L_KNEE, p.R_KNEE  # head at +x, camera at +z: the left is far
    assert abs(pulled[far][0] - pulled[near][0]) < abs(places[far][0] - places[near][0])
    assert pulled[near][:2] == pytest.approx(places[near][:2])


def test_visibility_does_not_tell_the_error():
    recording = draw(0, 11, ["bird_dog"], "judge")
    sure = [one[3] for _, seen in recording.frames if seen for one in seen]
    assert min(sure) >= 0.5
    assert sum(sure) / len(sure) > 0.85


def test_a_mirrored_picture_swaps_sides_and_mirroring_twice_gives_it_back():
    recording = draw(0, 11, ["bird_dog"], "judge")
    seen = next(seen for _, seen in recording.frames if seen)
    turned = mirror(seen)
    assert turned[p.R_WRIST][0] == pytest.approx(1 - seen[p.L_WRIST][0])
    assert [pytest.approx(one) for one in mirror(turned)] == seen


def test_a_mirrored_recording_names_the_sides_as_the_picture_shows_them():
    drawn = [draw(n, 21, ["bird_dog"], "judge") for n in range(5)]
    assert {one.truth["mirrored"] for one in drawn} == {True, False}
    for recording in drawn:
        truth = recording.truth
        hold = next((one for one in truth["holds"] if one["counted"]), None)
        if hold is None or not truth["view"].startswith("side") or truth["abstained"]:
            continue
        middle = sum(hold["plateau_s"]) / 2
        _, seen = min(
            (frame for frame in recording.frames if frame[1]), key=lambda f: abs(f[0] - middle)
        )
        k = 0 if hold["side"] == "left" else 1
        assert seen[p.L_WRIST + k][1] < seen[p.R_WRIST - k][1]  # the raised one is higher


def test_times_are_eight_to_thirty_a_second_and_sometimes_irregular():
    medians, irregular = [], 0
    for n in range(40):
        times = frame_times(chance(n), 20.0)
        gaps = sorted(b - a for a, b in pairwise(times))
        assert gaps[0] > 0
        medians.append(1 / gaps[len(gaps) // 2])
        irregular += gaps[-1] > 2 * gaps[0]
    assert 7 < min(medians) < 11
    assert 25 < max(medians) < 36
    assert 5 < irregular < 25


def test_what_cannot_be_judged_promises_no_count_and_says_why():
    reasons = set()
    for n in range(6):
        truth = draw(n, 102, ["elbow_prop"], "abstain").truth
        (bad,) = truth["abstained"]
        reasons.add(bad["reason"])
        assert truth["holds"] == truth["reps"] == truth["faults"] == []
        assert (bad["start_s"], bad["end_s"]) == (0.0, truth["seconds"])
        assert truth["usable_s"] == 0
    assert reasons == {"wrong_view", "out_of_frame", "two_people", "too_dark", "too_small"}


def test_a_body_that_is_cut_off_lies_partly_outside_or_on_the_edge():
    for n in range(30):
        recording = draw(n, 31, ["bird_dog"], "abstain")
        if recording.truth["abstained"][0]["reason"] == "out_of_frame":
            shown = [seen for _, seen in recording.frames if seen]
            gone = [sum(not 0.01 < x < 0.99 for x, *_ in seen) for seen in shown]
            assert sum(gone) / len(gone) > 3
            return
    pytest.fail("none was cut off")


def test_the_same_seed_gives_the_same_recording_and_another_seed_another():
    def lines(seed):
        return list(draw(3, seed).lines())

    assert lines(5) == lines(5)
    assert lines(5) != lines(6)


def test_errors_are_drawn_in_the_range_that_was_measured():
    for n in range(20):
        errors = draw_errors(chance(n), side_view=n % 2 == 0)
        assert 0.010 <= errors.bias <= 0.025
        assert 0.006 <= errors.jitter <= 0.020
        assert errors.pull == (0.35 if n % 2 == 0 else 0.1)


def test_a_bump_in_a_value_goes_up_stays_and_comes_back():
    score = Score(chance())
    score.stay(10.0)
    score.lay("sag", 2.0, 8.0, 0.5, 1.0)
    assert [score.value("sag", t) for t in (1.0, 5.0, 9.0)] == [0.0, 0.5, 0.0]
    assert 0 < score.value("sag", 2.5) < 0.5


def test_the_command_writes_files_of_the_agreed_form(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "validation.bodies", "--out", tmp_path, "--n", "2", "--seed", "9"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert "2 recordings" in done.stdout
    names = {f.name.split(".")[0] for f in tmp_path.iterdir()}
    assert len(names) == 2
    for name in names:
        truth = json.loads((tmp_path / f"{name}.truth.json").read_text("utf-8"))
        lines = (tmp_path / f"{name}.landmarks.jsonl").read_text("utf-8").splitlines()
        assert truth["name"] == name
        assert set(json.loads(lines[0])) == {"w", "h", "fps", "source"}
        looks = [json.loads(line) for line in lines[1:]]
        assert all(look["lm"] is None or len(look["lm"]) == 33 for look in looks)
        assert re.fullmatch(r"body_9_000[01]_\w+", name)


def test_swapped_legs_trade_knees_and_feet_but_not_hips():
    motion = KINDS["bird_dog"].good(middle_body(), chance(3))
    estimator = Estimator(NO_ERRORS, chance())
    seen = estimator.see(0.0, SIDE.places(motion.landmarks(9.0)), SIDE.aspect)
    crossed = swapped_legs(seen)
    assert crossed[p.L_ANKLE] == seen[p.R_ANKLE]
    assert crossed[p.L_HIP] == seen[p.L_HIP]
    assert swapped_legs(crossed) == seen


def test_at_a_desk_it_is_the_head_that_is_cut_off():
    for n in range(20):
        recording = draw(n, 31, ["sitting"], "abstain")
        if recording.truth["abstained"][0]["reason"] == "out_of_frame":
            seen = next(seen for _, seen in recording.frames if seen)
            assert seen[p.NOSE][1] < 0.02
            return
    pytest.fail("none was cut off")


def test_errors_can_be_made_larger_and_nothing_else_changes():
    plain, worse = draw(0, 11, ["bird_dog"], "judge"), draw(0, 11, ["bird_dog"], "judge", 2.0)
    assert worse.truth["holds"] == plain.truth["holds"]
    assert worse.truth["camera"] == plain.truth["camera"]
    assert worse.truth["estimator"]["bias"] == pytest.approx(
        2 * plain.truth["estimator"]["bias"], abs=2e-4
    )
