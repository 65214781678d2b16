"""``backfour coach`` on films and landmark files, good and bad (contracts sections 3 and 4)."""

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from backfour import bootstrap, words
from backfour.core.motion.landmarks import (
    L_ANKLE,
    L_EAR,
    L_ELBOW,
    L_HEEL,
    L_HIP,
    L_KNEE,
    L_SHOULDER,
    L_TOE,
    L_WRIST,
    NOSE,
    read_frames,
)
from backfour.core.motion.movements import MOVEMENTS
from backfour.core.motion.report import judge
from tests.adapters.video.conftest import grey, still, write_film
from tests.cli.conftest import ROOT, is_one_line

FILMS = Path(bootstrap.__file__).parent / "web" / "static" / "backfour" / "films"
OUR_FILM = FILMS / "elbow_prop.EP1.mp4"
KEYS = {"exercise", "seconds", "usable_s", "holds", "reps", "faults", "abstained"}
HEADER = {"w": 640, "h": 480, "fps": 15, "source": "made up"}

PRONE = {
    NOSE: (0.86, 0.70),
    L_EAR: (0.84, 0.68),
    L_SHOULDER: (0.74, 0.70),
    L_ELBOW: (0.76, 0.76),
    L_WRIST: (0.86, 0.76),
    L_HIP: (0.50, 0.74),
    L_KNEE: (0.32, 0.75),
    L_ANKLE: (0.14, 0.75),
    L_HEEL: (0.12, 0.74),
    L_TOE: (0.10, 0.76),
}
"""Somebody lying face down, head to the right, seen from the side; shares of the picture."""


def side_view(lift):
    """33 landmarks of that person with the trunk lifted on the elbows, 0..1."""
    places = dict(PRONE)
    for joint, by in ((NOSE, 0.16), (L_EAR, 0.16), (L_SHOULDER, 0.12)):
        x, y = places[joint]
        places[joint] = (x - 0.02 * lift, y - by * lift)
    row = []
    for n in range(33):
        near = n if n in places else (n - 1 if n - 1 in places else L_WRIST if n > 12 else NOSE)
        x, y = places.get(near, places[NOSE])
        row.append([round(x, 4), round(y + (0.004 if n != near else 0), 4), 0.0, 0.99])
    return row


def prop_lines(hold_s=8.0, rate_hz=15):
    """Lie, rise, hold, lie down again."""
    lines = [HEADER]
    whole_s = hold_s + 6
    for n in range(int(whole_s * rate_hz)):
        t = n / rate_hz
        lift = min(1.0, max(0.0, t - 2, 0.0), max(0.0, whole_s - 2 - t))
        lines.append({"t": round(t, 3), "lm": side_view(lift), "light": 0.5})
    return "".join(json.dumps(line) + "\n" for line in lines)


@pytest.fixture
def prop(tmp_path):
    file = tmp_path / "prop.jsonl"
    file.write_text(prop_lines(), encoding="utf-8")
    return file


def test_a_landmark_file_gives_the_document_of_the_contract_and_nothing_else(command, prop):
    told = command("coach", prop, "--exercise", "elbow_prop", "--json")
    assert (told.code, told.err) == (0, "")
    document = json.loads(told.out)
    assert set(document) == KEYS
    assert told.out.count("\n") == 1
    assert document == judge("elbow_prop", read_frames(prop.read_text().splitlines()))
    (hold,) = document["holds"]
    assert hold["counted"]
    assert math.isclose(hold["held_s"], 9, abs_tol=1.2)


def test_a_film_is_watched_and_its_landmarks_are_judged_alike(command, tmp_path):
    told = command(
        "coach", OUR_FILM, "--exercise", "elbow_prop", "--json", "--landmarks", "out.jsonl"
    )
    assert (told.code, told.err) == (0, "")
    document = json.loads(told.out)
    assert set(document) == KEYS
    assert document["usable_s"] > 0.8 * document["seconds"] > 3
    again = command("coach", "out.jsonl", "--exercise", "elbow_prop", "--json")
    assert again.out == told.out
    first, *looks = (tmp_path / "out.jsonl").read_text().splitlines()
    assert set(json.loads(first)) == {"w", "h", "fps", "source"}
    assert len(looks) == round(document["seconds"] * json.loads(first)["fps"]) + 1


def test_a_film_of_what_was_seen_is_written_of_films_and_of_landmarks(command, prop, tmp_path):
    short = write_film(tmp_path / "short.mp4", [still("elbow_prop.EP1.end.jpg")] * 8)
    for given in (short, prop):
        told = command("coach", given, "--exercise", "elbow_prop", "--json", "--film", "out.mp4")
        assert (told.code, told.err) == (0, "")
        shown = command("coach", "out.mp4", "--exercise", "elbow_prop", "--json")
        assert shown.code == 0
        told_s, shown_s = (json.loads(one.out)["seconds"] for one in (told, shown))
        assert shown_s == pytest.approx(told_s, abs=0.15)


def test_people_get_a_table(command, prop):
    told = command("coach", prop, "--exercise", "elbow_prop")
    assert told.code == 0
    assert told.out.startswith(words.say("move.elbow_prop.name"))
    assert words.say("cli.coach.holds") in told.out
    assert words.say("cli.coach.yes") in told.out


def test_nothing_counted_and_why_is_said_in_words(command, tmp_path):
    dark = [HEADER] + [{"t": n / 10, "lm": None, "light": 0.02} for n in range(40)]
    (tmp_path / "dark.jsonl").write_text("".join(json.dumps(line) + "\n" for line in dark))
    told = command("coach", "dark.jsonl", "--exercise", "elbow_prop")
    assert told.code == 0
    assert words.say("cli.coach.nothing") in told.out
    assert words.say("cli.coach.gaps") in told.out


def test_it_speaks_the_language_of_the_machine(command, prop, monkeypatch):
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    told = command("coach", prop, "--exercise", "elbow_prop")
    assert words.say("cli.coach.holds", "es") in told.out
    assert ",0 s" in told.out or ",1 s" in told.out or "," in told.out.splitlines()[0]


@pytest.mark.parametrize("exercise", sorted({*MOVEMENTS, "sitting", "chair_stand"}))
@pytest.mark.parametrize("lang", words.languages())
def test_everything_that_can_be_watched_has_a_name(exercise, lang):
    from backfour.cli.coach_words import name_of

    with words.speaking(lang):
        assert name_of(exercise)


def test_every_reason_for_silence_has_words():
    from typing import get_args

    from backfour.cli.coach_words import gap
    from backfour.core.motion.seen import Reason

    assert all(gap(reason) for reason in get_args(Reason))


FILES = {
    "missing": (None, "file: cannot be used"),
    "empty": (b"", "file: is empty"),
    "no film": (b"hello", "file: cannot be read as a film"),
    "sound": (b"ID3\x04" + bytes(900), "file: cannot be read as a film"),
    "half a film": (..., "file: cannot be read as a film"),
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_that_cannot_be_watched_is_refused_in_one_line(command, tmp_path, name):
    content, reason = FILES[name]
    if content is ...:
        whole = write_film(tmp_path / "whole.mp4", [grey(n) for n in range(30)]).read_bytes()
        content = whole[: len(whole) // 2]
    if content is not None:
        (tmp_path / "x.mp4").write_bytes(content)
    told = command("coach", "x.mp4", "--exercise", "elbow_prop", "--json")
    assert (told.code, told.out) == (2, "")
    assert is_one_line(told.err)
    assert told.err.startswith(f"x.mp4: {reason}")


def test_a_folder_is_refused(command, tmp_path):
    (tmp_path / "x.mp4").mkdir()
    told = command("coach", "x.mp4", "--exercise", "elbow_prop")
    assert (told.code, told.out, told.err) == (2, "", "x.mp4: file: is a folder\n")


LINES = {
    "too few landmarks": ({"lm": [[0.5, 0.5, 0, 1]] * 32}, "lm"),
    "a number that is none": ({"lm": [[math.nan, 0.5, 0, 1]] * 33}, "lm[0]"),
    "time running back": ({"t": 0.5}, "t"),
    "time standing still": ({"t": 1.0}, "t"),
}


@pytest.mark.parametrize("name", sorted(LINES))
def test_a_wrong_line_is_refused_with_line_and_field(command, tmp_path, name):
    wrong, field = LINES[name]
    lines = [HEADER, {"t": 0.0, "lm": None}, {"t": 1.0, "lm": None}, {"t": 2, "lm": None, **wrong}]
    (tmp_path / "x.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    told = command("coach", "x.jsonl", "--exercise", "elbow_prop", "--landmarks", "out.jsonl")
    assert (told.code, told.out) == (2, "")
    assert is_one_line(told.err)
    assert told.err.startswith(f"x.jsonl: line 4: {field}: ")
    assert [one.name for one in tmp_path.iterdir()] == ["x.jsonl"]


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (["--exercise", "yoga"], "exercise"),
        (["--exercise", "elbow_prop", "--side", "left"], "side"),
        (["--exercise", "bed_rotation", "--side", "up"], "side"),
        (["--exercise", "elbow_prop", "--film", "prop.jsonl"], "film"),
        (["--exercise", "elbow_prop", "--landmarks", "./prop.jsonl"], "landmarks"),
        (["--exercise", "elbow_prop", "--film", "a.mp4", "--landmarks", "a.mp4"], "landmarks"),
        (["--exercise", "elbow_prop", "--film", "none/a.mp4"], "film"),
        (["--exercise", "elbow_prop", "--film", "a.gif"], "film"),
        (["--exercise", "elbow_prop", "--landmarks", "none/a.jsonl"], "landmarks"),
        (["--exercise", "elbow_prop", "--landmarks", "/"], "landmarks"),
    ],
)
def test_what_cannot_be_done_is_refused_before_the_work_begins(command, prop, arguments, field):
    before = prop.read_bytes()
    told = command("coach", "prop.jsonl", *arguments)
    assert (told.code, told.out) == (2, "")
    assert is_one_line(told.err)
    assert told.err.startswith(f"prop.jsonl: {field}: ")
    assert prop.read_bytes() == before
    assert [one.name for one in prop.parent.iterdir()] == ["prop.jsonl"]


def test_a_link_to_the_recording_is_the_recording(command, prop):
    (prop.parent / "other.jsonl").hardlink_to(prop)
    told = command("coach", prop, "--exercise", "elbow_prop", "--landmarks", "other.jsonl")
    assert told.code == 2
    assert "must not be the recording itself" in told.err


def test_without_an_exercise_it_says_so_in_one_line(command, prop):
    told = command("coach", prop)
    assert (told.code, told.out) == (2, "")
    assert is_one_line(told.err)


WITHOUT = """
import sys, warnings
warnings.simplefilter("ignore")
for name in ("cv2", "ai_edge_litert", "numpy"):
    sys.modules[name] = None
from backfour.cli import main
main()
"""


def without_extra(*arguments):
    return subprocess.run(
        [sys.executable, "-c", WITHOUT, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def test_without_the_extra_a_film_is_answered_with_how_to_install_it():
    told = without_extra("coach", OUR_FILM, "--exercise", "elbow_prop", "--json")
    assert (told.returncode, told.stdout) == (2, "")
    assert is_one_line(told.stderr)
    assert "pip install backfour[video]" in told.stderr


def test_without_the_extra_landmark_files_are_judged_all_the_same(command, prop):
    told = without_extra("coach", prop, "--exercise", "elbow_prop", "--json")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == command("coach", prop, "--exercise", "elbow_prop", "--json").out


def test_a_real_start_prints_the_document_and_is_silent_otherwise(program, tmp_path):
    film = write_film(tmp_path / "x.mp4", [still("elbow_prop.EP1.end.jpg")] * 6)
    started = program("coach", film, "--exercise", "elbow_prop", "--json")
    out, err = started.communicate(timeout=120)
    assert (started.returncode, err) == (0, "")
    assert json.loads(out)["seconds"] == pytest.approx(5 / 15, abs=0.01)
