"""What one look of the camera says: thirty-three points on a body, or nobody.

Points follow BlazePose. ``x`` and ``y`` are in picture HEIGHTS, so that lengths and angles are true
in any picture shape; ``y`` grows downwards. Landmark files: contracts section 4.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from backfour.core.errors import HistoryRefused, Refused

Point = tuple[float, float, float, float]
"""x, y, z (picture heights; z is the model's depth, nearer is smaller), visibility 0..1."""

POINTS: Final = 33
NOSE: Final = 0
L_EAR, R_EAR = 7, 8
L_SHOULDER, R_SHOULDER = 11, 12
L_ELBOW, R_ELBOW = 13, 14
L_WRIST, R_WRIST = 15, 16
L_HIP, R_HIP = 23, 24
L_KNEE, R_KNEE = 25, 26
L_ANKLE, R_ANKLE = 27, 28
L_HEEL, R_HEEL = 29, 30
L_TOE, R_TOE = 31, 32

_PAIRS: Final = (n + 1 if n % 2 else n - 1 for n in range(11, POINTS))
MIRROR: Final = (0, 4, 5, 6, 1, 2, 3, 8, 7, 10, 9, *_PAIRS)
"""Which point of a mirrored picture is which point of the person."""

MOST_FAR: Final = 20.0
"""A point further than this many pictures away is a broken number, not a body (our choice)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One look.

    Parameters
    ----------
    t_s
        Seconds since the first look, growing.
    points
        33 points, or None where nobody was found.
    aspect
        Width of the picture by its height, for the picture's right edge.
    light
        Mean brightness of the picture, 0..1, or None where nobody measured it.
    """

    t_s: float
    points: tuple[Point, ...] | None
    aspect: float
    light: float | None = None

    def mirrored(self) -> Frame:
        """The same person in a mirrored picture: left is right."""
        if self.points is None:
            return self
        turned = tuple((self.aspect - x, y, z, v) for x, y, z, v in self.points)
        return Frame(self.t_s, tuple(turned[n] for n in MIRROR), self.aspect, self.light)


@dataclass(frozen=True, slots=True)
class Header:
    """First line of a landmark file: picture size, looks a second (0: unsaid), where from."""

    width_px: int
    height_px: int
    rate_hz: float
    source: str

    @property
    def aspect(self) -> float:
        """Width by height."""
        return self.width_px / self.height_px


def read_header(line: str) -> Header:
    """Read the first line of a landmark file.

    Raises
    ------
    HistoryRefused
        With line 1, the field and the reason.
    """
    given = _object(1, line)
    width, height = (_number(1, given, name, 1, 100_000) for name in ("w", "h"))
    rate = _number(1, given, "fps", 0.1, 1000) if "fps" in given else 0.0
    source = given.get("source", "")
    if not isinstance(source, str):
        raise HistoryRefused(1, "source", "must be a text")
    return Header(int(width), int(height), rate, source)


def read_frames(lines: Iterable[str]) -> Iterator[Frame]:
    """Read a landmark file line by line, first line included; nothing is kept.

    Raises
    ------
    HistoryRefused
        With the line, the field and the reason: no JSON, a wrong count of landmarks, a number
        that is none (NaN), time running back.
    """
    header: Header | None = None
    before_s = -math.inf
    for number, line in enumerate(lines, 1):
        if header is None:
            header = read_header(line)
        elif line.strip():
            frame = _frame(number, line, header.aspect, before_s)
            before_s = frame.t_s
            yield frame
    if header is None:
        raise HistoryRefused(1, "file", "is empty")


def frame_of(given: dict[str, Any], aspect: float) -> Frame:
    """Read one look: ``t`` seconds, ``lm`` null or 33 lists, ``light`` or null.

    Raises
    ------
    Refused
        Naming the field and the reason.
    """
    try:
        return _frame_of(0, given, aspect)
    except HistoryRefused as wrong:
        raise Refused(wrong.field, wrong.reason) from None


def _frame(number: int, line: str, aspect: float, before_s: float) -> Frame:
    frame = _frame_of(number, _object(number, line), aspect)
    if frame.t_s <= before_s:
        raise HistoryRefused(number, "t", f"must grow: {frame.t_s:g} comes after {before_s:g}")
    return frame


def _frame_of(number: int, given: dict[str, Any], aspect: float) -> Frame:
    t_s = _number(number, given, "t", 0, 1e7)
    light = None if given.get("light") is None else _number(number, given, "light", 0, 1)
    if "lm" not in given:
        raise HistoryRefused(number, "lm", "is missing")
    told = given["lm"]
    return Frame(t_s, None if told is None else _points(number, told, aspect), aspect, light)


def _points(number: int, told: Any, aspect: float) -> tuple[Point, ...]:
    if not isinstance(told, list) or len(told) != POINTS:
        count = f"{len(told)}" if isinstance(told, list) else "no list"
        raise HistoryRefused(number, "lm", f"must be null or {POINTS} landmarks, found {count}")
    return tuple(_point(number, n, one, aspect) for n, one in enumerate(told))


def _point(number: int, n: int, told: Any, aspect: float) -> Point:
    if not isinstance(told, list) or len(told) != 4:
        raise HistoryRefused(number, f"lm[{n}]", "must be x, y, z and visibility")
    x, y, z, v = told
    if not all(type(one) in (int, float) and -MOST_FAR < one < MOST_FAR for one in (x, y, z, v)):
        raise HistoryRefused(number, f"lm[{n}]", f"must be four numbers within {MOST_FAR:g}")
    return (x * aspect, float(y), z * aspect, float(v))


def _object(number: int, line: str) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        raise HistoryRefused(number, "line", "is not JSON") from None
    if not isinstance(given, dict):
        raise HistoryRefused(number, "line", "must be an object")
    return given


def _number(number: int, given: dict[str, Any], name: str, least: float, most: float) -> float:
    value: Any = given.get(name)
    if type(value) not in (int, float) or not least <= value <= most:
        raise HistoryRefused(number, name, f"must be a number from {least:g} to {most:g}")
    return float(value)
