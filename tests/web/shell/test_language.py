"""A person's language on every page. Hazard H22 (docs/safety.md)."""

from __future__ import annotations

import gettext
import json
import re
from datetime import date
from html import unescape
from http import HTTPStatus
from io import BytesIO

import pytest

from backfour import words
from backfour.app.preferences import Preferences
from backfour.app.refusals import StoreFault
from builders import Story

ES = {"accept-language": "es-MX,es;q=0.9,en;q=0.5"}


def text(answer) -> str:
    return answer.content.decode()


def lang_of(answer) -> str:
    return re.search(r'<html lang="(\w+)"', text(answer))[1]


def bring(house, story) -> None:
    lines = "".join(json.dumps(row) + "\n" for row in story.rows)
    house.import_.read(BytesIO(lines.encode()))


# ------------------------------------------------------------------- which language


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [
        ("es-MX,es;q=0.9,en;q=0.5", "es"),
        ("ES", "es"),
        ("de,es;q=0.8", "es"),
        ("en-GB,es;q=0.8", "en"),
        ("de", "en"),
        ("", "en"),
        ("*", "en"),
        (";;;q=x", "en"),
    ],
)
def test_before_anything_is_chosen_the_browser_decides(guest, accepted, lang):
    assert lang_of(guest.get("/welcome/", headers={"accept-language": accepted})) == lang


def test_the_first_thing_is_a_choice_of_language_each_by_its_own_name(guest):
    shown = text(guest.get("/welcome/"))
    assert re.search(r'<button[^>]*value="en" lang="en" aria-pressed="true">English<', shown)
    assert re.search(r'<button[^>]*value="es" lang="es" aria-pressed="false">Español<', shown)
    assert shown.index("Español") < shown.index("<h1>")


def test_what_is_chosen_is_followed_whatever_the_browser_asks_for(house, guest):
    answer = guest.post("/welcome/", {"language": "en"}, headers=ES)
    assert answer["Location"] == "/welcome/"
    assert lang_of(guest.get("/welcome/", headers=ES)) == "en"
    guest.post("/welcome/", {"language": "es"})
    assert lang_of(guest.get("/about/")) == "es"
    assert house.preferences.read()["language"] == "es"


@pytest.mark.parametrize("told", ["", "fr", "es-MX", "<script>"])
def test_a_language_we_do_not_have_is_not_chosen(house, guest, told):
    answer = guest.post("/welcome/", {"language": told})
    assert answer.status_code == HTTPStatus.OK
    assert "language" not in house.preferences.chosen()


def test_whoever_goes_on_in_the_language_of_the_browser_has_chosen_it(house, guest):
    guest.post("/welcome/country/", {"country": "ES", "name": ""}, headers=ES)
    assert house.preferences.chosen()["language"] == "es"
    assert lang_of(guest.get("/about/")) == "es"


def test_a_language_brought_by_a_saved_copy_that_we_lack_is_left_aside(house, guest):
    house.preferences.change(language="fr")
    assert lang_of(guest.get("/about/", headers=ES)) == "es"
    assert lang_of(guest.get("/about/")) == "en"


def test_the_language_is_changed_in_settings_and_the_next_page_is_in_it(house, guest):
    assert 'value="es" lang="es">Español' in text(guest.get("/settings/"))
    answer = guest.post("/settings/", {"name": "", "language": "es"}, follow=True)
    assert lang_of(answer) == "es"
    assert 'value="es" lang="es" selected>Español' in text(answer)


def test_settings_refuse_a_language_we_lack_and_keep_the_old_one(house, guest):
    answer = guest.post("/settings/", {"name": "", "language": "fr"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="language-wrong"' in text(answer)
    assert "language" not in house.preferences.chosen()


def test_settings_sent_without_a_language_leave_it(house, guest):
    house.preferences.change(language="es")
    guest.post("/settings/", {"name": "Ana"})
    assert house.preferences.read()["language"] == "es"


# ------------------------------------------------------------------- also where something is wrong


def test_a_stranger_at_the_door_is_answered_in_the_language_of_their_browser(house, stranger):
    house.preferences.change(language="es")
    assert lang_of(stranger.get("/")) == "en"
    assert lang_of(stranger.get("/", headers=ES)) == "es"


def test_an_address_that_leads_nowhere_says_so_in_the_language(house, guest):
    house.preferences.change(language="es")
    assert lang_of(guest.get("/nowhere/")) == "es"


def test_a_form_of_another_page_is_refused_in_the_language(house, guest):
    house.preferences.change(language="es")
    answer = guest.post("/welcome/", {}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert lang_of(answer) == "es"


def test_a_store_that_fails_leaves_the_language_of_the_browser(guest, monkeypatch):
    def fail(self):
        raise StoreFault("store.unreachable")

    monkeypatch.setattr(Preferences, "read", fail)
    monkeypatch.setattr(Preferences, "chosen", fail)
    answer = guest.get("/about/", headers=ES)
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert lang_of(answer) == "es"


def test_nobody_hears_the_language_of_the_answer_before(house, guest):
    house.preferences.change(language="es")
    guest.get("/about/")
    guest.get("/nowhere/")
    assert words.current_lang() == "en"


# ------------------------------------------------------------------- what must be read at once


@pytest.mark.parametrize("answers", [{"R01": "yes"}, {"R06": "yes"}])
def test_what_to_do_now_is_offered_in_the_other_language_with_one_touch(house, guest, answers):
    bring(house, Story().on(0).person().full(**answers))
    shown = guest.get("/check/result/")
    assert "data-speak-now" in text(shown)
    link = '<a class="btn side" href="/check/result/?in=es" lang="es" hreflang="es">'
    assert link in text(shown)
    other = guest.get("/check/result/?in=es")
    assert lang_of(other) == "es"
    assert 'href="/check/result/?in=en" lang="en" hreflang="en"' in text(other)
    assert "/check/summary/?in=es" in text(other)
    assert words.say("language.unreviewed", "es") in text(other)
    assert words.say("language.unreviewed", "en") not in text(shown)
    assert lang_of(guest.get("/check/result/")) == "en", "what was chosen stays"


def test_the_warning_card_is_offered_in_the_other_language_with_the_same_number(house, guest):
    house.preferences.change(country="GB", language="es")
    shown = guest.get("/warning/")
    assert lang_of(shown) == "es"
    assert 'href="/warning/?in=en" lang="en"' in text(shown)
    other = guest.get("/warning/?in=en")
    assert lang_of(other) == "en"
    assert "Call 999 now" in text(other)
    for one in (shown, other):
        assert 'href="tel:999"' in text(one)


@pytest.mark.parametrize("asked", ["fr", "", "<b>", "es-MX"])
def test_a_page_asked_for_in_a_language_we_lack_is_in_the_chosen_one(guest, asked):
    assert lang_of(guest.get("/warning/", {"in": asked})) == "en"


def test_the_summary_can_be_printed_for_a_reader_of_the_other_language(house, guest):
    bring(house, Story().on(0).person().full(R38=["fallen"]))
    assert lang_of(guest.get("/check/summary/?in=es")) == "es"


def test_about_says_that_the_spanish_words_are_not_reviewed(house, guest):
    assert words.say("language.unreviewed", "en") in text(guest.get("/about/"))
    house.preferences.change(language="es")
    assert words.say("language.unreviewed", "es") in text(guest.get("/about/"))


def test_countries_are_named_and_ordered_in_the_language(house, guest):
    house.preferences.change(language="es")
    shown = text(guest.get("/welcome/country/"))
    named = re.findall(r'<option value="[A-Z]{2}"[^>]*>([^<]+)<', shown)
    assert {"Reino Unido", "Estados Unidos", "España"} <= set(named)
    assert named.index("España") < named.index("Francia")
    assert "Germany" not in shown


def test_the_session_reads_the_book_of_its_language(house, guest):
    bring(house, Story(date(2026, 11, 23)).on(0, 8).person().full().body())
    house.preferences.change(language="es")
    house.session.start(2)
    player = text(guest.get("/session/play/"))
    assert "backfour/words.es.json" in player
    assert "words.en.json" not in player
    assert guest.get("/session/play/data.json").json()["language"] == "es"


def test_who_saw_the_person_is_said_in_the_language_of_the_reader(house, guest):
    from backfour.web.wording import who_words

    with words.speaking("es"):
        assert who_words("A doctor") == words.say("seen.by.doctor")
        assert who_words("My neighbour") == "My neighbour"


# ------------------------------------------------------------------- nothing is said past the book

PAGES = """
/ /welcome/ /welcome/what-this-is-not/ /welcome/country/ /welcome/sound/ /about/ /warning/
/check/ /check/result/ /check/summary/ /body/ /moves/ /moves/bird_dog/ /session/start/ /morning/
/week/ /bad-day/ /happened/ /seen/ /why/ /settings/ /data/ /nowhere/
""".split()

LEFT: frozenset[str] = frozenset("Back Four backfour serve English Español Ana Mar Nov".split())
"""Names, and the months as the calendar writes them in Esperanto."""


@pytest.fixture
def marked(monkeypatch):
    """A language whose every sentence is marked, so that what is said past the book shows.

    Esperanto, because the calendar knows it and nobody else here uses it.
    """
    real = words._phrases
    book = {
        key: "⟦" + (phrase if isinstance(phrase, str) else phrase[-1]) + "⟧"
        for key, phrase in real("en").items()
    }
    monkeypatch.setattr(words, "_phrases", lambda lang: book if lang == "eo" else real(lang))
    monkeypatch.setattr(words, "_plurals", lambda _: gettext.NullTranslations())
    monkeypatch.setattr("backfour.web.language._chosen", lambda _: "eo")


def unmarked(html: str) -> str:
    """What can be read on a page and did not come out of the book."""
    for part in (
        r"<script.*?</script>",
        r"<style.*?</style>",
        r'<a[^>]*hreflang="[^>]*>[^<]*</a>',
        r'<option value="[A-Z]{2}".*?</option>',  # countries, as the calendar's maker names them
    ):
        html = re.sub(part, " ", html, flags=re.DOTALL)
    told = re.findall(r'\b(?:alt|aria-label|title|placeholder|content)="([^"]*)"', html)
    told = [one for one in told if not one.startswith("width=device-width")]
    seen = unescape(re.sub(r"<[^>]+>", " ", html) + " " + " ".join(told))
    while seen != (seen := re.sub(r"⟦[^⟦⟧]*⟧", " ", seen)):
        pass
    return seen


@pytest.fixture
def someone(house):
    """A person in their first weeks, with a stop and a caution."""
    story = Story().on(0, 9).person().full(R38=["fallen"]).body("wrist_limit")
    story.on(0, 10).session(("elbow_prop", "bed_rotation")).on(1, 8).morning()
    story.on(1, 10).start().did("bird_dog", quality="sharp").end()
    bring(house, story)
    house.preferences.change(country=None, name="Ana")


def loose(answer, home) -> set[str]:
    """Words on a page that did not come out of the book."""
    assert lang_of(answer) == "eo"
    shown = text(answer).replace(str(home), "")
    return set(re.findall(r"[^\W\d_]{3,}", unmarked(shown))) - LEFT


@pytest.mark.parametrize("page", PAGES)
def test_no_page_says_anything_past_the_book(guest, someone, marked, page, tmp_path):
    assert loose(guest.get(page, follow=True), tmp_path / "home") == set()


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ("/welcome/country/", {"country": ""}),
        ("/welcome/country/", {"country": "GB", "name": "x" * 61}),
        ("/settings/", {"name": "x" * 61, "language": "fr", "country": "ZZ", "theme": "?"}),
        ("/data/delete/", {"confirm": "?"}),
        ("/data/import/", {}),
        ("/seen/", {}),
        ("/morning/", {"pain": "?"}),
        ("/session/start/", {}),
    ],
)
def test_no_refusal_of_a_form_says_anything_past_the_book(
    guest, someone, marked, page, wrong, tmp_path
):
    answer = guest.post(page, wrong, follow=True)
    assert loose(answer, tmp_path / "home") <= {"x" * 60, "x" * 61}


@pytest.mark.parametrize("answers", [{"R01": "yes"}, {"R06": "yes"}, {"R16": "yes"}])
def test_no_result_says_anything_past_the_book(house, guest, marked, answers, tmp_path):
    bring(house, Story().on(0).person().full(**answers))
    for page in ("/check/result/", "/check/summary/", "/seen/"):
        assert loose(guest.get(page), tmp_path / "home") == set()
