"""The time line of every level holds exactly its dose, said and sounded in time."""

from __future__ import annotations

from itertools import pairwise

import pytest

from backfour.core.exercises.catalogue import load_catalogue
from backfour.core.session.beats import doing
from tests.core.session.stage import CATALOGUE

BOOK = load_catalogue(CATALOGUE)
ALL = [(m, level, form) for m in BOOK.movements for level in m.levels for form in level.forms]


def line(exercise, number, first="left", flags=()):
    level = BOOK.movement(exercise).level(number)
    return doing(exercise, level, level.form(flags), first)


def total(beats, *kinds):
    return sum(beat.ms for beat in beats if not kinds or beat.kind in kinds)


def said(beats):
    moments, start = [], 0
    for beat in beats:
        moments += [(start + m.at_ms, m.say.key) for m in beat.marks if m.say]
        start += beat.ms
    return moments


@pytest.mark.parametrize("n", range(7))
def test_the_elbow_prop_is_one_hold(n):
    (beat,) = line("elbow_prop", n)
    assert beat.ms == [30, 30, 40, 50, 60, 60, 60][n] * 1000
    assert beat.holds
    tones = [(mark.at_ms, mark.tone) for mark in beat.marks if mark.tone]
    assert tones[0] == (0, "start")
    assert tones[-4:] == [(beat.ms - s * 1000, "tick") for s in (3, 2, 1)] + [(beat.ms, "done")]


@pytest.mark.parametrize(("n", "at_ms"), [(5, 40_000), (6, 20_000)])
def test_heel_rolls_come_in_the_last_seconds_of_the_highest_levels(n, at_ms):
    (beat,) = line("elbow_prop", n)
    assert (at_ms, "say.elbow_prop.rolls") in said((beat,))


@pytest.mark.parametrize("n", range(4))
def test_bed_rotation_swings_to_each_side_as_often_for_thirty_seconds(n):
    beats = line("bed_rotation", n)
    assert total(beats) == 30_000
    assert [b.side for b in beats] == ["left", "right"] * 5
    assert all(b.rep and b.holds for b in beats)


@pytest.mark.parametrize("first", ["left", "right"])
def test_the_leg_hangs_twenty_seconds_on_each_side_with_time_to_change_edge(first):
    beats = line("leg_hang", 1, first)
    other = {"left": "right", "right": "left"}[first]
    assert [(b.kind, b.side, b.ms) for b in beats] == [
        ("hold", first, 20_000),
        ("change", other, 15_000),
        ("hold", other, 20_000),
    ]


@pytest.mark.parametrize("n", range(7))
def test_bird_dog_changes_sides_rests_three_seconds_and_twenty_half_way(n):
    reps = [4, 4, 6, 8, 4, 6, 8][n]
    beats = line("bird_dog", n)
    holds = [b for b in beats if b.kind == "hold"]
    assert [b.side for b in holds] == ["left", "right"] * reps
    assert {b.ms for b in holds} == {5000}
    rests = [b.ms for b in beats if b.kind in ("rest", "long_rest")]
    assert rests == [3000] * (reps - 1) + [20_000] + [3000] * (reps - 1)
    assert {b.ms for b in beats if b.kind in ("up", "down")} == {2000}
    assert beats[-1].kind == "down"


@pytest.mark.parametrize("n", range(5))
def test_circles_are_three_to_five_seconds_up_to_the_cap_on_each_leg(n):
    circles, seconds = [(6, 30), (6, 30), (10, 45), (15, 60), (20, 90)][n]
    beats = line("pelvic_circles", n, "right")
    drawn = [b for b in beats if b.kind == "circle"]
    assert [b.side for b in drawn] == ["right"] * circles + ["left"] * circles
    assert total(beats, "circle") == 2 * seconds * 1000
    assert all(3000 <= b.ms <= 5000 for b in drawn)
    assert [key for _, key in said(beats)].count("say.circles.other_way") == 2


@pytest.mark.parametrize(("movement", "level", "form"), ALL)
def test_no_sentence_is_said_on_top_of_another(movement, level, form):
    moments = [at for at, _ in said(doing(movement.id, level, form, "left"))]
    assert all(later - earlier >= 2000 for earlier, later in pairwise(moments))


@pytest.mark.parametrize(("movement", "level", "form"), ALL)
def test_every_beat_that_counts_belongs_to_a_whole_count(movement, level, form):
    for beat in doing(movement.id, level, form, "left"):
        assert beat.ms > 0
        assert (
            beat.group_ms == 0 or beat.start_ms + (0 if beat.frozen else beat.ms) <= beat.group_ms
        )
