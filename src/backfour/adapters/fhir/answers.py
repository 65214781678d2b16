"""The answers to the safety questions, as they were given at each check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from backfour.adapters.fhir.parts import OWN, Resource, when
from backfour.app.account import Account
from backfour.words import option, say


def responses(account: Account, subject: Resource) -> Iterator[tuple[str, Resource]]:
    """Write one response per check; every question with its text, every answer with its words."""
    for screen in account.of("screen_completed"):
        items = [_item(question, answer) for question, answer in screen.answers.items()]
        found: Resource = {
            "resourceType": "QuestionnaireResponse",
            "questionnaire": f"{OWN}check:{screen.kind}",
            "status": "completed",
            "subject": subject,
            "author": subject,
            "source": subject,
            "authored": when(screen.at, screen.instant),
        }
        yield f"{screen.id}.check", found | ({"item": items} if items else {})


def _item(question: str, answer: Any) -> Resource:
    given = answer if isinstance(answer, list) else [answer]
    return {
        "linkId": question,
        "text": say(f"q.{question}.ask"),
        "answer": [_value(question, one) for one in given],
    }


def _value(question: str, one: Any) -> Resource:
    if isinstance(one, bool):
        return {"valueBoolean": one}
    if isinstance(one, int):
        return {"valueInteger": one}
    coding = {"system": f"{OWN}answer", "code": one, "display": option(question, one)}
    return {"valueCoding": coding}
