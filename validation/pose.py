"""How well our pose pipeline agrees with another's landmarks: ``python -m validation.pose DIR``.

DIR holds films beside landmark files of the same pictures (``NAME.mp4``, ``NAME.landmarks.jsonl``),
made by a pipeline one wants to compare with. Two points agree within a fifth of the person's trunk.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from backfour import bootstrap
from backfour.adapters.video.recordings import Recordings
from backfour.core.errors import BackfourError
from backfour.core.motion.geometry import distance, mid
from backfour.core.motion.landmarks import L_HIP, L_SHOULDER, R_HIP, R_SHOULDER, Frame

NEAR = 0.2
"""Share of the trunk's length within which two points agree (as measured in camera-findings)."""
SHORTEST = 1e-6
"""Picture heights: a trunk that is a point agrees with nothing."""
SUFFIX = ".landmarks.jsonl"
FILMS = (".mp4", ".mov", ".m4v", ".webm", ".avi", ".mkv")


@dataclass(frozen=True)
class Agreement:
    """One film: points compared and near, half-way error, looks where only one saw somebody."""

    name: str
    points: int
    near: int
    median_trunks: float
    only_theirs: int
    only_ours: int


def agreement(film: Path, landmarks: Path, model: Path = bootstrap.POSE_MODEL) -> Agreement:
    """Compare a film's landmarks, look by look, with those of a file."""
    recordings, apart = Recordings(model), []
    only_theirs = only_ours = 0
    ours, theirs = (recordings.open(one).looks() for one in (film, landmarks))
    for one, other in zip(ours, theirs, strict=False):
        if one.frame.points is None or other.frame.points is None:
            only_theirs += other.frame.points is not None
            only_ours += one.frame.points is not None
        else:
            apart += distances(one.frame, other.frame)
    apart.sort()
    near = sum(trunks < NEAR for trunks in apart)
    median = apart[len(apart) // 2] if apart else math.nan
    return Agreement(film.stem, len(apart), near, median, only_theirs, only_ours)


def distances(one: Frame, other: Frame) -> list[float]:
    """Return how far apart the points of two looks are, in trunks of the other."""
    theirs = other.points or ()
    shoulders = mid(theirs[L_SHOULDER], theirs[R_SHOULDER])
    trunk = max(SHORTEST, distance(shoulders, mid(theirs[L_HIP], theirs[R_HIP])))
    return [distance(a, b) / trunk for a, b in zip(one.points or (), theirs, strict=True)]


def pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Find the films that have a landmark file beside them."""
    for landmarks in sorted(folder.glob(f"*{SUFFIX}")):
        stem = landmarks.name.removesuffix(SUFFIX)
        film = next((one for end in FILMS if (one := folder / (stem + end)).is_file()), None)
        if film is not None:
            yield film, landmarks


def row(one: Agreement) -> str:
    """Write a row of the table."""
    share = f"{100 * one.near / one.points:.1f}" if one.points else "-"
    cells = (one.name, str(one.points), share, f"{one.median_trunks:.3f}")
    return "| " + " | ".join((*cells, str(one.only_theirs), str(one.only_ours))) + " |"


def main(argv: Sequence[str] | None = None) -> int:
    """Compare every film of a folder and print a table; 2 for bad input."""
    parser = argparse.ArgumentParser(prog="python -m validation.pose", description=__doc__)
    parser.add_argument("dir", type=Path)
    found = list(pairs(asked := parser.parse_args(argv).dir))
    if not found:
        print(f"{asked}: holds no film with {SUFFIX} beside it", file=sys.stderr)
        return 2
    print("| film | points | % within 0.2 trunk | half are within | only theirs | only ours |")
    print("|---|---:|---:|---:|---:|---:|")
    rows = []
    for film, landmarks in found:
        try:
            rows.append(agreement(film, landmarks))
        except BackfourError as refusal:
            print(f"{film}: {refusal}", file=sys.stderr)
            return 2
        print(row(rows[-1]), flush=True)
    points, near = (sum(getattr(one, name) for one in rows) for name in ("points", "near"))
    print(f"\n{near} of {points} points = {100 * near / max(points, 1):.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
