"""A copy of the whole data folder in one file, made while the app may be running."""

from __future__ import annotations

from backfour.app.data_log import DataLog
from backfour.app.ports import Folder


class Backup:
    """Writes a backup."""

    def __init__(self, folder: Folder, log: DataLog) -> None:
        self._folder = folder
        self._log = log

    def write(self, target: str) -> None:
        """Write the backup to a file path; an existing file is replaced only when all is well."""
        self._folder.backup(target)
        self._log.note_if_possible("backed_up")
