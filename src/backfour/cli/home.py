"""``backfour serve --home``: the second listener, for the devices of the house."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

from backfour.cli.failures import FAILED, leave
from backfour.core.errors import BackfourError

if TYPE_CHECKING:
    from backfour.app.network import Place

PORT: Final = 8443
"""Always the same one: what a device keeps belongs to the address with its port."""
LOOK_EVERY_S: Final = 60
"""How often the address and the age of the certificate are looked at (our choice)."""


class Home:
    """Listens on one private address, and moves along when that changes.

    Parameters
    ----------
    folder
        The data folder.
    address
        The private address to listen on; None for the one this computer has, followed when it
        changes.
    port
        Port to listen on; None for the usual one.
    """

    def __init__(self, folder: Path, address: str | None, port: int | None) -> None:
        self._folder = folder
        self._given = address
        self._port = port or PORT
        self._close: Callable[[], None] = _nothing
        self._here: tuple[str, Path, float] | None = None
        self._over = Event()

    def open(self) -> Place:
        """Listen, and keep listening where this computer is.

        Raises
        ------
        BackfourError
            Where there is no private address, or the authority cannot be used.
        """
        place = self._move()
        # Another thread does not know by itself which language is spoken here.
        Thread(target=copy_context().run, args=(self._follow,), daemon=True).start()
        return place

    def close(self) -> None:
        """Stop listening."""
        self._over.set()
        self._close()

    def _move(self) -> Place:
        from backfour import bootstrap
        from backfour.cli.listening import is_free, listen_beside
        from backfour.words import say

        address = self._given or bootstrap.home_address()
        if address is None:
            raise BackfourError("home.no_address")
        place, leaf = bootstrap.move_in_at(self._folder, address, self._port)
        here = (address, leaf.certificate, leaf.certificate.stat().st_mtime)
        if here == self._here:
            return place
        self._close()
        self._close, self._here = _nothing, None
        if not is_free(address, self._port):
            raise leave(FAILED, "backfour", say("cli.home.port_taken", port=self._port))
        pages = bootstrap.application(from_home=True)
        self._close = listen_beside(address, self._port, pages, leaf.certificate, leaf.key)
        self._here = here
        return place

    def _follow(self) -> None:
        """Look now and then whether the address has changed or the certificate grows old."""
        from backfour.words import say

        url = ""
        while not self._over.wait(LOOK_EVERY_S):
            try:
                place = self._move()
            except Exception:  # noqa: BLE001, S112 - no network just now: look again later
                continue
            if url and place.url != url:
                print(say("cli.home.moved", link=place.url), flush=True)
            url = place.url


def _nothing() -> None:
    """There is nothing to close."""


def invite(place_url: str) -> None:
    """Print the address, the same as a square for a camera, and a fresh code."""
    import segno

    from backfour import bootstrap
    from backfour.app.devices import CODE_GOOD_FOR_S
    from backfour.words import say

    print(say("cli.home.address", link=place_url), flush=True)
    # A terminal that cannot show the blocks of the square would show rubbish.
    if (sys.stdout.encoding or "").lower().replace("-", "") == "utf8":
        segno.make(place_url, micro=False).terminal(border=2, compact=True)
    code = bootstrap.house().devices.new_code()
    print(say("cli.home.code", n=CODE_GOOD_FOR_S // 60, value=code.digits), flush=True)
