"""Reminders on the pages: set, tried, answered for, and told on Today when they went wrong.

Hazards H36, H37 and H38 (docs/safety.md).
"""

from __future__ import annotations

import stat

import pytest

from backfour import bootstrap, words
from backfour.bootstrap import house
from letterbox import letterbox

PAGE = "/settings/reminders/"
BY = PAGE + "by/"
SERVER = {
    "mail_to": "name@example.org",
    "host": "127.0.0.1",
    "port": "9",
    "user": "",
    "security": "none",
    "password": "s3cret",
    "sender": "",
}


def wants(walk, kind="morning", **told):
    return walk.post(f"{PAGE}{kind}/", **{"channel": "mail", "at": "08:30", **told})


def mail_is_set_up(walk, **told):
    return walk.post(
        BY + "mail/",
        **{**SERVER, **told},
    )


def test_everything_is_off_until_it_is_switched_on(walk):
    walk.get("/settings/").get(PAGE)
    assert walk.text.count("Off") == 4
    assert "need this computer to be awake" in walk.text


def test_a_reminder_is_set_and_shown_with_its_time(walk):
    wants(walk, channel="calendar")
    assert walk.where == PAGE
    assert "at 08:30 · Calendar" in walk.text


def test_a_way_that_is_not_set_up_is_the_next_step(walk):
    wants(walk)
    assert walk.where == BY + "mail/"
    assert "One more step" in walk.text


def test_each_kind_has_its_page_and_others_have_none(walk):
    for kind in ("morning", "session", "self_test", "break", "quiet"):
        assert walk.get(f"{PAGE}{kind}/").page.status_code == 200
    assert walk.get(f"{PAGE}dinner/").page.status_code == 404


@pytest.mark.parametrize(
    ("kind", "told", "words"),
    [
        ("morning", {"at": "25:00"}, "outside of your quiet hours"),
        ("morning", {"at": "22:00"}, "outside of your quiet hours"),
        ("morning", {"channel": "pigeon"}, "Please choose one of these"),
        ("session", {}, "at least one day"),
        ("break", {"day": "0", "every": "3", "until": "17:00"}, "how often"),
        ("break", {"day": "0", "every": "30", "until": "08:00"}, "after the first one"),
        ("break", {"day": "0", "every": "30", "until": "x"}, "after the first one"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(walk, kind, told, words):
    wants(walk, kind, **told)
    assert walk.page.status_code == 422
    assert words in walk.text


def test_breaks_and_days_are_kept_as_told(walk):
    wants(walk, "break", channel="calendar", at="10:00", until="12:00", every="45", day=["0", "6"])
    assert "every 45 minutes, 10:00 to 12:00" in walk.text
    walk.get(PAGE + "break/")
    assert walk.html.count("checked") == 4


def test_quiet_hours_may_not_cover_a_reminder_that_is_on(walk):
    wants(walk, channel="calendar")
    quiet = {"begins": "22:00", "ends": "09:00", "zone": "Europe/Madrid"}
    walk.post(PAGE + "quiet/", **quiet)
    assert "“Morning questions” would lie in these hours" in walk.text
    walk.post(PAGE + "quiet/", **{**quiet, "ends": "07:00"})
    assert "22:00 to 07:00 · Europe/Madrid" in walk.text
    walk.post(PAGE + "quiet/", **{**quiet, "zone": "Mars"})
    assert "do not know this time zone" in walk.text
    walk.post(PAGE + "quiet/", **{**quiet, "begins": "soon"})
    assert "like 21:00" in walk.text


def test_the_zone_of_the_device_is_taken_over_from_any_page(walk):
    assert walk.post(PAGE + "zone/", zone="America/Lima").page.status_code == 204
    assert "America/Lima" in walk.get(PAGE).text
    assert walk.post(PAGE + "zone/", zone="../etc").page.status_code == 422
    assert "America/Lima" in walk.get(PAGE).text


def test_another_site_cannot_change_the_zone(walk):
    answer = walk.client.post(
        PAGE + "zone/", {"zone": "Asia/Tokyo"}, headers={"origin": "https://example.org"}
    )
    assert answer.status_code == 403


def test_the_password_of_the_mail_server_is_for_its_owner_alone_and_never_shown(walk):
    mail_is_set_up(walk)
    assert "Saved." in walk.text
    file = bootstrap.configure() / "mail.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "s3cret" not in walk.html
    mail_is_set_up(walk, password="", port="465", security="tls")
    assert house().mail_file.read().password == SERVER["password"]
    assert house().mail_file.read().port == 465


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"mail_to": "x@localhost"}, "whole address"),
        ({"mail_to": ""}, "whole address"),
        ({"host": "a b"}, "name of your mail server"),
        ({"host": ""}, "name of your mail server"),
        ({"port": "many"}, "port is a number"),
        ({"port": "70000"}, "port is a number"),
        ({"security": "hope"}, "choose one of these"),
        ({"sender": "me"}, "or leave it empty"),
    ],
)
def test_an_impossible_mail_server_is_refused_by_field(walk, told, words):
    mail_is_set_up(walk, **told)
    assert walk.page.status_code == 422
    assert words in walk.text
    assert house().mail_file.read().host == ""


def test_a_server_that_refuses_is_told_in_a_clear_sentence(walk):
    mail_is_set_up(walk)
    walk.post(BY + "mail/test/")
    assert "The last try did not arrive. The mail server could not be reached." in walk.text


@pytest.fixture
def box():
    with letterbox() as box:
        yield box


def test_did_it_arrive_is_asked_and_no_means_another_way(walk, box):
    mail_is_set_up(walk, port=str(box.port))
    walk.post(BY + "mail/test/")
    assert "Did it arrive?" in walk.text
    walk.post(BY + "mail/arrived/", arrived="no")
    assert "choose another way" in walk.text
    walk.post(BY + "mail/test/").post(BY + "mail/arrived/", arrived="yes")
    assert "It arrives: you said so." in walk.text
    assert walk.post(BY + "mail/arrived/", arrived="perhaps").page.status_code == 404
    assert walk.post(BY + "pigeon/test/").page.status_code == 404


def test_the_link_in_a_mail_confirms_by_a_button_and_not_by_being_looked_at(walk, box):
    from django.test import Client

    mail_is_set_up(walk, port=str(box.port))
    walk.post(BY + "mail/test/")
    text = box.letters[0].get_content()
    assert "back" not in text.lower()
    link = next(word for word in text.split() if word.startswith("http://127.0.0.1"))
    stranger = Client(headers={"host": "127.0.0.1"}, enforce_csrf_checks=True)
    address = link[link.index("/arrived/") :]
    assert stranger.get(address).status_code == 200
    assert house().reminders.overview().tests["mail"].state == "sent"
    assert "Thank you" in stranger.post(address, {"by": "person"}).content.decode()
    assert house().reminders.overview().tests["mail"].state == "confirmed"
    unknown = stranger.post("/arrived/guessed").content
    assert unknown == stranger.post(address).content, "nobody learns which ones exist"


def test_a_calendar_file_and_a_private_feed(walk):
    from django.test import Client

    assert "Nothing is set to the calendar yet" in walk.get(BY + "calendar/").text
    wants(walk, channel="calendar")
    told = walk.get(BY + "calendar/back-four.ics").page
    assert told["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VALARM" in told.content
    walk.post(BY + "calendar/feed/", feed="new")
    address = next(word for word in walk.text.split() if "/feed/" in word)
    stranger = Client(headers={"host": "127.0.0.1"})
    assert stranger.get(address.removeprefix("http://127.0.0.1")).status_code == 200
    assert stranger.get("/feed/guessed.ics").status_code == 404
    assert stranger.get(f"/feed/{'x' * 500}.ics").status_code == 404
    walk.post(BY + "calendar/feed/", feed="end")
    assert stranger.get(address.removeprefix("http://127.0.0.1")).status_code == 404


def test_an_alarm_to_try_is_handed_over_and_answered_for(walk):
    assert "Rings by itself" in walk.get(BY + "calendar/").text
    walk.post(BY + "calendar/test/")
    assert b"DTSTART:20261123T080200Z" in walk.page.content
    assert b"BEGIN:VALARM" in walk.page.content
    assert "Did it arrive?" in walk.get(BY + "calendar/").text
    walk.post(BY + "calendar/arrived/", arrived="yes")
    assert "It arrives: you said so." in walk.text


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.org/x",
        "https://127.0.0.1:8443/x",
        "https://router.local/x",
        "https://user@push.example.org/x",
        "ftp://push.example.org",
        "nonsense",
    ],
)
def test_a_push_address_inside_of_a_home_is_refused(walk, endpoint):
    told = {"endpoint": endpoint, "p256dh": "x", "auth": "y", "name": "Me"}
    walk.post(BY + "push/add/", **told)
    assert walk.page.status_code == 422
    assert house().reminders.overview().endpoints == ()


def test_push_asks_for_an_address_first_and_then_shows_its_key(walk):
    walk.get(BY + "push/")
    assert "data-push=" not in walk.html
    walk.post(BY + "push/", mail_to="x@localhost")
    assert "whole address" in walk.text
    walk.post(BY + "push/", mail_to="name@example.org")
    assert "data-push=" in walk.html
    file = bootstrap.configure() / "push.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    walk.get(BY + "push/")
    assert file.read_bytes() == before


def test_today_tells_what_did_not_arrive_until_it_was_read(walk):
    walk.ready()
    walk.at(0, "09:00")
    walk.post(PAGE + "zone/", zone="Europe/Berlin")
    wants(walk, "session", at="10:00", day=[str(day) for day in range(7)])
    mail_is_set_up(walk)
    for clock in ("10:00", "10:01", "10:06", "10:07"):
        walk.at(0, clock)
        house().tick()
    walk.get("/")
    assert "The reminder of Monday 23 November, 10:00, could not be sent by e-mail." in walk.text
    walk.get(PAGE)
    assert "The mail server could not be reached." in walk.text
    walk.post(PAGE + "read/").get("/")
    assert "could not be sent" not in walk.text


def test_deleting_everything_takes_the_reminders_and_their_secrets_along(walk):
    wants(walk, channel="calendar")
    walk.post(BY + "push/", mail_to="name@example.org").get(BY + "push/")
    mail_is_set_up(walk)
    folder = bootstrap.configure()
    house().delete_all()
    assert not (folder / "push.key").exists()
    assert not (folder / "mail.json").exists()
    assert b"name@example.org" not in (folder / "backfour.sqlite3").read_bytes()
    assert walk.get(PAGE).text.count("Off") == 4


@pytest.mark.parametrize("lang", words.languages())
@pytest.mark.parametrize("kind", ["note", "test"])
def test_what_is_sent_says_nothing_that_a_bystander_should_not_know(lang, kind):
    health = (
        *("back", "pain", "hurt", "stiff", "movement", "exercise", "session", "doctor", "health"),
        *("espalda", "dolor", "duele", "rigidez", "movimiento", "ejercicio", "sesión", "salud"),
    )
    for part in ("title", "push", "mail"):
        told = words.say(f"reminders.{kind}.{part}", lang, link="LINK").lower()
        assert [word for word in health if word in told] == []
