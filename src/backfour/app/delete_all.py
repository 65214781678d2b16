"""Deleting everything a person ever told, so that no trace of it is left in the folder."""

from __future__ import annotations

from backfour.app.data_log import DataLog
from backfour.app.ports import EventStore, Folder


class DeleteAll:
    """Deletes everything."""

    def __init__(self, store: EventStore, folder: Folder, log: DataLog) -> None:
        self._store = store
        self._folder = folder
        self._log = log

    def __call__(self) -> None:
        """Delete history, drafts, settings, links, media and the copies kept in the folder.

        The log goes too; its one new line says only that everything was deleted, and when.
        """
        self._store.erase()
        self._folder.erase()
        self._log.note_if_possible("deleted")
