"""The comparison of our landmarks with another's says what it should."""

import json

import pytest

from backfour import bootstrap
from backfour.adapters.video.landmark_file import line_of
from backfour.adapters.video.recordings import Recordings
from tests.adapters.video.conftest import still, write_film
from tests.cli.conftest import is_one_line
from validation.pose import agreement, main


@pytest.fixture
def pair(tmp_path):
    """A short film, and a landmark file beside it that our own pipeline made."""
    film = write_film(tmp_path / "a.mp4", [still("elbow_prop.EP1.end.jpg")] * 6)
    header = {"w": 640, "h": 360, "fps": 15, "source": "ourselves"}
    lines = [
        header,
        *(line_of(one.frame) for one in Recordings(bootstrap.POSE_MODEL).open(film).looks()),
    ]
    file = tmp_path / "a.landmarks.jsonl"

    def write(change=lambda line: None):
        for line in lines[1:]:
            change(line)
        file.write_text("".join(json.dumps(line) + "\n" for line in lines))
        return film, file

    return write


def test_a_pipeline_agrees_with_itself(pair):
    found = agreement(*pair())
    assert (found.points, found.near) == (6 * 33, 6 * 33)
    assert (found.median_trunks, found.only_ours, found.only_theirs) == (0, 0, 0)


def test_a_point_that_lies_elsewhere_does_not_agree(pair):
    def move(line):
        line["lm"][15][0] += 0.3

    found = agreement(*pair(move))
    assert found.points - found.near == 6


def test_a_look_where_only_one_saw_somebody_is_told(pair):
    def lose(line):
        if line["t"] > 0.2:
            line["lm"] = None

    found = agreement(*pair(lose))
    assert (found.points, found.only_ours, found.only_theirs) == (4 * 33, 2, 0)


def test_a_folder_becomes_a_table(pair, tmp_path, capsys):
    pair()
    assert main([str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "| a | 198 | 100.0 | 0.000 | 0 | 0 |" in told
    assert told.endswith("198 of 198 points = 100.0 %\n")


def test_a_folder_without_pairs_is_refused_in_one_line(tmp_path, capsys):
    assert main([str(tmp_path)]) == 2
    assert is_one_line(capsys.readouterr().err)
