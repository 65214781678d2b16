import json

import pytest

from backfour.adapters.video.landmark_file import LONGEST_LINE, LandmarkFile, LandmarkLines
from backfour.app.coach import Look
from backfour.core.errors import HistoryRefused, Refused
from tests.adapters.video.conftest import HEADER, frame_at

FIRST = '{"w":64,"h":48,"fps":15,"source":""}\n'
NOBODY = '{"t":0,"lm":null}\n'
POINT = [0.5, 0.5, 0.0, 0.9]


def written(file, *frames):
    lines = LandmarkLines(file, HEADER)
    for frame in frames:
        lines.take(Look(frame, 0.0), None)
    lines.close()
    return file


def line(**told):
    return json.dumps({"t": 0, "lm": None, **told}) + "\n"


def test_what_is_written_is_read_again(tmp_path):
    frames = [frame_at(0.0), frame_at(0.067, points=False), frame_at(0.133, light=None)]
    opened = LandmarkFile(written(tmp_path / "a.jsonl", *frames))
    looks = list(opened.looks())
    assert opened.header == HEADER
    assert [look.frame.t_s for look in looks] == [0.0, 0.067, 0.133]
    assert [look.frame.light for look in looks] == [0.5, 0.5, None]
    assert looks[1].frame.points is None
    for given, read in zip(frames[0].points, looks[0].frame.points, strict=True):
        assert read == pytest.approx(given, abs=1e-5)


def test_read_and_written_again_it_is_the_same_to_the_letter(tmp_path):
    first = written(tmp_path / "a.jsonl", *(frame_at(n / 15) for n in range(5)))
    frames = [look.frame for look in LandmarkFile(first).looks()]
    assert written(tmp_path / "b.jsonl", *frames).read_bytes() == first.read_bytes()


def test_its_lines_are_those_of_the_contract(tmp_path):
    file = written(tmp_path / "a.jsonl", frame_at(0.0))
    first, second = map(json.loads, file.read_text().splitlines())
    assert first == {"w": 64, "h": 48, "fps": 15.0, "source": "made up"}
    assert set(second) == {"t", "lm", "light"}
    assert len(second["lm"]) == 33
    assert second["lm"][0] == [0.075, 0.2, 0.0, 0.9]


def test_it_tells_how_much_lies_behind(tmp_path):
    file = written(tmp_path / "a.jsonl", *(frame_at(n / 15) for n in range(20)))
    shares = [look.share for look in LandmarkFile(file).looks()]
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.2
    assert shares[-1] == 1


WRONG = {
    "too few landmarks": (line(lm=[POINT] * 32), "lm"),
    "too many landmarks": (line(lm=[POINT] * 34), "lm"),
    "a landmark of three numbers": (line(lm=[POINT[:3]] * 33), "lm[0]"),
    "a number that is none": (line(lm=[POINT] * 33).replace("0.9", "NaN", 1), "lm[0]"),
    "an endless number": (line(lm=[POINT] * 33).replace("0.9", "Infinity", 1), "lm[0]"),
    "time running back": (line(t=0), "t"),
    "no time": ('{"lm":null}\n', "t"),
    "no JSON": ("{\n", "line"),
    "no object": ("[]\n", "line"),
}


@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_wrong_line_is_refused_with_its_number_and_field(tmp_path, name):
    wrong, field = WRONG[name]
    (tmp_path / "a.jsonl").write_text(FIRST + NOBODY + wrong)
    with pytest.raises(HistoryRefused) as refusal:
        list(LandmarkFile(tmp_path / "a.jsonl").looks())
    assert (refusal.value.line, refusal.value.field) == (3, field)


@pytest.mark.parametrize(
    ("first", "field"),
    [("{}\n", "w"), (FIRST.replace("48", "0"), "h"), (FIRST.replace("15", '"x"'), "fps")],
)
def test_a_wrong_first_line_is_refused_at_once(tmp_path, first, field):
    (tmp_path / "a.jsonl").write_text(first + NOBODY)
    with pytest.raises(HistoryRefused) as refusal:
        LandmarkFile(tmp_path / "a.jsonl")
    assert (refusal.value.line, refusal.value.field) == (1, field)


def test_letters_that_are_none_are_refused(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(FIRST.encode() + b"\xff\n")
    with pytest.raises(HistoryRefused, match="line 2, line: is not UTF-8"):
        list(LandmarkFile(tmp_path / "a.jsonl").looks())


def test_a_line_without_end_is_refused_before_it_fills_the_memory(tmp_path):
    (tmp_path / "a.jsonl").write_text(FIRST + " " * (2 * LONGEST_LINE))
    with pytest.raises(HistoryRefused, match="line 2, line: is longer"):
        list(LandmarkFile(tmp_path / "a.jsonl").looks())


def test_a_file_without_looks_is_refused(tmp_path):
    (tmp_path / "a.jsonl").write_text(FIRST + "\n")
    with pytest.raises(Refused, match="holds no looks"):
        list(LandmarkFile(tmp_path / "a.jsonl").looks())
