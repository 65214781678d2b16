"""Every language says all that English says. Hazard H23 (docs/safety.md)."""

from io import BytesIO

import pytest
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from backfour import words
from backfour.words import book
from words.book import catalogs
from words.translation import faults

OTHERS = [lang for lang in book.languages() if lang != book.DEFAULT_LANG]


def po(text):
    return read_po(BytesIO(text.encode()), locale="es")


def found(english, spanish):
    return faults(po(english), po(spanish), 2)


def test_there_is_spanish_beside_english():
    assert OTHERS == ["es"]


@pytest.mark.parametrize("lang", OTHERS)
def test_a_language_has_the_files_of_english(lang):
    assert set(catalogs(lang)) == set(catalogs())


@pytest.mark.parametrize("name", catalogs())
@pytest.mark.parametrize("lang", OTHERS)
def test_a_language_says_all_that_english_says(lang, name):
    assert name in catalogs(lang), f"{name}.po is not translated yet"
    forms = get_plural(lang).num_plurals
    assert faults(catalogs()[name], catalogs(lang)[name], forms) == []


@pytest.mark.parametrize("lang", OTHERS)
def test_no_key_of_a_language_stands_in_two_places(lang):
    assert book.repeated(lang) == []


@pytest.mark.parametrize("lang", OTHERS)
def test_every_source_file_of_a_language_can_be_read_strictly_and_names_it(lang):
    for path in book.sources(lang):
        with path.open("rb") as file:
            catalog = read_po(file, abort_invalid=True)
        assert str(catalog.locale) == lang, path.name


def test_a_faithful_translation_has_no_fault():
    english = 'msgid "a"\nmsgstr "One thing of {who} now"\n'
    assert found(english, 'msgid "a"\nmsgstr "Una cosa de {who} ahora"\n') == []


@pytest.mark.parametrize(
    ("spanish", "fault"),
    [
        ("", "a: missing"),
        ('msgid "a"\nmsgstr ""\n', "a: empty"),
        ('#, fuzzy\nmsgid "a"\nmsgstr "Una cosa de {who}"\n', "a: fuzzy"),
        ('msgid "a"\nmsgstr "Una cosa"\n', "a: other values than English in “Una cosa”"),
        ('msgid "a"\nmsgstr "Una {what} de {who}"\n', "a: other values than English"),
        ('msgid "a"\nmsgstr "One thing of {who} now"\n', "a: left in English"),
        ('msgid "a"\nmsgstr "De {who}"\n\nmsgid "b"\nmsgstr "Ve"\n', "b: not a key of English"),
        ('msgid "a"\nmsgstr "De {who}"\n\n#~ msgid "c"\n#~ msgstr "Ce"\n', "c: obsolete"),
    ],
)
def test_a_fault_of_a_translation_is_found(spanish, fault):
    english = 'msgid "a"\nmsgstr "One thing of {who} now"\n'
    assert any(one.startswith(fault) for one in found(english, spanish))


def test_a_plural_needs_each_form_and_only_the_first_may_leave_its_number_out():
    english = 'msgid "a"\nmsgid_plural "a"\nmsgstr[0] "One day"\nmsgstr[1] "{n} days"\n'
    spanish = 'msgid "a"\nmsgid_plural "a"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n'
    assert found(english, spanish.replace("{}", "Un día", 1).replace("{}", "{n} días")) == []
    assert found(english, spanish.replace("{}", "Un día"))
    assert found(english, spanish.split("msgstr[1]", maxsplit=1)[0].replace("{}", "Un día"))


def test_a_name_may_stay_as_it_is():
    english = 'msgid "a"\nmsgstr "Downie 2013; Finucane 2020; Henschke 2013; clinical-spec 4.1."\n'
    assert found(english, english) == []


@pytest.mark.parametrize("lang", OTHERS)
def test_a_language_that_lacks_a_sentence_says_it_in_english(lang):
    assert words.keys(lang) == words.keys("en")


@pytest.mark.parametrize("lang", OTHERS)
def test_a_language_no_clinician_has_reviewed_says_so_of_itself(lang):
    assert words.say("language.unreviewed", lang) != words.say("language.unreviewed", "en")
