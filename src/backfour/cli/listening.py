"""The server of the pages: one process, its workers are threads."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from contextvars import copy_context
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any, Final

from granian.constants import HTTPModes, Interfaces, SSLProtocols
from granian.server.mt import MTServer

from backfour import bootstrap

PATIENCE_S: Final = 30
"""Longest wait for our own server before the link is told all the same (our choice)."""
THREADS: Final = 12
"""One person: a page and its pictures at once, and the two streams of each big screen."""

Pages = Callable[[dict[str, Any], Any], Iterable[bytes]]


class OneProcess(MTServer):
    """Granian with its worker as a thread.

    Its usual server keeps a second process, which would outlive a ``kill -9`` of the first
    and hold the data folder. The threaded one was written for Python without its global
    lock and refuses others; with the lock it serves the same, one Python thread at a time,
    which is all that one person needs.
    """

    def _check_gil(self) -> None:
        """Accept this Python as it is."""

    def _stop_workers(self) -> None:
        """End the streams of the big screens first: a worker waits for what it has begun."""
        bootstrap.house().screens.end_streams()
        super()._stop_workers()  # type: ignore[no-untyped-call]


class Beside(OneProcess):
    """A second listener of the same process: it takes no signals and does not wait."""

    def startup(self, spawn_target: Any, target_loader: Any) -> None:
        """Listen."""
        self._init_shared_socket()  # type: ignore[no-untyped-call]
        self._spawn_workers(spawn_target, target_loader)  # type: ignore[no-untyped-call]

    def _serve_loop(self, spawn_target: Any, target_loader: Any) -> None:
        """Return at once: the first listener waits for both."""

    def shutdown(self, exit_code: int = 0) -> None:
        """Do nothing when `serve` returns; `close` ends it."""

    def close(self) -> None:
        """Stop listening."""
        self._stop_workers()


def listen(address: str, port: int, pages: Pages, then: Callable[[], None]) -> None:
    """Serve until Ctrl-C or a terminating signal; call ``then`` once it answers."""
    server = OneProcess("backfour", address=address, port=port, **_USUAL)
    # Another thread does not know by itself which language is spoken here.
    spoken = copy_context()
    server.on_startup(
        Thread(target=spoken.run, args=(_once_listening, address, port, then), daemon=True).start
    )
    server.serve(target_loader=lambda *_, **__: pages, wrap_loader=False)


def listen_beside(
    address: str, port: int, pages: Pages, certificate: Path, key: Path
) -> Callable[[], None]:
    """Serve over TLS beside `listen`; returns what ends it."""
    server = Beside(
        "backfour",
        address=address,
        port=port,
        ssl_cert=certificate,
        ssl_key=key,
        ssl_protocol_min=SSLProtocols.tls12,
        http=HTTPModes.auto,
        **_USUAL,
    )
    server.serve(target_loader=lambda *_, **__: pages, wrap_loader=False)
    return server.close


def is_free(address: str, port: int) -> bool:
    """Whether nobody listens on a port."""
    with socket.socket() as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((address, port))
        except OSError:
            return False
    return True


def _once_listening(address: str, port: int, then: Callable[[], None]) -> None:
    """Wait until the port answers: the server says it starts a moment before it listens."""
    deadline = monotonic() + PATIENCE_S
    while monotonic() < deadline:
        try:
            socket.create_connection((address, port), timeout=1).close()
        except OSError:
            sleep(0.01)
        else:
            break
    then()


_USUAL: Final[dict[str, Any]] = {
    "interface": Interfaces.WSGI,
    "workers": 1,
    "blocking_threads": THREADS,
    "websockets": False,
    "log_enabled": False,
}
