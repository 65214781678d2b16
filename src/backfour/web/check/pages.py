"""What each screen of a check shows: questions, options, what was answered before."""

from __future__ import annotations

from typing import Any, Final

from django.http import QueryDict

from backfour.core.screening import flow
from backfour.core.screening.questions import R35_LINES, question
from backfour.core.vocabulary import ALONE, PROGRESS_BY_HOUR, SEXES
from backfour.words import known, option, say

WITH_LONG_STANDING: Final = frozenset({"first", "second", "pre_session", "weekly"})
"""Lists with things that some people have had for years."""

LONG_QUESTION: Final = 90
"""From this many letters on a question is set smaller, so that it fits a phone."""

_NOTHING: Final = ("no", "none")


def template(step: flow.Step) -> str:
    """The page that shows a screen."""
    if step.kind == "person":
        return "check/about.html"
    if step.kind == "list":
        return "check/list.html"
    return "check/body_map.html" if step.name == "F1" else "check/question.html"


def where(progress: flow.Progress, step: flow.Step) -> dict[str, int] | None:
    """How far one is, where the check is long enough to ask oneself."""
    if progress.kind != "full":
        return None
    now, every = flow.position(progress, step)
    return {"now": now, "all": every}


def page(progress: flow.Progress, step: flow.Step, typed: QueryDict | None) -> dict[str, Any]:
    """Everything one screen shows; what was just typed wins over what is kept."""
    if step.kind == "person":
        return _person(progress, typed)
    if step.kind == "list":
        return _list(progress, step, typed)
    return _question(progress, step.name, typed)


def worse(progress: flow.Progress) -> dict[str, Any]:
    """The question beside R06."""
    told = progress.answers.get(PROGRESS_BY_HOUR)
    chosen = {True: "yes", False: "no"}.get(told) if isinstance(told, bool) else None
    return _head(PROGRESS_BY_HOUR) | {
        "kind": "choice",
        "options": [
            _option(value, say(f"q.{PROGRESS_BY_HOUR}.opt.{value}"), value == chosen)
            for value in ("yes", "no")
        ],
    }


def read_back(progress: flow.Progress) -> list[dict[str, Any]]:
    """Grave answers in words, each with the screen where it can be changed."""
    told = []
    for rule in flow.to_read_back(progress):
        if rule == "F0":
            told.append(_item(flow.PERSON, say("check.about.age"), [str(progress.age)]))
            continue
        answer = progress.answers.get(rule)
        if answer is None or answer in _NOTHING or answer == ["none"]:
            continue  # the rule speaks for other answers, which stand in the list themselves
        step = flow.step_named(progress, f"question:{rule}")
        if step is not None:
            told.append(_item(step, ask(rule), answer_words(rule, answer)))
    return told


def ask(identity: str) -> str:
    """A question as it is asked alone, or in short where it has no other words."""
    return say(f"q.{identity}.ask")


def answer_words(identity: str, answer: Any) -> list[str]:
    """An answer in words, one line for each part of it."""
    if identity == PROGRESS_BY_HOUR:
        return [say(f"q.{identity}.opt.{'yes' if answer else 'no'}")]
    chosen = answer if isinstance(answer, list) else [answer]
    return [option(identity, one) for one in chosen]


def _item(step: flow.Step, asked: str, answers: list[str]) -> dict[str, Any]:
    return {"step": step, "ask": asked, "answers": answers}


def _head(identity: str) -> dict[str, Any]:
    asked = ask(identity)
    return {
        "ask": asked,
        "short": say(f"q.{identity}.item"),
        "why": say(f"q.{identity}.why"),
        "hint": say(f"q.{identity}.hint") if known(f"q.{identity}.hint") else "",
        "long": len(asked) > LONG_QUESTION,
    }


def _option(value: str, words: str, chosen: object) -> dict[str, Any]:
    return {"value": value, "words": words, "chosen": bool(chosen)}


def _person(progress: flow.Progress, typed: QueryDict | None) -> dict[str, Any]:
    kept = {"age": progress.age, "sex": progress.sex}
    given = {name: typed.get(name, "") if typed is not None else kept[name] for name in kept}
    return {
        "age": "" if given["age"] is None else given["age"],
        "sexes": [_option(sex, say(f"check.about.{sex}"), sex == given["sex"]) for sex in SEXES],
    }


def _list(progress: flow.Progress, step: flow.Step, typed: QueryDict | None) -> dict[str, Any]:
    kept = progress.opened.get(step.name, ())
    touched = typed.getlist("touched") if typed is not None else kept
    items = [
        {"question": asked, "words": say(f"q.{asked}.item"), "touched": asked in touched}
        for asked in step.questions
    ]
    if step.name == "pre_session":
        items.append(
            {
                "question": "event",
                "words": say("list.pre_session.event"),
                "touched": "event" in touched,
            }
        )
    return {
        "title": say(f"list.{step.name}.title"),
        "lead": say(f"list.{step.name}.lead"),
        "about": say(about) if known(about := f"check.list.{step.name}") else "",
        "items": items,
        "old_hint": step.name in WITH_LONG_STANDING,
        # most days nothing is new, so "none" is the main answer before a session
        "none_first": step.name in {"pre_session", "weekly"},
    }


def _question(progress: flow.Progress, identity: str, typed: QueryDict | None) -> dict[str, Any]:
    kept = progress.answers.get(identity)
    if identity == "R35":
        return _head(identity) | {"kind": "lines", "lines": _lines(kept, typed)}
    asked = question(identity)
    if asked.kind == "list":
        chosen = typed.getlist("answer") if typed is not None else (kept or [])
        options = [
            _option(value, option(identity, value), value in chosen) for value in asked.options
        ]
        return _head(identity) | {
            "kind": "many",
            "options": [one for one in options if one["value"] not in ALONE],
            "alone": [one for one in options if one["value"] in ALONE],
        }
    told = typed.get("answer") if typed is not None else kept
    return _head(identity) | {
        "kind": "choice",
        "options": [
            _option(value, option(identity, value), told is not None and value == str(told))
            for value in asked.options
        ],
    }


def _lines(kept: Any, typed: QueryDict | None) -> list[dict[str, Any]]:
    lines = []
    for name, options in R35_LINES.items():
        if typed is not None:
            chosen = typed.get(name)
        else:
            # one worst answer is kept: it belongs to the first line that has it
            chosen = kept if kept != "no" and kept in options else None
        lines.append(
            {
                "name": name,
                "ask": say(f"q.R35.line.{name}"),
                "options": [
                    _option(value, say(f"q.R35.line.{name}.opt.{value}"), value == chosen)
                    for value in options
                ],
            }
        )
    return lines
