"""A recording is judged look by look, and what is written beside it sees each look once."""

from contextlib import contextmanager
from pathlib import Path

import pytest

from backfour.app.coach import CoachRecording, Look, Wanted
from backfour.core.errors import Refused
from backfour.core.motion.landmarks import Frame, Header

EXERCISE = "elbow_prop"


class Shelf:
    """Recordings of looks without anybody in them; what is written is remembered."""

    def __init__(self, looks=5, breaks=False):
        self.header = Header(64, 48, 10.0, "made up")
        self.opened, self.taken, self.ended = [], [], []
        self._looks, self._breaks = looks, breaks

    def open(self, file):
        self.opened.append(file)
        return self

    def looks(self):
        for n in range(self._looks):
            yield Look(Frame(n / 10, None, 4 / 3), (n + 1) / self._looks)
        if self._breaks:
            raise Refused("file", "breaks off")

    def landmarks(self, file, header):
        return self._sink(file)

    def film(self, file, header, caption):
        return self._sink(file)

    @contextmanager
    def _sink(self, file):
        self.opened.append(file)
        try:
            yield self
        except Refused:
            self.ended.append("dropped")
            raise
        self.ended.append("kept")

    def take(self, look, shown):
        self.taken.append((look.frame.t_s, shown.coach.last_s))

    def close(self):
        raise AssertionError("whoever opened a sink closes it")


def judged(shelf, exercise=EXERCISE, side=None, file="a.mp4", told=None, **wanted):
    named = {name: Path(path) for name, path in wanted.items()}
    progress = [] if told is None else told
    return CoachRecording(shelf).judge(Path(file), exercise, side, Wanted(**named), progress.append)


def test_every_look_is_judged_before_it_is_written_and_told_as_progress():
    shelf, told = Shelf(), []
    document = judged(shelf, told=told, landmarks="out.jsonl")
    assert document["exercise"] == EXERCISE
    assert document["seconds"] == pytest.approx(0.4)
    assert shelf.taken == [(n / 10, n / 10) for n in range(5)]
    assert told == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert shelf.ended == ["kept"]


def test_the_recording_is_opened_before_what_is_written_and_each_once():
    shelf = Shelf()
    judged(shelf, landmarks="out.jsonl", film="out.mp4")
    assert shelf.opened == [Path("a.mp4"), Path("out.jsonl"), Path("out.mp4")]
    assert len(shelf.taken) == 10


def test_when_a_recording_breaks_off_nothing_is_kept():
    shelf = Shelf(breaks=True)
    with pytest.raises(Refused, match="breaks off"):
        judged(shelf, landmarks="out.jsonl", film="out.mp4")
    assert shelf.ended == ["dropped", "dropped"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"exercise": "yoga"}, "exercise"),
        ({"side": "left"}, "side"),
        ({"film": "a.mp4"}, "film"),
        ({"landmarks": "./a.mp4"}, "landmarks"),
        ({"film": "b.mp4", "landmarks": "b.mp4"}, "landmarks"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_opened(asked, field):
    shelf = Shelf()
    with pytest.raises(Refused) as refusal:
        judged(shelf, **asked)
    assert refusal.value.field == field
    assert shelf.opened == []
