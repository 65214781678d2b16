"""Small films made here, and our own demonstration films as people to look at."""

from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from backfour import bootstrap
from backfour.adapters.video.tracker import Tracker
from backfour.core.motion.landmarks import Frame, Header

FILMS = Path(bootstrap.__file__).parent / "web" / "static" / "backfour" / "films"
HEADER = Header(64, 48, 15.0, "made up")


def still(name):
    """One of our own stills, at the size of a usual film."""
    return cv2.resize(cv2.imread(str(FILMS / name)), (640, 360), interpolation=cv2.INTER_AREA)


def grey(number, size=(64, 48)):
    """A picture that can be told from its neighbours by its brightness."""
    return np.full((size[1], size[0], 3), (number * 5) % 256, np.uint8)


def write_film(file, pictures, rate_hz=15.0, codec="mp4v"):
    height, width = pictures[0].shape[:2]
    fourcc = cv2.VideoWriter.fourcc(*codec)
    writer = cv2.VideoWriter(str(file), fourcc, rate_hz, (width, height))
    assert writer.isOpened()
    for picture in pictures:
        writer.write(picture)
    writer.release()
    return file


def turned(file, target):
    """The same film with a note that it is to be shown a quarter turn clockwise, as phones do."""
    data = file.read_bytes()
    upright = b"".join(n.to_bytes(4, "big") for n in (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30))
    quarter = b"".join(
        (n % (1 << 32)).to_bytes(4, "big")
        for n in (0, 1 << 16, 0, -(1 << 16), 0, 0, 48 << 16, 0, 1 << 30)
    )
    place = data.index(upright, data.index(b"tkhd"))
    target.write_bytes(data[:place] + quarter + data[place + len(upright) :])
    return target


def frame_at(t_s=0.0, *, points=True, light=0.5, aspect=4 / 3):
    """A look with its 33 points on a slanting line."""
    row = tuple((0.1 + n / 40, 0.2 + n / 80, 0.0, 0.9) for n in range(33)) if points else None
    return Frame(t_s, row, aspect, light)


@pytest.fixture(scope="session")
def tracker():
    """A tracker that has seen nobody yet, made once: `fresh` forgets whom it saw."""
    made = Tracker(bootstrap.POSE_MODEL, threads=1)

    def fresh():
        made._lose()
        return made

    return SimpleNamespace(fresh=fresh)
