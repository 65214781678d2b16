"""The door of the home: who gets in, and who does not."""

from __future__ import annotations

from http import HTTPStatus

import pytest

PAGES = (
    "/",
    "/welcome/",
    "/about/",
    "/warning/",
    "/check/",
    "/moves/",
    "/data/",
    "/why/",
    "/nowhere/",
)


@pytest.mark.parametrize("address", PAGES)
def test_without_the_cookie_every_page_is_shut_and_says_how_to_open_it(stranger, address):
    answer = stranger.get(address)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "backfour serve" in answer.content.decode()


def test_a_shut_page_shows_nothing_of_the_person(house, stranger):
    house.preferences.change(name="Margaret", voice="Somebody's voice")
    shown = stranger.get("/").content.decode()
    assert "Margaret" not in shown
    assert "voice&" not in shown


def test_a_shut_page_takes_nothing(house, stranger):
    answer = stranger.post("/welcome/country/", {"country": "GB", "name": "Eve"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert house.preferences.read()["country"] is None


def test_a_link_opens_once(house, stranger):
    from django.test import Client

    token = house.door.new_token()
    assert stranger.get(f"/open/{token}").status_code == HTTPStatus.FOUND
    assert stranger.get("/about/").status_code == HTTPStatus.OK
    second = Client(headers={"host": "127.0.0.1:8000"})
    assert second.get(f"/open/{token}").status_code == HTTPStatus.FORBIDDEN
    assert second.get("/about/").status_code == HTTPStatus.FORBIDDEN


def test_asking_what_a_link_leads_to_does_not_use_it_up(house, stranger):
    token = house.door.new_token()
    stranger.head(f"/open/{token}")
    assert stranger.get(f"/open/{token}").status_code == HTTPStatus.FOUND


def test_a_link_is_good_for_one_minute(house, stranger, clock):
    token = house.door.new_token()
    clock.write_text("2026-11-23T09:01:01+01:00", encoding="utf-8")
    answer = stranger.get(f"/open/{token}")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "fresh one" in answer.content.decode()


def test_an_old_link_does_not_shut_out_who_is_in(guest):
    assert guest.get("/open/used-long-ago").status_code == HTTPStatus.FOUND


def test_the_first_time_leads_to_welcome_and_later_to_today(house, stranger):
    assert stranger.get(f"/open/{house.door.new_token()}")["Location"] == "/welcome/"
    house.preferences.change(welcomed=True)
    assert stranger.get(f"/open/{house.door.new_token()}")["Location"] == "/"


def test_the_cookie_is_for_this_site_alone_and_lasts_180_days(house, stranger):
    from django.conf import settings

    answer = stranger.get(f"/open/{house.door.new_token()}")
    cookie = answer.cookies[settings.DOOR_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["max-age"] == 180 * 86_400


def test_a_cookie_nobody_signed_opens_nothing(stranger):
    from django.conf import settings

    stranger.cookies[settings.DOOR_COOKIE_NAME] = "home:1xyz:forged"
    assert stranger.get("/about/").status_code == HTTPStatus.FORBIDDEN


def test_a_cookie_older_than_180_days_opens_nothing(guest, monkeypatch):
    from backfour.web.door import doorkeeper

    monkeypatch.setattr(doorkeeper, "GOOD_FOR_S", -1)
    assert guest.get("/about/").status_code == HTTPStatus.FORBIDDEN
