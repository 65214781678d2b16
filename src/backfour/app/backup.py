"""A copy of the whole data folder in one file, made while the app may be running."""

from __future__ import annotations

from backfour.app.ports import Folder


class Backup:
    """Writes a backup."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def write(self, target: str) -> None:
        """Write the backup to a file path; an existing file is replaced only when all is well."""
        self._folder.backup(target)
