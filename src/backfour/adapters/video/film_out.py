"""Writes a film with what the coach saw drawn in."""

from __future__ import annotations

from pathlib import Path
from typing import Final, cast

import cv2

from backfour.adapters.video.crop import Picture
from backfour.adapters.video.drawing import blank, drawn
from backfour.app.coach import Caption, Look, Shown
from backfour.core.motion.landmarks import Header

CODEC: Final = "mp4v"
"""MPEG-4 Visual: OpenCV's packages can write it everywhere; H.264 they cannot."""
LONGEST: Final = 1280
"""Pixels of the longer side: enough to see, and quick to write (our choice)."""
USUAL_HZ: Final = 15.0
"""Pictures a second where a landmark file does not tell (our choice)."""


class FilmOut:
    """A film being written.

    Parameters
    ----------
    file
        Ends in ``.mp4``; is written anew.
    header
        Of the recording.
    caption
        Says in words what is shown.

    Raises
    ------
    OSError
        When it cannot be written there.
    """

    def __init__(self, file: Path, header: Header, caption: Caption) -> None:
        self._size = size_of(header)
        self._caption = caption
        codec = cv2.VideoWriter.fourcc(*CODEC)
        rate_hz = header.rate_hz or USUAL_HZ
        self._writer = cv2.VideoWriter(str(file), codec, rate_hz, self._size)
        if not self._writer.isOpened():
            raise OSError("cannot be written there")

    def take(self, look: Look, shown: Shown) -> None:
        """Draw and write one look."""
        believed = shown.coach.trust.usable
        picture = self._fitted(look.picture)
        self._writer.write(drawn(picture, look.frame, self._caption(shown), believed=believed))

    def close(self) -> None:
        """Write the end of the film."""
        self._writer.release()

    def _fitted(self, picture: Picture | None) -> Picture:
        if picture is None:
            return blank(*self._size)
        height, width = picture.shape[:2]
        if (width, height) == self._size:
            return picture
        resized = cv2.resize(picture, self._size, interpolation=cv2.INTER_AREA)
        return cast("Picture", resized)


def size_of(header: Header) -> tuple[int, int]:
    """Return width and height of the film: the recording's, even, and not too large."""
    shrink = min(1.0, LONGEST / max(header.width_px, header.height_px))
    width, height = (
        max(2, round(side * shrink / 2) * 2) for side in (header.width_px, header.height_px)
    )
    return width, height
