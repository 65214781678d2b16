"""Deleting everything a person ever told, so that no trace of it is left in the folder."""

from __future__ import annotations

from backfour.app.ports import EventStore, Folder


class DeleteAll:
    """Deletes everything."""

    def __init__(self, store: EventStore, folder: Folder) -> None:
        self._store = store
        self._folder = folder

    def __call__(self) -> None:
        """Delete history, drafts, settings, links, media and the copies kept in the folder."""
        self._store.erase()
        self._folder.erase()
