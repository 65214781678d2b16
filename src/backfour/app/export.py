"""Everything the person told, in one file they can keep, read and take elsewhere."""

from __future__ import annotations

import json
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from backfour.app.data_log import DataLog
from backfour.app.experiment import OwnExperiment
from backfour.app.history import History
from backfour.app.ports import Folder
from backfour.app.preferences import Preferences
from backfour.app.sheets import PaperSheets

HISTORY, SETTINGS, MEDIA = "history.jsonl", "settings.json", "media/"
EXPERIMENTS = "experiments"
"""Key in ``settings.json``: an experiment is no setting, and no history either (contracts 2)."""
LANDMARKS = "landmarks/"
"""Folder, within the media, of what the camera kept."""
PAPER = "paper"
"""Key of the tick sheets in ``settings.json``: they are no settings, and no history either."""
_FIRST_DATE_OF_ZIP = (1980, 1, 1, 0, 0, 0)


class Export:
    """Writes the export file (contracts section 3)."""

    def __init__(
        self,
        history: History,
        preferences: Preferences,
        folder: Folder,
        sheets: PaperSheets,
        log: DataLog,
        experiments: OwnExperiment,
    ) -> None:
        self._experiments = experiments
        self._history = history
        self._preferences = preferences
        self._folder = folder
        self._sheets = sheets
        self._log = log

    def write(self, target: IO[bytes]) -> None:
        """Write a zip with ``history.jsonl``, ``settings.json`` and ``media/``.

        The same history gives the same bytes: no time of writing is kept.
        """
        kept = self._preferences.exported()
        if sheets := self._sheets.written():
            kept[PAPER] = sheets
        if tried := self._experiments.written():
            kept[EXPERIMENTS] = tried
        settings = json.dumps(kept, indent=2, ensure_ascii=False) + "\n"
        with ZipFile(target, "w", ZIP_DEFLATED) as zipped:
            zipped.writestr(zip_entry(HISTORY), self._history.text())
            zipped.writestr(zip_entry(SETTINGS), settings)
            for name in self._folder.media():
                zipped.writestr(zip_entry(MEDIA + name), self._folder.read_media(name))
        self._log.note_if_possible("exported", n=len(self._history.events()))


def zip_entry(name: str) -> ZipInfo:
    """Describe a part of a zip, without the time of writing."""
    entry = ZipInfo(name, _FIRST_DATE_OF_ZIP)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
