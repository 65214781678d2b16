"""Everything the person told, in one file they can keep, read and take elsewhere."""

from __future__ import annotations

import json
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from backfour.app.history import History
from backfour.app.ports import Folder
from backfour.app.preferences import Preferences

HISTORY, SETTINGS, MEDIA = "history.jsonl", "settings.json", "media/"
LANDMARKS = "landmarks/"
"""Folder, within the media, of what the camera kept."""
_FIRST_DATE_OF_ZIP = (1980, 1, 1, 0, 0, 0)


class Export:
    """Writes the export file (contracts section 3)."""

    def __init__(self, history: History, preferences: Preferences, folder: Folder) -> None:
        self._history = history
        self._preferences = preferences
        self._folder = folder

    def write(self, target: IO[bytes]) -> None:
        """Write a zip with ``history.jsonl``, ``settings.json`` and ``media/``.

        The same history gives the same bytes: no time of writing is kept.
        """
        settings = json.dumps(self._preferences.chosen(), indent=2, ensure_ascii=False) + "\n"
        with ZipFile(target, "w", ZIP_DEFLATED) as zipped:
            zipped.writestr(_entry(HISTORY), self._history.text())
            zipped.writestr(_entry(SETTINGS), settings)
            for name in self._folder.media():
                zipped.writestr(_entry(MEDIA + name), self._folder.read_media(name))


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _FIRST_DATE_OF_ZIP)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
