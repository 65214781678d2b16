"""The home's own certificate authority: made on first use, good for this home and nothing else.

Hazard H21 (docs/safety.md). Its certificate carries critical name constraints, so that even its
stolen key could vouch for no site of the internet.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Final, NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from backfour.app.network import PRIVATE
from backfour.app.refusals import StoreFault
from backfour.core.errors import BackfourError

AUTHORITY_KEY: Final = "authority.key"
AUTHORITY: Final = "authority.crt"
LEAF_KEY: Final = "home.key"
LEAF: Final = "home.crt"

AUTHORITY_DAYS: Final = 3650
"""Ten years: trusting it anew on every device is the tedious part (our choice)."""
LEAF_DAYS: Final = 397
"""The longest that browsers accept for a site (CA/Browser Forum, since 2020)."""
RENEW_DAYS: Final = 30
"""A certificate this close to its end is made anew (our choice)."""
EARLY: Final = timedelta(days=1)
"""Certificates begin a day ago: the clocks of a house differ (our choice)."""
LOOPBACK: Final = "127.0.0.1"

_Key = ec.EllipticCurvePrivateKey


class Leaf(NamedTuple):
    """Files for the server: its certificate with the authority's behind it, and its key."""

    certificate: Path
    key: Path
    names: frozenset[str]


class Authority:
    """The authority of one data folder.

    Parameters
    ----------
    folder
        The data folder.
    name
        This computer's name ending in ``.local``; used when the authority is first made.
    now
        True time: browsers judge certificates by it, whatever a test's clock says.

    Raises
    ------
    BackfourError
        ``home.key_unreadable`` or ``home.key_damaged`` when an authority that devices may already
        trust cannot be used. It is never replaced silently.
    """

    def __init__(self, folder: Path, name: str, now: datetime) -> None:
        self._folder = folder
        self._now = now
        with_key = (folder / AUTHORITY_KEY, folder / AUTHORITY)
        # A key alone was left by a power cut: nobody can trust what was never shown.
        if not with_key[1].exists():
            self._make(name)
        self._key, self._certificate = self._read(*with_key)
        if self._certificate.not_valid_after_utc - now < timedelta(days=RENEW_DAYS):
            self._make(name)
            self._key, self._certificate = self._read(*with_key)

    @property
    def certificate(self) -> bytes:
        """The authority's certificate (DER)."""
        return self._certificate.public_bytes(serialization.Encoding.DER)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, in pairs of capital digits."""
        return self._certificate.fingerprint(hashes.SHA256()).hex(" ").upper()

    def leaf(self, address: str, name: str) -> Leaf:
        """Return a certificate for an address and a name, the kept one while it still fits.

        A name that the authority may not vouch for (this computer was renamed) is left out.
        """
        names = frozenset({address, LOOPBACK} | ({name} & self._names()))
        if not self._fits(names):
            self._issue(names)
        return Leaf(self._folder / LEAF, self._folder / LEAF_KEY, names)

    # ---------------------------------------------------------------- the authority

    def _make(self, name: str) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Back Four ({name})"[:64])])
        usage = _usage(signs=False, vouches=True)
        made = (
            self._dated(AUTHORITY_DAYS)
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
            )
            .add_extension(_only_here(name), critical=True)
            .sign(key, hashes.SHA256())
        )
        _write(self._folder / AUTHORITY_KEY, _pem(key))
        _write(self._folder / AUTHORITY, made.public_bytes(serialization.Encoding.PEM))

    def _read(self, key_file: Path, file: Path) -> tuple[_Key, x509.Certificate]:
        try:
            key_file.chmod(0o600)
            secret, written = key_file.read_bytes(), file.read_bytes()
        except OSError as failure:
            raise BackfourError("home.key_unreadable", file=str(key_file)) from failure
        try:
            key = serialization.load_pem_private_key(secret, None)
            certificate = x509.load_pem_x509_certificate(written)
        except (ValueError, TypeError, UnsupportedAlgorithm) as failure:
            raise BackfourError("home.key_damaged", file=str(key_file)) from failure
        if not isinstance(key, _Key) or key.public_key() != certificate.public_key():
            raise BackfourError("home.key_damaged", file=str(key_file))
        return key, certificate

    def _names(self) -> set[str]:
        """Names ending in ``.local`` that the authority may vouch for."""
        held = self._certificate.extensions.get_extension_for_class(x509.NameConstraints).value
        return {one.value for one in held.permitted_subtrees or () if isinstance(one, x509.DNSName)}

    # ---------------------------------------------------------------- what it vouches for

    def _fits(self, names: frozenset[str]) -> bool:
        try:
            kept = x509.load_pem_x509_certificates((self._folder / LEAF).read_bytes())[0]
            key = serialization.load_pem_private_key((self._folder / LEAF_KEY).read_bytes(), None)
            kept.verify_directly_issued_by(self._certificate)
        except (OSError, ValueError, TypeError, IndexError, InvalidSignature, UnsupportedAlgorithm):
            return False
        left = kept.not_valid_after_utc - self._now
        return (
            kept.public_key() == key.public_key()
            and left >= timedelta(days=RENEW_DAYS)
            and kept.not_valid_before_utc <= self._now
            and _named(kept) == names
        )

    def _issue(self, names: frozenset[str]) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        issuer = self._key.public_key()
        made = (
            self._dated(LEAF_DAYS)
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Back Four at home")]))
            .issuer_name(self._certificate.subject)
            .public_key(key.public_key())
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs=True, vouches=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.SubjectAlternativeName(_general(names)), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer), critical=False
            )
            .sign(self._key, hashes.SHA256())
        )
        chain = made.public_bytes(serialization.Encoding.PEM)
        chain += self._certificate.public_bytes(serialization.Encoding.PEM)
        _write(self._folder / LEAF_KEY, _pem(key))
        _write(self._folder / LEAF, chain)

    def _dated(self, days: int) -> x509.CertificateBuilder:
        begins = self._now - EARLY
        return (
            x509.CertificateBuilder()
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(begins + timedelta(days=days, seconds=-1))
        )


def _only_here(name: str) -> x509.NameConstraints:
    return x509.NameConstraints(
        permitted_subtrees=[
            x509.DNSName(name),
            *(x509.IPAddress(ip_network(network)) for network in PRIVATE),
        ],
        excluded_subtrees=None,
    )


def _usage(*, signs: bool, vouches: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        key_cert_sign=vouches,
        crl_sign=vouches,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _general(names: Iterable[str]) -> list[x509.GeneralName]:
    return [
        x509.DNSName(name) if name.endswith(".local") else x509.IPAddress(ip_address(name))
        for name in sorted(names)
    ]


def _named(certificate: x509.Certificate) -> frozenset[str]:
    held = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return frozenset(
        {
            *held.get_values_for_type(x509.DNSName),
            *map(str, held.get_values_for_type(x509.IPAddress)),
        }
    )


def _pem(key: _Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _write(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable by its owner only from the first byte on."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        handle = os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as writing:
            writing.write(content)
            writing.flush()
            os.fsync(writing.fileno())
        part.replace(file)
    except OSError as failure:
        raise StoreFault("store.unreachable") from failure
