import os
import subprocess
import sys
from datetime import date
from threading import Thread

import pytest
from babel.messages.pofile import read_po

from backfour import words
from backfour.words import book, emergency
from backfour.words.explain import day_in_words, explain
from words.book import ROOT, catalogs, sentences


def test_a_sentence_is_found_by_its_key():
    assert words.say("opt.yes") == "Yes"


def test_values_are_filled_in():
    assert words.say("error.pain", value=11) == "Pain goes from 0 to 10. You typed 11."


def test_n_chooses_between_one_and_many():
    one = words.say("error.summary", n=1)
    many = words.say("error.summary", n=3)
    assert one.startswith("One answer")
    assert many.startswith("3 answers")


def test_a_plural_without_a_number_says_one():
    assert words.say("error.summary").startswith("One answer")


def test_in_use_a_missing_key_is_shown_and_never_an_error():
    words.be_strict(on=False)
    assert words.say("no.such.key") == "no.such.key"
    assert words.say("error.pain") == "Pain goes from 0 to 10. You typed {value}."


def test_in_tests_a_missing_key_or_value_is_an_error():
    with pytest.raises(KeyError):
        words.say("no.such.key")
    with pytest.raises(KeyError):
        words.say("error.pain", other=1)


def test_a_language_we_lack_is_english():
    assert words.say("opt.yes", "xx") == "Yes"
    assert words.known("opt.yes", "xx")


def test_an_answer_has_its_own_words_or_the_shared_ones():
    assert words.option("R12", "yes") == "Yes, in the last 12 weeks"
    assert words.option("R12", "not_sure") == words.say("opt.not_sure")
    assert words.option("F3", 0) == "Not hard"


def test_the_phrase_book_for_the_browser_holds_every_key():
    told = words.phrase_book()
    assert set(told) == words.keys()
    assert isinstance(told["error.summary"], list)
    assert told["opt.no"] == "No"


def test_sources_alone_give_the_same_book_as_the_compiled_file(tmp_path, monkeypatch):
    compiled = book.compile_book("en")
    (tmp_path / "en" / "LC_MESSAGES").mkdir(parents=True)
    monkeypatch.setattr(book, "LOCALE", tmp_path)
    for path in (ROOT / "src/backfour/words/locale/en/LC_MESSAGES").glob("*.po"):
        (tmp_path / "en" / "LC_MESSAGES" / path.name).write_bytes(path.read_bytes())
    book.read_book.cache_clear()
    try:
        from_sources = book.read_book("en")[0]
        mo = tmp_path / "en" / "LC_MESSAGES" / book.COMPILED
        mo.write_bytes(compiled)
        book.read_book.cache_clear()
        assert book.read_book("en")[0] == from_sources
        mo.write_bytes(b"not a book")
        old = min(p.stat().st_mtime_ns for p in mo.parent.glob("*.po")) - 10**9
        os.utime(mo, ns=(old, old))
        book.read_book.cache_clear()
        assert book.read_book("en")[0] == from_sources, "an old compiled file is left aside"
    finally:
        book.read_book.cache_clear()


def test_the_same_sources_compile_to_the_same_bytes():
    assert book.compile_book("en") == book.compile_book("en")


def test_a_key_in_two_files_is_found_and_the_first_is_said(tmp_path, monkeypatch):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for name in ("a", "b"):
        (folder / f"{name}.po").write_text(f'msgid "x.y"\nmsgstr "{name}"\n')
    monkeypatch.setattr(book, "LOCALE", tmp_path)
    assert book.repeated("en") == ['b.po: "x.y"']
    book.read_book.cache_clear()
    try:
        assert book.read_book("en")[0] == {"x.y": "a"}
    finally:
        book.read_book.cache_clear()


def test_no_key_stands_in_two_places():
    assert book.repeated("en") == []


def test_the_build_step_writes_the_same_twice(tmp_path):
    script = (
        "import sys; sys.path.insert(0, 'tools'); import build_words; from pathlib import Path;"
        f"build_words.STATIC = Path({str(tmp_path)!r}); build_words.main();"
        "print((build_words.STATIC / 'words.en.json').stat().st_size)"
    )
    sizes = {
        subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout
        for _ in range(2)
    }
    assert len(sizes) == 1


def test_every_source_file_can_be_read_strictly():
    for path in book.sources("en"):
        with path.open("rb") as file:
            read_po(file, locale="en", abort_invalid=True)


def test_no_sentence_is_empty_fuzzy_or_left_over():
    for name, catalog in catalogs().items():
        assert not catalog.obsolete, name
        assert [m.id for m in catalog if m.id and m.fuzzy] == []
    assert [key for key, text in sentences() if not text.strip()] == []


def test_a_reason_is_explained_in_words_without_identifiers():
    told = explain("changed.red", {"exercise": "bird_dog", "why": "red.sharp", "level": 1})
    assert told.sentence == "One step smaller, because it felt sharp."
    assert told.evidence == "evidence.ours"
    told = explain("off.blocked", {"exercise": "bird_dog", "flag": "osteoporosis"})
    assert "thin bones" in told.sentence
    told = explain("off.resting", {"exercise": "bird_dog", "date": "2026-12-01"})
    assert "Tuesday 1 December" in told.sentence


def test_a_raised_rule_is_explained_by_its_own_words():
    told = explain("raised.R06", {"date": "2026-12-01", "level": 3})
    assert "Tuesday 1 December" in told.sentence
    assert told.rule == words.say("rule.R06")
    assert explain("rule.R06").sentence == words.say("rule.R06")


def test_days_are_written_as_people_say_them():
    assert day_in_words(date(2026, 11, 24)) == "Tuesday 24 November"


def test_every_country_has_a_number_a_name_and_an_honest_note():
    countries = emergency.load_emergency()
    assert len(countries) >= 30
    for code, one in countries.items():
        assert len(code) == 2
        assert code.isupper()
        assert one.name
        assert one.dial.isdigit()
        assert 2 <= len(one.dial) <= 5
        assert bool(one.advice) == bool(one.advice_name)
        assert one.source
        assert not one.checked, "say whose official page, then change this test"
    assert emergency.country("gb").emergency == "999"


def test_an_unknown_country_is_told_the_local_number():
    nowhere = emergency.country(None)
    assert nowhere.dial == ""
    assert nowhere.number() == "your local emergency number"
    said = words.say("action.emergency.title", number=nowhere.number())
    assert said == "Call your local emergency number now."


def test_the_language_of_the_moment_is_followed_and_a_named_one_wins():
    spanish = words.say("language.name", "es")
    with words.speaking("es"):
        assert words.say("language.name") == spanish
        assert words.phrase_book()["language.name"] == spanish
        assert words.say("language.name", "en") == "English"
        with words.speaking("en"):
            assert words.say("language.name") == "English"
        assert words.say("language.name") == spanish
        assert day_in_words(date(2026, 11, 24)) == "martes 24 de noviembre"
        assert emergency.country("GB").name == "Reino Unido"
        assert emergency.country("ZA").also_said == "112 desde un teléfono móvil"
    assert words.say("language.name") == "English"


def test_the_language_is_looked_for_once_and_only_when_something_is_said():
    asked = []

    def find():
        asked.append("es")
        return "es"

    with words.speaking(find):
        assert asked == []
        words.say("language.name")
        words.say("language.show")
    assert asked == ["es"]


def test_each_thread_has_its_own_language():
    heard = []
    with words.speaking("es"):
        other = Thread(target=lambda: heard.append(words.current_lang()))
        other.start()
        other.join()
    assert heard == ["en"]


@pytest.mark.parametrize(
    ("wished", "lang"),
    [("es", "es"), ("es_MX.UTF-8", "es"), ("EN-gb", "en"), ("de", None), ("", None), ("C", None)],
)
def test_the_nearest_language_we_have_is_found(wished, lang):
    assert words.nearest(wished) == lang


def test_in_english_the_data_and_the_words_name_an_advice_line_alike():
    for one in emergency.load_emergency().values():
        assert one.advice_said == one.advice_name.replace("'", "’")
        assert one.also_said == one.also
        assert one.name == one.english
