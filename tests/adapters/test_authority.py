"""The home's own authority: what it may vouch for, how long, and what happens when it is hurt.

Hazard H21 (docs/safety.md).
"""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from backfour.adapters.home.addresses import home_address, is_private, local_name
from backfour.adapters.home.authority import AUTHORITY, AUTHORITY_KEY, LEAF, LEAF_KEY, Authority
from backfour.core.errors import BackfourError

NAME = "garden-room.local"
ADDRESS = "192.168.1.5"
NOW = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - ssl judges by true time


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path, NAME, NOW)


def certificate(folder, name=LEAF):
    return x509.load_pem_x509_certificates((folder / name).read_bytes())[0]


def test_it_may_vouch_for_this_computer_and_private_addresses_only_and_that_is_critical(
    authority, tmp_path
):
    held = certificate(tmp_path, AUTHORITY).extensions.get_extension_for_class(x509.NameConstraints)
    assert held.critical
    assert held.value.excluded_subtrees is None
    assert {one.value for one in held.value.permitted_subtrees} == {
        NAME,
        *map(
            ip_network,
            (
                *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8"),
                *("fc00::/7", "fe80::/10"),
            ),
        ),
    }


def test_it_makes_no_further_authorities(authority, tmp_path):
    held = certificate(tmp_path, AUTHORITY).extensions.get_extension_for_class(
        x509.BasicConstraints
    )
    assert held.critical
    assert held.value == x509.BasicConstraints(ca=True, path_length=0)


def test_only_its_owner_reads_its_keys(authority, tmp_path):
    authority.leaf(ADDRESS, NAME)
    for name in (AUTHORITY_KEY, LEAF_KEY):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob(".*"))


def test_a_key_that_others_could_read_is_closed_again(authority, tmp_path):
    (tmp_path / AUTHORITY_KEY).chmod(0o644)
    Authority(tmp_path, NAME, NOW)
    assert (tmp_path / AUTHORITY_KEY).stat().st_mode & 0o777 == 0o600


def test_a_certificate_lasts_at_most_397_days_and_names_where_the_house_is(authority, tmp_path):
    leaf = authority.leaf(ADDRESS, NAME)
    made = certificate(tmp_path)
    assert made.not_valid_after_utc - made.not_valid_before_utc < timedelta(days=397)
    assert leaf.names == {ADDRESS, NAME, "127.0.0.1"}


def test_it_is_kept_while_it_fits_also_by_the_next_start(authority, tmp_path):
    authority.leaf(ADDRESS, NAME)
    first = (tmp_path / LEAF).read_bytes()
    authority.leaf(ADDRESS, NAME)
    again = Authority(tmp_path, NAME, NOW + timedelta(days=365))
    again.leaf(ADDRESS, NAME)
    assert (tmp_path / LEAF).read_bytes() == first
    assert again.certificate == authority.certificate


def test_it_is_made_anew_when_the_address_changes(authority, tmp_path):
    authority.leaf(ADDRESS, NAME)
    authority.leaf("192.168.1.77", NAME)
    held = certificate(tmp_path).extensions.get_extension_for_class(x509.SubjectAlternativeName)
    assert "192.168.1.77" in map(str, held.value.get_values_for_type(x509.IPAddress))


def test_it_is_made_anew_a_month_before_its_end(authority, tmp_path):
    authority.leaf(ADDRESS, NAME)
    first = certificate(tmp_path)
    later = NOW + timedelta(days=367)
    Authority(tmp_path, NAME, later).leaf(ADDRESS, NAME)
    assert certificate(tmp_path).not_valid_after_utc > first.not_valid_after_utc


@pytest.mark.parametrize("what", [b"", b"nothing of a certificate"])
@pytest.mark.parametrize("file", [LEAF, LEAF_KEY])
def test_a_damaged_certificate_of_the_server_is_simply_made_anew(authority, tmp_path, file, what):
    authority.leaf(ADDRESS, NAME)
    (tmp_path / file).write_bytes(what)
    authority.leaf(ADDRESS, NAME)
    assert certificate(tmp_path).issuer == certificate(tmp_path, AUTHORITY).subject
    serialization.load_pem_private_key((tmp_path / LEAF_KEY).read_bytes(), None)


def test_a_renamed_computer_keeps_its_authority_and_is_reached_by_address(authority, tmp_path):
    leaf = Authority(tmp_path, "attic.local", NOW).leaf(ADDRESS, "attic.local")
    assert leaf.names == {ADDRESS, "127.0.0.1"}


@pytest.mark.parametrize("what", [b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n"])
def test_a_damaged_key_is_told_and_never_replaced(authority, tmp_path, what):
    (tmp_path / AUTHORITY_KEY).write_bytes(what)
    with pytest.raises(BackfourError, match=r"home\.key_damaged"):
        Authority(tmp_path, NAME, NOW)
    assert (tmp_path / AUTHORITY_KEY).read_bytes() == what


def test_a_key_of_another_authority_is_told(authority, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    Authority(other, NAME, NOW)
    (other / AUTHORITY_KEY).replace(tmp_path / AUTHORITY_KEY)
    with pytest.raises(BackfourError, match=r"home\.key_damaged"):
        Authority(tmp_path, NAME, NOW)


def test_a_lost_key_is_told(authority, tmp_path):
    (tmp_path / AUTHORITY_KEY).unlink()
    with pytest.raises(BackfourError, match=r"home\.key_unreadable"):
        Authority(tmp_path, NAME, NOW)


def test_a_key_that_a_power_cut_left_alone_is_made_anew(authority, tmp_path):
    (tmp_path / AUTHORITY).unlink()
    leaf = Authority(tmp_path, NAME, NOW).leaf(ADDRESS, NAME)
    assert shakes_hands(tmp_path, leaf.certificate, leaf.key, ADDRESS)


def test_an_authority_at_its_end_is_made_anew(authority, tmp_path):
    late = Authority(tmp_path, NAME, NOW + timedelta(days=3640))
    assert late.certificate != authority.certificate


# -------------------------------------------------------------------- what a browser would say


def shakes_hands(folder, certificate_file, key_file, host):
    """Let a client that trusts only this authority meet a server; both in memory."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate_file, key_file)
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.load_verify_locations(folder / AUTHORITY)
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = [
        client.wrap_bio(down, up, server_hostname=host),
        server.wrap_bio(up, down, server_side=True),
    ]
    left = list(ends)
    while left:
        for end in tuple(left):
            try:
                end.do_handshake()
                left.remove(end)
            except ssl.SSLWantReadError:
                continue
    return True


@pytest.mark.parametrize("host", [ADDRESS, NAME, "127.0.0.1"])
def test_a_device_that_trusts_it_meets_the_house_without_a_warning(authority, tmp_path, host):
    leaf = authority.leaf(ADDRESS, NAME)
    assert shakes_hands(tmp_path, leaf.certificate, leaf.key, host)


@pytest.mark.parametrize("host", ["192.168.1.6", "attic.local", "localhost", "bank.example"])
def test_another_host_is_refused(authority, tmp_path, host):
    leaf = authority.leaf(ADDRESS, NAME)
    with pytest.raises(ssl.SSLCertVerificationError, match="match"):
        shakes_hands(tmp_path, leaf.certificate, leaf.key, host)


@pytest.mark.parametrize("host", ["bank.example", "attic.local", "203.0.113.7"])
def test_even_its_stolen_key_cannot_vouch_for_another_site(authority, tmp_path, host):
    """The critical name constraints hold: the signature is good and the site refused."""
    stolen = serialization.load_pem_private_key((tmp_path / AUTHORITY_KEY).read_bytes(), None)
    key = ec.generate_private_key(ec.SECP256R1())
    name = (
        x509.IPAddress(ip_network(host).network_address) if host[0] == "2" else x509.DNSName(host)
    )
    forged = (
        x509.CertificateBuilder()
        .serial_number(x509.random_serial_number())
        .subject_name(x509.Name([]))
        .issuer_name(certificate(tmp_path, AUTHORITY).subject)
        .public_key(key.public_key())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([name]), critical=True)
        .sign(stolen, hashes.SHA256())
    )
    cert_file, key_file = tmp_path / "forged.crt", tmp_path / "forged.key"
    cert_file.write_bytes(forged.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        shakes_hands(tmp_path, cert_file, key_file, host)


# -------------------------------------------------------------------- addresses


@pytest.mark.parametrize("address", ["10.0.0.1", "172.31.9.9", "192.168.0.2", "127.0.0.2"])
def test_addresses_of_a_home_are_private(address):
    assert is_private(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "172.32.0.1", "100.64.0.1", "192.0.2.2", "x", ""])
def test_other_addresses_are_not(address):
    assert not is_private(address)


def test_the_address_found_is_private_or_none_at_all():
    found = home_address()
    assert found is None or (is_private(found) and not found.startswith("127."))


def test_the_name_of_this_computer_is_one_that_home_networks_know():
    assert local_name().endswith(".local")
    assert local_name() == local_name().lower()
