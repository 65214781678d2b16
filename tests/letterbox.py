"""A real mail server and a real push service for tests, on this computer alone."""

from __future__ import annotations

import base64
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

from aiosmtpd.controller import Controller

from backfour.adapters.reminding.doors import Closed, Way


@dataclass
class Letterbox:
    """Takes letters, or answers with what it was told to."""

    says: dict[str, str] = field(default_factory=dict)
    letters: list[Message] = field(default_factory=list)
    then: Callable[[], object] | None = None
    port: int = 0

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return self.says.get("MAIL", "250 OK")

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self.says.get("RCPT", "250 OK")

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        if self.then:
            self.then()
        if self.says.get("DATA") == "close":
            server.transport.abort()
        return self.says.get("DATA", "250 OK")


@contextmanager
def letterbox(**says: str) -> Iterator[Letterbox]:
    """Run a mail server on a free port of this computer."""
    box = Letterbox(says=says)
    with socket.create_server(("127.0.0.1", 0)) as free:
        box.port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


@dataclass
class PushService:
    """Takes push messages, or answers with the status it was told."""

    says: list[int] = field(default_factory=list)
    taken: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    location: str = ""
    silent: bool = False
    port: int = 0

    def endpoint(self, name: str = "one") -> str:
        return f"https://push.test:{self.port}/send/{name}"


@contextmanager
def push_service(folder: Path) -> Iterator[tuple[PushService, OnlyHere]]:
    """Run a push service over TLS; yields it and doors that lead to this computer alone."""
    service = PushService()

    class Takes(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.taken.append((self.path, dict(self.headers), body))
            if service.silent:
                return
            self.send_response(service.says.pop(0) if service.says else 201)
            if service.location:
                self.send_header("Location", service.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_):
            """Say nothing."""

    certificate, key = _certificate(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Takes)
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    service.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service, OnlyHere(certificate)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class OnlyHere:
    """The rule about addresses turned round for tests: this computer, whatever it is called."""

    def __init__(self, certificate: Path) -> None:
        self._certificate = certificate

    def form(self, url: str) -> tuple[str, int, str]:
        scheme, _, rest = url.partition("://")
        place, _, path = rest.partition("/")
        host, _, port = place.partition(":")
        if scheme != "https":
            raise Closed("push.address")
        return host, int(port), f"/{path}"

    def way(self, url: str) -> Way:
        return Way(*self.form(url), address="127.0.0.1")

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self._certificate))


class Browser:
    """What a browser holds after it agreed to push messages."""

    def __init__(self) -> None:
        from cryptography.hazmat.primitives.asymmetric import ec

        self._key = ec.generate_private_key(ec.SECP256R1())
        self._auth = b"0123456789abcdef"

    @property
    def p256dh(self) -> str:
        from cryptography.hazmat.primitives import serialization as written

        point = self._key.public_key().public_bytes(
            written.Encoding.X962, written.PublicFormat.UncompressedPoint
        )
        return _text(point)

    @property
    def auth(self) -> str:
        return _text(self._auth)

    def read(self, body: bytes) -> bytes:
        """Decrypt a message as a browser does (RFC 8291)."""
        import http_ece

        return http_ece.decrypt(
            body, private_key=self._key, auth_secret=self._auth, version="aes128gcm"
        )


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _certificate(folder: Path) -> tuple[Path, Path]:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives import serialization as written
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "push.test")])
    names = [x509.DNSName("push.test"), x509.IPAddress(ip_address("127.0.0.1"))]
    begins = datetime.now(UTC) - timedelta(days=1)  # noqa: TID251 - true time, as TLS asks
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "push.crt", folder / "push.test.key"
    certificate.write_bytes(made.public_bytes(written.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(written.Encoding.PEM, written.PrivateFormat.PKCS8, written.NoEncryption())
    )
    return certificate, private
