"""The script that counts repetitions in given signals, from the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.motion.signals import folded, sampled, wave
from validation.reps import read
from validation.reps_robust import CHANGES, changed, faster
from validation.shares import wilson

ROOT = Path(__file__).parents[2]


def ask(*words, script="validation/reps.py"):
    done = subprocess.run(
        [sys.executable, *([script] if script.endswith(".py") else ["-m", script]), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def entry(name, shape, seconds, reps=None, **more):
    signal = [round(v, 4) for _, v in sampled(shape, seconds)]
    told = {"id": name, "rate_hz": 30, "count": "cycles", "signal": signal, **more}
    return told if reps is None else told | {"reps": reps}


def written(path, *entries):
    path.write_text("".join(json.dumps(one) + "\n" for one in entries))
    return str(path)


@pytest.fixture
def signals(tmp_path):
    bow = entry("bow", *wave(5, 3.0), reps=5, group="Us", movement="bow")
    sway = entry("sway", *folded(4, 5.0), reps=8, group="Us", movement="sway")
    turn_shape, seconds = wave(6, 2.5, heights=(1.0, 0.4))
    turn = entry("turn", turn_shape, seconds, reps=5, group="Them", movement="turn")
    turn["count"] = "half_cycles"
    turn["signal"][40] = None
    return written(tmp_path / "signals.jsonl", bow, sway, turn)


def test_json_is_one_line_a_recording_and_nothing_else(signals):
    code, out, err = ask(signals, "--json")
    assert (code, err) == (0, "")
    assert [json.loads(line) for line in out.splitlines()] == [
        {"id": "bow", "reps": 5},
        {"id": "sway", "reps": 8},
        {"id": "turn", "reps": 6},
    ]


def test_an_id_may_be_a_number_and_a_count_a_decimal_without_fraction(tmp_path):
    file = written(tmp_path / "n.jsonl", entry("x", *wave(5, 3.0), reps=5.0) | {"id": 7})
    assert ask(file, "--json")[1] == '{"id": 7, "reps": 5}\n'
    assert "| all | 1 | 1.000" in ask(file)[1]


def test_json_needs_no_count_by_hand(tmp_path):
    file = written(tmp_path / "blind.jsonl", entry("bow", *wave(5, 3.0)))
    assert ask(file, "--json")[:2] == (0, '{"id": "bow", "reps": 5}\n')
    code, out, err = ask(file)
    assert (code, out) == (2, "")
    assert err == f"{file}: bow, reps: is missing; without it ask for --json\n"


def test_the_table_tells_share_error_number_and_interval_by_group_and_movement(signals):
    code, out, _ = ask(signals)
    assert code == 0
    assert "| Us, bow | 1 | 1.000 (0.21–1.00) | 1.000 (0.21–1.00) | 0.00 | 0.000 | +0.00 |" in out
    assert (
        "| Them, turn | 1 | 1.000 (0.21–1.00) | 0.000 (0.00–0.79) | 1.00 | 0.200 | +1.00 |" in out
    )
    assert "| all | 3 | 1.000 (0.44–1.00) | 0.667 (0.21–0.94) | 0.33 | 0.056 | +0.33 |" in out
    assert "- turn (turn): 6, by hand 5" in out


def test_neither_the_movement_nor_the_count_by_hand_changes_what_is_counted(signals, tmp_path):
    entries = [json.loads(line) for line in Path(signals).read_text().splitlines()]
    for n, one in enumerate(entries):
        one.update(movement=f"m{n}", group="other", reps=99)
    other = written(tmp_path / "other.jsonl", *entries)
    assert ask(other, "--json")[1] == ask(signals, "--json")[1]


GOOD = {"id": "a", "rate_hz": 30, "count": "cycles", "signal": [0.0, None, 1.0], "reps": 1}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 1, line: is not JSON"),
        ("[" * 100_000, "line 1, line: is not JSON"),
        ("3", "line 1, line: must be an object"),
        (GOOD | {"id": ""}, "line 1, id: must be a text or whole number"),
        (GOOD | {"rate_hz": 0}, "line 1, rate_hz: must be a number from 1 to 1000"),
        (GOOD | {"rate_hz": True}, "line 1, rate_hz: must be a number from 1 to 1000"),
        (GOOD | {"count": "laps"}, "line 1, count: must be cycles or half_cycles"),
        (GOOD | {"count": []}, "line 1, count: must be cycles or half_cycles"),
        (GOOD | {"signal": []}, "line 1, signal: must be a list of 1 to 1000000 samples"),
        (GOOD | {"signal": [0, "1"]}, "line 1, signal[1]: must be a finite number or null"),
        (GOOD | {"signal": [float("nan")]}, "line 1, signal[0]: must be a finite number or null"),
        (GOOD | {"signal": [10**400]}, "line 1, signal[0]: must be a finite number or null"),
        (GOOD | {"id": True}, "line 1, id: must be a text or whole number"),
        (GOOD | {"reps": 1.5}, "line 1, reps: must be a whole number of 0 or more, or be left out"),
        ({k: v for k, v in GOOD.items() if k != "signal"}, "line 1, signal: is missing"),
        (json.dumps(GOOD) + "\n\n" + json.dumps(GOOD), "line 3, id: a stands there twice"),
        ("\n \n", "file: holds no signal"),
    ],
)
def test_bad_input_is_one_line_with_file_line_field_and_reason(line, said, tmp_path):
    file = tmp_path / "bad.jsonl"
    file.write_text(line if isinstance(line, str) else json.dumps(line))
    code, out, err = ask(str(file), "--json")
    assert (code, out, err) == (2, "", f"{file}: {said}\n")


def test_a_missing_folder_or_binary_file_is_one_line_too(tmp_path):
    picture = tmp_path / "picture.jsonl"
    picture.write_bytes(b"\xff\xd8\xff\xe0")
    assert ask(str(picture))[2] == f"{picture}: file: is not text in UTF-8\n"
    assert ask(str(tmp_path))[0] == 2
    assert (
        ask(str(tmp_path / "none"))[2] == f"{tmp_path / 'none'}: file: No such file or directory\n"
    )


def test_signals_with_no_sample_seen_count_nothing(tmp_path):
    file = written(tmp_path / "dark.jsonl", GOOD | {"signal": [None] * 90})
    assert ask(file, "--json")[1] == '{"id": "a", "reps": 0}\n'


def test_every_change_leaves_a_signal_the_counter_can_follow_and_is_the_same_each_time(signals):
    for one in read(signals):
        for change in CHANGES.values():
            new = changed(one, change)
            times = [t_s for t_s, _ in new.samples]
            assert times == sorted(set(times))
            assert any(value is not None for _, value in new.samples)
            assert changed(one, change) == new
    slow = changed(one, faster(0.5)).samples
    assert slow[-1][0] == pytest.approx(2 * one.samples[-1][0], abs=0.05)


def test_an_interval_is_wilsons():
    assert wilson(80, 84) == pytest.approx((0.8839, 0.9813), abs=1e-4)
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
