"""Follows one person through a film: look where they were, or else search the whole picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from backfour.adapters.video.crop import ROOM, Picture, Points, Square, around
from backfour.adapters.video.detector import Detector
from backfour.adapters.video.landmarker import Body, Landmarker
from backfour.adapters.video.network import networks
from backfour.adapters.video.steady import OneEuro


class Tracker:
    """Pictures in, landmarks out.

    Parameters
    ----------
    bundle
        A ``.task`` file.
    threads
        How many threads may work on one picture.
    """

    def __init__(self, bundle: Path, threads: int) -> None:
        detector, landmarks = networks(bundle, threads)
        self._detector = Detector(detector)
        self._landmarker = Landmarker(landmarks)
        self._square: Square | None = None
        # MediaPipe's numbers: the body follows quickly, the square hardly moves by itself.
        self._body = OneEuro(still_hz=0.05, eager=80.0)
        self._ring = OneEuro(still_hz=0.01, eager=10.0)
        self._visible: Points | None = None

    def look(self, picture: Picture, t_s: float) -> Points | None:
        """Return the person in the picture: 33 x 4 in pixels (z too) and visibility, or None."""
        square = self._square or self._detector.find(picture)
        body = self._landmarker.place(picture, square) if square else None
        if body is None:
            self._lose()
            return None
        return self._follow(body, t_s)

    def _lose(self) -> None:
        self._square = self._visible = None
        self._body.forget()
        self._ring.forget()

    def _follow(self, body: Body, t_s: float) -> Points:
        size = around(*body.ring).side / ROOM
        ring = self._ring.calm(t_s, body.ring, size)
        self._square = around(*ring)
        points = body.points.copy()
        points[:, :3] = self._body.calm(t_s, points[:, :3], size)
        seen = points[:, 3]
        self._visible = seen if self._visible is None else 0.1 * seen + 0.9 * self._visible
        points[:, 3] = self._visible
        return points.astype(np.float32)
