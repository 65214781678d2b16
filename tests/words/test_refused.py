"""Why a value was refused, in the reader's language."""

import ast

import pytest

from backfour import words
from backfour.words.book import languages
from backfour.words.refused import in_words
from words.book import ROOT

NEVER_SHOWN = {"and on are needed", "only must be null or a list of movements"}
"""Told by the core to the player alone, about what our own page sent."""


def reasons():
    """Every reason that the core and the use cases give, with a 1 for what is filled in."""
    found = set()
    for room in ("core", "app"):
        for path in (ROOT / "src/backfour" / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Refused"):
                    found |= {text for text in map(text_of, node.args) if " " in text}
    return found - NEVER_SHOWN


def text_of(node):
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(one.value if isinstance(one, ast.Constant) else "1" for one in node.values)
    return ""


@pytest.mark.parametrize("lang", [lang for lang in languages() if lang != "en"])
def test_every_reason_of_a_refusal_has_words_in_every_language(lang):
    assert len(reasons()) > 30
    assert {reason for reason in reasons() if in_words(reason, lang) == reason} == set()


def test_numbers_and_names_in_a_reason_come_along():
    told = in_words("must be a whole number from 0 to 10", "es")
    assert told == "tiene que ser un número entero de 0 a 10"
    assert in_words("must be one of male, female", "es").endswith(": male, female")


def test_a_reason_without_words_stays_as_it_is():
    assert in_words("was sent by the moon", "es") == "was sent by the moon"


def test_in_english_a_reason_is_said_as_it_is():
    assert in_words("must be 1", "en") == "must be 1"


def test_a_sentence_that_holds_a_reason_says_it_in_its_own_language():
    told = words.say("error.history", "es", line=3, field="pain", reason="is missing")
    assert "falta" in told
    assert "is missing" not in told
