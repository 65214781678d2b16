"""Known answers of a coach are scored as they must be."""

import math

import pytest

from validation import tables
from validation.material import filled
from validation.scoring import pairs, score
from validation.shares import garwood, percent, told, wilson


def span(start_s, end_s, **more):
    return {"start_s": start_s, "end_s": end_s, "side": None, **more}


def hold(start_s, end_s, side=None, *, counted=True, **more):
    return span(start_s, end_s, held_s=round(end_s - start_s, 2), counted=counted, **more) | {
        "side": side
    }


def said(holds=(), reps=(), faults=(), abstained=(), seconds=60.0):
    return {
        "seconds": seconds,
        "holds": list(holds),
        "reps": list(reps),
        "faults": list(faults),
        "abstained": list(abstained),
    }


def of(truth, answer):
    return score("toy", filled({"exercise": "bird_dog", **truth}), answer)


def test_a_coach_that_says_what_is_true_is_exact():
    true = [hold(5, 11, "left"), hold(15, 21, "right"), hold(25, 27, "left", counted=False)]
    found = of({"holds": true}, said([hold(5, 11, "left"), hold(15, 21, "right")]))
    assert (found.required, found.matched, found.invented) == (2, 2, 0)
    assert (found.side_right, found.side_n) == (2, 2)
    assert (found.hold_right, found.hold_n) == (2, 2)
    assert found.exact
    assert found.misses == []


def test_a_hold_that_was_not_counted_is_a_miss():
    found = of({"holds": [hold(5, 11, "left")]}, said([hold(5, 11, "left", counted=False)]))
    assert (found.required, found.matched) == (1, 0)
    assert not found.exact
    assert found.misses == ["5.0 to 11.0 s left was not counted"]


def test_a_hold_that_was_not_there_is_invented():
    found = of({"holds": [hold(5, 11, "left")]}, said([hold(5, 11, "left"), hold(30, 35, "left")]))
    assert found.invented == 1
    assert not found.exact
    assert found.misses == ["counted 30.0 to 35.0 s left: was not there"]


def test_counting_a_hold_that_must_not_count_is_wrong_and_says_why():
    true = hold(5, 11, "left", counted=False, kind="wrong_pair")
    found = of({"holds": [true]}, said([hold(5, 11, "left")]))
    assert (found.required, found.invented) == (0, 1)
    assert "wrong_pair" in found.misses[0]


def test_a_hold_near_the_limit_may_be_counted_or_not():
    truth = {"holds": [hold(5, 9.5, "left", counted=None)]}
    for answer in ([], [hold(5, 9.5, "left")], [hold(5, 9.5, "right")]):
        found = of(truth, said(answer))
        assert found.exact
        assert found.required == found.hold_n == 0


def test_the_wrong_side_is_not_exact_unless_the_view_hides_it():
    truth = {"holds": [hold(5, 11, "left")]}
    wrong = of(truth, said([hold(5, 11, "right")]))
    assert (wrong.matched, wrong.side_right, wrong.side_n) == (1, 0, 1)
    assert not wrong.exact
    hidden = of(truth | {"side_judgeable": False}, said([hold(5, 11, "right")]))
    assert hidden.side_n == 0
    assert hidden.exact


@pytest.mark.parametrize(
    ("held_s", "right"), [(4.4, False), (4.5, True), (5.4, True), (6.5, True), (6.6, False)]
)
def test_held_time_is_right_within_half_a_second_of_the_accepted_range(held_s, right):
    true = hold(5, 11, "left", held_lo=5.0, held_hi=6.0)
    found = of({"holds": [true]}, said([hold(5, 11, "left") | {"held_s": held_s}]))
    assert (found.hold_right == 1) is right
    assert found.exact  # a time that is off is told, but the count stands


def test_without_a_range_the_held_time_itself_is_asked_for():
    found = of({"holds": [span(5, 11)]}, said([hold(5, 11) | {"held_s": 6.4}]))
    assert found.hold_error_s == [0.4]
    assert found.hold_right == 1


def test_one_answer_cannot_stand_for_two_events():
    found = of({"holds": [hold(5, 11), hold(12, 18)]}, said([hold(5, 18)]))
    assert (found.matched, found.required) == (1, 2)
    assert pairs([span(0, 2), span(3, 5)], [span(0, 5)]) in ([(0, 0)], [(1, 0)])


def test_events_that_only_touch_are_not_the_same():
    assert pairs([span(0, 5)], [span(4.5, 9)]) == []
    assert pairs([span(0, 5)], [span(3, 9)]) == [(0, 0)]


def test_repetitions_count_with_their_sides_and_optional_ones_may():
    truth = {
        "exercise": "pelvic_circles",
        "reps": [span(0, 4) | {"side": "left"}, span(4, 6, optional=True), span(6, 10)],
    }
    exact = of(truth, said(reps=[span(0, 4) | {"side": "left"}, span(6, 10)]))
    assert exact.exact
    assert (exact.required, exact.matched) == (2, 2)
    assert of(truth, said(reps=[span(0, 4) | {"side": "left"}, span(4, 6), span(6, 10)])).exact
    missed = of(truth, said(reps=[span(6, 10)]))
    assert (missed.matched, missed.required) == (1, 2)
    twice = of(truth, said(reps=[span(0, 4) | {"side": "left"}, span(6, 10), span(10, 12)]))
    assert twice.invented == 1


def test_repetitions_of_a_bird_dog_are_its_holds_and_are_not_asked_twice():
    truth = {"holds": [hold(5, 11, "left")], "reps": [span(5, 11) | {"side": "left"}]}
    assert of(truth, said([hold(5, 11, "left")])).exact


FAULT = {"start_s": 10.0, "end_s": 14.0, "side": None, "key": "bird_dog.leg_too_high"}


@pytest.mark.parametrize(("t_s", "found"), [(9.4, 0), (9.5, 1), (12.0, 1), (18.0, 1), (18.1, 0)])
def test_a_cue_belongs_to_a_fault_from_half_a_second_before_to_four_after(t_s, found):
    one = of({"faults": [FAULT]}, said(faults=[{"t_s": t_s, "key": FAULT["key"]}]))
    assert (one.fault_found, one.fault_n) == (found, 1)
    assert one.cues_false == 1 - found


def test_leg_and_knee_too_high_are_taken_for_each_other_and_nothing_else_is():
    for key, hit in (("bird_dog.knee_too_high", 1), ("bird_dog.back_sags", 0)):
        one = of({"faults": [FAULT]}, said(faults=[{"t_s": 12.0, "key": key}]))
        assert one.fault_found == hit


def test_a_neutral_fault_is_neither_asked_for_nor_held_against_the_coach():
    truth = {"faults": [FAULT | {"judged": False}]}
    for faults in ([], [{"t_s": 12.0, "key": FAULT["key"]}]):
        one = of(truth, said(faults=faults))
        assert (one.fault_n, one.cues_false) == (0, 0)


def test_where_nothing_may_be_counted_every_count_is_invented():
    found = of({"expect": "nothing"}, said([hold(5, 11)], reps=[span(5, 11)]))
    assert found.invented == 2
    assert not found.exact
    assert of({"expect": "nothing"}, said([hold(5, 11, counted=False)])).exact


@pytest.mark.parametrize(
    ("gaps", "silent"),
    [
        ([span(0, 60)], True),
        ([span(2.0, 60)], True),
        ([span(2.1, 60)], False),
        ([span(0, 48.4)], True),
        ([span(0, 48.0)], False),
        ([span(0, 20), span(30, 60)], True),
        ([], False),
    ],
)
def test_what_cannot_be_judged_wants_silence_within_two_seconds_and_most_of_the_rest(gaps, silent):
    found = of({"expect": "abstain"}, said(abstained=gaps))
    assert found.silent is silent
    assert (found.misses == []) is silent


def test_silence_does_not_excuse_a_count():
    found = of({"expect": "abstain"}, said([hold(5, 11)], abstained=[span(0, 60)]))
    assert found.silent is False


def test_what_only_the_picture_shows_wants_no_silence_from_landmarks():
    truth = {"expect": "abstain", "abstain_from_landmarks": False}
    assert of(truth, said()).silent is True


def test_a_stretch_with_two_people_wants_silence_there_and_judgement_outside():
    truth = {"holds": [hold(20, 26, "left")], "abstained": [span(5, 10, reason="two_people")]}
    good = of(truth, said([hold(20, 26, "left")], abstained=[span(5.5, 11)]))
    assert good.exact
    assert good.silent is True
    assert good.good_s == 55.0
    loud = of(truth, said([hold(20, 26, "left")]))
    assert loud.exact
    assert loud.silent is False
    inside = of(truth, said([hold(6, 9), hold(20, 26, "left")], abstained=[span(5.5, 11)]))
    assert inside.invented == 1
    assert inside.silent is False


def test_the_summary_adds_up_leaves_out_lost_limbs_and_counts_false_cues_by_time():
    good = of({"holds": [hold(5, 11, "left")]}, said([hold(5, 11, "left")], seconds=300.0))
    bad = of({}, said(faults=[{"t_s": 3.0, "key": "bird_dog.head_up"}], seconds=300.0))
    lost = of({"holds": [hold(5, 11)], "estimator_follows": False}, said())
    mute = of({"expect": "abstain"}, said(abstained=[span(0, 60)]))
    one, both = tables.summary([good, bad, lost, mute])
    assert both == one | {"exercise": "all"}
    assert one["recordings"] == 4
    assert one["exact"] == [2, 2]
    assert one["counted"] == [1, 1]
    assert one["silent"] == [1, 1]
    assert (one["cues_false"], one["good_s"]) == (1, 660.0)
    text = tables.movements([one])
    assert "2 of 2 = 100 % (34–100)" in text
    assert "0.5 (0.0–2.5) in 11 min" in text


def test_tables_say_what_went_wrong_in_one_word():
    wrong = of({"holds": [hold(5, 11)]}, said())
    loud = of({"expect": "abstain"}, said())
    lost = of({"estimator_follows": False}, said())
    words = [tables.verdict(one) for one in (wrong, loud, lost)]
    assert words == ["WRONG", "NOT SILENT", "limb lost by the pose model"]
    assert "| toy |" in tables.recordings([wrong])
    assert tables.misses([lost]) == "- none"


def test_wilson_and_garwood_give_the_figures_of_the_books():
    # Newcombe 1998, table I: 81 of 263 and 0 of 20 by the score method.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)
    assert garwood(0) == pytest.approx((0.0, -math.log(0.025)), abs=1e-6)
    assert garwood(5) == pytest.approx((1.6235, 11.6683), abs=1e-3)


def test_shares_are_told_with_their_interval_and_never_rounded_to_all_or_nothing():
    assert told(19, 20) == "19 of 20 = 95 % (76–99)"
    assert told(0, 0) == "–"
    assert percent(0.9996) == "99.9"
    assert percent(0.0004) == "0.1"
    assert percent(1.0) == "100"
