"""The whole session as someone face down lives it: nothing seen, everything heard."""

from __future__ import annotations

import pytest

from backfour.core.exercises.catalogue import Catalogue, load_catalogue
from backfour.words import say
from e2e.hearing import Heard, movements, spans, understood
from e2e.home import Home
from e2e.steps import Visit, checked, start, until
from e2e.visitor import Visitor

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


def test_with_eyes_closed_the_session_can_be_rebuilt_from_speech_and_tones(
    home: Home, visit: Visit
) -> None:
    """No film is fetched; where one is, and what broke in, are told; keys alone answer."""
    checked(home)
    visitor = visit()
    films: list[str] = []
    visitor.page.on("request", lambda asked: films.append(asked.url))
    start(visitor, ears=True)
    assert visitor.page.locator("main video, main img").count() == 0

    until(visitor, "doing")
    visitor.advance(10)
    assert asked_where(visitor) == [
        ("say.where.elbow_prop", {"step": 1, "of": 5}),
        ("say.where.seconds", {"seconds": seconds_shown(visitor)}),
        ("say.then.bed_rotation", {}),
    ]
    until(visitor, "ask")
    answer_by_keys(visitor)

    until(visitor, "doing")
    visitor.advance(4)
    left = seconds_shown(visitor)
    visitor.see("hidden")
    visitor.advance(600)
    told = len(visitor.spoken())
    visitor.see("visible")
    broken = [understood(sentence)[0] for sentence in visitor.spoken()[told:]]
    assert broken[:2] == ["say.interrupted.hidden", "say.where.bed_rotation"]
    assert broken[2].startswith("say.where.side.bed_rotation.knees.")
    assert broken[3:] == ["say.interrupted.go_on"]
    assert asked_where(visitor)[0] == ("say.where.paused", {})
    visitor.page.keyboard.press("Space")
    visitor.settle()
    assert understood(visitor.spoken()[-3])[0] == "say.resumed"
    assert left - 1 <= seconds_shown(visitor) <= left
    for _ in range(4):
        until(visitor, "ask")
        answer_by_keys(visitor)
    visitor.page.wait_for_url("**/session/end/")

    assert [url for url in films if "/films/" in url and not url.endswith("index.json")] == []
    done = [row for row in home.history() if row["type"] == "exercise_done"]
    heard = visitor.heard()
    spoken = [what for kind, what in heard if kind == "say"]
    announced = movements(spoken)
    assert [(one.exercise, one.level) for one in announced] == [
        (row["exercise"], row["level"]) for row in done
    ]
    for one in announced:
        assert one.numbers == dose(one), one.exercise
    assert max(len(sentence) for sentence in spoken) <= LONGEST_LETTERS
    holds = spans(heard)
    assert [span.seconds for span in holds["elbow_prop"]] == [30]
    assert [span.seconds for span in holds["leg_hang"]] == [20, 20]
    assert [span.seconds for span in holds["bird_dog"]] == [5] * 8
    assert all("half" in span.tones for span in (*holds["elbow_prop"], *holds["leg_hang"]))
    assert all(span.tones[-3:] == ["tick"] * 3 for one in holds.values() for span in one)


def asked_where(visitor: Visitor) -> list[tuple[str, dict[str, int]]]:
    """What is said when W is pressed."""
    before = len(visitor.spoken())
    visitor.page.keyboard.press("w")
    visitor.page.wait_for_function(
        "before => JSON.parse(sessionStorage.getItem('driven.spoken') ?? '[]').length > before + 1",
        arg=before,
    )
    return [understood(sentence) for sentence in visitor.spoken()[before:]]


def seconds_shown(visitor: Visitor) -> int:
    """The large number."""
    return int(visitor.page.locator("main .count b").inner_text())


def answer_by_keys(visitor: Visitor) -> None:
    """To the first answer, which is read aloud, and say yes to it."""
    visitor.page.keyboard.press("ArrowDown")
    assert visitor.spoken()[-1].startswith(say("forms.felt.fine"))
    visitor.page.keyboard.press("Space")
    visitor.settle()


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
