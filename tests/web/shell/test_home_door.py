"""The home network: an unpaired device sees how to pair and nothing else.

Hazard H20 (docs/safety.md).
"""

from __future__ import annotations

import re
from http import HTTPStatus

import pytest
from django.conf import settings
from django.templatetags.static import static
from django.urls import URLPattern, get_resolver

from backfour.app.network import FROM_HOME, Place
from backfour.web.door.doorkeeper import BY_SECRET

HOST = "192.168.1.5:8443"


@pytest.fixture
def place(house):
    before = settings.ALLOWED_HOSTS
    place = Place("192.168.1.5", 8443, "garden-room.local", b"certificate", "AA BB")
    house.network.open(place)
    settings.ALLOWED_HOSTS = [*before, *place.hosts]
    yield place
    settings.ALLOWED_HOSTS = before


def client_at(host, **more):
    from django.test import Client

    return Client(headers={"host": host, **more}, **{FROM_HOME: True, "wsgi.url_scheme": "https"})


@pytest.fixture
def device(place):
    """A device of the home network that was never paired."""
    return client_at(HOST)


@pytest.fixture
def tablet(house, device):
    """A device that is paired."""
    code = house.devices.new_code().digits
    answer = device.post("/pair/", {"code": code, "name": "Tablet"}, secure=True)
    assert answer["Location"] == "/"
    return device


def addresses(resolver=None, before=""):
    """Every address of the app, with something in place of what varies."""
    for one in (resolver or get_resolver()).url_patterns:
        path = before + re.sub(
            r"<int:\w+>", "1", re.sub(r"<(str|slug):\w+>", "x", str(one.pattern))
        )
        if isinstance(one, URLPattern):
            yield "/" + path
        else:
            yield from addresses(one, path)


def elsewhere():
    """Every address but those for pairing, and those that a secret in them opens."""
    every = {*addresses(), "/nowhere", "/static/x.js"}
    return sorted(one for one in every if not one.startswith(("/pair/", *BY_SECRET)))


def is_pairing(answer):
    return 'name="code"' in answer.content.decode()


def test_an_unpaired_device_gets_the_pairing_page_under_every_address_of_the_app(device):
    pages = elsewhere()
    assert len(pages) > 40
    assert {"/", "/settings/", "/data/export/", "/devices/code/"} <= set(pages)
    for page in pages:
        for ask in (device.get, device.post, device.delete):
            answer = ask(page, secure=True)
            assert answer.status_code == HTTPStatus.FORBIDDEN, page
            assert is_pairing(answer), page
            assert "Clear-Site-Data" not in answer


def test_a_secret_that_nobody_has_opens_nothing_of_the_person(house, device):
    house.preferences.change(name="Margarethe")
    asked = device.get("/arrived/guessed", secure=True)
    assert asked.status_code == HTTPStatus.OK
    assert "Margarethe" not in asked.content.decode()
    assert device.get("/feed/guessed.ics", secure=True).status_code == HTTPStatus.NOT_FOUND
    assert device.get("/arrived/../settings/", secure=True).status_code == HTTPStatus.FORBIDDEN
    told = device.post("/arrived/guessed", {"by": "x" * 20_000}, secure=True)
    assert told.status_code == HTTPStatus.FORBIDDEN, "no long forms from strangers"


@pytest.mark.parametrize("file", ["core.zip", "words.en.json", "films/index.json", "app/page.js"])
def test_films_scripts_and_words_are_not_served_to_it(device, file):
    answer = device.get(static(f"backfour/{file}"), secure=True)
    assert answer.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("sneaky", ["css/../core.zip", "fonts/../films/index.json"])
def test_nor_by_a_crooked_address(device, sneaky):
    answer = device.get(settings.STATIC_URL + "backfour/" + sneaky, secure=True)
    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_what_the_pairing_page_is_drawn_with_is_served(device):
    shown = device.get("/pair/", secure=True).content.decode()
    wanted = re.findall(r'(?:href|src)="(/static/[^"]+)"', shown)
    assert len(wanted) > 5
    for address in wanted:
        answer = device.get(address, secure=True)
        assert answer.status_code == HTTPStatus.OK, address
        answer.close()


def test_the_pairing_pages_show_nothing_of_the_person(house, device):
    house.preferences.change(name="Margaret", voice="Somebody's voice")
    house.devices.pair(house.devices.new_code().digits, "The other tablet")
    for page in ("/", "/pair/", "/pair/iphone/", "/pair/android/", "/pair/computer/"):
        shown = device.get(page, secure=True).content.decode()
        assert "Margaret" not in shown
        assert "The other tablet" not in shown


def test_a_script_of_an_unpaired_device_is_told_in_json(device):
    answer = device.get("/", headers={"accept": "application/json"}, secure=True)
    assert (answer.status_code, answer.json()) == (403, {"error": {"key": "not_paired"}})


def test_the_code_lets_it_in_with_a_cookie_of_its_own(house, tablet):
    cookie = tablet.cookies[settings.DEVICE_COOKIE_NAME]
    assert cookie["secure"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["max-age"] == 180 * 86_400
    assert cookie["path"] == "/"
    assert tablet.get("/about/", secure=True).status_code == HTTPStatus.OK
    assert [one.name for one in house.devices.all()] == ["Tablet"]


def test_a_wrong_code_is_told_on_the_page_with_the_tries_left(house, device):
    code = house.devices.new_code().digits
    typed = f"{(int(code) + 1) % 1_000_000:06}"
    answer = device.post("/pair/", {"code": typed, "name": "Tablet"}, secure=True)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "4 tries are left" in answer.content.decode()
    assert 'value="Tablet"' in answer.content.decode()
    assert settings.DEVICE_COOKIE_NAME not in answer.cookies


def test_a_large_form_of_an_unpaired_device_is_not_even_read(house, device):
    code = house.devices.new_code().digits
    answer = device.post("/pair/", {"code": code, "name": "x" * 20_000}, secure=True)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert house.devices.all() == ()


def test_the_form_of_the_pairing_page_needs_its_token(place):
    from django.test import Client

    strict = Client(
        enforce_csrf_checks=True,
        headers={"host": HOST},
        **{FROM_HOME: True, "wsgi.url_scheme": "https"},
    )
    own = {"origin": f"https://{HOST}"}
    assert strict.post("/pair/", {"code": "123456"}, secure=True, headers=own).status_code == 403
    shown = strict.get("/settings/", secure=True).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)[1]
    told = {"code": "123456", "csrfmiddlewaretoken": token}
    assert strict.post("/pair/", told, secure=True, headers=own).status_code == 422
    foreign = {"origin": "https://192.168.1.6:8443"}
    assert strict.post("/pair/", told, secure=True, headers=foreign).status_code == 403


@pytest.mark.parametrize("address", ["/", "/settings/", "/nowhere/"])
def test_a_removed_device_is_told_to_forget_on_every_page(house, tablet, address):
    house.devices.remove(house.devices.all()[0].id)
    for _ in range(2):
        answer = tablet.get(address, secure=True)
        assert answer.status_code == HTTPStatus.GONE
        assert answer["Clear-Site-Data"] == '"cache", "storage"'
        assert is_pairing(answer)


def test_a_removed_device_is_told_in_json_too(house, tablet):
    house.devices.remove(house.devices.all()[0].id)
    answer = tablet.post("/session/play/x", content_type="application/json", data={}, secure=True)
    assert answer.status_code == HTTPStatus.GONE
    assert answer.json() == {"error": {"key": "unpaired"}}
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_a_removed_device_can_be_paired_again(house, tablet):
    house.devices.remove(house.devices.all()[0].id)
    code = house.devices.new_code().digits
    assert tablet.post("/pair/", {"code": code}, secure=True).status_code == HTTPStatus.FOUND
    assert tablet.get("/about/", secure=True).status_code == HTTPStatus.OK


def test_after_180_days_without_a_visit_it_is_asked_again_but_forgets_nothing(tablet, clock):
    clock.write_text("2027-06-23T09:00:00+01:00", encoding="utf-8")
    answer = tablet.get("/", secure=True)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert is_pairing(answer)
    assert "Clear-Site-Data" not in answer


def test_a_device_never_sees_a_code_nor_makes_one_nor_removes_another(house, tablet):
    house.devices.pair(house.devices.new_code().digits, "Phone")
    house.devices.new_code()
    digits = house.devices.code().digits
    shown = tablet.get("/devices/", secure=True).content.decode()
    assert digits not in shown
    assert f"{digits[:3]} {digits[3:]}" not in shown
    assert "Tablet" in shown
    assert "Phone" not in shown
    assert tablet.post("/devices/code/", secure=True).status_code == HTTPStatus.NOT_FOUND
    assert house.devices.code().digits == digits
    phone = house.devices.all()[1].id
    assert tablet.post(f"/devices/{phone}/remove/", secure=True).status_code == HTTPStatus.NOT_FOUND
    assert len(house.devices.all()) == 2


def test_a_device_may_remove_itself(house, tablet):
    own = house.devices.all()[0].id
    tablet.post(f"/devices/{own}/remove/", secure=True)
    assert tablet.get("/", secure=True).status_code == HTTPStatus.GONE


def test_this_computer_shows_address_square_code_and_list(house, tablet, guest):
    assert guest.post("/devices/code/").status_code == HTTPStatus.FOUND
    digits = house.devices.code().digits
    shown = guest.get("/devices/").content.decode()
    assert f"{digits[:3]} {digits[3:]}" in shown
    assert "https://192.168.1.5:8443/" in shown
    assert "<svg" in shown
    assert "Tablet" in shown
    device = house.devices.all()[0].id
    guest.post(f"/devices/{device}/remove/")
    assert house.devices.all() == ()


def test_without_the_door_cookie_this_computer_shows_no_code(house, place, stranger):
    house.devices.new_code()
    for address in ("/devices/", "/pair/", "/pair/iphone/"):
        assert stranger.get(address).status_code == HTTPStatus.FORBIDDEN


def test_settings_lead_to_the_devices(guest):
    assert 'href="/devices/"' in guest.get("/settings/").content.decode()


def test_without_a_home_network_the_page_says_how_to_open_it(guest):
    shown = guest.get("/devices/").content.decode()
    assert "--home" in shown
    assert "<svg class=" not in shown.split("<main")[1]
    assert guest.post("/devices/code/").status_code == HTTPStatus.NOT_FOUND
    assert guest.get("/pair/backfour-home.crt").status_code == HTTPStatus.NOT_FOUND


def test_the_door_cookie_of_this_computer_opens_nothing_over_the_network(guest, device):
    name = settings.DOOR_COOKIE_NAME
    device.cookies[name] = guest.cookies[name].value
    assert device.get("/about/", secure=True).status_code == HTTPStatus.FORBIDDEN


def test_a_header_cannot_pretend_to_be_the_home_network(stranger, tablet):
    stranger.cookies[settings.DEVICE_COOKIE_NAME] = tablet.cookies[
        settings.DEVICE_COOKIE_NAME
    ].value
    answer = stranger.get("/about/", headers={FROM_HOME: "1", "backfour-from-home": "1"})
    assert answer.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("host", ["127.0.0.1:8443", "localhost:8443", "evil.example:8443"])
def test_over_the_network_only_the_names_of_the_home_are_answered(place, host):
    assert client_at(host).get("/pair/", secure=True).status_code == HTTPStatus.BAD_REQUEST


def test_on_this_computer_the_names_of_the_home_are_not_answered(place, guest):
    answer = guest.get("/about/", headers={"host": HOST})
    assert answer.status_code == HTTPStatus.BAD_REQUEST


def test_the_name_of_the_home_is_answered(place):
    named = client_at("garden-room.local:8443")
    assert named.get("/pair/", secure=True).status_code == HTTPStatus.OK


def test_the_certificate_is_handed_to_anyone_in_the_home(device):
    answer = device.get("/pair/backfour-home.crt", secure=True)
    assert (answer.content, answer["Content-Type"]) == (
        b"certificate",
        "application/x-x509-ca-cert",
    )


@pytest.mark.parametrize("kind", ["iphone", "android", "computer"])
def test_each_kind_of_device_has_its_steps_each_with_a_drawing(device, kind):
    shown = device.get(f"/pair/{kind}/", secure=True).content.decode()
    assert shown.count('class="shot') == 6
    assert "home.trust" not in shown


def test_no_strict_transport_is_demanded_for_an_authority_of_our_own(tablet):
    assert "Strict-Transport-Security" not in tablet.get("/about/", secure=True)


def test_every_cookie_over_the_network_is_secure(device):
    answer = device.get("/", secure=True)
    assert answer.cookies
    assert all(cookie["secure"] for cookie in answer.cookies.values())
