"""Reading and writing histories: what is refused, and that nothing is lost.

Hazard H16 (docs/safety.md).
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from backfour.core.errors import BackfourError, HistoryRefused, Refused
from backfour.core.events import ABSENT, MeasureTaken, MorningChecked, event_to_dict, own_fields
from backfour.core.instants import date_text, parse_at, parse_date
from backfour.core.reading import (
    corrected,
    parse_event,
    parse_history,
    read_json,
    withdrawn,
    write_history,
)
from backfour.core.screening.decide import read_check
from tests.builders import Story, full_answers
from tests.core.programme.histories import lives

AT = "2026-03-02T09:00:00+01:00"


def line(event_type: str, /, **fields: Any) -> dict[str, Any]:
    return {"v": 1, "id": "a", "type": event_type, "at": AT, **fields}


DONE = Story().did("bird_dog").rows[0]
MORNING = line("morning_checked", pain=2, stiffness_min=10, new_leg_pain=False)
SITTING = line("sitting_logged", place="sofa", minutes=30, feet_up=True, back_filled=False)
CLEARED = line("clearance_stated", rules=["R17"], by="doctor", seen_on="2026-03-01", note="")
SET = line("practitioner_set", exercise="leg_hang", max_level=1, allow=None, note="")

REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"id": "a", "type": "flare_declared", "at": AT}, "v"),
    (line("flare_declared", v=2), "v"),
    (line("flare_declared", v=0), "v"),
    (line("flare_declared", v=True), "v"),
    (line("flare_declared", v=1.0), "v"),
    (line("flare_declared", id=""), "id"),
    (line("flare_declared", id=3), "id"),
    (line("flare_declared", id="\ud800"), "id"),
    (line("flare_declared", more=1), "more"),
    ({"v": 1, "id": "a", "at": AT}, "type"),
    (line("danced"), "type"),
    (line("flare_declared", type=4), "type"),
    (line("flare_declared", at=None), "at"),
    (line("person_described", sex="female"), "age"),
    (line("person_described", age=121, sex="female"), "age"),
    (line("person_described", age=True, sex="female"), "age"),
    (line("person_described", age=62.0, sex="female"), "age"),
    (line("person_described", age=62, sex="f"), "sex"),
    (line("person_described", age=62, sex=None), "sex"),
    (line("screen_completed", kind="whole", answers={}), "kind"),
    (line("screen_completed", kind="mini", answers=[]), "answers"),
    (line("screen_completed", kind="mini", answers={"R23": "no"}), "R23"),
    (line("screen_completed", kind="mini", answers={"R01": "maybe"}), "R01"),
    (line("screen_completed", kind="mini", answers={"R07": "old"}), "R07"),
    (line("screen_completed", kind="full", answers={"F1": []}), "F1"),
    (line("screen_completed", kind="full", answers={"F1": "band"}), "F1"),
    (line("screen_completed", kind="full", answers={"F1": ["band", "band"]}), "F1"),
    (line("screen_completed", kind="full", answers={"F1": ["spine"]}), "F1"),
    (line("screen_completed", kind="full", answers={"R11": ["none", "stoop"]}), "R11"),
    (line("screen_completed", kind="full", answers={"F3": "2"}), "F3"),
    (
        line("screen_completed", kind="mini", answers={"progress_by_hour": "yes"}),
        "progress_by_hour",
    ),
    (line("flags_reported", flags="none"), "flags"),
    (line("flags_reported", flags=["tired"]), "flags"),
    ({**CLEARED, "rules": []}, "rules"),
    ({**CLEARED, "rules": ["R23"]}, "rules"),
    ({**CLEARED, "by": ""}, "by"),
    ({**CLEARED, "note": None}, "note"),
    ({**CLEARED, "seen_on": "2026-03-03"}, "seen_on"),
    ({**CLEARED, "seen_on": "2026-02-30"}, "seen_on"),
    ({**CLEARED, "seen_on": "1 March"}, "seen_on"),
    ({**DONE, "peak": 11}, "peak"),
    ({**DONE, "level": 7}, "level"),
    ({**DONE, "exercise": "leg_hang", "level": 2}, "level"),
    ({**DONE, "quality": "sore"}, "quality"),
    ({**DONE, "neuro": 0}, "neuro"),
    ({**DONE, "stopped_for": "bored"}, "stopped_for"),
    ({**DONE, "stopped_for": None}, "stopped_for"),
    ({**DONE, "held_s": -1}, "held_s"),
    ({**DONE, "held_s": -(10**400)}, "held_s"),
    ({**DONE, "held_s": "5"}, "held_s"),
    ({**DONE, "held_s": True}, "held_s"),
    ({**DONE, "reps_left": 1.5}, "reps_left"),
    ({**MORNING, "stiffness_min": 1441}, "stiffness_min"),
    ({**MORNING, "new_leg_pain": None}, "new_leg_pain"),
    ({**SITTING, "minutes": None}, "minutes"),
    ({**SITTING, "place": "floor"}, "place"),
    ({**SITTING, "pain_on_rising": 11}, "pain_on_rising"),
    (line("measure_taken", measure="", value=1), "measure"),
    (line("measure_taken", measure="x", value=None), "value"),
    (line("measure_taken", measure="x", value="\udfff"), "value"),
    ({**SET, "max_level": 2}, "max_level"),
    ({**SET, "allow": "yes"}, "allow"),
    (line("consent_given", to="", version="1"), "to"),
    (line("entry_corrected", target="x", fields=[]), "fields"),
]


@pytest.mark.parametrize(("raw", "field"), REFUSED)
def test_a_wrong_event_names_its_field(raw: dict[str, Any], field: str) -> None:
    """Engine-semantics 4.8.9."""
    with pytest.raises(Refused) as refused:
        parse_event(raw)
    assert refused.value.field == field
    assert field in str(refused.value)


@pytest.mark.parametrize(
    "at",
    [
        "2026-03-02",
        "2026-03-02T09:00",
        "2026-03-02T09:00:00",
        "2026-03-02 09:00:00Z",
        "2026-03-02T24:00Z",
        "2026-03-02T23:60Z",
        "2026-03-02T23:59:60Z",
        "2026-03-02T09:00+24:00",
        "2026-03-02T09:00+01:60",
        "2026-03-02T09:00+0100",
        "2026-02-29T09:00Z",
        "0000-01-01T00:00Z",
        "2026-03-02T09:00:00.Z",
        "٢٠٢٦-03-02T09:00Z",
        "2026-03-02T09:00Z ",
        20260302,
    ],
)
def test_a_wrong_time_is_refused(at: object) -> None:
    """Only real moments with an offset."""
    with pytest.raises(Refused):
        parse_at(at)


def test_times_are_compared_as_instants_and_days_as_written() -> None:
    """Fractions count; the local date is the day of the event."""
    early, day = parse_at("2026-03-02T00:30+09:00")
    late, other = parse_at("2026-03-01T16:00:00.5-00:00")
    assert early < late
    assert date_text(day) == "2026-03-02"
    assert date_text(other) == "2026-03-01"
    assert late % 10**9 == 500_000_000
    assert parse_at("2026-03-01T16:00-01:00")[0] - parse_at("2026-03-01T16:00Z")[0] == 3600 * 10**9
    assert date_text(10**9) == "9999-12-31"
    assert date_text(parse_date("2026-03-02", "x")) == "2026-03-02"


def as_bytes(*rows: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps(row) for row in rows).encode()


LATER = "2026-03-02T10:00:00+01:00"
FIX = line("entry_corrected", id="c", target="a", fields=None)
START = line("session_started", id="s", session="one", pain_before=2)
FILES: list[tuple[bytes, int, str]] = [
    (b"\xef\xbb\xbf", 1, "line"),
    (b"\n\n\xff", 3, "line"),
    (b"{", 1, "line"),
    (b"[]", 1, "line"),
    (b'{"v": NaN}', 1, "line"),
    (b'{"v": 1e999}', 1, "line"),
    (b"[" * 100_000, 1, "line"),
    (as_bytes(MORNING, {**SITTING, "id": "a"}), 2, "id"),
    (as_bytes(MORNING, {**MORNING, "id": "b", "pain": 11}), 2, "pain"),
    (as_bytes({**DONE, "session": "one"}, {**START, "at": LATER}), 1, "session"),
    (as_bytes(START, {**START, "id": "t"}), 2, "session"),
    (as_bytes(line("session_ended", session="x", completed=True)), 1, "session"),
    (as_bytes(line("entry_corrected", id="c", target="a", fields=None), MORNING), 1, "target"),
    (as_bytes(MORNING, {**FIX, "fields": {"pain": 12}}), 2, "fields.pain"),
    (as_bytes(MORNING, {**FIX, "fields": {"at": AT}}), 2, "fields.at"),
]


@pytest.mark.parametrize(("data", "number", "field"), FILES)
def test_a_wrong_file_names_line_and_field(data: bytes, number: int, field: str) -> None:
    """One plain sentence: line, field, reason."""
    with pytest.raises(HistoryRefused) as refused:
        parse_history(data)
    assert (refused.value.line, refused.value.field) == (number, field)
    assert str(refused.value).startswith(f"line {number}, {field}: ")


def test_blank_lines_are_skipped_and_disorder_is_sorted() -> None:
    """An empty file is a history; ties keep the order of the file."""
    assert parse_history(b"") == ()
    assert write_history(()) == ""
    early = {**MORNING, "id": "b", "at": "2026-03-01T09:00:00+01:00"}
    tie = {**SITTING, "id": "c"}
    events = parse_history(as_bytes(MORNING, early, tie).replace(b"\n", b"\r\n\n \t\n"))
    assert [event.id for event in events] == ["b", "a", "c"]


def test_the_last_of_two_equal_keys_counts() -> None:
    """As JSON readers do."""
    assert read_json("1.5") == 1.5
    (event,) = parse_history(json.dumps(MORNING)[:-1].encode() + b', "pain": 3}')
    assert isinstance(event, MorningChecked)
    assert event.pain == 3


def test_nothing_is_lost_in_writing() -> None:
    """Every kind of event, optional fields and nulls included."""
    rows = [
        DONE | {"held_s": 4.5, "reps_left": 3, "reps_right": 4, "stopped_for": "tired"},
        DONE | {"held_s": 10**400},  # longer than any float, and still a number of seconds
        {**MORNING, "pain": None, "stiffness_min": None},
        {**SITTING, "pain_on_rising": 4},
        SITTING,
        line("measure_taken", measure="socks", value=2, detail=None),
        line("measure_taken", measure="socks", value=True, detail={"side": ["left"]}),
        line("measure_taken", measure="socks", value="2"),
        {**SET, "exercise": None, "max_level": None, "allow": True},
        line("consent_given", to="push", version="1"),
        line("entry_corrected", target="a", fields=None),
        CLEARED,
        line("flags_reported", flags=["fall_risk"]),
        line("screen_completed", kind="full", answers=full_answers()),
    ]
    for row in rows:
        assert event_to_dict(parse_event(row)) == row
    plain = parse_event(rows[7])
    assert isinstance(plain, MeasureTaken)
    assert plain.detail is ABSENT
    assert repr(ABSENT) == "ABSENT"
    assert own_fields("flare_declared") == ()


@settings(max_examples=25)
@given(lives(most_days=6))
def test_a_written_history_reads_back(told: Story) -> None:
    """Round trip of whole lives."""
    events = told.events()
    assert parse_history(write_history(events).encode()) == events


def test_new_leg_pain_is_not_taken_back() -> None:
    """Neither by a correction nor by withdrawing the entry."""
    told = parse_event({**MORNING, "new_leg_pain": True})
    changed = corrected(told, {"new_leg_pain": False, "pain": 1})
    assert isinstance(changed, MorningChecked)
    assert changed.new_leg_pain
    assert changed.pain == 1
    left = withdrawn(told)
    assert isinstance(left, MorningChecked)
    assert (left.pain, left.stiffness_min) == (None, None)
    assert withdrawn(parse_event(MORNING)) is None


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ([], "document"),
        ({"age": 62, "sex": "male"}, "answers"),
        ({"age": 62, "sex": "male", "answers": {}, "name": "x"}, "name"),
        ({"age": "62", "sex": "male", "answers": {}}, "age"),
        ({"age": 62, "sex": "m", "answers": {}}, "sex"),
        ({"age": 62, "sex": "male", "answers": []}, "answers"),
        ({"age": 62, "sex": "male", "answers": {"R01": "maybe"}}, "R01"),
    ],
)
def test_a_wrong_check_names_its_field(raw: object, field: str) -> None:
    """For ``check`` the same as for a history."""
    with pytest.raises(Refused) as refused:
        read_check(raw)
    assert refused.value.field == field


def test_a_right_check_is_read() -> None:
    """Age, sex and answers."""
    raw = {"age": 62, "sex": "male", "answers": {"R01": "no"}}
    assert read_check(raw) == (62, "male", {"R01": "no"})


def test_refusals_tell_their_key_and_values() -> None:
    """Every refusal has a key that has words."""
    assert str(BackfourError("store.full")) == "store.full"
    assert str(BackfourError("store.full", free=3)) == "store.full (free=3)"


def test_deep_nesting_is_no_json() -> None:
    """A hostile file ends in a sentence, not in a crash."""
    with pytest.raises(ValueError, match="nested"):
        read_json("[" * 200_000)
