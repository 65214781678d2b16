"""Push messages over a real connection: encrypted, signed, and only to addresses outside of homes.

Hazards H36 and H37 (docs/safety.md).
"""

from __future__ import annotations

import base64
import json
import socket
import stat

import pytest

from backfour.adapters.reminding import push as pushing
from backfour.adapters.reminding.doors import Closed, PublicDoors, is_public
from backfour.adapters.reminding.push import PushKeys, WebPush, looks_right
from backfour.app.reminding.ports import Endpoint, Note, Outcome, Reached
from letterbox import Browser, push_service

pytest.importorskip("pywebpush", reason="the extra [push] is not installed")

ME = Reached("own", mail_to="name@example.org")


@pytest.fixture
def browser():
    return Browser()


@pytest.fixture
def service(home, tmp_path):
    with push_service(tmp_path) as (service, doors):
        service.doors = doors
        yield service


@pytest.fixture
def sending(home, tmp_path, service):
    from backfour.adapters.store.reminders import DjangoReminders

    def compose(note):
        return {"title": "A", "body": "B", "url": f"/arrived/{note.token}"}

    store, keys = DjangoReminders(), PushKeys(tmp_path)
    made = WebPush(store, keys, service.doors, compose, lambda who: f"mailto:{who.mail_to}")
    made.store, made.keys = store, keys
    return made


def agreed(sending, browser, url):
    sending.store.keep_endpoint("own", Endpoint(0, url, browser.p256dh, browser.auth, "Me", 0))


def test_a_browser_can_read_what_was_sent_and_nobody_between_can(sending, service, browser):
    agreed(sending, browser, service.endpoint())
    assert sending.is_ready(ME)
    assert sending.send(ME, Note("secret-1")) == Outcome("sent")
    ((path, headers, body),) = service.taken
    assert path == "/send/one"
    assert b"secret-1" not in body
    assert json.loads(browser.read(body)) == {
        "title": "A",
        "body": "B",
        "url": "/arrived/secret-1",
    }
    assert headers["Content-Encoding"] == "aes128gcm"
    assert int(headers["TTL"]) > 0


def test_it_is_signed_with_our_key_for_that_service_and_a_subject_one_can_write_to(
    sending, service, browser
):
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    agreed(sending, browser, service.endpoint())
    sending.send(ME, Note("x"))
    told = service.taken[0][1]["Authorization"]
    assert told.startswith("vapid t=")
    token, _, key = told.removeprefix("vapid t=").partition(",k=")
    assert key == sending.keys.public()
    head, claims, signature = (_bytes(part) for part in token.split("."))
    read = json.loads(claims)
    assert read["sub"] == "mailto:name@example.org"
    assert read["aud"] == f"https://push.test:{service.port}"
    signed = encode_dss_signature(
        int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    )
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(key))
    point.verify(signed, token.rpartition(".")[0].encode(), ec.ECDSA(hashes.SHA256()))
    assert json.loads(head)["alg"] == "ES256"


def test_without_an_address_to_write_to_it_is_not_offered(sending, service, browser):
    agreed(sending, browser, service.endpoint())
    sending._contact = lambda who: ""
    assert not sending.is_ready(ME)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (201, Outcome("sent")),
        (410, Outcome("never", "push.gone")),
        (404, Outcome("never", "push.gone")),
        (403, Outcome("later", "push.refused")),
        (429, Outcome("later", "push.busy")),
        (500, Outcome("later", "push.busy")),
        (503, Outcome("later", "push.busy")),
        (400, Outcome("never", "push.refused")),
        (413, Outcome("never", "push.refused")),
    ],
)
def test_what_a_service_answers_is_understood(sending, service, browser, status, outcome):
    agreed(sending, browser, service.endpoint())
    service.says = [status]
    assert sending.send(ME, Note("x")) == outcome
    assert bool(sending.store.endpoints("own")) is (outcome.reason != "push.gone")


def test_a_redirect_is_not_followed(sending, service, browser):
    agreed(sending, browser, service.endpoint())
    service.says, service.location = [307], service.endpoint("elsewhere")
    assert sending.send(ME, Note("x")).state == "never"
    assert len(service.taken) == 1


def test_one_browser_that_took_it_is_enough(sending, service, browser):
    agreed(sending, browser, service.endpoint("old"))
    agreed(sending, browser, service.endpoint("new"))
    service.says = [410, 201]
    assert sending.send(ME, Note("x")) == Outcome("sent", "push.gone")
    assert [one.url for one in sending.store.endpoints("own")] == [service.endpoint("new")]


def test_a_service_that_takes_it_and_stays_silent_may_have_it(
    sending, service, browser, monkeypatch
):
    monkeypatch.setattr(pushing, "SLOWEST_S", 0.5)
    agreed(sending, browser, service.endpoint())
    service.silent = True
    assert sending.send(ME, Note("x")) == Outcome("unsure", "push.slow")


def test_a_service_that_is_down_is_tried_later(sending, service, browser):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    agreed(sending, browser, f"https://push.test:{port}/x")
    assert sending.send(ME, Note("x")) == Outcome("later", "push.unreachable")


def test_a_service_with_a_certificate_of_somebody_else_gets_nothing(sending, service, browser):
    agreed(sending, browser, service.endpoint().replace("push.test", "other.test"))
    assert sending.send(ME, Note("x")) == Outcome("later", "push.unreachable")
    assert service.taken == []


def test_keys_that_are_none_are_refused_before_anything_is_sent(sending, service, browser):
    assert looks_right(browser.p256dh, browser.auth)
    for p256dh, auth in (("", ""), (browser.p256dh, "short"), ("é", browser.auth), ("AAAA", "AA")):
        assert not looks_right(p256dh, auth)
    sending.store.keep_endpoint("own", Endpoint(0, service.endpoint(), "AAAA", "AA", "Me", 0))
    assert sending.send(ME, Note("x")) == Outcome("never", "push.refused")
    assert service.taken == []


def test_our_key_is_made_once_and_readable_by_nobody_else(tmp_path):
    keys = PushKeys(tmp_path)
    assert keys.public() == keys.public() == PushKeys(tmp_path).public()
    assert len(_bytes(keys.public())) == 65
    assert stat.S_IMODE((tmp_path / "push.key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.9.9", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "198.18.0.1", "0.1.2.3"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:192.168.0.1", "64:ff9b::7f00:1", "64:ff9b::c0a8:1"),
        *("2002:7f00:1::", "2001:0:7f00:1::", "push.test", ""),
    ],
)
def test_no_address_inside_of_a_home_is_public_in_any_disguise(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_outside_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://8.8.8.8/x", "push.address"),
        ("https://8.8.8.8:8443/x", "push.address"),
        ("https://8.8.8.8:no/x", "push.address"),
        ("https://me:pw@8.8.8.8/x", "push.address"),
        ("https:///x", "push.address"),
        ("https://8.8.8.8/\r\nHost: a", "push.address"),
        ("https://é.example/", "push.address"),
        ("https://8.8.8.8/" + "x" * 3000, "push.address"),
        ("https://localhost/x", "push.private"),
        ("https://nas/x", "push.private"),
        ("https://printer.local/x", "push.private"),
        ("https://127.0.0.1/x", "push.private"),
        ("https://[::1]/x", "push.private"),
        ("https://192.168.1.1/x", "push.private"),
        ("https://[fe80::1]/x", "push.private"),
        ("https://169.254.169.254/latest", "push.private"),
    ],
)
def test_the_rule_that_holds_in_use_leads_nowhere_into_a_home(url, reason):
    with pytest.raises(Closed) as closed:
        PublicDoors().way(url)
    assert closed.value.reason == reason


def test_a_public_address_is_gone_to_as_it_was_looked_at():
    way = PublicDoors().way("https://8.8.8.8/send/a?b=c")
    assert (way.host, way.port, way.path, way.address) == ("8.8.8.8", 443, "/send/a?b=c", "8.8.8.8")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
