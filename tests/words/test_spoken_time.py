"""What is said must fit into the time that is given for it."""

import pytest

from backfour import words
from backfour.core.exercises.catalogue import load_catalogue
from backfour.core.session.script import Part, ready_beat
from backfour.core.vocabulary import FLAGS
from words.book import ROOT

WORDS_A_SECOND = {"en": 150 / 60, "es": 165 / 60}
"""A calm, ordinary reading voice; Spanish words are shorter to say."""
SLOWER = 0.85
"""How much slower the player speaks in practice (`frontend/src/speech/speaker.ts`)."""
BREATH_S = 0.4

CATALOGUE = load_catalogue(
    (ROOT / "src/backfour/core/exercises/catalogue.toml").read_text(encoding="utf-8")
)


def spoken_s(lines, lang, speed=1.0):
    said = [words.say(line.key, lang, **dict(line.values)) for line in lines]
    return sum(len(text.split()) / WORDS_A_SECOND[lang] / speed + BREATH_S for text in said)


WAYS = [("usual", "usual"), ("usual", "brief"), ("usual", "fuller"), ("practice", "fuller")]


@pytest.mark.parametrize(("pace", "wording"), WAYS)
@pytest.mark.parametrize("movement", CATALOGUE.movements, ids=lambda one: one.id)
@pytest.mark.parametrize("lang", words.languages())
def test_the_instructions_are_over_before_the_movement_begins(lang, movement, pace, wording):
    speed = SLOWER if pace == "practice" else 1.0
    for level in movement.levels:
        for form in level.forms:
            for flags in (set(form.flags), *({*form.flags, flag} for flag in FLAGS)):
                place = movement.place_for(form, flags)
                notes = movement.notes_for(form, flags)
                part = Part(movement, level, form, place, notes, wording)
                opening = part.opening(5, 5, "right")
                ready = ready_beat(opening, place, place, pace, part.line_ms)
                said = spoken_s(opening, lang, speed)
                assert said <= ready.ms / 1000, (level.number, form.name, flags)


@pytest.mark.parametrize("lang", words.languages())
def test_naming_the_side_takes_no_longer_than_lifting(lang):
    for movement in CATALOGUE.movements:
        for level in movement.levels:
            for form in level.forms:
                for side in ("left", "right"):
                    if level.kind in {"reps", "turns"}:
                        said = words.say(f"{form.side_say}.{side}", lang).split()
                        assert len(said) / WORDS_A_SECOND[lang] <= 3
