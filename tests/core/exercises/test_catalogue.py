"""The catalogue says what clinical-spec section 3 says, and a mistake in it is named."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from backfour.core.exercises.catalogue import load_catalogue
from backfour.core.exercises.reading import Table
from backfour.core.vocabulary import CEILINGS, CODES, EXERCISES

TEXT = (files("backfour") / "core/exercises/catalogue.toml").read_text(encoding="utf-8")
CATALOGUE = load_catalogue(TEXT)
FILMS = {
    "elbow_prop": (0, 1, 5),
    "bed_rotation": (0, 1, 3),
    "leg_hang": (1,),
    "bird_dog": (0, 1, 4),
    "pelvic_circles": (0, 1),
}


def dose(exercise):
    return [
        (level.seconds, level.reps or level.circles or level.rolls_last_s)
        for level in CATALOGUE.movement(exercise).levels
    ]


def test_the_doses_are_those_of_the_clinical_specification():
    assert dose("elbow_prop") == [
        (30, 0), (30, 0), (40, 0), (50, 0), (60, 0), (60, 20), (60, 40),
    ]  # fmt: skip
    assert dose("bed_rotation") == [(30, 0)] * 4
    assert [level.range_deg for level in CATALOGUE.movement("bed_rotation").levels] == [
        20, 20, 35, 45,
    ]  # fmt: skip
    assert dose("leg_hang") == [(20, 0)] * 2
    assert dose("bird_dog") == [(5, 4), (5, 4), (5, 6), (5, 8), (5, 4), (5, 6), (5, 8)]
    assert dose("pelvic_circles") == [(30, 6), (30, 6), (45, 10), (60, 15), (90, 20)]


def test_ceilings_and_codes_agree_with_the_vocabulary():
    assert tuple(m.id for m in CATALOGUE.movements) == EXERCISES
    for movement in CATALOGUE.movements:
        assert len(movement.levels) - 1 == CEILINGS[movement.id]
        assert movement.code == CODES[movement.id]


def test_what_stands_in_the_article_is_marked_so_and_nothing_else():
    article = {
        f"{m.code}{level.number}"
        for m in CATALOGUE.movements
        for level in m.levels
        if level.evidence == "article"
    }
    assert article == {"EP1", "EP4", "EP5", "BR1", "BF1", "BD1", "BD4", "PC1"}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_film_is_the_nearest_at_or_below_and_a_difference_is_told(exercise):
    movement = CATALOGUE.movement(exercise)
    for level in movement.levels:
        below = [n for n in FILMS[exercise] if n <= level.number] or [min(FILMS[exercise])]
        for form in level.forms:
            assert form.film == f"{exercise}.{movement.code}{below[-1]}"
            assert form.differs or level.number == below[-1]


@pytest.mark.parametrize(
    ("exercise", "flags", "form", "place"),
    [
        ("elbow_prop", [], "flat", "floor"),
        ("elbow_prop", ["shoulder_limit"], "flat", "floor"),
        ("elbow_prop", ["no_floor_transfer"], "flat", "bed"),
        ("elbow_prop", ["cannot_lie_prone", "no_floor_transfer"], "wall", "standing"),
        ("bird_dog", [], "arm_only", "floor"),
        ("bird_dog", ["shoulder_limit"], "knee_only", "floor"),
        ("bird_dog", ["knee_kneel_limit", "shoulder_limit"], "worktop", "standing"),
        ("bird_dog", ["no_floor_transfer"], "arm_only", "bed"),
        ("leg_hang", ["fall_risk"], "", "bed"),
        ("pelvic_circles", ["fall_risk"], "", "standing"),
    ],
)
def test_level_0_takes_the_form_that_fits_the_body(exercise, flags, form, place):
    movement = CATALOGUE.movement(exercise)
    chosen = movement.level(0).form(flags)
    assert (chosen.name, movement.place_for(chosen, flags)) == (form, place)
    assert movement.level_key(0, chosen).endswith(f".{form}" if form else ".0")


def test_adaptations_are_told_by_flag_and_not_where_they_make_no_sense():
    movement = CATALOGUE.movement("bird_dog")
    hands = movement.level(1).form([])
    worktop = movement.level(0).form(["knee_kneel_limit"])
    assert movement.notes_for(hands, ["wrist_limit"]) == ("note.bird_dog.fists",)
    assert movement.notes_for(worktop, ["wrist_limit"]) == ()
    assert movement.notes_for(hands, []) == ()


def test_an_unknown_movement_or_level_is_an_error_that_names_it():
    with pytest.raises(ValueError, match="unknown exercise: plank"):
        CATALOGUE.movement("plank")
    with pytest.raises(ValueError, match="leg_hang has no level 2"):
        CATALOGUE.movement("leg_hang").level(2)


WALL = re.search(r'fuller = \["move.elbow_prop.setup.wall_forearms[^]]*\], ', TEXT)[0]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('code = "EP"', 'code = "XX"', "elbow_prop.code: must be one of EP"),
        ('id = "elbow_prop"', 'id = "plank"', "id: must be one of"),
        ("number = 6\n", "number = 7\n", "elbow_prop.level: numbers must run from 0 to 6"),
        ("seconds = 40\n", "seconds = 0\n", "seconds: must be a whole number of at least 1"),
        ("seconds = 40\n", "", "seconds: is missing"),
        ("seconds = 40\n", "seconds = 40\nminutes = 1\n", "minutes: is not known here"),
        ("rolls_last_s = 40", "rolls_last_s = 60", "rolls_last_s: must be shorter"),
        ("side_s = 3\n", "side_s = 4\n", "seconds: must hold whole turns"),
        ('flags = ["wrist_limit"]', 'flags = ["wrist"]', "notes.flags: unknown flag wrist"),
        ('flags = ["wrist_limit"]', "flags = []", "flags: must be a list of texts"),
        ('film = "elbow_prop.EP1"\n', "", "film: is missing"),
        ('film = "elbow_prop.EP1"\n', 'film = ""\n', "film: must be a text"),
        ("remind = true", 'remind = "yes"', "remind: must be true or false"),
        ("height_cm = [30, 60]", "height_cm = [60, 30]", "height_cm: must be two rising numbers"),
        ("places = []", 'places = "none"', "places: must be a list of tables"),
        ("places = []", "places = [1]", "places: must be a table"),
        (WALL, "", "fuller: is missing"),
        ('name = "flat", flags = []', 'name = "flat", flags = ["fall_risk"]', "the last form"),
    ],
)
def test_a_mistake_is_named_by_its_place(old, new, named):
    assert old in TEXT
    with pytest.raises(ValueError, match=re.escape(named)):
        load_catalogue(TEXT.replace(old, new, 1))


def test_a_catalogue_without_one_of_the_five_is_refused():
    short = TEXT.split("# ---------------------------------------------------------------- PC")[0]
    with pytest.raises(ValueError, match="must be, in order"):
        load_catalogue(short)


def test_text_that_is_no_toml_is_a_value_error():
    with pytest.raises(tomllib.TOMLDecodeError):
        load_catalogue("movement =")
    assert issubclass(tomllib.TOMLDecodeError, ValueError)


def test_a_table_must_be_a_table():
    with pytest.raises(ValueError, match="must be a table"):
        Table(3, "x")
