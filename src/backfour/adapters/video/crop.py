"""The turned square of a picture in which a person is looked for, and the way back from it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Height x width x 3, blue, green, red: as OpenCV gives it."""
Points = NDArray[np.float32]

ROOM: Final = 1.25
"""How much wider than the body's circle the square is (MediaPipe's pose graph)."""


@dataclass(frozen=True, slots=True)
class Square:
    """A square in the picture.

    Parameters
    ----------
    x, y
        Its centre, pixels.
    side
        Length of a side, pixels.
    turn
        How far it is turned so that the person stands upright in it, radians, clockwise on screen.
    """

    x: float
    y: float
    side: float
    turn: float = 0.0

    def places(self, inside: Points) -> Points:
        """Carry points from the square (0..1 along its sides) into the picture (pixels).

        Parameters
        ----------
        inside
            n x 2.
        """
        away = (inside - 0.5) * self.side
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        out = np.empty_like(away)
        out[:, 0] = self.x + cos * away[:, 0] - sin * away[:, 1]
        out[:, 1] = self.y + sin * away[:, 0] + cos * away[:, 1]
        return out


def whole(picture: Picture) -> Square:
    """Return the smallest square that holds the whole picture."""
    height, width = picture.shape[:2]
    return Square(width / 2, height / 2, float(max(height, width)))


def around(centre: Points, rim: Points) -> Square:
    """Return the square around a body.

    Parameters
    ----------
    centre
        Middle of the hips, pixels.
    rim
        A point on the circle that holds the body, above its head: it tells size and turn.
    """
    right, down = (float(value) for value in rim - centre)
    side = 2 * math.hypot(right, down) * ROOM
    # Upright is up, and y grows downwards: a rim straight above the hips needs no turn.
    turn = math.pi / 2 - math.atan2(-down, right)
    return Square(float(centre[0]), float(centre[1]), side, turn)


def cut(picture: Picture, square: Square, pixels: int, *, repeat_edge: bool) -> Any:
    """Draw a square of the picture upright, red, green, blue.

    Parameters
    ----------
    pixels
        Side of the result.
    repeat_edge
        What lies outside the picture: its edge drawn out, or black.
    """
    scale = square.side / pixels
    cos, sin = scale * math.cos(square.turn), scale * math.sin(square.turn)
    half = pixels / 2
    matrix = np.array(
        [
            [cos, -sin, square.x - half * (cos - sin)],
            [sin, cos, square.y - half * (sin + cos)],
        ]
    )
    # With a fourth channel, thrown away again, OpenCV draws twice as fast as with three.
    drawn = cv2.warpAffine(
        cv2.cvtColor(picture, cv2.COLOR_BGR2RGBA),
        matrix,
        (pixels, pixels),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE if repeat_edge else cv2.BORDER_CONSTANT,
    )
    return drawn[:, :, :3]
