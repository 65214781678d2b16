"""The whole session as someone face down lives it: nothing seen, everything heard."""

from __future__ import annotations

import pytest

from backfour.core.exercises.catalogue import Catalogue, load_catalogue
from backfour.words import say
from e2e.hearing import Heard, movements
from e2e.home import Home
from e2e.steps import Visit, checked, start, until

pytestmark = pytest.mark.browser

LONGEST_LETTERS = 130
"""About ten seconds of speech at 13 letters a second."""


def test_level_dose_and_sides_of_every_movement_can_be_told_by_ear_alone(
    home: Home, visit: Visit
) -> None:
    """Journey (iii): recorded speech against what was stored."""
    checked(home)
    visitor = visit()
    start(visitor)
    for _ in range(5):
        until(visitor, "ask")
        visitor.fine()
    visitor.page.wait_for_url("**/session/end/")
    spoken = visitor.spoken()

    heard = movements(spoken)
    done = [row for row in home.history() if row["type"] == "exercise_done"]
    assert [(one.exercise, one.level) for one in heard] == [
        (row["exercise"], row["level"]) for row in done
    ]
    for one in heard:
        assert one.numbers == dose(one), one.exercise
    counted = {one.exercise: dict(one.sides) for one in heard}
    assert counted["elbow_prop"] == {}
    assert counted["bird_dog"] == {"left": 4, "right": 4}
    assert counted["leg_hang"] == counted["pelvic_circles"] == {"left": 1, "right": 1}
    assert min(counted["bed_rotation"]["left"], counted["bed_rotation"]["right"]) >= 2
    assert max(len(sentence) for sentence in spoken) <= LONGEST_LETTERS
    assert say("say.ask") in spoken


def dose(one: Heard) -> dict[str, int]:
    """The numbers the catalogue gives for what was announced."""
    level = catalogue().movement(one.exercise).level(one.level)
    if level.kind == "reps":
        return {"reps": level.reps, "seconds": level.seconds}
    if level.kind == "circles":
        return {"circles": level.circles}
    return {"seconds": level.seconds}


def catalogue() -> Catalogue:
    from importlib.resources import files

    text = files("backfour.core.exercises").joinpath("catalogue.toml").read_text(encoding="utf-8")
    return load_catalogue(text)
