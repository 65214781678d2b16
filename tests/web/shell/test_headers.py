"""Nothing is asked of anyone else, and no other page can speak for this one."""

from __future__ import annotations

import re
from http import HTTPStatus

import pytest
from django.templatetags.static import static

OWN = "http://127.0.0.1:8000"
ANSWER = {"country": "GB", "name": ""}


@pytest.mark.parametrize("address", ["/about/", "/nowhere/", "css"])
def test_every_answer_carries_the_strict_headers(guest, address):
    if address == "css":
        address = static("backfour/css/tokens.css")
    answer = guest.get(address)
    answer.close()
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "script-src 'self' 'wasm-unsafe-eval'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "http" not in policy
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=(self)" in answer["Permissions-Policy"]
    assert "geolocation=()" in answer["Permissions-Policy"]


def test_the_shut_page_carries_them_too(stranger):
    assert "default-src 'self'" in stranger.get("/")["Content-Security-Policy"]


def test_pages_are_not_kept_on_disk(guest):
    assert guest.get("/about/")["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "address",
    ["/", "/welcome/", "/welcome/what-this-is-not/", "/welcome/country/", "/welcome/sound/",
     "/about/", "/warning/", "/check/", "/moves/", "/settings/", "/data/", "/why/"],
)  # fmt: skip
def test_no_page_asks_anyone_else_or_carries_script_or_style_inline(guest, address):
    shown = guest.get(address, follow=True).content.decode()
    assert not re.findall(r'(?:src|href|action|poster)="(?:https?:)?//', shown)
    assert not re.search(r"<style|\sstyle=|\son\w+=", shown)
    assert not re.search(r"<script(?![^>]*\ssrc=)", shown)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[::1]"])
def test_another_name_for_this_computer_is_refused(guest, host):
    assert guest.get("/about/", headers={"host": host}).status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"origin": OWN, "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_page_changes_nothing(house, guest, headers):
    answer = guest.post("/welcome/country/", ANSWER, headers=headers)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "Another page" in answer.content.decode()
    assert house.preferences.read()["country"] is None


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": OWN, "sec-fetch-site": "same-origin"},
        # what browsers send from a page with Referrer-Policy: no-referrer
        {"origin": "null", "sec-fetch-site": "same-origin"},
        {"origin": "null"},
        {},
    ],
)
def test_our_own_form_is_taken(house, guest, headers):
    assert guest.post("/welcome/country/", ANSWER, headers=headers).status_code == HTTPStatus.FOUND
    assert house.preferences.read()["country"] == "GB"


def test_a_form_without_its_token_is_refused_in_our_words(house, stranger):
    stranger.get(f"/open/{house.door.new_token()}")
    answer = stranger.post("/welcome/country/", ANSWER)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "open for too long" in answer.content.decode()


def test_a_form_with_its_token_is_taken_also_when_the_origin_is_hidden(house, stranger):
    stranger.get(f"/open/{house.door.new_token()}")
    shown = stranger.get("/welcome/country/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)[1]
    headers = {"origin": "null", "sec-fetch-site": "same-origin"}
    answer = stranger.post(
        "/welcome/country/", {**ANSWER, "csrfmiddlewaretoken": token}, headers=headers
    )
    assert answer.status_code == HTTPStatus.FOUND


def test_two_folders_on_two_ports_have_cookies_of_different_names(house):
    from django.conf import settings

    names = {settings.DOOR_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    assert all(name.endswith(settings.FOLDER_MARK) for name in names)
