"""Putting a backup in place of what the folder holds."""

from __future__ import annotations

from collections.abc import Callable

from backfour.app.data_log import DataLog
from backfour.app.ports import DeviceStore, EventStore, Folder


class Restore:
    """Restores a backup."""

    def __init__(
        self, folder: Folder, store: EventStore, devices: DeviceStore, log: DataLog
    ) -> None:
        self._folder = folder
        self._store = store
        self._devices = devices
        self.then: Callable[[], object] | None = None
        self._log = log

    def read(self, source: str) -> None:
        """Restore a backup from a file path.

        What the folder held before is kept beside it as one more backup. The paired devices stay
        as they are now: a backup must not let a device in again that was removed since.

        Raises
        ------
        BackfourError
            When the file is not a backup, or was made by a newer version.
        """
        paired, lines = self._devices.all(), self._log.kept()
        self._folder.restore(source)
        self._devices.replace(paired)
        self._store.new_generation()
        if self.then:
            self.then()
        self._log.carry_over(lines)
        self._log.note("restored")
