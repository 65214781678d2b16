"""Two pages link two devices, and the way between them takes only what it should."""

from __future__ import annotations

import json
import re

import pytest

from backfour.app import screens as module


@pytest.fixture(autouse=True)
def short_streams(monkeypatch):
    monkeypatch.setattr(module, "WAIT_S", 0.01)
    monkeypatch.setattr(module, "TURNS", 2)


def place(walk):
    walk.get("/screen/show/")
    key = re.search(r"/screen/([0-9a-f-]{36})/views", walk.html).group(1)
    code = re.search(r'big-code">([\d ]+)<', walk.html).group(1)
    return key, code


def send(walk, key, name, body):
    return walk.client.post(f"/screen/{key}/{name}", body, content_type="application/json")


def heard(walk, key, name):
    return b"".join(walk.client.get(f"/screen/{key}/{name}").streaming_content).decode()


def test_the_digits_of_the_one_link_the_other(walk):
    key, code = place(walk)
    walk.post("/screen/", code=code, go="pair")
    assert "Linked." in walk.text
    assert send(walk, key, "view", '{"view": 1}').json() == {"there": False}
    assert 'event: view\ndata: {"view": 1}' in heard(walk, key, "views")
    walk.post("/screen/", go="end")
    assert "Linked." not in walk.text


def test_wrong_digits_are_said_beside_the_field(walk):
    walk.post("/screen/", code="12", go="pair")
    assert "No big screen shows these digits now" in walk.text
    assert walk.field("code") == "12"


def test_a_session_knows_its_big_screen(walk):
    walk.ready()
    walk.post("/session/start/", pain="2", session="s-1", **{"for": "day"})
    walk.post("/session/new/", list="none", session="s-1")
    assert walk.client.get("/session/play/data.json").json()["screen"] is None
    key, code = place(walk)
    walk.post("/screen/", code=code, go="pair")
    assert walk.client.get("/session/play/data.json").json()["screen"] == key


def test_a_key_of_the_big_screen_reaches_the_controls(walk):
    key, code = place(walk)
    walk.post("/screen/", code=code, go="pair")
    stream = walk.client.get(f"/screen/{key}/presses")
    press = json.dumps({"input": {"type": "stop"}, "on": "doing,bird_dog,4"})
    assert send(walk, key, "press", press).json() == {"passed": True}
    assert f"event: press\ndata: {press}" in b"".join(stream.streaming_content).decode()


@pytest.mark.parametrize("body", ["no json", "[]", '{"input": "stop"}', '"\n"'])
def test_what_is_no_key_is_refused(walk, body):
    key, code = place(walk)
    walk.post("/screen/", code=code, go="pair")
    assert send(walk, key, "press", body).status_code == 400


def test_a_view_that_is_too_large_is_refused(walk):
    key, code = place(walk)
    walk.post("/screen/", code=code, go="pair")
    assert send(walk, key, "view", json.dumps("x" * 70_000)).status_code == 400


def test_a_screen_that_is_gone_says_so(walk):
    nobody = "12345678-1234-4234-8234-123456789012"
    assert "event: gone" in heard(walk, nobody, "views")
    assert send(walk, nobody, "view", "{}").status_code == 400
    assert walk.client.get(f"/screen/{nobody}/presses").status_code == 400
