"""The camera: off until chosen, pictures never sent, joints kept only by choice.

Hazard H34 (docs/safety.md).
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from http import HTTPStatus

import pytest

from backfour.app.recordings import MOST_BYTES
from backfour.bootstrap import house

PAGE = "/settings/camera/"
KEPT = "/data/camera/"
SEND = "/session/play/landmarks"
JOINTS = [[0.5, 0.5, 0.0, 0.9]] * 33
FILE = "\n".join(
    json.dumps(line)
    for line in (
        {"w": 640, "h": 480, "source": "camera"},
        {"t": 0, "lm": JOINTS},
        {"t": 0.1, "lm": None},
    )
)


def data(walk):
    return walk.client.get("/session/play/data.json").json()["camera"]


def send(walk, **more):
    told = {"id": "s1.bird_dog", "exercise": "bird_dog", "at": "2026-11-23T09:05:00+01:00"}
    told |= {"file": FILE} | more
    return walk.client.post(SEND, json.dumps(told), content_type="application/json")


def test_it_is_off_until_it_is_chosen(walk):
    walk.ready().get("/session/start/")
    assert 'name="camera" value="1">' in walk.html
    walk.post("/session/start/", pain="2", list="none")
    assert data(walk)["for"] == []
    assert data(walk)["keep"] is False


def test_chosen_for_one_session_it_is_on_where_it_sees_well(walk):
    walk.ready().post("/session/start/", pain="2", list="none", camera="1")
    assert data(walk)["for"] == ["elbow_prop", "bird_dog", "pelvic_circles"]
    assert house().preferences.read()["camera_for"] == []


def test_chosen_per_movement_it_is_offered_ticked_and_can_be_left_out_once(walk):
    walk.ready().post(PAGE, **{"for": ["bird_dog", "bed_rotation"], "keep": "off"})
    assert house().preferences.read()["camera_for"] == ["bed_rotation", "bird_dog"]
    walk.get("/session/start/")
    assert 'name="camera" value="1" checked' in walk.html
    walk.post("/session/start/", pain="2", list="none")
    assert data(walk)["for"] == []


def test_on_another_device_the_settings_hold(walk):
    walk.ready().post(PAGE, **{"for": ["bird_dog"], "keep": "off"})
    walk.post("/session/start/", pain="2", list="none")
    for name in [name for name in walk.client.cookies if "session" in name]:
        del walk.client.cookies[name]
    assert data(walk)["for"] == ["bird_dog"]


@pytest.mark.parametrize(
    "told", [{}, {"keep": "perhaps"}, {"keep": "on", "for": ["press_up"]}, {"for": ["bird_dog"]}]
)
def test_an_impossible_choice_changes_nothing_and_says_so(walk, told):
    walk.ready().post(PAGE, **told)
    assert walk.page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'role="alert"' in walk.html
    assert house().preferences.read()["camera_for"] == []


def test_the_page_says_where_pictures_stay_what_is_seen_and_how_much_comes(walk):
    walk.get(PAGE)
    assert "<noscript>" in walk.html
    assert "not your spine" in walk.text
    assert "MB come from your own Back Four" in walk.text
    assert "camera=(self)" in walk.client.get(PAGE)["Permissions-Policy"]


@pytest.mark.parametrize("page", ["/settings/", "/session/start/"])
def test_other_pages_lead_to_it(walk, page):
    walk.ready().get(page)
    assert f'href="{PAGE}"' in walk.html


def test_joints_are_refused_until_the_person_chose_to_keep_them(walk):
    reply = send(walk)
    assert reply.status_code == HTTPStatus.BAD_REQUEST
    assert "did not choose" in reply.json()["error"]["words"]
    assert house().recordings.all() == ()


def saved_copy(walk):
    """The whole copy, saved after its list was seen."""
    walk.get("/data/export/")
    seal = re.search(r'name="seal" value="([^"]*)"', walk.html)[1]
    return walk.client.post("/data/export/", {"seal": seal}).content


def test_what_is_kept_can_be_seen_exported_and_deleted_one_by_one_and_all(walk):
    walk.ready().post(PAGE, keep="on")
    assert [send(walk, id=one).status_code for one in ("s1.a", "s1.b", "s1.c", "s1.c")] == [200] * 4
    walk.get(KEPT)
    assert walk.text.count("Bird-dog") == 3
    first, second, _ = house().recordings.all()
    walk.get(f"{KEPT}{first.name}/")
    assert "Bird-dog" in walk.text
    joints = walk.client.get(f"{KEPT}{first.name}/joints")
    assert joints.content.decode() == FILE
    assert joints["Cache-Control"].count("no-store") == 1
    held = saved_copy(walk)
    with zipfile.ZipFile(io.BytesIO(held)) as saved:
        assert f"media/landmarks/{first.name}" in saved.namelist()
    walk.post(f"{KEPT}{first.name}/delete/")
    assert second in house().recordings.all()
    assert len(house().recordings.all()) == 2
    walk.post(f"{KEPT}delete/")
    assert "Nothing was kept" in walk.text


def test_what_was_kept_comes_along_when_a_copy_is_brought_in_and_goes_when_all_is_deleted(walk):
    walk.ready().post(PAGE, keep="on")
    send(walk)
    held = saved_copy(walk)
    house().delete_all()
    assert house().recordings.all() == ()
    house().import_.read(io.BytesIO(held))
    [one] = house().recordings.all()
    assert house().recordings.read(one).decode() == FILE


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ({"exercise": "press_up"}, "exercise"),
        ({"at": "yesterday"}, "at"),
        ({"id": ""}, "id"),
        ({"id": "x" * 200}, "id"),
        ({"file": "{}"}, "w"),
        ({"file": FILE + '\n{"t": 0.05, "lm": null}'}, "t"),
        ({"file": FILE + '\n{"t": 9, "lm": [1, 2]}'}, "lm"),
        ({"file": FILE + "\n" + " " * MOST_BYTES}, "file"),
        ({"file": 7}, "file"),
    ],
)
def test_a_wrong_file_is_refused_with_the_field_and_keeps_nothing(walk, told, what):
    walk.ready().post(PAGE, keep="on")
    reply = send(walk, **told)
    assert reply.status_code == HTTPStatus.BAD_REQUEST
    assert what in reply.json()["error"]["words"]
    assert house().recordings.all() == ()


def test_there_is_room_for_so_much_and_no_more(walk, monkeypatch):
    monkeypatch.setattr("backfour.app.recordings.MOST_TOGETHER", len(FILE) + 10)
    walk.ready().post(PAGE, keep="on")
    assert send(walk).status_code == HTTPStatus.OK
    assert "no room" in send(walk, id="s2.bird_dog").json()["error"]["words"]
    assert send(walk).status_code == HTTPStatus.OK


@pytest.mark.parametrize("name", ["nothing", "..%2F..%2Fbackfour.sqlite3", "a.bird_dog.b.jsonl"])
def test_a_name_that_is_none_of_ours_leads_nowhere(walk, name):
    walk.ready().post(PAGE, keep="on")
    send(walk)
    for address in (f"{KEPT}{name}/", f"{KEPT}{name}/joints"):
        assert walk.client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_a_file_laid_there_by_hand_is_left_alone(walk):
    walk.ready().post(PAGE, keep="on")
    send(walk)
    with house().recordings._folder.put_media({"landmarks/notes.txt": b"mine"}):
        pass
    assert len(house().recordings.all()) == 1
    house().recordings.delete_all()
    assert house().recordings._folder.media() == ("landmarks/notes.txt",)
