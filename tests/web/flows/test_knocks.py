"""Knock twice: off until chosen, tried on the device, nothing of it sent.

Hazard H31 (docs/safety.md).
"""

from __future__ import annotations

import pytest

from backfour.bootstrap import house

PAGE = "/settings/knocks/"


def test_it_is_off_until_it_is_chosen(walk):
    walk.ready().get(PAGE)
    assert 'name="knocks" value="off" checked' in walk.html
    walk.post("/session/start/", pain="2", list="none")
    assert walk.client.get("/session/play/data.json").json()["knocks"] == {
        "on": False, "sensitivity": "usual",
    }  # fmt: skip


def test_what_is_chosen_is_kept_and_handed_to_the_session(walk):
    walk.ready().post(PAGE, knocks="on", sensitivity="high")
    assert walk.page.status_code == 200
    assert 'name="sensitivity" value="high" checked' in walk.html
    kept = house().preferences.read()
    assert (kept["knocks_on"], kept["knocks_sensitivity"]) == (True, "high")


@pytest.mark.parametrize(
    "told",
    [{}, {"knocks": "on"}, {"knocks": "loud", "sensitivity": "low"},
     {"knocks": "on", "sensitivity": "11"}],
)  # fmt: skip
def test_an_impossible_choice_changes_nothing_and_says_so(walk, told):
    walk.ready().post(PAGE, **told)
    assert walk.page.status_code == 422
    assert 'role="alert"' in walk.html
    assert house().preferences.read()["knocks_on"] is False


def test_the_page_says_what_it_needs_and_what_becomes_of_the_sound(walk):
    walk.get(PAGE)
    assert "<noscript>" in walk.html
    assert "Nothing is recorded" in walk.text
    assert walk.client.get(PAGE)["Permissions-Policy"].count("microphone=(self)") == 1


def test_settings_lead_to_it(walk):
    walk.get("/settings/")
    assert f'href="{PAGE}"' in walk.html
