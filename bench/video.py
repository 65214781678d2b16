"""How fast ``backfour coach`` is beside the bare pose model, and whether its memory stays flat."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Final

import cv2

from backfour import bootstrap
from backfour.adapters.video.network import Network, networks
from backfour.adapters.video.watched import threads
from backfour.app.coach import Wanted
from bench.figures import Figure

SHOWN: Final = bootstrap.POSE_MODEL.parents[1] / "films" / "elbow_prop.EP1.mp4"
EXERCISE: Final = "elbow_prop"
SPEED_PERCENT = 80
MEMORY_PERCENT = 110
PICTURES, LONGER = 150, 5
ROUNDS: Final = 5

ALONE: Final = """
import resource, sys
from pathlib import Path
from backfour import bootstrap
from backfour.app.coach import Wanted
judge = bootstrap.coach_recording().judge
judge(Path(sys.argv[1]), sys.argv[2], None, Wanted(), lambda share: None)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
"""Judges a film in a process of its own and prints the most memory it held."""


def figures() -> Iterator[Figure]:
    """Measure both in one run, by turns, and compare the best of each: others only add."""
    with tempfile.TemporaryDirectory() as folder:
        film = write_film(Path(folder) / "film.mp4", PICTURES)
        _, landmarks = networks(bootstrap.POSE_MODEL, threads())
        rounds = [(bare_ms(landmarks), coach_ms(film)) for _ in range(ROUNDS)]
        bare, coach = (min(taken) for taken in zip(*rounds, strict=True))
        yield Figure(f"pose model alone, a picture ({threads()} threads)", bare, None, "ms")
        yield Figure("backfour coach, a picture of 640×480", coach, None, "ms")
        percent = 100 * bare / coach
        yield Figure(
            "speed of backfour coach, the pose model alone = 100",
            percent,
            SPEED_PERCENT,
            "%",
            more_is_better=True,
        )
        longer = write_film(Path(folder) / "longer.mp4", PICTURES * LONGER)
        percent = 100 * peak(longer) / peak(film)
        yield Figure(f"memory of a film {LONGER} times as long", percent, MEMORY_PERCENT, "%")


def write_film(file: Path, count: int) -> Path:
    """Write our own film of an elbow prop again and again, 640 x 480."""
    writer = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*"mp4v"), 20, (640, 480))
    for picture in islice(cycle(_pictures()), count):
        writer.write(picture)
    writer.release()
    return file


def _pictures() -> list[Any]:
    reader, pictures = cv2.VideoCapture(str(SHOWN)), []
    while (read := reader.read())[0]:
        small = cv2.resize(read[1], (640, 360), interpolation=cv2.INTER_AREA)
        pictures.append(cv2.copyMakeBorder(small, 60, 60, 0, 0, cv2.BORDER_REPLICATE))
    return pictures


def bare_ms(network: Network) -> float:
    """Run nothing but the landmark network, as often as the film has pictures."""
    begin = time.perf_counter()
    for _ in range(PICTURES):
        network.interpreter.invoke()
    return (time.perf_counter() - begin) * 1000 / PICTURES


def coach_ms(film: Path) -> float:
    """Judge the film as the command does, loading the model included."""
    begin = time.perf_counter()
    bootstrap.coach_recording().judge(film, EXERCISE, None, Wanted(), lambda _: None)
    return (time.perf_counter() - begin) * 1000 / PICTURES


def peak(film: Path) -> float:
    """Return the most memory that judging a film took."""
    told = subprocess.run(
        [sys.executable, "-c", ALONE, str(film), EXERCISE],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(told.stdout)
