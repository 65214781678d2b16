"""What is said must fit into the time that is given for it."""

import pytest

from backfour import words
from backfour.core.exercises.catalogue import load_catalogue
from backfour.core.session.script import Part, ready_beat
from backfour.core.vocabulary import FLAGS
from words.book import ROOT

WORDS_A_SECOND = {"en": 150 / 60, "es": 165 / 60}
"""A calm, ordinary reading voice; Spanish words are shorter to say."""
BREATH_S = 0.4

CATALOGUE = load_catalogue(
    (ROOT / "src/backfour/core/exercises/catalogue.toml").read_text(encoding="utf-8")
)


def spoken_s(lines, lang):
    said = [words.say(line.key, lang, **dict(line.values)) for line in lines]
    return sum(len(text.split()) / WORDS_A_SECOND[lang] + BREATH_S for text in said)


@pytest.mark.parametrize("movement", CATALOGUE.movements, ids=lambda one: one.id)
@pytest.mark.parametrize("lang", words.languages())
def test_the_instructions_are_over_before_the_movement_begins(lang, movement):
    for level in movement.levels:
        for form in level.forms:
            for flags in (set(form.flags), *({*form.flags, flag} for flag in FLAGS)):
                place = movement.place_for(form, flags)
                part = Part(movement, level, form, place, movement.notes_for(form, flags), 0)
                opening = part.opening(5, 5, "right")
                ready = ready_beat(opening, place, place, "usual")
                assert spoken_s(opening, lang) <= ready.ms / 1000, (level.number, form.name, flags)


@pytest.mark.parametrize("lang", words.languages())
def test_naming_the_side_takes_no_longer_than_lifting(lang):
    for movement in CATALOGUE.movements:
        for level in movement.levels:
            for form in level.forms:
                for side in ("left", "right"):
                    if level.kind in {"reps", "turns"}:
                        said = words.say(f"{form.side_say}.{side}", lang).split()
                        assert len(said) / WORDS_A_SECOND[lang] <= 3
