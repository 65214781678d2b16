"""How much is said: slowly and fully at first, briefly once it is known, enough for closed eyes.

Hazard H24 (docs/safety.md).
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from types import SimpleNamespace

import pytest

from backfour.core.exercises.catalogue import load_catalogue
from backfour.core.session.script import Options, build_script, out_beat
from tests.core.session.stage import CATALOGUE, Page, healthy
from tests.core.session.test_player import BF, EP

BOOK = load_catalogue(CATALOGUE)
FULL = "move.elbow_prop.setup.full.elbows"
PLAIN = "move.elbow_prop.setup.elbows"


def sessions(number, *, exercises=(EP,), level=1, story=None):
    """Someone who has ended so many sessions, one a day."""
    story = story or healthy()
    for n in range(number):
        story.on(n).session(exercises, level)
    return story.on(number)


def opened(story, **options):
    """A session of the day at which a story has arrived."""
    day = datetime(2026, 3, 2, 10, tzinfo=timezone(timedelta(hours=1)))
    clock = day + timedelta(days=(story.today - story.first).days)
    return Page(story, session="now", clock=clock, options=options)


def told(page):
    return {line["key"] for line in page.wait(70).says}


@pytest.mark.parametrize(("number", "pace"), [(0, "practice"), (2, "practice"), (3, "usual")])
def test_the_first_three_sessions_are_practice(number, pace):
    assert opened(sessions(number), pace="auto").view["pace"] == pace


def test_a_session_in_which_nothing_was_done_was_no_practice():
    assert opened(sessions(5, exercises=()), pace="auto").view["pace"] == "practice"


def test_either_pace_can_be_chosen_whatever_the_history():
    assert Page(options={"pace": "usual"}).view["pace"] == "usual"
    assert opened(sessions(4), pace="practice").view["pace"] == "practice"


def test_practice_says_more_and_gives_twice_the_time_to_change_position():
    page = Page(options={"pace": "practice"})
    assert FULL in page.view["lines"]
    assert page.view["count"]["of"] >= 80
    assert FULL in told(page)
    page.until("doing", BF, beat="change")
    assert page.view["count"]["of"] == 30
    slow, usual = out_beat("out", ("a", "b"), "practice"), out_beat("out", ("a", "b"), "usual")
    assert slow.ms == 2 * usual.ms
    assert slow.marks[1].at_ms == 2 * usual.marks[1].at_ms


def test_what_is_known_is_said_briefly():
    new = told(opened(sessions(2), pace="usual"))
    assert PLAIN in new
    known = told(opened(sessions(3), pace="usual"))
    assert PLAIN not in known
    assert {"say.begin.elbow_prop", "move.elbow_prop.level.1", "say.dose.elbow_prop"} <= known


def test_what_is_adapted_to_this_body_is_always_said():
    page = opened(sessions(3, story=healthy("neck_limit")), pace="usual")
    assert "note.elbow_prop.forehead_down" in told(page)


def test_another_way_into_position_is_new_although_the_movement_is_not():
    assert PLAIN in told(opened(sessions(3, level=0), pace="usual"))


def test_after_four_weeks_away_all_is_said_again():
    story = sessions(3).on(40).full()
    page = opened(story, pace="usual")
    assert page.view["level"] == 1
    assert PLAIN in told(page)


def test_with_eyes_closed_what_is_new_is_told_in_full_and_what_is_known_in_short():
    ears = {"pace": "usual", "guide": "ears"}
    assert FULL in told(Page(options=ears))
    known = told(opened(sessions(3), **ears))
    assert PLAIN in known
    assert FULL not in known


def test_every_form_of_every_level_has_fuller_words():
    for movement in BOOK.movements:
        for level in movement.levels:
            for form in level.forms:
                assert len(form.fuller) > len(form.setup), (movement.id, level.number, form.name)


@pytest.mark.parametrize("exercise", [m.id for m in BOOK.movements])
def test_with_eyes_closed_every_hold_is_heard_to_run(exercise):
    for level in BOOK.movement(exercise).levels:
        item = SimpleNamespace(exercise=exercise, offered=level.number)
        plan = SimpleNamespace(items=[item], flags=())
        (part,) = build_script(plan, BOOK, Options(guide="ears")).parts
        (plain,) = build_script(plan, BOOK, Options()).parts
        assert part.doing_ms == plain.doing_ms
        for beat in (beat for beat in part.doing("left") if beat.kind == "hold"):
            tones = [(mark.at_ms, mark.tone) for mark in beat.marks if mark.tone]
            assert [at for at, _ in tones] == list(range(0, beat.ms + 1, 1000))
            names = [tone for _, tone in tones]
            assert (names[0], names[-4:-1], names[-1]) == ("start", ["tick"] * 3, "done")
            assert ("half" in names) == (beat.ms >= 20_000)
        assert not any(m.tone == "second" for beat in plain.doing("left") for m in beat.marks)
