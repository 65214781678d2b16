"""What the camera kept of a movement, where that was chosen: joints as numbers, never a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from backfour.app.export import LANDMARKS
from backfour.app.ports import Folder
from backfour.core.errors import BackfourError, Refused
from backfour.core.instants import parse_at
from backfour.core.motion.landmarks import read_frames
from backfour.core.session.attempts import MOST_S
from backfour.core.vocabulary import EXERCISES

MOST_BYTES: Final = 6 * 1024 * 1024
"""Largest landmark file: five minutes at 20 looks a second (our choice)."""
MOST_TOGETHER: Final = 30 * 1024 * 1024
"""All of them together, so that an export can still be brought in again, which takes at most 50 MB
(contracts section 3; the share of it is our choice)."""
WATCHED: Final = (*EXERCISES, *MOST_S)
"""What the camera watches: the movements, and the self-tests it can count."""
LONGEST_ID: Final = 120
_ENDING: Final = ".jsonl"


@dataclass(frozen=True, slots=True)
class Recording:
    """One movement the camera kept: its file name, when (local time), which movement, bytes."""

    name: str
    at: str
    exercise: str
    size: int


class Recordings:
    """Keeps, lists and deletes landmark files (contracts section 4)."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def keep(self, told: Mapping[str, Any]) -> str:
        """Keep one movement; the same told twice is kept once.

        Parameters
        ----------
        told
            ``id``, ``exercise``, ``at`` (local time with offset) and ``file``, a landmark file.

        Returns
        -------
        str
            Its file name.

        Raises
        ------
        Refused
            Naming the field; for the file also the line.
        BackfourError
            ``recordings.full`` when there is no room left for it.
        """
        name = _name(_text(told, "id"), _exercise(told), _text(told, "at"))
        content = _checked(_text(told, "file"))
        room = MOST_TOGETHER - sum(one.size for one in self.all() if one.name != name)
        if len(content) > room:
            raise BackfourError("recordings.full", mb=MOST_TOGETHER // 1024**2)
        with self._folder.put_media({LANDMARKS + name: content}):
            return name

    def all(self) -> tuple[Recording, ...]:
        """Return every recording, the newest first."""
        mine = [name for name in self._folder.media() if name.startswith(LANDMARKS)]
        found = (_described(name, self._folder.size_of_media(name)) for name in mine)
        return tuple(sorted(filter(None, found), key=lambda one: one.at, reverse=True))

    def find(self, name: str) -> Recording | None:
        """Return one recording by its name."""
        return next((one for one in self.all() if one.name == name), None)

    def read(self, recording: Recording) -> bytes:
        """Return the landmark file of a recording."""
        return self._folder.read_media(LANDMARKS + recording.name)

    def delete(self, recording: Recording) -> None:
        """Delete one recording."""
        self._folder.remove_media([LANDMARKS + recording.name])

    def delete_all(self) -> None:
        """Delete every recording."""
        self._folder.remove_media([LANDMARKS + one.name for one in self.all()])


def _name(key: str, exercise: str, at: str) -> str:
    if len(key) > LONGEST_ID:
        raise Refused("id", f"must be a text of at most {LONGEST_ID} letters")
    parse_at(at)
    when = datetime.fromisoformat(at)
    mark = sha256(key.encode()).hexdigest()[:8]
    return f"{when:%Y%m%dT%H%M%S}.{exercise}.{mark}{_ENDING}"


def _described(media_name: str, size: int) -> Recording | None:
    """Read a file name; one that is not ours is left alone."""
    name = media_name.removeprefix(LANDMARKS)
    parts = name.removesuffix(_ENDING).split(".")
    try:
        at = datetime.strptime(parts[0], "%Y%m%dT%H%M%S")  # noqa: DTZ007 — local, as it was told
    except ValueError:
        return None
    known = len(parts) == 3 and parts[1] in WATCHED
    return Recording(name, at.isoformat(), parts[1], size) if known else None


def _checked(text: str) -> bytes:
    content = text.encode("utf-8", "replace")
    if len(content) > MOST_BYTES:
        raise Refused("file", f"is larger than {MOST_BYTES // 1024**2} MB")
    for _ in read_frames(text.splitlines()):
        pass
    return content


def _exercise(told: Mapping[str, Any]) -> str:
    exercise = _text(told, "exercise")
    if exercise not in WATCHED:
        raise Refused("exercise", "must be one of " + ", ".join(WATCHED))
    return exercise


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    if not isinstance(value, str) or not value:
        raise Refused(name, "must be a text")
    return value
