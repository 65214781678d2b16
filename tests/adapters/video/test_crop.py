import math

import numpy as np
import pytest

from backfour.adapters.video.crop import ROOM, Square, around, cut, whole


def dot(x, y, size=(200, 150)):
    """A black picture with one red dot."""
    picture = np.zeros((size[1], size[0], 3), np.uint8)
    picture[y - 2 : y + 3, x - 2 : x + 3, 2] = 255
    return picture


def found(seen):
    """Where the dot is in a square's drawing, 0..1."""
    rows, columns = np.nonzero(seen[:, :, 0] > 100)
    return np.array([[columns.mean() / seen.shape[1], rows.mean() / seen.shape[0]]], np.float32)


@pytest.mark.parametrize("turn", [0.0, 0.7, math.pi / 2, -2.5])
@pytest.mark.parametrize("place", [(100, 75), (120, 60), (90, 95)])
def test_a_point_seen_in_a_square_is_carried_back_to_where_it_was(turn, place):
    square = Square(104, 78, 90, turn)
    seen = cut(dot(*place), square, 256, repeat_edge=False)
    assert np.abs(square.places(found(seen)) - place).max() < 1


def test_the_drawing_is_red_green_blue():
    seen = cut(dot(100, 75), whole(dot(100, 75)), 64, repeat_edge=False)
    assert seen[:, :, 0].max() > 100
    assert seen[:, :, 1:].max() == 0


def test_outside_the_picture_is_black_or_its_edge_drawn_out():
    white = np.full((100, 200, 3), 255, np.uint8)
    assert cut(white, whole(white), 40, repeat_edge=False)[0].max() == 0
    assert cut(white, whole(white), 40, repeat_edge=True).min() == 255


@pytest.mark.parametrize(
    ("rim", "turn"),
    [((50, 10), 0), ((90, 50), math.pi / 2), ((10, 50), -math.pi / 2), ((50, 90), math.pi)],
)
def test_whoever_lies_is_turned_upright(rim, turn):
    square = around(np.array([50, 50], np.float32), np.array(rim, np.float32))
    assert math.isclose(math.cos(square.turn), math.cos(turn), abs_tol=1e-6)
    assert math.isclose(math.sin(square.turn), math.sin(turn), abs_tol=1e-6)
    assert square.side == pytest.approx(2 * 40 * ROOM)
    above = square.places(np.array([[0.5, 0.5 - 0.5 / ROOM]], np.float32))
    assert np.abs(above - rim).max() < 1e-3
