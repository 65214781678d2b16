"""The order of asking."""

from __future__ import annotations

import pytest

from backfour.core.screening import flow
from backfour.core.screening.flow import DONE, PERSON, Progress
from backfour.core.screening.questions import R35_LINES, question, worst_of_r35
from backfour.core.vocabulary import MANDATORY_FULL, MANDATORY_MINI, QUESTIONS
from tests.builders import GOOD_FIT


def answered(kind: str = "full", age: int = 62) -> Progress:
    """A whole check with nothing found."""
    progress = Progress(kind)
    if kind == "full":
        progress = flow.describe(progress, age, "female")
    for _ in range(60):
        step = flow.next_step(progress)
        if step == DONE:
            return progress
        if step.kind == "list":
            progress = flow.answer_list(progress, step.name, ())
        else:
            progress = flow.answer_question(progress, step.name, GOOD_FIT.get(step.name, "no"))
    raise AssertionError("the check never ends")


def test_a_healthy_back_is_through_in_about_thirty_screens() -> None:
    """Clinical-spec 2.2: lists first, then one question a screen, floor transfer on its own."""
    progress = answered()
    keys = [step.key for step in flow.steps(progress)]
    assert keys[:3] == ["person:person", "list:first", "list:second"]
    assert keys[-1] == "question:R41"
    assert len(keys) <= 30
    assert set(MANDATORY_FULL) <= set(progress.answers)
    assert "question:R19" in keys
    assert flow.position(progress, flow.steps(progress)[1]) == (2, len(keys))
    assert flow.position(progress, DONE) == (len(keys), len(keys))


def test_nobody_is_asked_about_assessment_without_need() -> None:
    """R19 only from 60 on."""
    assert "R19" not in answered(age=55).answers


def test_a_short_check_holds_the_mandatory_eight() -> None:
    """And the heart."""
    assert set(MANDATORY_MINI) <= set(answered("mini").answers)
    assert "R35" in answered("mini").answers
    assert set(answered("pre_session").answers) == set(flow.LISTS["pre_session"])


def test_what_is_touched_opens_and_what_is_folded_is_written() -> None:
    """None of the rest is "no" (or "none" where a list is asked)."""
    progress = flow.answer_list(Progress("full"), "bones", ("R10",))
    assert progress.answers == {"R09": "no", "R11": ["none"], "R12": "no"}
    assert "question:R10" in [step.key for step in flow.steps(progress)]
    progress = flow.answer_question(progress, "R10", "yes")
    again = flow.answer_list(progress, "bones", ("R10", "R12"))
    assert again.answers["R10"] == "yes"
    assert "R12" not in again.answers
    folded = flow.answer_list(again, "bones", ())
    assert folded.answers["R10"] == "no"


def test_folding_weakness_away_forgets_its_pace() -> None:
    """``progress_by_hour`` belongs to R06."""
    progress = flow.answer_list(Progress("full"), "first", ("R06",))
    progress = flow.answer_question(progress, "progress_by_hour", answer=True)
    assert "progress_by_hour" not in flow.answer_list(progress, "first", ()).answers


def test_a_stranger_in_a_list_is_refused() -> None:
    """Impossible arguments name themselves."""
    with pytest.raises(ValueError, match="touched"):
        flow.answer_list(Progress("full"), "first", ("R20",))


def test_back_and_forth() -> None:
    """Back always works; screens that do not belong are unknown."""
    progress = answered()
    steps = flow.steps(progress)
    assert flow.step_before(progress, steps[0]) is None
    assert flow.step_before(progress, steps[4]) == steps[3]
    assert flow.step_before(progress, DONE) == steps[-1]
    assert flow.step_named(progress, "question:R06") is None
    assert flow.step_named(progress, "list:first") == steps[1]
    assert flow.next_step(Progress("full")) == PERSON


def test_an_emergency_shows_at_once_and_grave_answers_are_read_back() -> None:
    """Never delayed by the questions that are left."""
    progress = flow.answer_question(Progress("full", 62, "male"), "R01", "yes")
    assert flow.is_emergency(progress)
    grave = flow.answer_question(answered(), "R17", "yes")
    grave = flow.answer_question(grave, "R20", "yes")
    assert not flow.is_emergency(grave)
    assert flow.to_read_back(grave) == ("R20", "R17")


def test_every_question_can_be_described() -> None:
    """Kind and options for each id; unknown ids are named."""
    assert {question(one).kind for one in QUESTIONS} == {"choice", "list", "number"}
    assert question("F3").options == ("0", "1", "2", "3")
    with pytest.raises(ValueError, match="R23"):
        question("R23")


def test_three_lines_make_one_answer() -> None:
    """The worst of the three is written."""
    assert worst_of_r35({"now": "no", "recent": "no", "pressure": "no"}) == "no"
    assert worst_of_r35({"now": "old", "recent": "no", "pressure": "bp_unknown"}) == "bp_unknown"
    assert worst_of_r35({"now": "no", "recent": "not_sure", "pressure": "bp"}) == "not_sure"
    assert set(R35_LINES) == {"now", "recent", "pressure"}
