"""What may be said (clinical-spec 7.1, product: words we use and don't), over every sentence.

Hazard H17 (docs/safety.md).
"""

import re

import pytest

from words.book import sentences

FORBIDDEN = {
    "a promise of repair": r"\b(un)?fix(es|ed|ing)?\b",
    "a cure": r"\bcur(e|es|ed|ing)\b",
    "proof": r"\bprove[ns]?\b|\bproof\b|\bprovable\b",
    "a guarantee": r"\bguarante",
    "release": r"\breleas(e|es|ed|ing)\b",
    "realignment": r"\b(re|mis)?align|\bput(s|ting)? (it |the joint )?back in\b|\bout of place\b",
    "a jammed joint": r"\b(un)?jam(s|med|ming)?\b|\bstuck joint\b|\blocked joint\b",
    "damage": r"\bdamag",
    "bad posture": r"\b(bad|poor|wrong|correct|good|right) posture\b",
    "streaks": r"\bstreak",
    "patients": r"\bpatients?\b",
    "wear and tear": r"\bwear and tear\b|\bworn[- ]out\b|\bcrumbl|\bslipped disc",
    "manipulation by analogy": r"\bchiropract|\bosteopath|\badjustment",
    "a sleeping muscle": r"\bmultifid|\bwake (it|them|the)\b|\bstabili[sz]ers",
    "the culprit": r"\bculprit|\blumbosacral|\bcaused by your\b|\bis the cause of your\b",
    "an inflamed joint": r"\binflamed joint",
    "instant relief": r"\brelief\b|\binstant|\bin (just|only|as little as) \d+ seconds",
    "blame": r"\byour (own )?fault\b|\byou failed\b|\byou forgot\b|\blazy\b|\byou should have\b",
    "death by balance test": r"\bmortal|\bdie\b|\bdying\b",
    "certified": r"\b(FDA|CE)[- ](approved|cleared|marked)\b|\bcertified\b|\bclinically\b",
    "Latin": r"\bcauda equina\b|\bclaudication\b|\bprone\b|\bsupine\b|\blumbar\b|\bcontraindicat",
    "an exclamation": r"!",
    "capitals for whole words": r"\b(?!GIRFT\b|STEADI\b|NICE\b)[A-Z]{5,}\b",
}
"""What no sentence may hold, by what it would be."""

ALLOWED: dict[str, tuple[str, ...]] = {}
"""Exceptions: key of the one sentence, and what it may say; each needs its reason beside it."""

LIGHTS = re.compile(r"\b(green|amber|red)\b", re.IGNORECASE)
RED_THINGS = {"q.R24.item", "q.R24.opt.yes"}  # a red painful eye


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_sentence_claims_or_says(what):
    pattern = re.compile(FORBIDDEN[what], 0 if what.startswith("capitals") else re.IGNORECASE)
    found = [
        (key, text)
        for key, text in sentences()
        if pattern.search(text) and what not in ALLOWED.get(key, ())
    ]
    assert found == []


def test_the_names_of_the_lights_do_not_reach_the_person():
    assert [key for key, text in sentences() if LIGHTS.search(text) and key not in RED_THINGS] == []


def test_identifiers_do_not_reach_the_person():
    loose = re.compile(r"\b[a-z]+_[a-z_]+\b")
    found = [key for key, text in sentences() if loose.search(re.sub(r"{\w+}", "", text))]
    assert found == []


SPOKEN = re.compile(
    r"say\.|cue\.|note\.|getting_up\.|card\.|stop\.universal$|alert\."
    r"|move\.\w+\.(setup|out|stop|level)\."
)
MOST_WORDS = 22
"""About ten seconds at a calm pace of 140 words a minute."""


def test_a_spoken_sentence_takes_less_than_ten_seconds():
    long = [
        (key, len(text.split()))
        for key, text in sentences()
        if SPOKEN.match(key) and len(text.split()) > MOST_WORDS
    ]
    assert long == []


def test_no_spoken_sentence_holds_signs_a_voice_stumbles_over():
    found = [
        key for key, text in sentences() if SPOKEN.match(key) and re.search(r"[/()*#&<>]", text)
    ]
    assert found == []


def test_sentences_of_a_page_stay_short():
    def longest(text):
        return max(len(part.split()) for part in re.split(r"[.?:;]\s", text))

    long = [
        (key, longest(text))
        for key, text in sentences()
        if longest(text) > 34 and not key.startswith(("q.", "film."))
    ]
    assert long == []


def test_quotation_marks_and_apostrophes_are_the_printed_ones():
    assert [key for key, text in sentences() if "'" in text or '"' in text] == []


def test_no_markup_hides_in_a_sentence():
    assert [key for key, text in sentences() if re.search(r"<\w|&\w+;", text)] == []
