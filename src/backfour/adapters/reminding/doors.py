"""Which addresses a push message may go to: https, and outside of every home.

A browser names its push service, so whoever can reach the page could name a machine of the house
instead. Hazard H37 (docs/safety.md).
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from socket import IPPROTO_TCP, gaierror, getaddrinfo
from typing import Final, Protocol
from urllib.parse import urlsplit

HTTPS: Final = 443
NAT64: Final = ip_network("64:ff9b::/96")
"""Addresses that carry an IPv4 address in their last 32 bits (RFC 6052)."""
LONGEST_URL: Final = 2000


class Closed(Exception):
    """Nothing is sent there; ``reason`` is the key of why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Way:
    """Where to connect: the address that was looked at, not one that a later look-up may give."""

    host: str
    port: int
    path: str
    address: str


class Doors(Protocol):
    """Says where something may be sent, and whom to trust there."""

    def form(self, url: str) -> tuple[str, int, str]:
        """Return host, port and path of an address, or raise `Closed`."""
        ...

    def way(self, url: str) -> Way:
        """Look the address up, or raise `Closed`."""
        ...

    def trust(self) -> ssl.SSLContext:
        """Return the certificates that are believed."""
        ...


class PublicDoors:
    """The rule that holds in use."""

    def form(self, url: str) -> tuple[str, int, str]:
        """Return host, port and path of an address, or raise `Closed`."""
        if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url:
            raise Closed("push.address")
        try:
            parts = urlsplit(url)
            port = parts.port or HTTPS
        except ValueError:
            raise Closed("push.address") from None
        host = parts.hostname or ""
        if parts.scheme != "https" or not host or parts.username is not None or port != HTTPS:
            raise Closed("push.address")
        if _literal(host) is None and ("." not in host or host.endswith((".local", ".", ".lan"))):
            raise Closed("push.private")
        path = parts.path or "/"
        return host, port, f"{path}?{parts.query}" if parts.query else path

    def way(self, url: str) -> Way:
        """Look the address up, or raise `Closed`."""
        host, port, path = self.form(url)
        try:
            found = [str(one[4][0]) for one in getaddrinfo(host, port, proto=IPPROTO_TCP)]
        except (gaierror, UnicodeError):
            raise Closed("push.unreachable") from None
        if not found or not all(is_public(address) for address in found):
            raise Closed("push.private")
        return Way(host, port, path, found[0])

    def trust(self) -> ssl.SSLContext:
        """Return the certificates that this computer believes."""
        return ssl.create_default_context()


def is_public(address: str) -> bool:
    """Whether an address lies outside of every home, also in the forms that hide another one."""
    found = _literal(address.partition("%")[0])
    if found is None:
        return False
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif found in NAT64:
            found = IPv4Address(int(found) & 0xFFFF_FFFF)
        elif found.sixtofour is not None or found.teredo is not None:
            return False
    return found.is_global and not found.is_multicast


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
