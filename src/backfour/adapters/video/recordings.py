"""Opens what can be judged, films and landmark files, and begins what is written of it.

Landmark files need no package; films need the extra ``video``.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from backfour.adapters.video.landmark_file import LandmarkFile, LandmarkLines
from backfour.app.coach import Caption, Opened, Recording, Sink
from backfour.core.errors import BackfourError, Refused
from backfour.core.motion.landmarks import Header

LANDMARK_SUFFIXES: Final = frozenset({".jsonl", ".ndjson", ".json"})


class Recordings:
    """Films and landmark files of this computer.

    Parameters
    ----------
    bundle
        The pose model, as ``tools/build_pose_bundle.py`` makes it.
    """

    def __init__(self, bundle: Path) -> None:
        self._bundle = bundle

    def open(self, file: Path) -> Recording:
        """Open a film or a landmark file: its name or its first letter tells which.

        Raises
        ------
        Refused
            When it is neither, or cannot be read.
        BackfourError
            ``coach.no_extra``, ``coach.no_model``: a film, and what reads films is not here.
        """
        begin = _first_bytes(file)
        if file.suffix.lower() in LANDMARK_SUFFIXES or begin.startswith(b"{"):
            return LandmarkFile(file)
        with _extra():
            from backfour.adapters.video.watched import WatchedFilm
        if not self._bundle.is_file():
            raise BackfourError("coach.no_model")
        return WatchedFilm(file, self._bundle)

    def landmarks(self, file: Path, header: Header) -> Opened:
        """Begin a landmark file."""
        return _into("landmarks", file, lambda part: LandmarkLines(part, header))

    def film(self, file: Path, header: Header, caption: Caption) -> Opened:
        """Begin a film."""
        with _extra():
            from backfour.adapters.video.film_out import FilmOut
        if file.suffix.lower() != ".mp4":
            raise Refused("film", f"must end in .mp4, not {file.name}")
        return _into("film", file, lambda part: FilmOut(part, header, caption))


def _first_bytes(file: Path) -> bytes:
    if file.exists() and not file.is_file():
        raise Refused("file", "is a folder" if file.is_dir() else "is not a file")
    try:
        with file.open("rb") as reading:
            begin = reading.read(64)
    except OSError as failure:
        raise Refused("file", f"cannot be used ({failure.strerror or failure})") from None
    if not begin.strip():
        raise Refused("file", "is empty")
    return begin.lstrip()


@contextmanager
def _extra() -> Iterator[None]:
    """Say how to install what films need, where it is missing."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.startswith("backfour"):
            raise
        raise BackfourError("coach.no_extra") from None


@contextmanager
def _into(field: str, file: Path, begin: Callable[[Path], Sink]) -> Iterator[Sink]:
    """Write beside the file and put it in place when whole; after an error nothing stays."""
    try:
        if file.is_dir():
            raise IsADirectoryError
        handle, name = tempfile.mkstemp(file.suffix, ".backfour-", file.parent)
    except OSError as failure:
        raise _unwritable(field, file, failure) from None
    os.close(handle)
    part = Path(name)
    try:
        try:
            sink = begin(part)
        except OSError as failure:
            raise _unwritable(field, file, failure) from None
        try:
            yield sink
        finally:
            sink.close()
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _unwritable(field: str, file: Path, failure: OSError) -> Refused:
    reason = failure.strerror or "it is a folder"
    return Refused(field, f"{file} cannot be written ({reason})")
