"""Finds a person in the whole picture, when nobody is being followed."""

from __future__ import annotations

from typing import Final

import numpy as np

from backfour.adapters.video.crop import Picture, Points, Square, around, cut, whole
from backfour.adapters.video.network import Network, Tensor

LAYERS: Final = ((8, 2), (16, 2), (32, 6))
"""Pixels between anchors of a layer, and anchors at each place (MediaPipe's pose graph)."""
LEAST_SCORE: Final = 0.5
"""Below this it is nobody (MediaPipe's default)."""
SAME_PERSON: Final = 0.3
"""Boxes that share more of their union than this are of one person (MediaPipe's pose graph)."""
HIPS, RIM = slice(4, 6), slice(6, 8)
"""Where a row holds the middle of the hips and the point on the body's circle."""


def anchors(pixels: int) -> Points:
    """Return where the network's rows are counted from: n x 2, in 0..1 of the picture."""
    rows = []
    for stride, many in LAYERS:
        places = (np.arange(pixels // stride, dtype=np.float32) + 0.5) * stride / pixels
        down, right = np.meshgrid(places, places, indexing="ij")
        grid = np.stack([right.ravel(), down.ravel()], axis=1)
        rows.append(np.repeat(grid, many, axis=0))
    return np.concatenate(rows).astype(np.float32)


class Detector:
    """Looks for people.

    Parameters
    ----------
    network
        The detector of the bundle.
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        self._anchors = anchors(network.pixels)

    def find(self, picture: Picture) -> Square | None:
        """Return the square around the clearest person, or None."""
        square = whole(picture)
        seen = cut(picture, square, self._network.pixels, repeat_edge=False)
        self._network.look(seen, -1.0, 1.0)
        raw, logits = self._network.read(0), self._network.read(1)[:, 0]
        row = clearest(raw, logits, self._anchors, self._network.pixels)
        if row is None:
            return None
        hips, rim = square.places(np.stack([row[HIPS], row[RIM]]))
        return around(hips, rim)


def clearest(raw: Tensor, logits: Tensor, origins: Points, pixels: int) -> Points | None:
    """Return the row of the most certain person, averaged over all boxes that mean the same one.

    Parameters
    ----------
    raw
        n x 12: centre, width and height of a box, then four points, pixels from the anchor.
    logits
        n.
    origins
        n x 2, see `anchors`.
    """
    scores = 1 / (1 + np.exp(-np.clip(logits, -80, 80)))
    kept = np.flatnonzero(scores >= LEAST_SCORE)
    if not len(kept):
        return None
    rows, scores = raw[kept] / np.float32(pixels), scores[kept]
    rows[:, 0:2] += origins[kept]
    rows[:, 4:] += np.tile(origins[kept], 4)
    same = _overlap(rows, rows[np.argmax(scores)]) > SAME_PERSON
    found: Points = np.average(rows[same], axis=0, weights=scores[same]).astype(np.float32)
    return found


def _overlap(rows: Points, one: Points) -> Points:
    """Shared part of each box and one box, by their union."""
    low = np.maximum(rows[:, 0:2] - rows[:, 2:4] / 2, one[0:2] - one[2:4] / 2)
    high = np.minimum(rows[:, 0:2] + rows[:, 2:4] / 2, one[0:2] + one[2:4] / 2)
    shared = np.prod(np.maximum(high - low, 0), axis=1)
    areas = np.prod(rows[:, 2:4], axis=1) + np.prod(one[2:4])
    overlap: Points = shared / np.maximum(areas - shared, np.float32(1e-9))
    return overlap
