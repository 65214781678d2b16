"""What a device keeps: files that hold nothing of a person, the news, and when it must forget.

Hazard H29 (docs/safety.md).
"""

from __future__ import annotations

import json
from http import HTTPStatus

import pytest

from backfour.core.session.bridge import plan_today
from backfour.web.offline import package
from backfour.words import languages
from builders import Story


def sync(guest, **asked):
    return guest.get("/offline/sync", asked, headers={"accept": "application/json"})


def started(name="s1"):
    return {
        "v": 1,
        "id": f"{name}.start",
        "type": "session_started",
        "at": "2026-11-23T09:00:00+01:00",
        "session": name,
        "pain_before": 2,
    }


def post(guest, person, *events):
    return guest.post(
        "/session/play/events",
        json.dumps({"events": events}),
        content_type="application/json",
        headers={"X-Backfour-Person": person, "accept": "application/json"},
    )


@pytest.mark.parametrize("address", ["/offline/sync", "/sw.js", "/app.webmanifest", "/offline/"])
def test_a_stranger_gets_nothing(stranger, address):
    assert stranger.get(address).status_code == HTTPStatus.FORBIDDEN


def test_the_app_can_be_installed(guest):
    told = guest.get("/app.webmanifest")
    assert told["Content-Type"] == "application/manifest+json"
    found = told.json()
    assert (found["start_url"], found["scope"], found["display"]) == ("/", "/", "standalone")
    assert {icon["sizes"] for icon in found["icons"]} == {"192x192", "512x512"}
    assert {icon["purpose"] for icon in found["icons"]} == {"any", "maskable"}
    head = guest.get("/about/").content.decode()
    assert 'rel="manifest" href="/app.webmanifest" crossorigin="use-credentials"' in head
    assert 'rel="apple-touch-icon"' in head


def test_the_shells_hold_nothing_of_a_person(guest, house):
    house.preferences.change(name="Zacharias")
    for address in ("/offline/", "/offline/session/", "/offline/warning/en/"):
        page = guest.get(address)
        assert page.status_code == HTTPStatus.OK
        assert "Zacharias" not in page.content.decode()
        assert "no-store" in page["Cache-Control"]
    assert guest.get("/offline/warning/xx/").status_code == HTTPStatus.NOT_FOUND


def test_the_warning_card_is_kept_in_every_language(guest):
    for lang in languages():
        page = guest.get(f"/offline/warning/{lang}/").content.decode()
        assert f'<html lang="{lang}"' in page
        assert "112" in page


@pytest.fixture
def built(settings, tmp_path):
    """A small tree as a build leaves it."""
    root = tmp_path / "tree" / "backfour"
    for name in (
        *("app/sw.js", "app/page.js", "app/page.js.br", "films/a.webm", "films/a.mp4"),
        *("pose/full.task", "pose/run.js", "pose/run.js.br"),
    ):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")
    settings.STATIC_ROOT = str(root.parent)
    settings.WHITENOISE_AUTOREFRESH = False
    package.pieces.cache_clear()
    package.later_pieces.cache_clear()
    yield root
    package.pieces.cache_clear()
    package.later_pieces.cache_clear()


def test_a_device_keeps_one_form_of_each_file(built):
    assert [piece.path for piece in package.pieces()] == [
        "backfour/app/page.js",
        "backfour/films/a.webm",
    ]
    assert package.package_bytes() == len("app/page.js") + len("films/a.webm")
    assert package.worker_script() == "app/sw.js"
    assert package.is_offered()


def test_what_the_camera_needs_is_kept_from_its_first_use_and_not_before(built):
    assert [piece.path for piece in package.later_pieces()] == [
        "backfour/pose/full.task",
        "backfour/pose/run.js",
    ]
    assert not {piece.path for piece in package.later_pieces()} & {
        piece.path for piece in package.pieces()
    }


def test_no_worker_while_somebody_works_on_the_sources(guest, settings):
    settings.WHITENOISE_AUTOREFRESH = True
    assert guest.get("/sw.js").status_code == HTTPStatus.NOT_FOUND


def test_a_device_is_told_what_is_new_since_it_looked_last(guest, house):
    house.record.append(Story().welcome().rows)
    first = sync(guest).json()
    assert first["whole"]
    assert first["catalogue"]
    assert len(first["events"]) == len(house.history.events())
    house.record.append([started()])
    asked = {name: first[name] for name in ("person", "rules")} | {"after": first["cursor"]}
    news = sync(guest, **asked).json()
    assert not news["whole"]
    assert "catalogue" not in news
    assert [event["id"] for _, event in news["events"]] == ["s1.start"]
    nothing = sync(guest, **asked | {"after": news["cursor"], "on": "2026-11-23"}).json()
    assert nothing["events"] == []
    assert len(json.dumps(nothing)) < 2_000


@pytest.mark.parametrize("after", ["-1", "x", "99999999", "9" * 40, "²"])
def test_a_strange_cursor_gets_everything_once_more(guest, house, after):
    house.record.append(Story().welcome().rows)
    person = house.sync.person()
    told = sync(guest, person=person, after=after).json()
    assert len(told["events"]) == len(house.history.events())


def test_a_device_with_older_rules_gets_the_movements_anew(guest, house):
    first = sync(guest).json()
    older = sync(guest, person=first["person"], after=first["cursor"], rules="1.0").json()
    assert older["catalogue"] == first["catalogue"]


def test_the_days_ahead_are_those_the_core_on_the_device_works_out(guest, house):
    house.record.append(Story().on(265, 9).person().full().body().session().rows)
    told = sync(guest).json()
    history = "".join(json.dumps(event) + "\n" for _, event in told["events"])
    at = ["2026-11-23T09:00:00+01:00", "2026-11-24T09:00:00+01:00", "2026-11-25T09:00:00+01:00"]
    here = [
        plan_today(json.dumps({"history": history, "catalogue": told["catalogue"], "at": one}))
        for one in at
    ]
    assert told["days"] == [json.loads(one) for one in here]
    assert told["days"][0]["moves"]
    asked = {name: told[name] for name in ("person", "rules")} | {"after": told["cursor"]}
    assert "days" not in sync(guest, **asked, on="2026-11-23").json()
    assert "days" in sync(guest, **asked, on="2026-11-22").json()


def test_answers_of_a_deleted_history_are_refused_for_good(guest, house):
    person = house.sync.person()
    assert post(guest, person, started()).status_code == HTTPStatus.OK
    house.delete_all()
    for answer in (post(guest, person, started("s2")), sync(guest, person=person)):
        assert answer.status_code == HTTPStatus.GONE
        assert answer.json()["error"]["key"] == "gone"
    assert house.history.events() == ()
    assert house.sync.person() != person


def test_answers_of_another_folder_stay_where_they_are(guest, house):
    answer = post(guest, "somebody else", started())
    assert answer.status_code == HTTPStatus.MISDIRECTED_REQUEST
    assert house.history.events() == ()
    told = sync(guest, person="somebody else", after="3").json()
    assert told["whole"]
    assert told["person"] == house.sync.person()


def test_a_page_that_names_nobody_is_one_of_ours(guest, house):
    assert post(guest, "", started()).status_code == HTTPStatus.OK
