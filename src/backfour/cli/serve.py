"""``backfour serve``: the app on this machine, in one process, opened by a link good once."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from backfour.cli.failures import FAILED, leave
from backfour.cli.home import Home, invite
from backfour.cli.language import open_house
from backfour.cli.options import Data

if TYPE_CHECKING:
    from backfour.app.network import Place

HOST = "127.0.0.1"
"""Nobody else's machine can reach it."""
FIRST_PORT = 8765
PORTS_TRIED = 50


def serve(
    port: Annotated[
        int | None, typer.Option("--port", metavar="N", min=1, max=65535, help="Else 8765 or next.")
    ] = None,
    data: Data = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the link.")] = False,
    at_home: Annotated[
        bool, typer.Option("--home", help="Let paired devices of your home in too.")
    ] = False,
    home_port: Annotated[
        int | None,
        typer.Option("--home-port", metavar="N", min=1, max=65535, help="For devices; else 8443."),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="A", help="Which private address, if several."),
    ] = None,
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
        if at_home:
            _invite_again(serving.home())
        open_door(new_link(running))
        return
    house.drafts.settle(opening=True)
    home = Home(folder, address, home_port) if at_home else None
    ticker = bootstrap.ticker()
    try:
        place = home.open() if home else None
        if place:
            serving.say_home(place.url)
        print(say("cli.home.stop" if place else "cli.serve.stop"), flush=True)
        link = new_link(chosen)
        ticker.start()
        _run(chosen, place, lambda: open_door(link))
    finally:
        ticker.stop()
        if home:
            home.close()
        serving.release()


def _run(port: int, place: Place | None, open_door: Callable[[], None]) -> None:
    """Serve until the end; tell the link, and how devices come in, once it answers."""
    from backfour import bootstrap
    from backfour.cli.listening import listen

    def then() -> None:
        if place:
            invite(place.url)
        open_door()

    listen(HOST, port, bootstrap.application(), then)


def _invite_again(url: str) -> None:
    """Print the address and a fresh code of the house that is open already."""
    from backfour.words import say

    if url:
        invite(url)
    else:
        print(say("cli.home.not_open"), flush=True)


def _free_port(wanted: int | None) -> int | None:
    """Find a port nobody listens on: the one wanted, or the first free from the usual one."""
    from backfour.cli.listening import is_free

    tried = [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)
    return next((port for port in tried if is_free(HOST, port)), None)
