"""Putting a backup in place of what the folder holds."""

from __future__ import annotations

from backfour.app.ports import EventStore, Folder


class Restore:
    """Restores a backup."""

    def __init__(self, folder: Folder, store: EventStore) -> None:
        self._folder = folder
        self._store = store

    def read(self, source: str) -> None:
        """Restore a backup from a file path.

        What the folder held before is kept beside it as one more backup.

        Raises
        ------
        BackfourError
            When the file is not a backup, or was made by a newer version.
        """
        self._folder.restore(source)
        self._store.new_generation()
