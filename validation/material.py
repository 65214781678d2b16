"""Recordings with their truth, read from a folder; a clear sentence where one cannot be read."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backfour.core.errors import Refused
from backfour.core.motion.landmarks import read_frames
from backfour.core.motion.report import judge

FILMS = (".mp4", ".mov", ".m4v", ".webm", ".avi", ".mkv")
EXERCISES = (
    *("elbow_prop", "bed_rotation", "leg_hang", "bird_dog", "pelvic_circles"),
    *("chair_stand", "one_leg_stance", "prone_hold", "sitting"),
)
"""What a coach can be asked to watch (contracts sections 1 and 4)."""
EXPECTED = ("judge", "abstain", "nothing")
LISTS = ("holds", "reps", "faults", "abstained")
Json = dict[str, Any]


class Unreadable(Exception):
    """Bad input, as one sentence: the file and what is wrong with it."""


@dataclass(frozen=True)
class Material:
    """One recording: its truth and where its landmarks or its film lie."""

    name: str
    truth: Json
    file: Path

    @property
    def is_film(self) -> bool:
        """Whether the pose has still to be estimated."""
        return self.file.suffix.lower() in FILMS


def read_json(file: Path) -> Any:
    """Read a JSON file.

    Raises
    ------
    Unreadable
        When there is none, or it is not JSON.
    """
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as wrong:
        raise Unreadable(f"{file}: {wrong.strerror or wrong}") from None
    except (ValueError, RecursionError):
        raise Unreadable(f"{file}: is not JSON") from None


def folder(given: str) -> Path:
    """Return a folder that is there.

    Raises
    ------
    Unreadable
        When it is not.
    """
    path = Path(given)
    if not path.is_dir():
        raise Unreadable(f"{given}: is not a folder")
    return path


def materials(where: Path, *, films: bool = False) -> list[Material]:
    """Every recording of a folder that has a truth file.

    Parameters
    ----------
    where
        Holds NAME.truth.json beside NAME.landmarks.jsonl or a film NAME.mp4.
    films
        Take the film where there are both; otherwise the landmarks.

    Raises
    ------
    Unreadable
        No truth file, a truth file without a recording, or a truth that is none.
    """
    found = [_material(file, films=films) for file in sorted(where.glob("*.truth.json"))]
    if not found:
        raise Unreadable(f"{where}: holds no NAME.truth.json")
    return found


def _material(file: Path, *, films: bool) -> Material:
    name = file.name.removesuffix(".truth.json")
    truth = checked(file, read_json(file))
    landmarks = file.with_name(f"{name}.landmarks.jsonl")
    film = next((f for f in (file.with_name(name + end) for end in FILMS) if f.is_file()), None)
    if film and (films or not landmarks.is_file()):
        return Material(name, truth, film)
    if not landmarks.is_file():
        raise Unreadable(f"{file}: has neither {landmarks.name} nor a film beside it")
    return Material(name, truth, landmarks)


def checked(file: Path, truth: Any) -> Json:
    """Return a truth with its defaults filled in.

    Raises
    ------
    Unreadable
        Naming the field and the reason.
    """
    if not isinstance(truth, dict):
        raise Unreadable(f"{file}: must be an object")
    exercise = truth.get("exercise")
    if exercise not in EXERCISES:
        raise Unreadable(f"{file}: exercise: must be one of {', '.join(EXERCISES)}")
    expect = truth.get("expect", "judge")
    if expect not in EXPECTED:
        raise Unreadable(f"{file}: expect: must be one of {', '.join(EXPECTED)}")
    return filled(truth | {name: _entries(file, truth, name) for name in LISTS})


def filled(truth: Json) -> Json:
    """Return a truth with what may be left out: it is to be judged, sides and all."""
    usual = {"expect": "judge", "side_judgeable": True, "view": "", "estimator_follows": True}
    return {**usual, **{name: [] for name in LISTS}, **truth}


def _entries(file: Path, truth: Mapping[str, Any], name: str) -> list[Json]:
    entries = truth.get(name, [])
    if not isinstance(entries, list):
        raise Unreadable(f"{file}: {name}: must be a list")
    return [_entry(file, f"{name}[{n}]", one) for n, one in enumerate(entries)]


def _entry(file: Path, where: str, entry: Any) -> Json:
    if not isinstance(entry, dict):
        raise Unreadable(f"{file}: {where}: must be an object")
    for field in ("start_s", "end_s"):
        if not _is_number(entry.get(field)):
            raise Unreadable(f"{file}: {where}.{field}: must be a number of seconds")
    if entry["end_s"] < entry["start_s"]:
        raise Unreadable(f"{file}: {where}.end_s: comes before start_s")
    if entry.get("side") not in (None, "left", "right"):
        raise Unreadable(f"{file}: {where}.side: must be left, right or null")
    return {"side": None, **entry}


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and math.isfinite(value)


def judged(material: Material, exercise: str | None = None) -> Json:
    """Return what the coach says of a recording (contracts section 4).

    Raises
    ------
    Unreadable
        When the recording is broken, or is a film and the extra ``video`` is missing.
    """
    exercise = exercise or str(material.truth["exercise"])
    if material.is_film:
        return _of_film(material.file, exercise)
    try:
        with material.file.open(encoding="utf-8") as lines:
            return judge(exercise, read_frames(lines))
    except (OSError, UnicodeDecodeError, Refused) as wrong:
        raise Unreadable(f"{material.file}: {wrong}") from None


def _of_film(file: Path, exercise: str) -> Json:
    """Ask the command line, which says itself when the extra for films is missing."""
    start = "import sys; from backfour.cli import main; sys.exit(main())"
    asked = [sys.executable, "-c", start, "coach", str(file), "--exercise", exercise, "--json"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        raise Unreadable(f"{file}: {said[-1] if said else 'could not be judged'}")
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)  # noqa: S101 - contracts section 4
    return answer
