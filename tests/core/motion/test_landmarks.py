"""What a landmark file may hold, and what is refused with its line and reason."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfour.core.errors import HistoryRefused, Refused
from backfour.core.motion import landmarks as lm
from backfour.core.motion.landmarks import Frame, frame_of, read_frames, read_header
from tests.core.motion.sticks import ASPECT, stick

HEAD = json.dumps({"w": 640, "h": 480, "fps": 15, "source": "test"})
ROW = [[0.5, 0.25, -0.1, 0.9]] * 33


def row(t=0.0, told=ROW, **more):
    return json.dumps({"t": t, "lm": told, **more})


def test_a_file_is_read_in_picture_heights():
    frames = list(read_frames([HEAD, row(0), "", row(0.1, None), row(0.2, light=0.4)]))
    assert [frame.t_s for frame in frames] == [0, 0.1, 0.2]
    assert frames[0].points[7] == (0.5 * 4 / 3, 0.25, -0.1 * 4 / 3, 0.9)
    assert frames[1].points is None
    assert (frames[0].light, frames[2].light) == (None, 0.4)


def test_the_header_may_be_short():
    assert read_header('{"w": 640, "h": 480}') == lm.Header(640, 480, 0.0, "")
    assert read_header(HEAD).rate_hz == 15


@pytest.mark.parametrize(
    ("lines", "line", "field", "says"),
    [
        ([], 1, "file", "empty"),
        (["[]"], 1, "line", "object"),
        (["not json"], 1, "line", "not JSON"),
        (["[" * 100_000], 1, "line", "not JSON"),
        (['{"h": 480}'], 1, "w", "number from 1"),
        (['{"w": 640, "h": 0}'], 1, "h", "number from 1"),
        (['{"w": 640, "h": 480, "fps": "fast"}'], 1, "fps", "number from"),
        (['{"w": 640, "h": 480, "source": 3}'], 1, "source", "text"),
        ([HEAD, row(0), "nonsense"], 3, "line", "not JSON"),
        ([HEAD, '{"lm": null}'], 2, "t", "number from"),
        ([HEAD, '{"t": true, "lm": null}'], 2, "t", "number from"),
        ([HEAD, '{"t": NaN, "lm": null}'], 2, "t", "number from"),
        ([HEAD, row(1), row(1)], 3, "t", "must grow"),
        ([HEAD, row(1), row(0.5)], 3, "t", "0.5 comes after 1"),
        ([HEAD, '{"t": 0}'], 2, "lm", "missing"),
        ([HEAD, row(0, ROW[:32])], 2, "lm", "33 landmarks, found 32"),
        ([HEAD, row(0, "body")], 2, "lm", "found no list"),
        ([HEAD, row(0, [*ROW[:32], [0, 0, 0]])], 2, "lm[32]", "x, y, z and visibility"),
        ([HEAD, row(0, [*ROW[:32], [0, 0, 0, None]])], 2, "lm[32]", "four numbers"),
        ([HEAD, row(0, [[0, float("nan"), 0, 0], *ROW[1:]])], 2, "lm[0]", "four numbers"),
        ([HEAD, row(0, [[0, 1e9, 0, 0], *ROW[1:]])], 2, "lm[0]", "within 20"),
        ([HEAD, row(0, light=2)], 2, "light", "from 0 to 1"),
    ],
)
def test_what_cannot_be_read_is_named_by_line_field_and_reason(lines, line, field, says):
    with pytest.raises(HistoryRefused) as wrong:
        list(read_frames(lines))
    assert (wrong.value.line, wrong.value.field) == (line, field)
    assert says in wrong.value.reason


def test_a_look_of_the_page_is_refused_without_a_line():
    assert frame_of({"t": 1, "lm": None}, 1.5) == Frame(1.0, None, 1.5)
    with pytest.raises(Refused) as wrong:
        frame_of({"t": 1, "lm": []}, 1.5)
    assert not isinstance(wrong.value, HistoryRefused)
    assert wrong.value.field == "lm"


def test_a_mirror_swaps_left_and_right_and_nothing_else():
    points = list(stick())
    points[lm.L_WRIST] = (0.1, 0.2, 0.3, 0.4)
    frame = Frame(1.0, tuple(points), ASPECT)
    turned = frame.mirrored()
    assert turned.points[lm.R_WRIST] == (ASPECT - 0.1, 0.2, 0.3, 0.4)
    assert Frame(1.0, None, ASPECT).mirrored().points is None
    assert sorted(lm.MIRROR) == list(range(33))


@given(st.integers(0, 32))
def test_mirroring_twice_is_the_same_point(n):
    assert lm.MIRROR[lm.MIRROR[n]] == n
