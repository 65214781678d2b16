"""From the plan to the parts of a session.

Hazard H13 (docs/safety.md).
"""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from backfour.core.exercises.catalogue import load_catalogue
from backfour.core.session.script import Options, build_script, card_beat, ready_beat
from tests.core.session.stage import CATALOGUE

BOOK = load_catalogue(CATALOGUE)
EP, BR, BF, BD, PC = (m.id for m in BOOK.movements)


def plan(flags=(), **offered):
    items = [SimpleNamespace(exercise=name, offered=level) for name, level in offered.items()]
    return SimpleNamespace(items=items, flags=flags)


ALL_ONE = plan(elbow_prop=1, bed_rotation=1, leg_hang=1, bird_dog=1, pelvic_circles=1)


def names(script):
    return [part.exercise for part in script.parts]


def test_the_article_s_order_or_the_one_with_fewer_ups_and_downs():
    assert names(build_script(ALL_ONE, BOOK, Options())) == [EP, BR, BF, BD, PC]
    fewer = build_script(ALL_ONE, BOOK, Options(order="fewer_ups"))
    assert names(fewer) == [EP, BD, BR, BF, PC]
    assert fewer.seconds < build_script(ALL_ONE, BOOK, Options()).seconds


def test_only_what_is_offered_and_wanted_appears():
    told = plan(elbow_prop=0, bed_rotation=None, bird_dog=2)
    assert names(build_script(told, BOOK, Options())) == [EP, BD]
    assert names(build_script(told, BOOK, Options(only=frozenset({EP, BR})))) == [EP]
    assert build_script(plan(), BOOK, Options()).parts == ()


def test_a_whole_session_lasts_seven_to_ten_minutes():
    assert 7 * 60 <= build_script(ALL_ONE, BOOK, Options()).seconds <= 10 * 60


def test_practice_doubles_the_time_to_get_into_position():
    (part,) = build_script(plan(elbow_prop=1), BOOK, Options()).parts
    lines = part.opening(1, 1, "left")
    usual = ready_beat(lines, part.place, "standing", "usual")
    assert usual.ms == 40_000
    assert ready_beat(lines, part.place, "standing", "practice").ms == 80_000


def test_a_change_within_one_place_is_short_but_never_shorter_than_its_instructions():
    hang = build_script(plan(leg_hang=1), BOOK, Options()).parts[0]
    assert ready_beat(hang.opening(1, 1, "left")[:3], "bed", "bed", "usual").ms == 15_000
    lines = hang.opening(1, 1, "left")
    assert ready_beat(lines, "bed", "bed", "usual").ms >= len(lines) * 3500 + 4000


def test_the_body_decides_the_form_and_the_place():
    told = plan(("no_floor_transfer", "wrist_limit"), elbow_prop=1, bird_dog=1)
    prop, dog = build_script(told, BOOK, Options()).parts
    assert (prop.place, dog.place) == ("bed", "bed")
    assert dog.notes == ("note.bird_dog.on_bed", "note.bird_dog.fists")
    worktop = build_script(plan(("knee_kneel_limit",), bird_dog=0), BOOK, Options()).parts[0]
    assert (worktop.place, worktop.level_key) == ("standing", "move.bird_dog.level.0.worktop")


@pytest.mark.parametrize("number", range(7))
def test_the_dose_is_told_with_all_its_numbers(number):
    told = plan(elbow_prop=number)
    (part,) = build_script(told, BOOK, Options()).parts
    values = dict(part.dose.values)
    assert (values["level"], values["seconds"]) == (number, part.level.seconds)
    assert values.get("rolls", 0) == part.level.rolls_last_s


def test_a_level_beyond_the_catalogue_is_an_error():
    with pytest.raises(ValueError, match="leg_hang has no level 2"):
        build_script(plan(leg_hang=2), BOOK, Options())


def test_the_card_asks_for_someone_near_only_where_a_fall_is_a_worry():
    lines = [mark.say.key for mark in card_beat(()).marks]
    assert lines == ["card.light", "card.shoes", "card.tablet", "say.card.ready"]
    lines = [mark.say.key for mark in card_beat(("fall_risk",)).marks]
    assert "card.someone" in lines
