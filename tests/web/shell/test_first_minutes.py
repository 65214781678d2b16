"""Welcome, country, sound check, About, the warning card, and faults in our words."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from backfour.app.refusals import StoreFault
from backfour.core.errors import BackfourError, Refused


def text(answer) -> str:
    return answer.content.decode()


def test_the_first_minutes_lead_from_the_promise_to_the_check(house, guest):
    assert "/welcome/what-this-is-not/" in text(guest.get("/welcome/"))
    assert "/welcome/country/" in text(guest.get("/welcome/what-this-is-not/"))
    chosen = guest.post("/welcome/country/", {"country": "GB", "name": " Margaret "})
    assert chosen["Location"] == "/welcome/sound/"
    heard = guest.post("/welcome/sound/", {"heard": "no"})
    assert heard["Location"] == "/check/"
    kept = house.preferences.read()
    assert (kept["country"], kept["name"], kept["heard"], kept["welcomed"]) == (
        "GB",
        "Margaret",
        False,
        True,
    )


def test_the_name_of_the_folder_stands_on_every_page_and_is_made_safe(house, guest):
    house.preferences.change(name="<b>Ann</b> & Co")
    shown = text(guest.get("/about/"))
    assert "&lt;b&gt;Ann&lt;/b&gt; &amp; Co" in shown
    assert "<b>Ann" not in shown


@pytest.mark.parametrize("country", ["", "ZZ", "gb", "<script>"])
def test_a_country_that_is_not_in_the_list_is_asked_for_again_and_what_was_typed_stays(
    house, guest, country
):
    answer = guest.post("/welcome/country/", {"country": country, "name": "Margaret"})
    assert answer.status_code == HTTPStatus.OK
    assert 'role="alert"' in text(answer)
    assert 'value="Margaret"' in text(answer)
    assert house.preferences.read()["country"] is None


@pytest.mark.parametrize("name", ["x" * 61, "Mar\x00garet"])
def test_a_name_that_cannot_be_kept_is_told_beside_its_field(house, guest, name):
    answer = guest.post("/welcome/country/", {"country": "GB", "name": name})
    assert 'id="name-wrong"' in text(answer)
    assert house.preferences.read()["name"] == ""


def test_the_warning_card_shows_the_number_of_the_country(house, guest):
    house.preferences.change(country="GB")
    shown = text(guest.get("/warning/"))
    assert "Call 999 now" in shown
    assert 'href="tel:999"' in shown


@pytest.mark.parametrize("country", [None, "other"])
def test_without_a_known_country_the_card_names_the_local_number_and_dials_nothing(
    house, guest, country
):
    house.preferences.change(country=country)
    shown = text(guest.get("/warning/"))
    assert "your local emergency number" in shown
    assert "tel:" not in shown


def test_about_says_plainly_that_no_clinician_has_reviewed_it(guest):
    shown = text(guest.get("/about/"))
    assert "No clinician has reviewed this yet" in shown
    assert "have not been tested in a trial" in shown
    for evidence in ("article", "trials", "ours"):
        assert f'id="evidence-{evidence}"' in shown


def test_the_present_page_is_marked_in_the_menu(guest):
    shown = text(guest.get("/about/"))
    assert shown.count('aria-current="page"') == 2  # the row of links, and the menu


def test_an_address_that_leads_nowhere_says_so_in_our_words(guest):
    answer = guest.get("/nowhere/")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "There is no such page" in text(answer)


def test_a_mistake_of_ours_is_told_in_our_words_and_hides_its_inside(guest, monkeypatch):
    from backfour.web.about import views

    def broken():
        raise RuntimeError("the inside")

    monkeypatch.setattr(views, "chosen_country", broken)
    guest.raise_request_exception = False
    answer = guest.get("/warning/")
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "We made a mistake" in text(answer)
    assert "the inside" not in text(answer)


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (Refused("pain", "must be a whole number from 0 to 10"), HTTPStatus.BAD_REQUEST),
        (BackfourError("no.words.for.this"), HTTPStatus.BAD_REQUEST),
        (StoreFault("store.full"), HTTPStatus.INSUFFICIENT_STORAGE),
        (StoreFault("store.busy"), HTTPStatus.SERVICE_UNAVAILABLE),
        (StoreFault("store.read_only"), HTTPStatus.INTERNAL_SERVER_ERROR),
    ],
)
def test_a_refusal_of_the_domain_becomes_one_sentence(guest, monkeypatch, refusal, status):
    from backfour.web.about import views

    def refuse():
        raise refusal

    monkeypatch.setattr(views, "chosen_country", refuse)
    answer = guest.get("/warning/")
    assert answer.status_code == status
    assert "This could not be done" in text(answer)
    assert refusal.key not in text(answer)
    told = guest.get("/warning/", headers={"accept": "application/json"})
    assert told.status_code == status
    assert told.json()["error"]["key"] == refusal.key


def test_a_disk_that_fails_under_the_page_itself_still_gets_a_sentence(guest, monkeypatch):
    from backfour.app.preferences import Preferences

    def fail(self):
        raise StoreFault("store.unreachable")

    monkeypatch.setattr(Preferences, "read", fail)
    answer = guest.get("/about/")
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "This could not be done" in text(answer)


@pytest.mark.parametrize(
    ("percent", "expected"), [(80, ""), (100, ""), (125, "text-120"), (250, "text-200")]
)
def test_the_size_of_letters_is_a_class_of_the_page(house, guest, percent, expected):
    house.preferences.change(text_size_percent=percent, theme="light")
    assert f'class="{expected}"' in text(guest.get("/about/")).split("<head>", 1)[0]


def test_stills_are_shown_instead_of_films_when_wanted(house, guest):
    assert "<video" in text(guest.get("/moves/bird_dog/"))
    house.preferences.change(still_pictures=True)
    assert "<video" not in text(guest.get("/moves/bird_dog/"))


def test_the_page_of_all_parts_is_only_for_those_who_work_on_them(guest):
    assert guest.get("/style/").status_code == HTTPStatus.NOT_FOUND
