"""Reads a film picture by picture, upright and with its times, and never all of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

import cv2

from backfour.adapters.video.crop import Picture
from backfour.core.errors import Refused
from backfour.core.motion.landmarks import Header

USUAL_HZ: Final = 30.0
"""Looks a second that the coach needs at most (camera-findings: right at 8 to 30)."""
SLOWEST_HZ, FASTEST_HZ = 1.0, 1000.0
"""Outside, the rate that a file tells is not one; `USUAL_HZ` is taken for it (our choice)."""


LACKING_S, LACKING = 1.0, 0.05
"""A film whose pictures end so much before it does, in seconds and as a share, is broken (our
choice: some containers only guess how long they are)."""
MOST_PICTURES: Final = 1e9
"""A file that promises more does not know how many it has."""
SHORTEST_S: Final = 0.001
"""Landmark files tell times to a thousandth of a second."""


@dataclass(frozen=True, slots=True)
class Still:
    """One picture of a film.

    Parameters
    ----------
    t_s
        Seconds since the first picture, growing.
    picture
        Upright.
    light
        Its mean brightness, 0..1.
    share
        How much of the film lies behind, 0..1.
    """

    t_s: float
    picture: Picture
    light: float
    share: float


class Film:
    """An opened film.

    Parameters
    ----------
    file
        Exists and is a file. Its rotation is obeyed.

    Raises
    ------
    Refused
        When it is no film with at least two pictures.
    """

    def __init__(self, file: Path) -> None:
        # The whole path: a name such as "0" or "a%02d.png" means something else to OpenCV.
        self._reader = cv2.VideoCapture(str(file.resolve()))
        self._first = [picture for _ in range(2) if (picture := self._read()) is not None]
        if len(self._first) < 2:
            self._reader.release()
            raise Refused("file", _why(len(self._first)))
        rate = self._reader.get(cv2.CAP_PROP_FPS)
        rate = rate if SLOWEST_HZ <= rate <= FASTEST_HZ else USUAL_HZ
        self._every = max(1, round(rate / USUAL_HZ))
        height, width = self._first[0][1].shape[:2]
        self.header = Header(width, height, round(rate / self._every, 3), file.name)
        count = self._reader.get(cv2.CAP_PROP_FRAME_COUNT)
        self._promised_s = count / rate if 0 < count < MOST_PICTURES else 0.0

    def stills(self) -> Iterator[Still]:
        """Read from the first picture to the last; of a faster film every second, third, ...

        Raises
        ------
        Refused
            At its end, when the film breaks off before its time.
        """
        start_s, t_s, index = self._first[0][0], -math.inf, 0
        while (given := self._next()) is not None:
            told_s, picture = given
            if index % self._every == 0:
                # Some films carry no times, or broken ones; their rate is all there is.
                late = told_s - start_s >= t_s + SHORTEST_S
                t_s = told_s - start_s if late else t_s + 1 / self.header.rate_hz
                share = min(1.0, t_s / max(self._promised_s, t_s, SHORTEST_S))
                yield Still(t_s, picture, light_of(picture), share)
            index += 1
        self._reader.release()
        self._whole(t_s + 1 / self.header.rate_hz)

    def _whole(self, given_s: float) -> None:
        lacking_s = self._promised_s - given_s
        if lacking_s > max(LACKING_S, LACKING * self._promised_s):
            end = f"{given_s:.1f} s of {self._promised_s:.1f} s"
            raise Refused("file", f"is broken: its pictures end after {end}")

    def _next(self) -> tuple[float, Picture] | None:
        return self._first.pop(0) if self._first else self._read()

    def _read(self) -> tuple[float, Picture] | None:
        read, picture = self._reader.read()
        if not read or picture is None:
            return None
        t_s = self._reader.get(cv2.CAP_PROP_POS_MSEC) / 1000
        return t_s if math.isfinite(t_s) else 0.0, cast("Picture", picture)


def _why(pictures: int) -> str:
    if pictures:
        return "holds a single picture, no film"
    return "cannot be read as a film: it is broken, or holds no pictures"


def light_of(picture: Picture) -> float:
    """Return the mean brightness of a picture, 0..1 (Rec. 601)."""
    blue, green, red, _ = cv2.mean(picture)
    return (0.114 * blue + 0.587 * green + 0.299 * red) / 255
