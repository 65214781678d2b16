"""A film with a person in it: pictures, and the landmarks the pose model finds in them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from backfour.adapters.video.ahead import ahead
from backfour.adapters.video.crop import Points
from backfour.adapters.video.film import Film, Still
from backfour.adapters.video.landmark_file import line_of
from backfour.adapters.video.tracker import Tracker
from backfour.app.coach import Look
from backfour.core.motion.landmarks import Frame, Header, frame_of

WAITING: Final = 4
"""Pictures that may wait between two steps: enough to even them out, and little memory."""
MOST_THREADS: Final = 4
"""The model gains little from more (our choice)."""
FARTHEST: Final = 10.0
"""Where the model points further than this many pictures away, that is where it stops (our choice:
landmark files take no number from 20 on)."""
SOURCE: Final = "BlazePose full, Back Four"


def threads() -> int:
    """Return how many threads the model gets on this machine."""
    return min(MOST_THREADS, os.cpu_count() or 1)


class WatchedFilm:
    """A film being judged.

    Parameters
    ----------
    file
        A film.
    bundle
        The pose model.

    Raises
    ------
    Refused
        When it is no film.
    """

    def __init__(self, file: Path, bundle: Path) -> None:
        self._film = Film(file)
        told = self._film.header
        self.header = Header(told.width_px, told.height_px, told.rate_hz, SOURCE)
        self._tracker = Tracker(bundle, threads())

    def looks(self) -> Iterator[Look]:
        """Read from the first picture to the last.

        Pictures are read in one thread and points placed in another, while whoever asked judges
        and draws.
        """
        stills = ahead(self._film.stills(), WAITING)
        placed = ((still, self._tracker.look(still.picture, still.t_s)) for still in stills)
        for still, points in ahead(placed, WAITING):
            yield Look(self._frame(still, points), still.share, still.picture)

    def _frame(self, still: Still, points: Points | None) -> Frame:
        """Tell the coach what a landmark file would: both are judged alike, to the digit."""
        aspect = self.header.aspect
        placed = None
        if points is not None:
            shown = points.copy()
            shown[:, :3] /= self.header.height_px
            placed = tuple(map(tuple, shown.clip(-FARTHEST, FARTHEST).tolist()))
        return frame_of(line_of(Frame(still.t_s, placed, aspect, still.light)), aspect)
