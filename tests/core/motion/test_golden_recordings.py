"""Small recordings of bodies by formula: what the coach wrote about them when it was looked at.

The browser's Python judges the same files (tests/e2e/test_golden_in_browser.py), look by look, as
the page hands them over.
"""

from __future__ import annotations

import json

import pytest

from backfour.core.motion.landmarks import read_frames
from backfour.core.motion.report import judge
from backfour.core.session.bridge import Desk
from tests.golden.recordings import RECORDINGS, calls, expected


@pytest.mark.parametrize("exercise", sorted(RECORDINGS))
def test_a_golden_recording_is_judged_as_ever(exercise):
    with RECORDINGS[exercise].open(encoding="utf-8") as lines:
        assert judge(exercise, read_frames(lines)) == expected(exercise)


@pytest.mark.parametrize("exercise", sorted(RECORDINGS))
def test_the_page_and_a_file_are_judged_alike(exercise):
    desk = Desk()
    for op, payload in calls(exercise):
        told = json.loads(getattr(desk, op)(payload))
    assert told["summary"] == expected(exercise)
