"""What is said must fit into the time that is given for it."""

import pytest

from backfour import words
from backfour.core.exercises.catalogue import load_catalogue
from backfour.core.session.script import Part, ready_beat
from backfour.core.vocabulary import FLAGS
from words.book import ROOT

WORDS_A_SECOND = 150 / 60
"""A calm, ordinary reading voice."""
BREATH_S = 0.4

CATALOGUE = load_catalogue(
    (ROOT / "src/backfour/core/exercises/catalogue.toml").read_text(encoding="utf-8")
)


def spoken_s(lines):
    said = [words.say(line.key, **dict(line.values)) for line in lines]
    return sum(len(text.split()) / WORDS_A_SECOND + BREATH_S for text in said)


@pytest.mark.parametrize("movement", CATALOGUE.movements, ids=lambda one: one.id)
def test_the_instructions_are_over_before_the_movement_begins(movement):
    for level in movement.levels:
        for form in level.forms:
            for flags in (set(form.flags), *({*form.flags, flag} for flag in FLAGS)):
                place = movement.place_for(form, flags)
                part = Part(movement, level, form, place, movement.notes_for(form, flags), 0)
                opening = part.opening(5, 5, "right")
                ready = ready_beat(opening, place, place, "usual")
                assert spoken_s(opening) <= ready.ms / 1000, (level.number, form.name, flags)


def test_naming_the_side_takes_no_longer_than_lifting():
    for movement in CATALOGUE.movements:
        for level in movement.levels:
            for form in level.forms:
                for side in ("left", "right"):
                    if level.kind in {"reps", "turns"}:
                        said = words.say(f"{form.side_say}.{side}").split()
                        assert len(said) / WORDS_A_SECOND <= 3
