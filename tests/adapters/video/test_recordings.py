"""What is opened as what, and that nothing half written ever stays."""

import sys

import pytest

from backfour import bootstrap
from backfour.adapters.video.film import Film
from backfour.adapters.video.landmark_file import LandmarkFile
from backfour.adapters.video.recordings import Recordings
from backfour.adapters.video.watched import WatchedFilm
from backfour.app.coach import Look, Shown
from backfour.core.errors import BackfourError, Refused
from backfour.core.motion.coach import open_coach
from backfour.core.motion.report import Tally
from tests.adapters.video.conftest import HEADER, frame_at, grey, still, write_film

EXERCISE = "elbow_prop"
FIRST = '{"w":64,"h":48,"fps":15,"source":""}\n{"t":0,"lm":null}\n'


@pytest.fixture
def recordings():
    return Recordings(bootstrap.POSE_MODEL)


def test_its_name_or_its_first_letter_makes_a_landmark_file(recordings, tmp_path):
    for name in ("a.jsonl", "a.JSON", "a.txt", "a"):
        (tmp_path / name).write_text(FIRST)
        assert isinstance(recordings.open(tmp_path / name), LandmarkFile)


def test_everything_else_is_a_film(recordings, tmp_path):
    file = write_film(tmp_path / "film.mp4", [grey(n) for n in range(3)])
    file.rename(tmp_path / "film")
    assert isinstance(recordings.open(tmp_path / "film"), WatchedFilm)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda file: None, "cannot be used"),
        (lambda file: file.mkdir(), "is a folder"),
        (lambda file: file.touch(), "is empty"),
        (lambda file: file.write_bytes(b" \n\n"), "is empty"),
        (lambda file: file.write_bytes(b"hello"), "cannot be read as a film"),
    ],
)
def test_what_cannot_be_judged_is_refused(recordings, tmp_path, make, reason):
    make(tmp_path / "film.mp4")
    with pytest.raises(Refused, match=reason):
        recordings.open(tmp_path / "film.mp4")


def test_without_the_pose_model_a_film_cannot_be_watched_but_landmarks_can(tmp_path):
    without = Recordings(tmp_path / "none.task")
    write_film(tmp_path / "film.mp4", [grey(n) for n in range(3)])
    (tmp_path / "a.jsonl").write_text(FIRST)
    with pytest.raises(BackfourError, match=r"coach\.no_model"):
        without.open(tmp_path / "film.mp4")
    assert without.open(tmp_path / "a.jsonl").header.width_px == 64


@pytest.mark.parametrize("package", ["cv2", "ai_edge_litert", "numpy"])
def test_without_the_extra_it_says_so(recordings, tmp_path, monkeypatch, package):
    write_film(tmp_path / "film.mp4", [grey(n) for n in range(3)])
    for name in list(sys.modules):
        if name.split(".")[0] == package or name.startswith("backfour.adapters.video"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(BackfourError, match=r"coach\.no_extra"):
        recordings.open(tmp_path / "film.mp4")


def test_a_person_in_a_film_becomes_looks_with_pictures(recordings, tmp_path):
    picture = still("elbow_prop.EP1.end.jpg")
    opened = recordings.open(write_film(tmp_path / "film.mp4", [picture] * 5))
    looks = list(opened.looks())
    assert [round(look.frame.t_s, 3) for look in looks] == [0.0, 0.067, 0.133, 0.2, 0.267]
    assert all(look.picture.shape == picture.shape for look in looks)
    assert all(look.frame.points is not None for look in looks)
    assert looks[0].frame.aspect == pytest.approx(640 / 360)
    assert 0.2 < looks[0].frame.light < 0.9


def test_what_is_written_appears_whole(recordings, tmp_path):
    out = tmp_path / "out.jsonl"
    with recordings.landmarks(out, HEADER) as sink:
        sink.take(Look(frame_at(), 0.5), None)
        assert not out.exists()
    assert len(out.read_text().splitlines()) == 2
    assert list(tmp_path.iterdir()) == [out]


def test_after_an_error_nothing_stays_and_what_was_there_before_does(recordings, tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("before")
    with pytest.raises(ValueError, match="went wrong"), recordings.landmarks(out, HEADER):
        raise ValueError("went wrong")
    assert out.read_text() == "before"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("place", ["none/out", "."])
@pytest.mark.parametrize("kind", ["film", "landmarks"])
def test_where_nothing_can_be_written_it_is_refused_at_once(recordings, tmp_path, kind, place):
    out = (tmp_path / place / "x.mp4") if place != "." else tmp_path / "x.mp4"
    if place == ".":
        out.mkdir()
    begin = {
        "film": lambda: recordings.film(out, HEADER, lambda shown: ()),
        "landmarks": lambda: recordings.landmarks(out, HEADER),
    }[kind]
    with pytest.raises(Refused, match=r"x\.mp4 cannot be written") as refusal, begin():
        pass
    assert refusal.value.field == kind


def test_a_film_has_one_kind(recordings, tmp_path):
    with pytest.raises(Refused, match=r"must end in \.mp4"):
        recordings.film(tmp_path / "out.gif", HEADER, lambda shown: ())


def test_a_written_film_can_be_read_and_shows_what_was_seen(recordings, tmp_path):
    shown = Shown(open_coach(EXERCISE), Tally(), None)
    out = tmp_path / "out.mp4"
    with recordings.film(out, HEADER, lambda shown: ("7",)) as sink:
        for n in range(6):
            sink.take(Look(frame_at(n / 15), 0.0, grey(40)), shown)
    stills = list(Film(out).stills())
    assert len(stills) == 6
    assert float(stills[3].picture.std()) > 5
