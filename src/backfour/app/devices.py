"""Letting a phone or tablet of the house in with a one-time code, and taking that back.

Hazard H20 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from hmac import compare_digest
from typing import Final

from backfour.app.ports import Clock, Code, Device, DeviceStore, EventStore, Ids
from backfour.core.errors import BackfourError
from backfour.core.instants import NANOSECONDS

DIGITS: Final = 6
CODE_GOOD_FOR_S: Final = 600
"""Ten minutes: time to walk to the tablet and trust the certificate first (our choice)."""
TRIES: Final = 5
"""Wrong tries of all devices together: five in a million that a guess gets in (our choice)."""
PAIRED_FOR_S: Final = 180 * 86_400
"""How long a device stays let in after it was last used: 180 days."""
SEEN_EVERY_S: Final = 3600
"""How exactly "last used" is kept (our choice): not every picture of a page is to be a write."""
LONGEST_NAME: Final = 40


class Devices:
    """Pairs devices, knows them again, and removes them. Only hashes of their secrets are kept."""

    def __init__(self, devices: DeviceStore, store: EventStore, clock: Clock, ids: Ids) -> None:
        self._devices = devices
        self._store = store
        self._clock = clock
        self._ids = ids

    def new_code(self) -> Code:
        """Make a code in place of the one before."""
        expires = self._clock.now().instant + CODE_GOOD_FOR_S * NANOSECONDS
        code = Code(self._ids.digits(DIGITS), expires, TRIES)
        with self._store.writing():
            self._devices.keep_code(code)
        return code

    def code(self) -> Code | None:
        """Return the code that is good now."""
        kept = self._devices.code()
        return kept if kept is not None and self._is_good(kept) else None

    def pair(self, typed: str, name: str) -> str:
        """Let a device in with the code; afterwards the code is worth nothing.

        Parameters
        ----------
        typed
            What was typed; anything but digits is passed over.
        name
            What the person calls the device.

        Returns
        -------
        str
            The secret for the device's cookie.

        Raises
        ------
        BackfourError
            ``pair.digits`` where it cannot be a code (that is no try), ``pair.wrong`` with the
            tries left, or ``pair.none`` where no code is good.
        """
        digits = "".join(sign for sign in typed if sign in "0123456789")
        if len(digits) != DIGITS:
            raise BackfourError("pair.digits", n=DIGITS)
        with self._store.writing():
            kept = self.code()
            right = kept is not None and compare_digest(kept.digits, digits)
            if kept is not None:
                left = kept._replace(tries=kept.tries - 1)
                self._devices.keep_code(None if right or left.tries == 0 else left)
            if right:
                return self._add(name)
        # Raised out here, so that the try stays counted.
        if kept is None or kept.tries == 1:
            raise BackfourError("pair.none")
        raise BackfourError("pair.wrong", n=kept.tries - 1)

    def who(self, secret: str, renewed: Callable[[], None] = lambda: None) -> Device | None:
        """Return the device that has this secret; an expired one is returned as such.

        Parameters
        ----------
        secret
            From the cookie.
        renewed
            Called when the device stays let in for longer from now on.
        """
        device = self._devices.find(_digest(secret))
        now = self._clock.now()
        if device is None or device.expires < now.instant:
            return device
        until = now.instant + PAIRED_FOR_S * NANOSECONDS
        if until - device.expires >= SEEN_EVERY_S * NANOSECONDS:
            self._devices.saw(device.id, now.at, until)
            renewed()
        return device

    def is_let_in(self, device: Device) -> bool:
        """Whether a device need not be paired again."""
        return device.expires >= self._clock.now().instant

    def all(self) -> tuple[Device, ...]:
        """Return every device, the longest paired first."""
        return self._devices.all()

    def remove(self, device: int) -> None:
        """Let a device in no more."""
        with self._store.writing():
            self._devices.remove(device)

    def _is_good(self, code: Code) -> bool:
        return code.tries > 0 and self._clock.now().instant < code.expires

    def _add(self, name: str) -> str:
        secret = self._ids.new().replace("-", "") + self._ids.new().replace("-", "")
        now = self._clock.now()
        expires = now.instant + PAIRED_FOR_S * NANOSECONDS
        self._devices.add(Device(0, _plain(name), now.at, now.at, expires, _digest(secret)))
        return secret


def _plain(name: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in name).split())[
        :LONGEST_NAME
    ]


def _digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
