"""``backfour serve``: the app on this machine, in one process, opened by a link good once."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from threading import Thread
from time import monotonic, sleep
from typing import Annotated

import typer

from backfour.cli.failures import FAILED, leave
from backfour.cli.language import open_house
from backfour.cli.options import Data

HOST = "127.0.0.1"
"""Nobody else's machine can reach it."""
FIRST_PORT = 8765
PORTS_TRIED = 50
PATIENCE_S = 30
"""Longest wait for our own server before the link is told all the same (our choice)."""
THREADS = 4
"""One person, one browser: enough for a page and its pictures at once."""


def serve(
    port: Annotated[
        int | None, typer.Option("--port", metavar="N", min=1, max=65535, help="Else 8765 or next.")
    ] = None,
    data: Data = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the link.")] = False,
) -> None:
    """Start the app and open it in the browser."""
    from backfour import bootstrap
    from backfour.words import say

    house = open_house(data)
    folder = bootstrap.configure(data)
    serving = bootstrap.serving(folder)
    chosen = _free_port(port)
    if chosen is None:
        raise leave(FAILED, "backfour", say("cli.serve.port_taken", port=port or FIRST_PORT))

    def new_link(at: int) -> str:
        return f"http://{HOST}:{at}/open/{house.door.new_token()}"

    def open_door(link: str) -> None:
        print(say("cli.serve.link", link=link), flush=True)
        if not no_browser:
            webbrowser.open(link)

    if not serving.take(chosen):
        running = serving.port()
        if running is None:
            raise leave(FAILED, "backfour", say("cli.serve.starting"))
        print(say("cli.serve.already"))
        open_door(new_link(running))
        return
    house.drafts.settle(opening=True)
    print(say("cli.serve.stop"), flush=True)
    try:
        link = new_link(chosen)
        _run(chosen, lambda: open_door(link))
    finally:
        serving.release()


def _free_port(wanted: int | None) -> int | None:
    """Find a port nobody listens on: the one wanted, or the first free from the usual one."""
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        with socket.socket() as trying:
            trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trying.bind((HOST, port))
            except OSError:
                continue
            return port
    return None


def _once_listening(port: int, then: Callable[[], None]) -> None:
    """Wait until the port answers: the server says it starts a moment before it listens."""
    deadline = monotonic() + PATIENCE_S
    while monotonic() < deadline:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            sleep(0.01)
        else:
            break
    then()


def _run(port: int, when_ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C or a terminating signal."""
    from granian.constants import Interfaces
    from granian.server.mt import MTServer

    from backfour import bootstrap

    class OneProcess(MTServer):
        """Granian with its worker as a thread.

        Its usual server keeps a second process, which would outlive a ``kill -9`` of the first
        and hold the data folder. The threaded one was written for Python without its global
        lock and refuses others; with the lock it serves the same, one Python thread at a time,
        which is all that one person needs.
        """

        def _check_gil(self) -> None:
            """Accept this Python as it is."""

    pages = bootstrap.application()
    server = OneProcess(
        "backfour",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_enabled=False,
    )
    server.on_startup(Thread(target=_once_listening, args=(port, when_ready), daemon=True).start)
    server.serve(target_loader=lambda *_, **__: pages, wrap_loader=False)
