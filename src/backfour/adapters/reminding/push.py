"""Web push: encrypted for one browser, carried by the push service that this browser chose."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException, HTTPSConnection
from pathlib import Path
from socket import SHUT_RDWR, create_connection
from threading import Lock, Timer
from typing import Any, Final

from backfour.adapters.reminding.doors import Closed, Doors, Way
from backfour.adapters.reminding.private_files import PUSH_KEY, write_private
from backfour.app.reminding.ports import SENT, Endpoint, Note, Outcome, Reached, ReminderStore

SLOWEST_S: Final = 10.0
"""Longest wait for a push service, all in all (our choice)."""
KEPT_FOR_S: Final = 4 * 3600
"""How long a push service keeps a message for a browser that is asleep (our choice)."""
SIGNED_FOR_S: Final = 12 * 3600
"""Life of the signature; services take at most a day (RFC 8292)."""

Compose = Callable[[Note], dict[str, str]]
"""Writes title and body in the person's words, and the address to open."""


class PushKeys:
    """The pair of keys by which push services know this house; made when first needed."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / PUSH_KEY
        self._lock = Lock()

    def pem(self) -> bytes:
        """Return the private key."""
        from cryptography.hazmat.primitives import serialization as written
        from cryptography.hazmat.primitives.asymmetric import ec

        with self._lock:
            if not self._file.exists():
                key = ec.generate_private_key(ec.SECP256R1())
                pem = key.private_bytes(
                    written.Encoding.PEM, written.PrivateFormat.PKCS8, written.NoEncryption()
                )
                write_private(self._file, pem.decode("ascii"))
            return self._file.read_bytes()

    def public(self) -> str:
        """Return the public key as browsers take it: the bare point in base64url."""
        from cryptography.hazmat.primitives import serialization as written

        key = written.load_pem_private_key(self.pem(), None).public_key()
        point = key.public_bytes(written.Encoding.X962, written.PublicFormat.UncompressedPoint)
        return base64.urlsafe_b64encode(point).rstrip(b"=").decode("ascii")


def is_installed() -> bool:
    """Whether the extra ``[push]`` is there."""
    from importlib.util import find_spec

    return find_spec("pywebpush") is not None


def looks_right(p256dh: str, auth: str) -> bool:
    """Whether a browser's keys are a point of the curve and 16 bytes."""
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(p256dh))
        return len(_bytes(auth)) == 16
    except ValueError:
        return False


class WebPush:
    """Sends notes to every browser of a person that agreed."""

    def __init__(
        self,
        store: ReminderStore,
        keys: PushKeys,
        doors: Doors,
        compose: Compose,
        contact: Callable[[Reached], str],
    ) -> None:
        self._store = store
        self._keys = keys
        self._doors = doors
        self._compose = compose
        self._contact = contact

    def is_ready(self, reached: Reached) -> bool:
        """Whether a browser has agreed, and there is an address for the service to write to."""
        return (
            is_installed()
            and bool(self._contact(reached))
            and bool(self._store.endpoints(reached.person))
        )

    def send(self, reached: Reached, note: Note) -> Outcome:
        """Send one note to each browser; one that took it is enough."""
        told = json.dumps(self._compose(note)).encode()
        outcomes = []
        for endpoint in self._store.endpoints(reached.person):
            outcome = self._send_one(endpoint, told, self._contact(reached))
            if outcome.reason == "push.gone":
                self._store.drop_endpoint(reached.person, endpoint.id)
            outcomes.append(outcome)
        best = ("sent", "unsure", "later", "never")
        nobody = Outcome("never", "not_set_up")
        outcome = min(outcomes, key=lambda one: best.index(one.state), default=nobody)
        gone = any(one.reason == "push.gone" for one in outcomes)
        return Outcome(outcome.state, outcome.reason or "push.gone") if gone else outcome

    def _send_one(self, endpoint: Endpoint, told: bytes, contact: str) -> Outcome:
        try:
            way = self._doors.way(endpoint.url)
        except Closed as closed:
            passing = closed.reason == "push.unreachable"
            return Outcome("later" if passing else "never", closed.reason)
        try:
            body = encrypted(endpoint, told)
        except Exception:  # noqa: BLE001 - whatever is wrong with a browser's keys stays so
            return Outcome("never", "push.refused")
        return self._post(way, body, self._headers(way, contact))

    def _headers(self, way: Way, contact: str) -> dict[str, str]:
        from py_vapid import Vapid02

        port = "" if way.port == 443 else f":{way.port}"
        claims = {
            "sub": contact,
            "aud": f"https://{way.host}{port}",
            "exp": int(time.time()) + SIGNED_FOR_S,
        }
        signed: dict[str, str] = Vapid02.from_pem(self._keys.pem()).sign(claims)
        return {
            **signed,
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(KEPT_FOR_S),
            "Urgency": "normal",
        }

    def _post(self, way: Way, body: bytes, headers: dict[str, str]) -> Outcome:
        connection = _Pinned(way, self._doors.trust())
        try:
            connection.connect()
        except OSError:
            return Outcome("later", "push.unreachable")
        # Each read has its own limit; this one ends a service that sends a letter at a time.
        end = Timer(SLOWEST_S, connection.cut)
        end.start()
        try:
            connection.request("POST", way.path, body, headers)
            return meaning(connection.getresponse().status)
        except (OSError, HTTPException, ValueError):
            return Outcome("unsure", "push.slow")
        finally:
            end.cancel()
            connection.close()


class _Pinned(HTTPSConnection):
    """A connection to the very address that was looked at; it follows nothing."""

    def __init__(self, way: Way, trust: Any) -> None:
        super().__init__(way.host, way.port, timeout=SLOWEST_S, context=trust)
        self._way, self._trust = way, trust

    def connect(self) -> None:
        """Connect."""
        bare = create_connection((self._way.address, self._way.port), timeout=SLOWEST_S)
        try:
            self.sock = self._trust.wrap_socket(bare, server_hostname=self._way.host)
        except BaseException:
            bare.close()
            raise

    def cut(self) -> None:
        """End it from another thread."""
        sock = self.sock
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(SHUT_RDWR)


def encrypted(endpoint: Endpoint, told: bytes) -> bytes:
    """Encrypt for one browser (RFC 8291, aes128gcm)."""
    from pywebpush import WebPusher

    keys = {"p256dh": endpoint.p256dh, "auth": endpoint.auth}
    pusher = WebPusher({"endpoint": endpoint.url, "keys": keys})
    body: bytes = pusher.encode(told, content_encoding="aes128gcm")["body"]
    return body


def meaning(status: int) -> Outcome:
    """Say what an answer of a push service means (RFC 8030)."""
    if status in {200, 201, 202, 204}:
        return SENT
    if status in {404, 410}:
        return Outcome("never", "push.gone")
    if status in {401, 403}:
        # Also what Apple says of a wrong subject; some say it while a key is still unknown there.
        return Outcome("later", "push.refused")
    if status == 429 or status >= 500:
        return Outcome("later", "push.busy")
    return Outcome("never", "push.refused")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
