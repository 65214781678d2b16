import numpy as np
import pytest

from backfour.adapters.video.landmarker import refined

COLD = -20.0


def heat(many=39):
    return np.full((64, 64, many), COLD, np.float32)


def at(x, y, many=39):
    return np.tile(np.array([[x, y]], np.float32), (many, 1))


def test_a_point_moves_to_the_warm_place_beside_it():
    warm = heat()
    warm[30, 34, 5] = 20
    moved = refined(at(0.5, 0.5), warm)
    assert moved[5] == pytest.approx([34 / 64, 30 / 64], abs=1e-5)
    assert moved[4] == pytest.approx([0.5, 0.5])


def test_a_point_comes_between_two_equally_warm_places():
    warm = heat()
    warm[32, [31, 34], 0] = 20
    assert refined(at(0.5, 0.5), warm)[0] == pytest.approx([32.5 / 64, 0.5], abs=1e-5)


def test_warmth_too_far_away_does_not_count():
    warm = heat()
    warm[32, 36, 0] = 20
    assert refined(at(0.5, 0.5), warm)[0] == pytest.approx([0.5, 0.5])


def test_a_heat_map_that_is_not_sure_moves_nothing():
    warm = heat()
    warm[32, 33, 0] = -0.1
    assert refined(at(0.5, 0.5), warm)[0] == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize("place", [(-0.2, 0.5), (0.5, 1.01), (1.0, 0.5), (3.0, -3.0)])
def test_a_point_outside_the_square_stays(place):
    warm = np.full((64, 64, 39), 20, np.float32)
    assert refined(at(*place), warm) == pytest.approx(at(*place))


def test_at_the_edge_only_what_lies_inside_counts():
    warm = heat()
    warm[0, 0, 0] = 20
    warm[63, 63, 0] = 20
    assert refined(at(0.001, 0.001), warm)[0] == pytest.approx([0, 0], abs=1e-5)
