"""Draws what the coach sees and says over a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from backfour.adapters.video.crop import Picture
from backfour.core.motion.landmarks import (
    L_ANKLE,
    L_EAR,
    L_ELBOW,
    L_HEEL,
    L_HIP,
    L_KNEE,
    L_SHOULDER,
    L_TOE,
    L_WRIST,
    NOSE,
    R_ANKLE,
    R_EAR,
    R_ELBOW,
    R_HEEL,
    R_HIP,
    R_KNEE,
    R_SHOULDER,
    R_TOE,
    R_WRIST,
    Frame,
)

BONES: Final = (
    (NOSE, L_EAR),
    (NOSE, R_EAR),
    (L_SHOULDER, R_SHOULDER),
    (L_HIP, R_HIP),
    (L_SHOULDER, L_HIP),
    (R_SHOULDER, R_HIP),
    (L_SHOULDER, L_ELBOW),
    (L_ELBOW, L_WRIST),
    (R_SHOULDER, R_ELBOW),
    (R_ELBOW, R_WRIST),
    (L_HIP, L_KNEE),
    (L_KNEE, L_ANKLE),
    (L_ANKLE, L_HEEL),
    (L_HEEL, L_TOE),
    (R_HIP, R_KNEE),
    (R_KNEE, R_ANKLE),
    (R_ANKLE, R_HEEL),
    (R_HEEL, R_TOE),
)

Colour = tuple[int, int, int]
BELIEVED: Final[Colour] = (170, 214, 92)
DOUBTED: Final[Colour] = (150, 150, 150)
INK: Final[Colour] = (255, 255, 255)
PAPER: Final[Colour] = (35, 28, 24)
"""Blue, green, red: green where the coach believes what it sees, grey where it does not."""

FONT: Final = "sans"
"""One of the faces that OpenCV carries; it has the accents that Spanish needs."""
LARGE, SMALL = 0.09, 0.05
"""Height of the first line and of the others, shares of the picture's height."""
EDGE: Final = 0.02


def drawn(picture: Picture, frame: Frame, caption: Sequence[str], *, believed: bool) -> Picture:
    """Return the picture with the person's bones and the caption; the given one stays as it is.

    Parameters
    ----------
    picture
        Blue, green, red.
    frame
        Whose points lie in this picture.
    caption
        Lines of text, the first one large.
    believed
        Whether the coach judges this look.
    """
    canvas = picture.copy()
    _bones(canvas, frame, BELIEVED if believed else DOUBTED)
    _caption(canvas, [line for line in caption if line])
    return canvas


def blank(width: int, height: int) -> Picture:
    """Return an empty dark picture, for looks without one."""
    return np.full((height, width, 3), PAPER, dtype=np.uint8)


def _bones(canvas: Picture, frame: Frame, colour: Colour) -> None:
    if frame.points is None:
        return
    height = canvas.shape[0]
    thick = max(1, round(height / 160))
    places = [(round(x * height), round(y * height)) for x, y, _, _ in frame.points]
    for begin, end in BONES:
        cv2.line(canvas, places[begin], places[end], colour, thick, cv2.LINE_AA)
    for joint in {joint for bone in BONES for joint in bone}:
        cv2.circle(canvas, places[joint], thick + 1, INK, -1, cv2.LINE_AA)


def _caption(canvas: Picture, lines: Sequence[str]) -> None:
    """Write the lines on a dark panel at the upper left, broken where they grow too long."""
    height, width = canvas.shape[:2]
    edge = round(height * EDGE)
    rows = [
        (row, round(height * (LARGE if first else SMALL)))
        for first, line in zip([True] + [False] * len(lines), lines, strict=False)
        for row in broken(line, round(height * (LARGE if first else SMALL)), width - 4 * edge)
    ]
    if not rows:
        return
    deep = sum(round(size * 1.3) for _, size in rows) + edge
    wide = max(_width(row, size) for row, size in rows) + 2 * edge
    panel = canvas[edge : edge + deep, edge : edge + wide]
    panel[:] = panel // 3 + np.uint8(np.array(PAPER) * 2 // 3)
    down = edge
    for row, size in rows:
        down += round(size * 1.3)
        cv2.putText(canvas, row, (2 * edge, down - size // 4), INK, cv2.FontFace(FONT), size, 500)


def broken(line: str, size: int, width: int) -> list[str]:
    """Break a line at its spaces so that each part fits.

    Parameters
    ----------
    size
        Height of the letters, pixels.
    width
        Room for a row, pixels.
    """
    rows: list[str] = []
    for word in line.split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and _width(longer, size) <= width:
            rows[-1] = longer
        else:
            rows.append(word)
    return rows


def _width(text: str, size: int) -> int:
    _, _, wide, _ = cv2.getTextSize((0, 0), text, (0, 0), cv2.FontFace(FONT), size, 500)
    return int(wide)
