"""What a stranger runs: good folders are printed, bad ones get one sentence and end in 2."""

import json

import pytest

from backfour.core.motion.movements import MOVEMENTS
from backfour.core.session.attempts import MOST_S
from validation import accuracy, attempts, bodies_table, films, negatives
from validation.bodies.__main__ import write
from validation.bodies.draw import draw

TRUTH = {"exercise": "bird_dog", "holds": []}
LANDMARKS = '{"w": 640, "h": 480, "fps": 10, "source": "nobody"}\n' + "".join(
    f'{{"t": {n / 10}, "lm": null}}\n' for n in range(100)
)


def put(folder, *, truth=None, landmarks=LANDMARKS, name="one"):
    (folder / f"{name}.truth.json").write_text(
        truth if isinstance(truth, str) else json.dumps(truth or TRUTH), "utf-8"
    )
    if landmarks is not None:
        (folder / f"{name}.landmarks.jsonl").write_text(landmarks, "utf-8")
    return str(folder)


def refusal(run, capsys, *argv):
    assert run([str(one) for one in argv]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


@pytest.mark.parametrize(
    ("truth", "landmarks", "sentence"),
    [
        ("{", LANDMARKS, "one.truth.json: is not JSON"),
        ("[]", LANDMARKS, "one.truth.json: must be an object"),
        ({"exercise": "yoga"}, LANDMARKS, "exercise: must be one of elbow_prop"),
        (TRUTH | {"expect": "magic"}, LANDMARKS, "expect: must be one of judge, abstain, nothing"),
        (TRUTH | {"holds": {}}, LANDMARKS, "holds: must be a list"),
        (TRUTH | {"reps": [3]}, LANDMARKS, "reps[0]: must be an object"),
        (TRUTH | {"holds": [{"start_s": 1}]}, LANDMARKS, "holds[0].end_s: must be a number"),
        (
            TRUTH | {"holds": [{"start_s": 3, "end_s": 1}]},
            LANDMARKS,
            "holds[0].end_s: comes before start_s",
        ),
        (
            TRUTH | {"holds": [{"start_s": 1, "end_s": 3, "side": "west"}]},
            LANDMARKS,
            "holds[0].side: must be left, right or null",
        ),
        (TRUTH, None, "has neither one.landmarks.jsonl nor a film beside it"),
    ],
)
def test_a_bad_truth_is_named_with_its_field(tmp_path, capsys, truth, landmarks, sentence):
    said = refusal(films.main, capsys, put(tmp_path, truth=truth, landmarks=landmarks))
    assert sentence in said
    assert "one.truth.json" in said


def test_a_folder_that_is_none_or_empty_is_said(tmp_path, capsys):
    assert "is not a folder" in refusal(films.main, capsys, tmp_path / "nowhere")
    assert "holds no NAME.truth.json" in refusal(films.main, capsys, tmp_path)
    assert "is not a folder" in refusal(negatives.main, capsys, tmp_path / "nowhere")
    assert "holds neither labels.json nor" in refusal(negatives.main, capsys, tmp_path)


@pytest.mark.parametrize(
    ("labels", "sentence"),
    [
        ({"clips": []}, "clips: must be a list with at least one clip"),
        ({"clips": [{}]}, "clips[0].file: must name a landmark file or a film"),
        ({"clips": [{"file": "x.jsonl", "cases": []}]}, "x.jsonl is not there"),
        ({"clips": [{"file": "one.landmarks.jsonl"}]}, "clips[0].cases: must be a list"),
        (
            {"clips": [{"file": "one.landmarks.jsonl", "cases": [{"exercise": "yoga"}]}]},
            "clips[0].cases[0].exercise: must be one of",
        ),
        (
            {
                "clips": [
                    {
                        "file": "one.landmarks.jsonl",
                        "cases": [{"exercise": "bird_dog", "in_position": [[3, 1]]}],
                    }
                ]
            },
            "in_position: must be pairs of seconds",
        ),
    ],
)
def test_bad_labels_are_named_with_their_place(tmp_path, capsys, labels, sentence):
    put(tmp_path)
    (tmp_path / "labels.json").write_text(json.dumps(labels), "utf-8")
    assert sentence in refusal(negatives.main, capsys, tmp_path)


def test_seconds_are_credited_where_a_hold_lies_less_what_it_paused():
    plain = [{"start_s": 0.0, "end_s": 10.0, "held_s": 10.0}]
    paused = [{"start_s": 0.0, "end_s": 10.0, "held_s": 4.0}]
    assert negatives.credited_s(plain, [[2.0, 7.0]]) == 5.0
    assert negatives.credited_s(paused, [[2.0, 7.0]]) == 0.0
    assert negatives.credited_s(paused, [[0.0, 10.0]]) == 4.0
    assert negatives.credited_s(plain, [[12.0, 17.0]]) == 0.0


def test_how_many_bodies_must_be_a_number_of_bodies(capsys):
    assert bodies_table.main(["--n", "0"]) == 2
    assert capsys.readouterr().err == "--n: must be at least 1\n"
    assert bodies_table.main(["--errors-by", "-1"]) == 2
    assert capsys.readouterr().err == "--errors-by: must not be below 0\n"


def test_what_the_camera_proposes_is_told_for_every_self_test_it_counts(capsys):
    assert attempts.main(["--n", "1", "--seed", "77"]) == 0
    _, _, *rows = capsys.readouterr().out.splitlines()
    assert [row.split(" | ")[0].removeprefix("| ") for row in rows] == list(MOST_S)
    assert attempts.main(["--n", "0"]) == 2
    assert capsys.readouterr().err == "--n: must be at least 1\n"
    assert attempts.main(["--errors-by", "-1"]) == 2
    assert capsys.readouterr().err == "--errors-by: must not be below 0\n"


def test_a_number_that_is_not_what_was_done_is_called_wrong(monkeypatch):
    monkeypatch.setattr(attempts, "judged", lambda *_: (1, None))
    assert set(attempts.tries("one_leg_stance", 0, 77, 1.0)) == {"wrong"}
    assert set(attempts.tries("chair_stand", 0, 77, 1.0)) == {"wrong"}


def test_the_page_shows_the_kept_results_and_no_others():
    paper = accuracy.PAGE.read_text("utf-8")
    shown = paper.split(accuracy.BEGIN)[1].split(accuracy.END)[0]
    assert shown.strip() == accuracy.page(accuracy.kept())


def test_the_first_bodies_score_today_as_they_did_when_they_were_kept():
    kept = accuracy.kept().get("bodies", {"small": [], "seed": 1})
    again = [accuracy.plain(one) for one in bodies_table.scores(len(kept["small"]), kept["seed"])]
    assert again == kept["small"]


EXERCISE = "elbow_prop"


def test_a_broken_landmark_file_is_named_with_its_line(tmp_path, capsys):
    truth = {"exercise": EXERCISE}
    broken = LANDMARKS.replace('"t": 5.0', '"t": NaN')
    where = put(tmp_path, truth=truth, landmarks=broken)
    said = refusal(films.main, capsys, where)
    assert "one.landmarks.jsonl: line 52, t: must be a number" in said


def test_a_film_without_a_picture_is_a_sentence_not_a_trace(tmp_path, capsys):
    put(tmp_path, truth={"exercise": EXERCISE}, landmarks=None)
    (tmp_path / "one.mp4").write_bytes(b"no film")
    assert "one.mp4: " in refusal(films.main, capsys, tmp_path)


def test_nobody_in_the_picture_is_a_coach_that_must_be_silent_and_is(tmp_path, capsys):
    where = put(tmp_path, truth={"exercise": EXERCISE, "expect": "abstain"})
    assert films.main([where, "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["recordings"]
    assert one["verdict"] == "silent"
    assert films.main([where]) == 0
    assert "1 of 1 = 100 % (21–100)" in capsys.readouterr().out


def test_written_bodies_score_as_the_same_bodies_in_memory(tmp_path, capsys):
    write(draw(0, 4, [EXERCISE], "judge"), tmp_path)
    assert films.main([str(tmp_path), "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["recordings"]
    again = next(bodies_table.scores(1, 4, [EXERCISE], "judge"))
    assert one["name"] == again.name
    assert (one["matched"], one["misses"]) == (again.matched, again.misses)


def test_a_folder_without_labels_is_run_with_every_movement(tmp_path, capsys):
    (tmp_path / "one.landmarks.jsonl").write_text(LANDMARKS, "utf-8")
    assert negatives.main([str(tmp_path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {one["exercise"] for one in found} == set(MOVEMENTS)
    assert all(one["right"] for one in found)


def test_keeping_writes_the_results_and_the_page_between_its_markers(tmp_path, monkeypatch, capsys):
    page = tmp_path / "accuracy.md"
    page.write_text(f"before\n{accuracy.BEGIN}\nold\n{accuracy.END}\nafter\n", "utf-8")
    monkeypatch.setattr(accuracy, "PAGE", page)
    monkeypatch.setattr(accuracy, "RESULTS", tmp_path / "results.json")
    assert accuracy.main(["--bodies", "1", "--keep"]) == 0
    text = page.read_text("utf-8")
    assert text.startswith(f"before\n{accuracy.BEGIN}\n### 1 bodies by formula (seed 1)")
    assert text.endswith(f"{accuracy.END}\nafter\n")
    assert accuracy.page(accuracy.kept()) in text
    page.write_text("no markers", "utf-8")
    capsys.readouterr()
    assert accuracy.main(["--bodies", "0", "--keep"]) == 2
    assert "lacks" in capsys.readouterr().err
