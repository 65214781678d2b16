"""Places points on the person in a square: 33 of the body, two that say where to look next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from backfour.adapters.video.crop import Picture, Points, Square, cut
from backfour.adapters.video.network import Network, Tensor

BODY: Final = 33
CENTRE, RIM = 33, 34
"""Middle of the hips and the point on the body's circle: they make the next square."""
LEAST_PRESENCE: Final = 0.5
"""Below this nobody is in the square (MediaPipe's default)."""

KERNEL: Final = 3
"""Cells of the heat map on each side of a point that may move it (MediaPipe: a kernel of 7)."""
LEAST_HEAT: Final = 0.5
"""A heat map must be this sure somewhere near, else the point stays (MediaPipe's default)."""

TABLE, PRESENCE, HEAT = 0, 1, 3
"""Places of the network's outputs that are used."""


@dataclass(frozen=True, slots=True)
class Body:
    """A person in the picture.

    Parameters
    ----------
    points
        33 x 4: x, y, z in pixels, and visibility 0..1.
    ring
        2 x 2, pixels: middle of the hips, and a point on the circle that holds the body.
    """

    points: Points
    ring: Points


class Landmarker:
    """Places the points.

    Parameters
    ----------
    network
        The landmark network of the bundle.
    """

    def __init__(self, network: Network) -> None:
        self._network = network

    def place(self, picture: Picture, square: Square) -> Body | None:
        """Return the person in the square, or None where the network sees nobody."""
        seen = cut(picture, square, self._network.pixels, repeat_edge=True)
        self._network.look(seen, 0.0, 1.0)
        if self._network.read(PRESENCE)[0] < LEAST_PRESENCE:
            return None
        rows = self._network.read(TABLE).reshape(-1, 5)[: RIM + 1]
        inside = rows[:, :2] / np.float32(self._network.pixels)
        inside = self._network.read(HEAT, lambda heat: refined(inside, heat))
        flat = square.places(inside)
        depth = rows[:BODY, 2] / np.float32(self._network.pixels) * np.float32(square.side)
        visibility = _sigmoid(rows[:BODY, 3])
        points = np.column_stack([flat[:BODY], depth, visibility])
        return Body(points, flat[CENTRE : RIM + 1])


def refined(inside: Points, heat: Tensor) -> Points:
    """Move each point to the warm middle of its heat map nearby.

    Parameters
    ----------
    inside
        n x 2, in 0..1 of the square.
    heat
        Rows x columns x at least n, before the sigmoid.
    """
    down, right = heat.shape[:2]
    places = (inside * np.array([right, down], dtype=np.float32)).astype(np.intp)
    within = np.all((places >= 0) & (places < (right, down)), axis=1)
    steps = np.arange(-KERNEL, KERNEL + 1)
    columns, rows = (places[:, axis, None] + steps for axis in (0, 1))
    fits = ((rows >= 0) & (rows < down))[:, :, None] & ((columns >= 0) & (columns < right))[:, None]
    near = heat[
        np.clip(rows, 0, down - 1)[:, :, None],
        np.clip(columns, 0, right - 1)[:, None, :],
        np.arange(len(inside))[:, None, None],
    ]
    warm = np.where(fits, _sigmoid(near), 0)
    total = warm.sum(axis=(1, 2))
    sure = within & (warm.max(axis=(1, 2)) >= LEAST_HEAT)
    moved = (
        np.column_stack(
            [
                (warm.sum(axis=1) * columns).sum(axis=1) / right,
                (warm.sum(axis=2) * rows).sum(axis=1) / down,
            ]
        )
        / np.maximum(total, 1e-9)[:, None]
    )
    return np.where(sure[:, None], moved, inside).astype(np.float32)


def _sigmoid(values: Tensor) -> Tensor:
    return 1 / (1 + np.exp(-np.clip(values, -80, 80)))
