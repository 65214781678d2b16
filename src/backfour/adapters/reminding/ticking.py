"""The thread at home in which reminders are looked at; it ends with the service."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import Final

import structlog

EVERY_S: Final = 20.0
"""A reminder is at most so much later than its time (our choice)."""
PATIENCE_S: Final = 5.0
"""Longest wait for a sending under way when the service ends; what it sends is not sent again."""


class Ticker:
    """Calls the tick now and then, whatever becomes of a single one."""

    def __init__(self, tick: Callable[[], int], every_s: float = EVERY_S) -> None:
        self._tick = tick
        self._every_s = every_s
        self._over = Event()
        self._thread = Thread(target=self._run, name="reminders", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, soon."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(PATIENCE_S)

    def _run(self) -> None:
        from django.db import connections

        while not self._over.is_set():
            try:
                self._tick()
            except Exception as failure:  # noqa: BLE001 - the next one may go well
                structlog.get_logger("reminders").error("tick failed", kind=type(failure).__name__)
            self._over.wait(self._every_s)
        connections.close_all()
