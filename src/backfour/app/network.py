"""Where this house can be reached from other devices in it, while it can."""

from __future__ import annotations

from typing import Final, NamedTuple

PRIVATE: Final = (
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "127.0.0.0/8",
    "fc00::/7",
    "fe80::/10",
)
"""Addresses that only exist inside a home or a computer (RFC 1918, 1122, 4193, 4291)."""

FROM_HOME: Final = "backfour.from_home"
"""Key in the environment of a request that came over the home network; no header can set it."""
DEVICE: Final = "backfour.device"
"""The same for the number of the paired device that a request came from."""


class Place(NamedTuple):
    """The address of the house in the home network, and the authority that vouches for it.

    Parameters
    ----------
    address
        Private IPv4 address.
    port
        Port of the encrypted connection.
    name
        Name ending in ``.local`` that networks with such names know it by; may be empty.
    certificate
        The authority's certificate (DER), for devices to trust.
    fingerprint
        SHA-256 of that certificate, in pairs of capital digits.
    """

    address: str
    port: int
    name: str
    certificate: bytes
    fingerprint: str

    @property
    def url(self) -> str:
        """The address as it is typed into a browser."""
        return f"https://{self.address}:{self.port}/"

    @property
    def named_url(self) -> str:
        """The address by name; empty where there is no name."""
        return f"https://{self.name}:{self.port}/" if self.name else ""

    @property
    def hosts(self) -> frozenset[str]:
        """What a browser of the home network may call this house."""
        return frozenset(filter(None, (self.address, self.name)))


class HomeNetwork:
    """Knows the place while the house is open to the home network."""

    def __init__(self) -> None:
        self.place: Place | None = None

    def open(self, place: Place) -> None:
        """Say where the house can be reached from now on."""
        self.place = place

    def close(self) -> None:
        """Say that it cannot be reached any more."""
        self.place = None
