"""The order of asking: which screen comes next, and what a folded list writes.

The running check is a value: answers given, and which lists were opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from backfour.core.screening import questions as q
from backfour.core.screening.decide import none_answer
from backfour.core.screening.rules import BLOOD_TEST_AGE, LONGER_THAN_6_WEEKS, judge
from backfour.core.vocabulary import EMERGENCY, SEE

LISTS: Final[dict[str, tuple[str, ...]]] = {
    "first": q.FIRST_LIST,
    "second": q.SECOND_LIST,
    **q.GROUPS,
    "pre_session": q.PRE_SESSION,
    "weekly": q.WEEKLY,
}
"""Every list screen by name."""

_FULL: Final = (
    "list:first",
    "list:second",
    *(f"question:{name}" for name in q.RECOGNITION),
    *(f"list:{name}" for name in q.GROUPS),
    f"question:{q.ASSESSED_QUESTION}",
    f"question:{q.ALONE_QUESTION}",
)
_ORDERS: Final = {"full": _FULL, "mini": ("list:weekly",), "pre_session": ("list:pre_session",)}


@dataclass(frozen=True, slots=True)
class Progress:
    """A check under way.

    Parameters
    ----------
    kind
        ``full``, ``mini`` or ``pre_session``.
    age, sex
        Of the person; a full check asks for them first.
    answers
        Answers so far in machine form.
    opened
        For each list already answered, the questions touched in it (empty = none of these).
    """

    kind: str
    age: int | None = None
    sex: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    opened: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One screen: ``person``, ``list``, ``question`` or ``done``; its name and its questions."""

    kind: str
    name: str
    questions: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """How addresses and drafts name this screen, e.g. ``question:R06``."""
        return f"{self.kind}:{self.name}"


DONE: Final = Step("done", "done")
PERSON: Final = Step("person", "person")


def steps(progress: Progress) -> list[Step]:
    """All screens of this check as far as it is known, in order, without the last ``done``."""
    out = [PERSON] if progress.kind == "full" else []
    for entry in _ORDERS[progress.kind]:
        kind, name = entry.split(":")
        if kind == "list":
            out.append(Step("list", name, LISTS[name]))
            out += [
                Step("question", asked, (asked,))
                for asked in LISTS[name]
                if asked in progress.opened.get(name, ())
            ]
        elif name != q.ASSESSED_QUESTION or asks_assessed(progress):
            out.append(Step("question", name, (name,)))
    return out


def asks_assessed(progress: Progress) -> bool:
    """Whether R19 is asked: 60 or over and pain for more than six weeks."""
    return (
        progress.age is not None
        and progress.age >= BLOOD_TEST_AGE
        and progress.answers.get("F2") in LONGER_THAN_6_WEEKS
    )


def is_answered(progress: Progress, step: Step) -> bool:
    """Whether a screen has its answer."""
    if step.kind == "person":
        return progress.age is not None and progress.sex is not None
    if step.kind == "list":
        return step.name in progress.opened
    return step.name in progress.answers


def next_step(progress: Progress) -> Step:
    """The first screen without an answer, or `DONE`."""
    return next((step for step in steps(progress) if not is_answered(progress, step)), DONE)


def step_named(progress: Progress, key: str) -> Step | None:
    """The screen of this name if it belongs to this check now."""
    return next((step for step in steps(progress) if step.key == key), None)


def step_before(progress: Progress, step: Step) -> Step | None:
    """The screen before another one, or None at the first."""
    known = steps(progress)
    if step.kind == "done":
        return known[-1] if known else None
    place = next(n for n, other in enumerate(known) if other.key == step.key)
    return known[place - 1] if place else None


def answer_list(progress: Progress, name: str, touched: tuple[str, ...]) -> Progress:
    """Answer a list screen: what is not touched is written as "no", what is touched opens.

    Parameters
    ----------
    touched
        Questions of this list that are true, or unsure; empty = none of these.

    Raises
    ------
    ValueError
        When a touched question is not of this list.
    """
    asked = LISTS[name]
    if strangers := [one for one in touched if one not in asked]:
        raise ValueError(f"touched: {strangers} not in the list {name}")
    answers = dict(progress.answers)
    for one in asked:
        if one not in touched:
            answers[one] = none_answer(one)
            if one == "R06":
                answers.pop("progress_by_hour", None)
        elif one not in progress.opened.get(name, ()):
            answers.pop(one, None)  # folded away before, now asked on its own
    opened = {**progress.opened, name: tuple(one for one in asked if one in touched)}
    return _with(progress, answers, opened)


def answer_question(progress: Progress, identity: str, answer: Any) -> Progress:
    """Answer one question (checked before by `backfour.core.reading.check_answer`)."""
    return _with(progress, {**progress.answers, identity: answer}, progress.opened)


def _with(
    progress: Progress, answers: Mapping[str, Any], opened: Mapping[str, tuple[str, ...]]
) -> Progress:
    return Progress(progress.kind, progress.age, progress.sex, answers, opened)


def describe(progress: Progress, age: int, sex: str) -> Progress:
    """Answer the first screen of a full check: age in years and sex."""
    return Progress(progress.kind, age, sex, progress.answers, progress.opened)


def is_emergency(progress: Progress) -> bool:
    """Whether the answers so far already mean an emergency: then nothing else is asked."""
    return judge(progress.answers, progress.age, progress.sex or "unstated").highest == EMERGENCY


def to_read_back(progress: Progress) -> tuple[str, ...]:
    """Rules at see or above, strictest first: their answers are read back before writing."""
    levels = judge(progress.answers, progress.age, progress.sex or "unstated").levels
    grave = [rule for rule, level in levels.items() if level >= SEE]
    return tuple(sorted(grave, key=lambda rule: (-levels[rule], rule)))


def position(progress: Progress, step: Step) -> tuple[int, int]:
    """How far a screen is: its number from 1, and how many there are as far as is known."""
    known = steps(progress)
    keys = [one.key for one in known]
    return (keys.index(step.key) + 1 if step.key in keys else len(known)), len(known)
