"""Puts the bundle together: who, the plan and its goals, what was told, what was done, by whom."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Final
from uuid import UUID

from backfour import __version__
from backfour.adapters.fhir.answers import responses
from backfour.adapters.fhir.experiments import KIND, experiments
from backfour.adapters.fhir.observations import observations
from backfour.adapters.fhir.parts import OWN, Resource, coded, person_space, refer, urn, when
from backfour.adapters.fhir.sessions import procedures
from backfour.app.account import Account
from backfour.core.programme.plan import PlanItem
from backfour.words import say
from backfour.words.explain import explain

_SEXES: Final = {"female": "female", "male": "male", "unstated": "unknown"}
GOALS: Final = {"F3": "goal.upright", "F4": "goal.socks"}
"""What the person said is hard (clinical-spec 1.1) is what they hope to do more easily."""


class FhirBundle:
    """Writes an account as a FHIR R4 bundle of type ``collection``."""

    def text(self, account: Account) -> str:
        """Write it as JSON."""
        return json.dumps(bundle(account), ensure_ascii=False, separators=(",", ":"))

    def counts(self, account: Account) -> dict[str, int]:
        """Tell how many resources of each type would be written.

        Those of own experiments are counted apart, as ``Experiment``.
        """
        return dict(Counter(_kind(one["resource"]) for one in bundle(account)["entry"]))


def _kind(resource: Resource) -> str:
    marks = [one for told in resource.get("category", ()) for one in told["coding"]]
    if any(one["system"] == KIND for one in marks):
        return "Experiment"
    return str(resource["resourceType"])


def bundle(account: Account) -> Resource:
    """Build the bundle.

    Parameters
    ----------
    account
        Everything in it is from here; nothing is asked of anybody.

    Returns
    -------
    dict
        Valid against the definitions of FHIR 4.0.1 (``tests/adapters/fhir``). Resources keep
        their names from one export to the next.
    """
    now = when(account.today.now.at, account.today.now.instant)
    space = person_space(account.events[0].id if account.events else "nobody")
    entries = [
        {"fullUrl": urn(space, key), "resource": {"id": urn(space, key)[9:], **resource}}
        for key, resource in _resources(account, space)
    ]
    targets = [refer(str(entry["fullUrl"])) for entry in entries]
    told = _provenance(account, now, targets, refer(urn(space, "patient")))
    name = urn(space, f"provenance.{now}")
    entries.append({"fullUrl": name, "resource": {"id": name[9:], **told}})
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": now,
        "entry": entries,
    }


def _resources(account: Account, space: UUID) -> Iterator[tuple[str, Resource]]:
    subject = refer(urn(space, "patient"))
    plan = refer(urn(space, "plan"))
    goals = list(_goals(account, subject))
    yield "patient", _patient(account)
    yield from goals
    yield "plan", _care_plan(account, subject, [refer(urn(space, key)) for key, _ in goals])
    yield from responses(account, subject)
    yield from observations(account, subject)
    yield from procedures(account, subject, plan, space)
    yield from experiments(account, subject, space)


def _patient(account: Account) -> Resource:
    state = account.today.state
    found: Resource = {"resourceType": "Patient", "active": True}
    if account.name.strip():
        found["name"] = [{"use": "usual", "text": account.name}]
    # Only an age was told, no day of birth: none is made up. The age is an observation.
    return found | {"gender": _SEXES[state.sex]}


def _goals(account: Account, subject: Resource) -> Iterator[tuple[str, Resource]]:
    shared = {"resourceType": "Goal", "lifecycleStatus": "active", "subject": subject}
    answers = account.today.state.answers
    for question, key in GOALS.items():
        if answers.get(question):
            text = {"text": say(f"fhir.{key}")}
            yield key, shared | {"description": text, "expressedBy": subject}
    yield "goal.keep", shared | {"description": {"text": say("fhir.goal.keep")}}


def _care_plan(account: Account, subject: Resource, goals: list[Resource]) -> Resource:
    plan = account.today.plan
    notes = [say(f"mode.{plan.mode}"), *(explain(key).sentence for key in plan.screen_reasons)]
    now = when(account.today.now.at, account.today.now.instant)
    return {
        "resourceType": "CarePlan",
        "status": "on-hold" if plan.mode == "locked" else "active",
        "intent": "plan",
        "title": say("fhir.plan.title"),
        "description": say("fhir.plan.description", version=__version__, rules=account.rules),
        "subject": subject,
        "created": now,
        "author": {"display": f"Back Four {__version__}"},
        "goal": goals,
        "activity": [{"detail": _activity(account, item)} for item in plan.items],
        "note": [{"text": text} for text in notes],
    }


def _activity(account: Account, item: PlanItem) -> Resource:
    level = item.level if item.offered is None else item.offered
    dose = say(f"move.{item.exercise}.dose.{level}")
    name = say(f"move.{item.exercise}.name")
    reasons = [explain(one.key, one.values).sentence for one in item.reasons]
    found: Resource = {
        "code": coded("movement", f"{item.exercise}.{level}", f"{name}: {dose}"),
        "status": _status(account, item),
        "doNotPerform": item.blocked,
        "description": dose,
    }
    return found | ({"statusReason": {"text": " ".join(reasons)}} if reasons else {})


def _status(account: Account, item: PlanItem) -> str:
    if item.blocked:
        return "stopped"
    if account.today.plan.mode == "locked" or item.resting_until is not None:
        return "on-hold"
    return "in-progress" if account.today.state.rungs[item.exercise].first_day else "not-started"


def _provenance(account: Account, now: str, targets: list[Resource], patient: Resource) -> Resource:
    types = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"

    def agent(kind: str, who: Resource) -> Resource:
        return {"type": {"coding": [{"system": types, "code": kind}]}, "who": who}

    software = {"display": f"Back Four {__version__}, rules {account.rules}"}
    return {
        "resourceType": "Provenance",
        "target": targets,
        "recorded": now,
        "policy": [f"{OWN}rules:{account.rules}"],
        "activity": {"text": say("fhir.provenance")},
        "agent": [agent("author", patient), agent("assembler", software)],
    }
