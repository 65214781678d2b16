"""Landmark files, read and written line by line (contracts section 4)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from backfour.app.coach import Look, Shown
from backfour.core.errors import HistoryRefused, Refused
from backfour.core.motion.landmarks import Frame, Header, read_frames, read_header

LONGEST_LINE: Final = 100_000
"""Bytes; 33 landmarks take about 1,000 (our choice: memory stays flat whatever is read)."""

PLACE_DIGITS, VISIBILITY_DIGITS, TIME_DIGITS, LIGHT_DIGITS = 5, 3, 3, 3
"""Digits after the point: a hundredth of a pixel, far below the model's own error."""


class LandmarkFile:
    """A landmark file being read.

    Parameters
    ----------
    file
        Exists and is a file.

    Raises
    ------
    HistoryRefused
        With the line, the field and the reason; for the first line at once.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._size = max(1, file.stat().st_size)
        self._read = 0
        self.header = read_header(next(self._lines()))

    def looks(self) -> Iterator[Look]:
        """Read from the first look to the last."""
        self._read = 0
        frame = None
        for frame in read_frames(self._lines()):
            yield Look(frame, min(1.0, self._read / self._size))
        if frame is None:
            raise Refused("file", "holds no looks")

    def _lines(self) -> Iterator[str]:
        with self._file.open("rb") as reading:
            number = 0
            while line := reading.readline(LONGEST_LINE):
                number += 1
                self._read += len(line)
                if len(line) == LONGEST_LINE:
                    raise HistoryRefused(number, "line", f"is longer than {LONGEST_LINE} bytes")
                try:
                    yield line.decode()
                except UnicodeDecodeError:
                    raise HistoryRefused(number, "line", "is not UTF-8") from None


class LandmarkLines:
    """A landmark file being written.

    Parameters
    ----------
    file
        Is written anew.
    header
        Its first line.
    """

    def __init__(self, file: Path, header: Header) -> None:
        self._writing = file.open("w", encoding="utf-8", newline="\n")
        self._aspect = header.aspect
        self._write(
            {
                "w": header.width_px,
                "h": header.height_px,
                "fps": header.rate_hz,
                "source": header.source,
            }
        )

    def take(self, look: Look, shown: Shown) -> None:
        """Write one look."""
        del shown
        self._write(line_of(look.frame))

    def close(self) -> None:
        """Let the file go."""
        self._writing.close()

    def _write(self, line: dict[str, Any]) -> None:
        self._writing.write(json.dumps(line, separators=(",", ":")) + "\n")


def line_of(frame: Frame) -> dict[str, Any]:
    """Return a look as a line of a landmark file tells it."""
    told: dict[str, Any] = {"t": round(frame.t_s, TIME_DIGITS), "lm": None}
    if frame.points is not None:
        told["lm"] = [
            [
                round(x / frame.aspect, PLACE_DIGITS),
                round(y, PLACE_DIGITS),
                round(z / frame.aspect, PLACE_DIGITS),
                round(v, VISIBILITY_DIGITS),
            ]
            for x, y, z, v in frame.points
        ]
    if frame.light is not None:
        told["light"] = round(frame.light, LIGHT_DIGITS)
    return told
