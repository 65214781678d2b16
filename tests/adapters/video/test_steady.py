import numpy as np
import pytest

from backfour.adapters.video.steady import OneEuro


def array(*numbers):
    return np.array(numbers, np.float32)


def test_the_first_look_passes_as_it_is():
    assert OneEuro(0.05, 80).calm(3.0, array(7), 100) == pytest.approx(array(7))


def test_what_stands_still_stays_where_it_is():
    calm = OneEuro(0.05, 80)
    for n in range(20):
        assert calm.calm(n / 15, array(7, -2), 100) == pytest.approx(array(7, -2))


def test_trembling_is_calmed():
    calm, chance = OneEuro(0.05, 80), np.random.default_rng(1)
    given = 100 + chance.normal(0, 0.05, 300).astype(np.float32)
    calmed = [float(calm.calm(n / 15, array(value), 200)[0]) for n, value in enumerate(given)]
    assert np.std(calmed[50:]) < 0.6 * np.std(given[50:])


def test_a_movement_is_not_held_back():
    calm = OneEuro(0.05, 80)
    for n in range(30):
        calmed = calm.calm(n / 15, array(n * 20), 200)
    assert calmed[0] == pytest.approx(29 * 20, abs=4)


def test_the_same_movement_of_a_smaller_person_is_as_quick():
    large, small = OneEuro(0.05, 80), OneEuro(0.05, 80)
    for n in range(10):
        one = large.calm(n / 15, array(n * n), 200)
        other = small.calm(n / 15, array(n * n / 4), 50)
    assert other * 4 == pytest.approx(one, rel=1e-4)


def test_after_a_loss_it_begins_anew():
    calm = OneEuro(0.05, 80)
    calm.calm(0.0, array(0), 100)
    calm.forget()
    assert calm.calm(0.1, array(50), 100) == pytest.approx(array(50))
