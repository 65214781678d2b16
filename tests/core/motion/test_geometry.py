"""Angles and lengths, checked on figures everyone can draw."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfour.core.motion.geometry import (
    angle_deg,
    distance,
    heading_deg,
    mid,
    rise_deg,
    turn_deg,
)

TURNS = st.floats(-math.pi, math.pi)


def test_plain_figures():
    assert mid((0, 0), (2, 4)) == (1, 2)
    assert distance((0, 0), (3, 4)) == 5
    assert angle_deg((1, 0), (0, 0), (0, 1)) == pytest.approx(90)
    assert angle_deg((1, 0), (0, 0), (-1, 0)) == pytest.approx(180)
    assert angle_deg((0, 0), (0, 0), (1, 0)) == 0
    assert angle_deg((1, 0), (0, 0), (0, 0)) == 0
    assert rise_deg((0, 1), (1, 0)) == pytest.approx(45)
    assert rise_deg((0, 1), (-1, 0)) == pytest.approx(45)
    assert rise_deg((0, 0), (1, 1)) == pytest.approx(-45)
    assert heading_deg((0, 0), (0, -1)) == pytest.approx(90)
    assert heading_deg((0, 0), (-1, 0)) == pytest.approx(180)


@given(TURNS, TURNS, st.floats(0.01, 5))
def test_an_angle_does_not_depend_on_size_or_on_how_the_picture_is_turned(a, turn, size):
    def at(angle):
        return (size * math.cos(angle + turn), size * math.sin(angle + turn))

    expected = abs(math.degrees(a))
    assert angle_deg(at(a), (0, 0), at(0)) == pytest.approx(expected, abs=1e-6)


@given(st.floats(-180, 180), st.floats(-179, 179))
def test_a_turn_leads_from_one_direction_to_the_other(start, turn):
    assert turn_deg(start, start + turn) == pytest.approx(turn, abs=1e-6)
    assert turn_deg(start, start + turn + 360) == pytest.approx(turn, abs=1e-6)
