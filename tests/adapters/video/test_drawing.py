import cv2
import numpy as np
import pytest

from backfour.adapters.video.drawing import BELIEVED, DOUBTED, INK, blank, broken, drawn
from backfour.core.motion.landmarks import L_HIP, L_SHOULDER, R_HIP, R_SHOULDER, Frame

SIZE = (480, 640)


def picture():
    return np.full((*SIZE, 3), 200, np.uint8)


def upright(light=None):
    """A person whose trunk is a square in the middle; everything else hides in the hips."""
    points = [(0.6, 0.7, 0.0, 1.0)] * 33
    points[L_SHOULDER], points[R_SHOULDER] = (0.6, 0.3, 0.0, 1.0), (0.8, 0.3, 0.0, 1.0)
    points[L_HIP], points[R_HIP] = (0.6, 0.7, 0.0, 1.0), (0.8, 0.7, 0.0, 1.0)
    return Frame(0.0, tuple(points), SIZE[1] / SIZE[0], light)


def nobody():
    return Frame(0.0, None, SIZE[1] / SIZE[0])


def test_the_given_picture_stays_as_it_was():
    given = picture()
    shown = drawn(given, upright(), ["3", "Hold: 2.0 s"], believed=True)
    assert (given == 200).all()
    assert shown.shape == given.shape
    assert (shown != given).any()


def test_the_same_look_is_always_the_same_picture():
    one, other = (drawn(picture(), upright(), ["3"], believed=True) for _ in range(2))
    assert (one == other).all()


def test_bones_lie_between_the_joints_and_joints_are_dots():
    shown = drawn(picture(), upright(), [], believed=True)
    assert tuple(shown[240, 288]) == BELIEVED  # half-way from left shoulder to left hip
    assert tuple(shown[144, 336]) == BELIEVED  # between the shoulders
    assert tuple(shown[144, 288]) == INK
    assert (shown[:100] == 200).all()


def test_what_is_not_believed_is_grey():
    assert tuple(drawn(picture(), upright(), [], believed=False)[240, 288]) == DOUBTED


def test_without_a_person_and_words_nothing_is_drawn():
    assert (drawn(picture(), nobody(), [], believed=False) == picture()).all()
    assert (drawn(picture(), nobody(), ["", ""], believed=False) == picture()).all()


def test_points_far_outside_the_picture_do_no_harm():
    far = tuple((-9.9 + n, 9.9, 0.0, 1.0) for n in range(33))
    drawn(picture(), Frame(0.0, far, 4 / 3), [], believed=True)


def test_words_stand_at_the_upper_left_on_a_dark_panel():
    shown = drawn(picture(), nobody(), ["3", "Mantén el cuello largo, ñ"], believed=True)
    assert shown[12:90, 12:90].min() < 100
    assert shown[12:90, 12:90].max() > 240
    assert (shown[240:] == 200).all()


def test_letters_with_accents_are_drawn_as_such():
    plain, accented = (drawn(picture(), nobody(), [text], believed=True) for text in ("a", "á"))
    unknown = drawn(picture(), nobody(), ["?"], believed=True)
    assert (plain != accented).any()
    assert accented.shape == unknown.shape
    assert (accented != unknown).any()


@pytest.mark.parametrize("size", [(48, 64), (360, 202), (1280, 720)])
def test_a_long_sentence_stays_inside_any_picture(size):
    told = "Push the floor away a little, ears away from shoulders. " * 3
    rows = broken(told, size[0] // 20, size[1] - 10)
    assert " ".join(rows) == told.strip()
    assert len(rows) > 1
    small = np.full((*size, 3), 200, np.uint8)
    assert drawn(small, nobody(), ["12", told], believed=True).shape == small.shape


def test_an_empty_picture_is_dark_and_of_the_right_size():
    assert blank(64, 48).shape == (48, 64, 3)
    assert cv2.mean(blank(64, 48))[0] < 60
