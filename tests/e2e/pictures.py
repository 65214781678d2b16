"""A camera for Chromium: our own demonstration films and stills as the raw pictures it plays."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from backfour.web.assets import SOURCE

FILMS = SOURCE / "backfour" / "films"
WIDTH, HEIGHT, RATE_HZ = 640, 360, 15
BLACK, GREY = 0, 90


class Scene(NamedTuple):
    """So many seconds of one thing: a film or still by its name, or a plain shade from 0 to 255.

    ``from_s``: where in the film it begins; ``still``: it stands there all the time.
    """

    what: str | int
    seconds: float
    from_s: float = 0.0
    still: bool = False


def camera(place: Path, *scenes: Scene, rate_hz: float = RATE_HZ, upright: bool = False) -> Path:
    """Write a file that Chromium can play into its camera, again and again.

    Parameters
    ----------
    place
        The file to write, ending in ``.y4m``.
    scenes
        What is seen, one after another.
    rate_hz
        Pictures a second.
    upright
        As a phone gives it that stands on its end: the scene across the middle.
    """
    width, height = (HEIGHT, WIDTH) if upright else (WIDTH, HEIGHT)
    with place.open("wb") as out:
        out.write(f"YUV4MPEG2 W{width} H{height} F{round(rate_hz)}:1 Ip A1:1 C420jpeg\n".encode())
        for scene in scenes:
            for picture in _pictures(scene, rate_hz):
                out.write(b"FRAME\n" + _raw(picture, upright=upright))
    return place


def still_rgba(name: str) -> str:
    """Return the pixels of a still as base64: no second decoder comes between two readers of it."""
    import cv2

    pixels = cv2.cvtColor(cv2.imread(str(FILMS / name)), cv2.COLOR_BGR2RGBA)
    return b64encode(pixels.tobytes()).decode()


def _pictures(scene: Scene, rate_hz: float) -> Iterator[Any]:
    import cv2
    import numpy as np

    count = round(scene.seconds * rate_hz)
    if isinstance(scene.what, int):
        yield from [np.full((HEIGHT, WIDTH, 3), scene.what, np.uint8)] * count
        return
    if scene.what.endswith(".jpg"):
        yield from [_still(scene.what)] * count
        return
    film = cv2.VideoCapture(str(FILMS / f"{scene.what}.mp4"))
    have_hz, have = film.get(cv2.CAP_PROP_FPS), int(film.get(cv2.CAP_PROP_FRAME_COUNT))
    stills = [cv2.resize(film.read()[1], (WIDTH, HEIGHT)) for _ in range(have)]
    film.release()
    for n in range(count):
        at_s = scene.from_s + (0 if scene.still else n / rate_hz)
        yield stills[int(at_s * have_hz) % have]


def film(place: Path, *scenes: Scene) -> Path:
    """Write the same scenes as a film that the command line can read."""
    import cv2

    out = cv2.VideoWriter(str(place), cv2.VideoWriter.fourcc(*"mp4v"), RATE_HZ, (WIDTH, HEIGHT))
    for scene in scenes:
        for picture in _pictures(scene, RATE_HZ):
            out.write(picture)
    out.release()
    return place


def _still(name: str) -> Any:
    """A still as high as the picture, with a plain wall at its sides."""
    import cv2

    still = cv2.imread(str(FILMS / name))
    width = min(WIDTH, round(still.shape[1] * HEIGHT / still.shape[0]) // 2 * 2)
    side = (WIDTH - width) // 2
    small = cv2.resize(still, (width, HEIGHT))
    return cv2.copyMakeBorder(
        small, 0, 0, side, WIDTH - width - side, cv2.BORDER_CONSTANT, value=(GREY,) * 3
    )


def _raw(picture: Any, *, upright: bool) -> bytes:
    import cv2

    if upright:
        small = cv2.resize(picture, (HEIGHT, HEIGHT * HEIGHT // WIDTH // 2 * 2))
        room = WIDTH - small.shape[0]
        picture = cv2.copyMakeBorder(
            small, room // 2, room - room // 2, 0, 0, cv2.BORDER_CONSTANT, value=(GREY,) * 3
        )
    return bytes(cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_I420).tobytes())
