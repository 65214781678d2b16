"""Which files a device keeps to work without connection, and how large they are together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from django.conf import settings

ROOM: Final = "backfour"
"""Folder of our files within the served tree."""

LEFT_OUT: Final = (".br", ".gz", ".mp4", ".md", ".start.jpg", ".end.jpg")
"""Compressed copies, and films in a second form: webm plays wherever service workers keep files."""

LATER: Final = "pose"
"""Folder of what the camera needs: a device keeps it from the first time it is used, not before."""

OWN_SCRIPT: Final = "app/sw.js"


class Piece(NamedTuple):
    """One file of the package: its path below the served tree, its content's hash, its size."""

    path: str
    revision: str
    size: int


@cache
def pieces() -> tuple[Piece, ...]:
    """Return every file a device keeps, in the order of their names."""
    root = Path(settings.STATIC_ROOT) / ROOM
    return tuple(_piece(root, file) for file in _files(root))


@cache
def later_pieces() -> tuple[Piece, ...]:
    """Return every file a device keeps once it has been asked for."""
    root = Path(settings.STATIC_ROOT) / ROOM
    return tuple(_piece(root, file) for file in _files(root, later=True))


def package_bytes() -> int:
    """Return the size of the whole package."""
    return sum(piece.size for piece in pieces())


def worker_script() -> str:
    """Return the service worker's script as it was built."""
    file = Path(settings.STATIC_ROOT) / ROOM / OWN_SCRIPT
    return file.read_text(encoding="utf-8")


def is_offered() -> bool:
    """Whether a device may keep files: only a built tree, whose addresses change with it."""
    return not settings.WHITENOISE_AUTOREFRESH


def _files(root: Path, *, later: bool = False) -> Iterator[Path]:
    for file in sorted(root.rglob("*")):
        left_out = file.name.endswith(LEFT_OUT) or file.match(OWN_SCRIPT)
        if file.is_file() and not left_out and (file.parent == root / LATER) is later:
            yield file


def _piece(root: Path, file: Path) -> Piece:
    content = file.read_bytes()
    path = f"{ROOM}/{file.relative_to(root).as_posix()}"
    return Piece(path, sha256(content).hexdigest()[:16], len(content))
