"""Clips in which nothing may be counted: ``python -m validation.negatives DIR [--json]``.

``DIR/labels.json`` says for each clip with which exercise to run it and what must come out. Without
one, every landmark file of the folder is run with every movement and nothing may be counted.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

if not __package__:  # run by its path: the folder above knows the rest
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from backfour.core.motion.movements import MOVEMENTS
from validation.material import EXERCISES, FILMS, Material, Unreadable, folder, judged, read_json
from validation.shares import told
from validation.tables import markdown

MOST_CREDITED_S = 0.7
"""Credited where nothing may be, at most: labels by eye are good to about 0.3 s a side."""
Json = dict[str, Any]


@dataclass
class Verdict:
    """One clip with one exercise."""

    name: str
    exercise: str
    expect: str
    right: bool = True
    counted: int = 0
    credited_wrong_s: float = 0.0
    credited_right_s: float = 0.0
    in_position_s: float = 0.0
    notes: str = ""
    misses: list[str] = field(default_factory=list)


def verdicts(where: str) -> list[Verdict]:
    """Judge every clip of a folder.

    Raises
    ------
    Unreadable
        Bad input, as one sentence.
    """
    path = folder(where)
    labels = path / "labels.json"
    clips = _labelled(labels) if labels.is_file() else _unlabelled(path)
    return [_judge(file, name, case) for file, name, case in clips]


def _labelled(labels: Path) -> list[tuple[Path, str, Json]]:
    told_of = read_json(labels)
    clips = told_of.get("clips") if isinstance(told_of, dict) else None
    if not isinstance(clips, list) or not clips:
        raise Unreadable(f"{labels}: clips: must be a list with at least one clip")
    found = []
    for n, clip in enumerate(clips):
        file, cases = _clip(labels, n, clip)
        found += [(file, str(clip.get("name", file.name)), case) for case in cases]
    return found


def _clip(labels: Path, n: int, clip: Any) -> tuple[Path, list[Json]]:
    where = f"{labels}: clips[{n}]"
    if not isinstance(clip, dict) or not isinstance(clip.get("file"), str):
        raise Unreadable(f"{where}.file: must name a landmark file or a film")
    cases = clip.get("cases")
    if not isinstance(cases, list) or not all(isinstance(case, dict) for case in cases):
        raise Unreadable(f"{where}.cases: must be a list of objects")
    file = labels.parent / clip["file"]
    if not file.is_file():
        raise Unreadable(f"{where}.file: {file} is not there")
    for k, case in enumerate(cases):
        _check(f"{where}.cases[{k}]", case)
    return file, cases


def _check(where: str, case: Json) -> None:
    if case.get("exercise") not in EXERCISES:
        raise Unreadable(f"{where}.exercise: must be one of {', '.join(EXERCISES)}")
    if case.get("expect", "nothing") not in ("nothing", "judge"):
        raise Unreadable(f"{where}.expect: must be nothing or judge")
    for name in ("in_position", "must_not_credit"):
        for span in case.get(name, []):
            if not (isinstance(span, list) and len(span) == 2 and span[0] <= span[1]):
                raise Unreadable(f"{where}.{name}: must be pairs of seconds")


def _unlabelled(path: Path) -> list[tuple[Path, str, Json]]:
    files = [f for f in sorted(path.iterdir()) if f.suffix.lower() in (".jsonl", *FILMS)]
    if not files:
        raise Unreadable(f"{path}: holds neither labels.json nor a landmark file or film")
    names = [(file, file.name.removesuffix(".landmarks.jsonl")) for file in files]
    return [(file, name, {"exercise": one}) for file, name in names for one in MOVEMENTS]


def _judge(file: Path, name: str, case: Json) -> Verdict:
    expect = case.get("expect", "nothing")
    found = Verdict(name, case["exercise"], expect, notes=str(case.get("notes", "")))
    said = judged(Material(name, {}, file), found.exercise)
    counted = [one for one in said["holds"] if one["counted"]]
    found.counted = len(counted) + len(said["reps"])
    wrong, right = case.get("must_not_credit", []), case.get("in_position", [])
    found.credited_wrong_s = round(credited_s(counted, wrong), 2)
    found.credited_right_s = round(credited_s(counted, right), 2)
    found.in_position_s = round(sum(b - a for a, b in right), 2)
    if expect == "nothing":
        for one in [*counted, *said["reps"]]:
            found.misses.append(f"counted {one['start_s']:.1f} to {one['end_s']:.1f} s")
    if found.credited_wrong_s > MOST_CREDITED_S:
        found.misses.append(f"credited {found.credited_wrong_s} s where nothing may be")
    found.right = not found.misses
    return found


def credited_s(holds: list[Json], spans: list[list[float]]) -> float:
    """Held seconds inside spans; a hold that pauses credits at most what it held."""
    total = 0.0
    for hold in holds:
        inside = sum(max(0.0, min(hold["end_s"], b) - max(hold["start_s"], a)) for a, b in spans)
        outside = hold["end_s"] - hold["start_s"] - inside
        total += min(inside, max(0.0, hold["held_s"] - outside) if outside > 0 else hold["held_s"])
    return total


def table(found: Sequence[Verdict]) -> str:
    """One row a clip and movement."""
    rows = [
        (
            one.name,
            one.exercise,
            one.expect,
            "right" if one.right else "WRONG",
            str(one.counted),
            f"{one.credited_wrong_s:.1f}",
            f"{one.credited_right_s:.1f} of {one.in_position_s:.1f}" if one.in_position_s else "–",
        )
        for one in found
    ]
    head = ("clip", "run as", "expect", "verdict", "counted", "credited wrongly s", "rightly s")
    return markdown(head, rows, left=4)


def printed(found: Sequence[Verdict]) -> str:
    """Return the table, the share and every miss."""
    lines = [f"- {one.name} as {one.exercise}: {miss}" for one in found for miss in one.misses]
    share = f"Right: {told(sum(one.right for one in found), len(found))}"
    return "\n\n".join([table(found), share, "\n".join(lines) or "- no miss"])


def main(argv: list[str] | None = None) -> int:
    """Read the command line, judge and print; 2 for bad input."""
    parser = argparse.ArgumentParser(prog="python -m validation.negatives", description=__doc__)
    parser.add_argument("dir", help="folder with clips and, if there is one, labels.json")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    asked = parser.parse_args(argv)
    try:
        found = verdicts(asked.dir)
    except Unreadable as wrong:
        print(wrong, file=sys.stderr)
        return 2
    print(json.dumps([asdict(one) for one in found], indent=1) if asked.json else printed(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
