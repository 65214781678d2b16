"""Histories that are refused: exit 2 and one line with file, line, field and reason.

Engine-semantics 4.8.9, one case for each sentence of it. Hazard H16 (docs/safety.md).
"""

import json

import pytest

from tests.builders import Story
from tests.cli.conftest import is_one_line

AT = "2026-03-02T09:00:00+01:00"
PERSON = {"v": 1, "id": "p", "type": "person_described", "at": AT, "age": 62, "sex": "female"}
START = {
    "v": 1,
    "id": "s",
    "type": "session_started",
    "at": AT,
    "session": "s1",
    "pain_before": 2,
}
DONE = {**Story().start().did("bird_dog").rows[-1], "id": "d"}
END = {**Story().start().end().rows[-1], "id": "z"}
SCREEN = {**Story().mini().rows[0], "id": "c"}
CLEAR = {**Story().cleared("R16").rows[0], "id": "l"}
MORNING = {**Story().morning().rows[0], "id": "m"}
SITTING = {
    "v": 1,
    "id": "t",
    "type": "sitting_logged",
    "at": AT,
    "place": "sofa",
    "minutes": 20,
    "feet_up": False,
    "back_filled": True,
}
MEASURE = {"v": 1, "id": "w", "type": "measure_taken", "at": AT, "measure": "sock", "value": 3}
LIMIT = {**Story().practitioner("bird_dog", 3).rows[0], "id": "q"}
FLAGS = {**Story().body().rows[0], "id": "f"}
RISE = {**Story().rise("bird_dog").rows[0], "id": "r"}
CONSENT = {"v": 1, "id": "o", "type": "consent_given", "at": AT, "to": "x", "version": "1"}
CORRECT = {**Story().correct("m", {"pain": 3}).rows[0], "id": "k"}


def lines(*rows):
    return "\n".join(json.dumps(row) for row in rows).encode()


def without(row, name):
    return {key: value for key, value in row.items() if key != name}


def one(row, **wrong):
    """The second line is wrong in one field."""
    before = (PERSON, START) if row.get("session") and row is not START else (PERSON,)
    return lines(*before, {**row, **wrong}), len(before) + 1


BYTES = {
    "not UTF-8": (lines(PERSON) + b"\n\xff\xfe", 2, "line"),
    "not JSON": (lines(PERSON) + b"\n{", 2, "line"),
    "not an object": (lines(PERSON) + b"\n[1]", 2, "line"),
    "blank lines count": (b"\n \n\r\n" + b"nope", 4, "line"),
    "byte-order mark": (b"\xef\xbb\xbf" + lines(PERSON), 1, "line"),
    "NaN": (lines(MEASURE).replace(b": 3", b": NaN"), 1, "line"),
    "Infinity": (lines(MEASURE).replace(b": 3", b": -Infinity"), 1, "line"),
    "too deep": (b'{"v":' + b"[" * 100_000, 1, "line"),
}
FIELDS = {
    **{
        f"{row['type']} without {name}": (*one_missing, name)
        for row in (PERSON, START, DONE, END, SCREEN, CLEAR, MORNING, SITTING, MEASURE, LIMIT)
        for name in row
        for one_missing in [
            (
                lines(*((PERSON, START) if row in (DONE, END) else ()), without(row, name)),
                3 if row in (DONE, END) else 1,
            )
        ]
    },
    "unknown field": (*one(PERSON, mood="good"), "mood"),
    "null age": (*one(PERSON, age=None), "age"),
    "null held_s": (*one(DONE, held_s=None), "held_s"),
    "null note": (*one(CLEAR, note=None), "note"),
    "v 2": (*one(PERSON, v=2), "v"),
    "v true": (*one(PERSON, v=True), "v"),
    "v 1.0": (*one(PERSON, v=1.0), "v"),
    "unknown type": (*one(PERSON, type="gossip"), "type"),
    "empty id": (*one(MORNING, id=""), "id"),
    "id a number": (*one(MORNING, id=3), "id"),
    "repeated id": (*one(MORNING, id="p"), "id"),
    **{
        f"at {at}": (*one(MORNING, at=at), "at")
        for at in (
            "2026-03-02",
            "2026-03-02T09:00:00",
            "2026-03-02 09:00:00+01:00",
            "2026-02-30T09:00:00Z",
            "2026-03-02T24:00:00Z",
            "2026-03-02T09:60:00Z",
            "2026-03-02T09:00:60Z",
            "2026-03-02T09:00:00+24:00",
            "2026-03-02T09:00:00+01:60",
            "2026-03-02T09:00:00+0100",
            "2026-03-02T09:00:00.+01:00",
            "٢026-03-02T09:00:00Z",
            "0000-03-02T09:00:00Z",
            " 2026-03-02T09:00:00Z",
            7,
        )
    },
    **{f"age {age}": (*one(PERSON, age=age), "age") for age in (-1, 121, 62.0, "62", True)},
    "sex": (*one(PERSON, sex="yes"), "sex"),
    "kind": (*one(SCREEN, kind="half"), "kind"),
    "quality": (*one(DONE, quality="odd"), "quality"),
    "spread": (*one(DONE, spread="arm"), "spread"),
    "technique": (*one(DONE, technique="fine"), "technique"),
    "place": (*one(SITTING, place="floor"), "place"),
    "stopped_for": (*one(DONE, stopped_for="fun"), "stopped_for"),
    "exercise": (*one(DONE, exercise="yoga"), "exercise"),
    "exercise null": (*one(DONE, exercise=None), "exercise"),
    **{
        f"{name} {value}": (*one(row, **{name: value}), name)
        for row, name in (
            (DONE, "before"),
            (DONE, "peak"),
            (START, "pain_before"),
            (MORNING, "pain"),
            (SITTING, "pain_on_rising"),
        )
        for value in (-1, 11, 2.0, "2", True)
    },
    "level over the ceiling": (*one(DONE, exercise="leg_hang", level=2), "level"),
    "level below": (*one(DONE, level=-1), "level"),
    "max_level over the ceiling": (*one(LIMIT, exercise="leg_hang", max_level=2), "max_level"),
    "max_level of all": (*one(LIMIT, exercise=None, max_level=7), "max_level"),
    "stiffness": (*one(MORNING, stiffness_min=1441), "stiffness_min"),
    "minutes": (*one(SITTING, minutes=-1), "minutes"),
    "held_s below 0": (*one(DONE, held_s=-0.5), "held_s"),
    "held_s a text": (*one(DONE, held_s="5"), "held_s"),
    "reps half": (*one(DONE, reps_left=1.5), "reps_left"),
    "reps endless": (*one(DONE, reps_right=10**9 + 1), "reps_right"),
    "completed 1": (*one(DONE, completed=1), "completed"),
    "new_leg_pain null": (*one(MORNING, new_leg_pain=None), "new_leg_pain"),
    "unknown question": (*one(SCREEN, answers={"R23": "no"}), "R23"),
    "unknown option": (*one(SCREEN, answers={"R01": "maybe"}), "R01"),
    "empty list answer": (*one(SCREEN, answers={"R11": []}), "R11"),
    "none and more": (*one(SCREEN, answers={"R11": ["none", "stoop"]}), "R11"),
    "repeated list answer": (*one(SCREEN, answers={"F1": ["band", "band"]}), "F1"),
    "answers a list": (*one(SCREEN, answers=[]), "answers"),
    "unknown flag": (*one(FLAGS, flags=["happy"]), "flags"),
    "flags a text": (*one(FLAGS, flags="fall_risk"), "flags"),
    "no rules": (*one(CLEAR, rules=[]), "rules"),
    "unknown rule": (*one(CLEAR, rules=["R23"]), "rules"),
    "by empty": (*one(CLEAR, by=""), "by"),
    "seen_on no date": (*one(CLEAR, seen_on="2026-02-30"), "seen_on"),
    "seen_on later": (*one(CLEAR, seen_on="2026-03-03"), "seen_on"),
    "session never started": (lines(PERSON, DONE), 2, "session"),
    "session started later": (
        lines(PERSON, {**DONE, "at": "2026-03-01T09:00:00Z"}, START),
        2,
        "session",
    ),
    "session end never started": (lines(PERSON, END), 2, "session"),
    "session started twice": (lines(START, {**START, "id": "s2"}), 2, "session"),
    "empty session": (*one({**START, "id": "s9"}, session=""), "session"),
    "empty measure": (*one(MEASURE, measure=""), "measure"),
    "value an object": (*one(MEASURE, value={}), "value"),
    "value null": (*one(MEASURE, value=None), "value"),
    "accepted a text": (*one(RISE, accepted="yes"), "accepted"),
    "consent to nobody": (*one(CONSENT, to=""), "to"),
    "correction of nothing": (lines(PERSON, CORRECT), 2, "target"),
    "correction of a session": (lines(START, {**CORRECT, "target": "s"}), 2, "target"),
    "correction of the time": (
        lines(MORNING, {**CORRECT, "fields": {"at": AT}}),
        2,
        "fields.at",
    ),
    "correction to nonsense": (
        lines(MORNING, {**CORRECT, "fields": {"pain": 11}}),
        2,
        "fields.pain",
    ),
}
CASES = BYTES | FIELDS


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_wrong_history_is_refused_in_one_line(command, tmp_path, name):
    held, line, field = CASES[name]
    (tmp_path / "h.jsonl").write_bytes(held)
    told = command("replay", "h.jsonl", "--on", "2026-03-01", "--json")
    assert told.code == 2
    assert told.out == ""
    assert is_one_line(told.err)
    assert told.err.startswith(f"h.jsonl: line {line}: {field}: ")


@pytest.mark.parametrize("name", ["repeated id", "session never started", "not UTF-8", "peak 11"])
def test_import_refuses_the_same_and_writes_nothing(command, home, tmp_path, name):
    held, line, field = CASES[name]
    (tmp_path / "h.jsonl").write_bytes(held)
    told = command("import", "h.jsonl", "--data", home.folder)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(f"h.jsonl: line {line}: {field}: ")
    assert home.house.history.events() == ()


@pytest.mark.parametrize(
    "held",
    [
        b"",
        b"\n\n",
        lines(PERSON) + b"\r\n\n",
        lines(MORNING).replace(b'"pain": 2', b'"pain": 99, "pain": 3'),
        lines({**MORNING, "pain": None, "stiffness_min": None}),
        lines({**MEASURE, "value": "a text", "detail": None}),
        lines({**LIMIT, "exercise": None, "max_level": None, "allow": None}),
        lines(START, {**DONE, "held_s": 2.5, "reps_left": 10**9}, END),
        lines({**DONE, "at": "2026-03-03T09:00:00Z"}, START),
        lines({**PERSON, "at": "2026-03-02T09:00Z"}),
        lines({**PERSON, "at": "2026-03-02T09:00:00.123456789123-23:59"}),
    ],
)
def test_what_the_rules_allow_is_accepted(command, tmp_path, held):
    (tmp_path / "h.jsonl").write_bytes(held)
    told = command("replay", "h.jsonl", "--on", "2026-03-02", "--json")
    assert (told.code, told.err) == (0, "")
    assert json.loads(told.out)["on"] == "2026-03-02"
