"""Eyes closed: chosen in Settings or on the way into a session, and the pace of a session."""

import pytest

from backfour.bootstrap import house


def options(walk):
    walk.get("/session/play/data.json")
    return walk.page.json()["options"]


@pytest.fixture
def begin(walk):
    def begin(**more):
        walk.ready()
        walk.post("/session/start/", pain="2", session="s1", **more)
        return walk

    return begin


def test_a_session_is_led_by_film_until_someone_asks_otherwise(begin):
    walk = begin()
    assert options(walk)["guide"] == "film"
    walk.get("/session/play/")
    assert 'class="film"' in walk.html


def test_one_session_can_be_taken_with_eyes_closed_and_shows_no_film(begin):
    walk = begin(ears="1")
    assert options(walk)["guide"] == "ears"
    walk.get("/session/play/")
    assert 'class="film"' not in walk.html
    assert house().preferences.read()["guide"] == "film"


def test_every_session_can_and_then_it_is_not_asked_each_time(begin):
    house().preferences.change(guide="ears")
    walk = begin()
    assert options(walk)["guide"] == "ears"
    assert house().preferences.read()["seconds_on"] is True


def test_the_start_asks_only_those_who_have_not_chosen(walk):
    walk.ready().get("/session/start/")
    assert 'name="ears"' in walk.html
    house().preferences.change(guide="ears")
    walk.get("/session/start/")
    assert 'name="ears"' not in walk.html


def test_what_was_ticked_stays_ticked_when_the_pain_is_missing(walk):
    walk.ready().post("/session/start/", ears="1")
    assert walk.page.status_code == 422
    assert 'name="ears" value="1" checked' in walk.html


@pytest.mark.parametrize(
    ("chosen", "told"), [("auto", "auto"), ("usual", "usual"), ("practice", "practice")]
)
def test_the_pace_is_chosen_in_settings_and_settled_by_the_core(begin, chosen, told):
    walk = begin()
    walk.post("/settings/", name="", country="", pace=chosen, guide="ears", seconds="off")
    assert options(walk)["pace"] == told
    kept = house().preferences.read()
    assert (kept["guide"], kept["seconds_on"]) == ("ears", False)
    walk.get("/settings/")
    assert f'name="pace" value="{chosen}" checked' in walk.html
