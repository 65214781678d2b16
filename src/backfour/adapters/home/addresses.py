"""Which addresses this computer has in the home network, found without asking anybody."""

from __future__ import annotations

import re
import socket
from contextlib import suppress
from ipaddress import ip_address, ip_network
from typing import Final

from backfour.app.network import PRIVATE

_ELSEWHERE: Final = ("203.0.113.1", "192.168.255.254", "10.255.255.254", "172.31.255.254")
"""The first is nobody's (RFC 5737) and leads the usual way out; the others into home networks."""

_LONGEST_LABEL: Final = 63
FALLBACK_NAME: Final = "back-four.local"


def is_private(address: str) -> bool:
    """Whether an address only exists inside a home or a computer."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in ip_network(network) for network in PRIVATE)


def home_address() -> str | None:
    """Return this computer's private IPv4 address on its usual way out, or another private one.

    The system is only asked which of its own addresses it would send from: connecting a datagram
    socket sends nothing.
    """
    for place in _ELSEWHERE:
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.connect((place, 9))
            address: str = asking.getsockname()[0]
            if is_private(address) and not ip_address(address).is_loopback:
                return address
    return None


def local_name() -> str:
    """Return the name this computer goes by in networks that know names ending in ``.local``."""
    label = socket.gethostname().split(".")[0].lower()
    label = re.sub(r"[^a-z0-9-]+", "-", label).strip("-")[:_LONGEST_LABEL]
    return f"{label}.local" if label and label != "localhost" else FALLBACK_NAME
