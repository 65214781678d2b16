"""Compares what the coach said with what was true, by the rules of ``README.md``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
HOLD_TOLERANCE_S = 0.5
"""Held time may lie this far outside ``held_lo`` to ``held_hi``."""
CUE_EARLY_S, CUE_LATE_S = 0.5, 4.0
"""A cue belongs to a fault from this long before it to this long after it."""
ABSTAIN_WITHIN_S, ABSTAIN_SHARE = 2.0, 0.8
"""What cannot be judged: silent within two seconds, and for this share of the rest."""
LEAST_OVERLAP = 0.3
"""Two intervals are the same event when they share this much of the shorter one."""
SAME_FAULT = {"bird_dog.knee_too_high": "bird_dog.leg_too_high"}
"""Accepted for each other."""


@dataclass
class Score:
    """How one recording went.

    Parameters
    ----------
    required, matched
        Holds and repetitions that had to be counted, and those that were.
    invented
        Counted although nothing had to be.
    side_n, side_right
        Matched ones whose side can be told, and those with the right side.
    hold_n, hold_right, hold_error_s
        Matched holds, those within the accepted time, and how far each lies outside.
    fault_n, fault_found, cues_false
        Faults that had to be found, those found, and cues for what was not there.
    good_s
        Seconds that could be judged.
    silent
        For what cannot be judged: whether the coach was silent in time, and counted nothing.
    misses
        Every one as a sentence.
    """

    name: str
    exercise: str
    view: str
    expect: str
    recommended: bool = True
    required: int = 0
    matched: int = 0
    invented: int = 0
    side_n: int = 0
    side_right: int = 0
    hold_n: int = 0
    hold_right: int = 0
    hold_error_s: list[float] = field(default_factory=list)
    fault_n: int = 0
    fault_found: int = 0
    cues_false: int = 0
    good_s: float = 0.0
    abstained_s: float = 0.0
    silent: bool | None = None
    follows: bool = True
    misses: list[str] = field(default_factory=list)

    @property
    def exact(self) -> bool:
        """Every count and side right, and nothing invented."""
        counts = self.matched == self.required and self.invented == 0
        return counts and self.side_right == self.side_n


def score(name: str, truth: Json, said: Json) -> Score:
    """Compare one recording.

    Parameters
    ----------
    name
        Of the recording.
    truth
        As ``material.checked`` returns it.
    said
        The coach's answer (contracts section 4).
    """
    found = Score(name, truth["exercise"], truth["view"], truth["expect"])
    found.recommended = bool(truth.get("recommended_view", True))
    found.follows = truth["estimator_follows"] is not False
    found.abstained_s = sum(one["end_s"] - one["start_s"] for one in said["abstained"])
    counted = [one for one in said["holds"] if one["counted"]]
    if truth["expect"] == "abstain":
        _silent_throughout(found, truth, said, counted)
        return found
    if truth["expect"] == "nothing":
        _invented(found, [*counted, *said["reps"]], "nothing was to be counted")
    else:
        _counts(found, truth, said, counted)
    _faults(found, truth, said)
    bad_s = sum(one["end_s"] - one["start_s"] for one in truth["abstained"])
    found.good_s = max(0.0, said["seconds"] - bad_s)
    for one in truth["abstained"]:
        _silent_in(found, one, said, counted)
    return found


def overlap_s(a: Json, b: Json) -> float:
    """Seconds that two events share."""
    return float(min(a["end_s"], b["end_s"]) - max(a["start_s"], b["start_s"]))


def _same(a: Json, b: Json) -> bool:
    shorter = min(a["end_s"] - a["start_s"], b["end_s"] - b["start_s"])
    return overlap_s(a, b) > max(0.0, LEAST_OVERLAP * float(shorter))


def pairs(true: Sequence[Json], said: Sequence[Json]) -> list[tuple[int, int]]:
    """Match events by how much they share, each at most once."""
    shared = [
        (overlap_s(a, b), i, j)
        for i, a in enumerate(true)
        for j, b in enumerate(said)
        if _same(a, b)
    ]
    found: list[tuple[int, int]] = []
    for _, i, j in sorted(shared, key=lambda one: (-one[0], one[1], one[2])):
        if all(i != k and j != m for k, m in found):
            found.append((i, j))
    return sorted(found)


def _counts(found: Score, truth: Json, said: Json, counted: list[Json]) -> None:
    holds = truth["holds"]
    _match(found, truth, holds, counted, [_must(hold) for hold in holds])
    if truth["exercise"] != "bird_dog":  # its repetitions are its holds, listed again
        must = [None if rep.get("optional") else True for rep in truth["reps"]]
        _match(found, truth, truth["reps"], said["reps"], must)


def _must(hold: Json) -> bool | None:
    counted = hold.get("counted", True)
    return counted if counted is None else bool(counted)


def _match(
    found: Score, truth: Json, true: list[Json], said: list[Json], must: list[bool | None]
) -> None:
    """Match one kind of event: ``must`` says of each whether it has to, must not or may count."""
    matched = pairs(true, said)
    partner = dict(matched)
    for i, event in enumerate(true):
        found.required += must[i] is True
        if i in partner:
            _matched(found, truth, event, said[partner[i]], must=must[i])
        elif must[i] is True:
            found.misses.append(f"{_told(event)} was not counted")
    taken = {j for _, j in matched}
    rest = [one for j, one in enumerate(said) if j not in taken]
    _invented(found, [one for one in rest if not _in_bad(one, truth)], "was not there")


def _matched(found: Score, truth: Json, event: Json, said: Json, *, must: bool | None) -> None:
    if must is False:
        why = event.get("kind") or "too short"
        _invented(found, [said], f"must not count ({why})")
        return
    if must is None:
        return
    found.matched += 1
    if truth["side_judgeable"] and event["side"] is not None:
        found.side_n += 1
        found.side_right += said["side"] == event["side"]
        if said["side"] != event["side"]:
            found.misses.append(f"{_told(event)}: side {said['side']}")
    if "held_s" in said:
        _held(found, event, said)


def _held(found: Score, event: Json, said: Json) -> None:
    held = event.get("held_s", event["end_s"] - event["start_s"])
    low, high = event.get("held_lo", held), event.get("held_hi", held)
    error = max(low - said["held_s"], said["held_s"] - high, 0.0)
    found.hold_n += 1
    found.hold_error_s.append(round(error, 2))
    found.hold_right += error <= HOLD_TOLERANCE_S + 1e-9
    if error > HOLD_TOLERANCE_S + 1e-9:
        found.misses.append(f"{_told(event)}: held {said['held_s']} s, not {low} to {high} s")


def _invented(found: Score, said: Sequence[Json], why: str) -> None:
    for one in said:
        found.invented += 1
        found.misses.append(f"counted {_told(one)}: {why}")


def _told(event: Json) -> str:
    side = f" {event['side']}" if event.get("side") else ""
    return f"{event['start_s']:.1f} to {event['end_s']:.1f} s{side}"


def _in_bad(event: Json, truth: Json) -> bool:
    """Whether an event lies where nothing can be judged: told there, not twice."""
    return any(_within(event, bad) for bad in truth["abstained"])


def _within(event: Json, bad: Json) -> bool:
    return bool(event["start_s"] >= bad["start_s"] and event["end_s"] <= bad["end_s"])


# -- faults --------------------------------------------------------------------------------------
def _key(fault: Json) -> str:
    key = str(fault["key"])
    return SAME_FAULT.get(key, key)


def _hits(fault: Json, said: Json) -> bool:
    inside = fault["start_s"] - CUE_EARLY_S <= said["t_s"] <= fault["end_s"] + CUE_LATE_S
    return inside and _key(said) == _key(fault)


def _faults(found: Score, truth: Json, said: Json) -> None:
    for fault in truth["faults"]:
        if fault.get("judged", True):
            hit = any(_hits(fault, one) for one in said["faults"])
            found.fault_n += 1
            found.fault_found += hit
            if not hit:
                found.misses.append(f"{fault['key']} at {_told(fault)} was not found")
    for one in said["faults"]:
        if not any(_hits(fault, one) for fault in truth["faults"]):
            found.cues_false += 1
            found.misses.append(f"{one['key']} at {one['t_s']:.1f} s: was not there")


# -- what cannot be judged -----------------------------------------------------------------------
def _silent_throughout(found: Score, truth: Json, said: Json, counted: list[Json]) -> None:
    _invented(found, [*counted, *said["reps"]], "cannot be judged")
    quiet = True
    if truth.get("abstain_from_landmarks", True) is not False:
        whole = {"start_s": 0.0, "end_s": said["seconds"]}
        quiet = _is_quiet(found, whole, said, ABSTAIN_SHARE)
    found.silent = quiet and found.invented == 0


def _silent_in(found: Score, bad: Json, said: Json, counted: list[Json]) -> None:
    """A stretch of a recording: silent within two seconds, nothing counted inside."""
    inside = [one for one in (*counted, *said["reps"]) if _within(one, bad)]
    _invented(found, inside, f"cannot be judged ({bad.get('reason', '')})")
    quiet = _is_quiet(found, bad, said, 0.0) and not inside
    found.silent = quiet and found.silent is not False


def _is_quiet(found: Score, bad: Json, said: Json, share: float) -> bool:
    latest = bad["start_s"] + ABSTAIN_WITHIN_S
    rest = {"start_s": latest, "end_s": bad["end_s"]}
    gaps = [one for one in said["abstained"] if overlap_s(one, bad) > 0]
    if not any(one["start_s"] <= latest for one in gaps):
        found.misses.append(f"not silent within {ABSTAIN_WITHIN_S:g} s of {bad['start_s']:.1f} s")
        return False
    covered = sum(max(0.0, overlap_s(one, rest)) for one in gaps)
    if covered < share * (bad["end_s"] - latest) - 1e-9:
        found.misses.append(f"silent for {covered:.1f} s of {bad['end_s'] - latest:.1f} s")
        return False
    return True
