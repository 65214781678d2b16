"""What may be said (clinical-spec 7.1, product: words we use and don't), over every sentence.

Hazard H17 (docs/safety.md).
"""

import re

import pytest

from backfour.words.book import languages
from words.book import sentences

ENGLISH = {
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

JOINT = r"(articulaci(ón|ones)|vértebras?)"
SPANISH = {
    "a promise of repair": r"\b(arregl|repar)(a|ar|an|e|en|o|os|ado|ada|ación)\b",
    "a cure": r"\bcur(a|ar|an|e|en|ado|ada|ación|aciones|ativ[oa]s?)\b",
    "proof": r"(?<!no se ha )(?<!no se han )(?<!no está )\bdemostrad[oa]s?\b|\bcientíficamente\b"
    r"|\beficacia (probada|comprobada)\b|\bprueban? que\b",
    "a guarantee": r"\bgarant",
    "release": r"\bliber(a|ar|an|e|en|ado|ada|ación)\b",
    "realignment": rf"\b(re|des)?aline|\bfuera de (su )?(sitio|lugar)\b"
    rf"|\b(re)?coloc\w* (la|su|una) {JOINT}|\b(en|a) su sitio\b",
    "a jammed joint": rf"\bdesatasc|\bdestrab|\bdesencaj"
    rf"|\b{JOINT} (atascad|encajad|trabad|bloquead)|\b(des)?bloque\w* (la|su|una) {JOINT}",
    "damage": r"\bdañ",
    "bad posture": r"\b(mal|buen|correct|incorrect|pobre)a? postura\b"
    r"|\bpostura (mala|buena|correcta|incorrecta)\b",
    "streaks": r"(?<!mala )(?<!malas )\brachas?\b",
    "patients": r"\bpacientes?\b",
    "wear and tear": r"\bdesgast|\bse desmoron|\bhernia discal|\bdisco (desplazado|salido)",
    "manipulation by analogy": r"\bquiropr|\bosteóp|\bosteopat|\bajustes? (vertebral|de columna)",
    "a sleeping muscle": r"\bmultífid|\bestabilizador|\bdesp(ert|iert)\w+ (el|la|los|las|sus?) "
    r"(múscul|glúte)",
    "the culprit": r"\bculpables?\b|\blumbosacr|\bcausad[oa] por su\b|\bes la causa de su\b",
    "an inflamed joint": r"\barticulación inflamada",
    "instant relief": r"\balivio\b|\binstantáne|\bal instante\b"
    r"|\ben (solo|sólo|apenas|tan solo) \d+ segundos",
    "blame": r"\bsu (propia )?culpa\b|\bculpa suya\b|\b(usted ha|ha usted) fallado\b"
    r"|\bse (le|ha) olvid|\bperezos|\bdebería haber",
    "death by balance test": r"\bmortal|\bmorir|\bmuert",
    "certified": r"\b(marcado|aprobad[oa]s?) (CE|por la FDA)\b|\bcertificad|\bclínicamente\b",
    "Latin": r"\bcola de caballo\b|\bcauda equina\b|\bclaudicaci|\bprono\b|\bsupino\b"
    r"|\bcontraindic|\bdecúbito",
    "an exclamation": r"[!¡]",
    "capitals for whole words": r"\b(?!GIRFT\b|STEADI\b|NICE\b)[A-ZÁÉÍÓÚÑ]{5,}\b",
}

FORBIDDEN = {"en": ENGLISH, "es": SPANISH}
"""What no sentence may hold, by what it would be, in each language."""

LANGS = languages()

ALLOWED: dict[tuple[str, str], tuple[str, ...]] = {
    # The certificate of a home network is a file, not a claim; in Spanish it is the same word.
    (lang, key): ("certified",)
    for lang in LANGS
    for key, _ in sentences(lang)
    if key.startswith(("home.", "error.home.", "cli.home."))
}
"""Exceptions: language and key of the one sentence, and what it may say, each with its reason."""

LIGHTS = {
    "en": re.compile(r"\b(green|amber|red)\b", re.IGNORECASE),
    "es": re.compile(r"\b(verde|ámbar|roj[oa])s?\b", re.IGNORECASE),
}
RED_THINGS = {"q.R24.item", "q.R24.opt.yes"}  # a red painful eye


def test_every_language_forbids_the_same_claims():
    assert set(FORBIDDEN) == set(LANGS)
    assert all(list(forbidden) == list(ENGLISH) for forbidden in FORBIDDEN.values())


@pytest.mark.parametrize("what", ENGLISH)
@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_claims_or_says(lang, what):
    pattern = re.compile(FORBIDDEN[lang][what], 0 if what.startswith("capitals") else re.IGNORECASE)
    found = [
        (key, text)
        for key, text in sentences(lang)
        if pattern.search(text) and what not in ALLOWED.get((lang, key), ())
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "claim"),
    [
        ("a promise of repair", "Este giro repara la espalda."),
        ("a cure", "Los cuatro movimientos curan el dolor."),
        ("proof", "Está demostrado que funciona."),
        ("a guarantee", "Resultados garantizados."),
        ("release", "Libera la articulación."),
        ("realignment", "La vértebra vuelve a su sitio."),
        ("a jammed joint", "La articulación bloqueada se suelta."),
        ("damage", "Su disco está dañado."),
        ("bad posture", "Una mala postura."),
        ("instant relief", "Alivio en 30 segundos."),
        ("a sleeping muscle", "Despierte los músculos de la espalda."),
    ],
)
def test_a_claim_in_spanish_is_found(what, claim):
    assert re.search(SPANISH[what], claim, re.IGNORECASE)


def test_saying_in_spanish_that_nobody_has_shown_it_is_no_claim():
    assert not re.search(SPANISH["proof"], "No se ha demostrado.", re.IGNORECASE)


@pytest.mark.parametrize("lang", LANGS)
def test_the_names_of_the_lights_do_not_reach_the_person(lang):
    lit = LIGHTS[lang]
    told = [key for key, text in sentences(lang) if lit.search(text) and key not in RED_THINGS]
    assert told == []


@pytest.mark.parametrize("lang", LANGS)
def test_identifiers_do_not_reach_the_person(lang):
    loose = re.compile(r"\b[a-z]+_[a-z_]+\b")
    found = [key for key, text in sentences(lang) if loose.search(re.sub(r"{\w+}", "", text))]
    assert found == []


SPOKEN = re.compile(
    r"say\.|cue\.|note\.|getting_up\.|card\.|stop\.universal$|alert\."
    r"|move\.\w+\.(setup|out|stop|level)\."
)
MOST_WORDS = {"en": 22, "es": 26}
"""About ten seconds at a calm pace: 140 words a minute in English, 165 in Spanish, whose words
are shorter to say."""


@pytest.mark.parametrize("lang", LANGS)
def test_a_spoken_sentence_takes_less_than_ten_seconds(lang):
    long = [
        (key, len(text.split()))
        for key, text in sentences(lang)
        if SPOKEN.match(key) and len(text.split()) > MOST_WORDS[lang]
    ]
    assert long == []


@pytest.mark.parametrize("lang", LANGS)
def test_no_spoken_sentence_holds_signs_a_voice_stumbles_over(lang):
    found = [
        key for key, text in sentences(lang) if SPOKEN.match(key) and re.search(r"[/()*#&<>]", text)
    ]
    assert found == []


LONGEST = {"en": 34, "es": 40}
"""In words; Spanish needs about a fifth more of them to say the same."""


@pytest.mark.parametrize("lang", LANGS)
def test_sentences_of_a_page_stay_short(lang):
    def longest(text):
        return max(len(part.split()) for part in re.split(r"[.?:;]\s", text))

    long = [
        (key, longest(text))
        for key, text in sentences(lang)
        if longest(text) > LONGEST[lang] and not key.startswith(("q.", "film."))
    ]
    assert long == []


@pytest.mark.parametrize("lang", LANGS)
def test_quotation_marks_and_apostrophes_are_the_printed_ones(lang):
    assert [key for key, text in sentences(lang) if "'" in text or '"' in text] == []


@pytest.mark.parametrize("lang", LANGS)
def test_no_markup_hides_in_a_sentence(lang):
    assert [key for key, text in sentences(lang) if re.search(r"<\w|&\w+;", text)] == []
