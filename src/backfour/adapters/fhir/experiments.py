"""Own experiments: each a care plan with its weeks as activities, its answer an observation.

Not as `ResearchStudy`: no study, and nobody enrolled in one, is to be read out of it (ADR 0015).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from uuid import UUID

from backfour.adapters.fhir.parts import CATEGORIES, OWN, Resource, coded, quantity, refer, urn
from backfour.app.account import Account
from backfour.core.instants import date_text
from backfour.core.outcomes.experiment import Result, last_day
from backfour.core.outcomes.experiment_figures import Drawn, Figures
from backfour.words import say
from backfour.words.experiment import fixed_lines

KIND: Final = f"{OWN}kind"
"""Marks what belongs to an own experiment among plans and observations."""
UNITS: Final = {"pain": ("/10", "{score}"), "stiffness": ("min", "min")}
ABSENT: Final = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
RUNNING: Final = "experiment.running"


def experiments(account: Account, subject: Resource, space: UUID) -> Iterator[tuple[str, Resource]]:
    """Write plan and answer of each; one that still runs has no answer, not even a hint."""
    for found in account.experiments:
        name = found.experiment.design.id
        key = f"{name}.experiment"
        yield key, _plan(found, subject)
        if found.result.sentence != RUNNING:
            plan = refer(urn(space, key))
            yield f"{name}.answer", _answer(found, subject, plan, space)


def _kind() -> Resource:
    return coded("kind", "experiment", say("fhir.experiment"))


def _plan(found: Figures, subject: Resource) -> Resource:
    run, design = found.experiment, found.experiment.design
    days = (date.fromordinal(design.first), date.fromordinal(design.last))
    fixed = fixed_lines(design.outcome, design.weeks, design.smallest, *days)
    notes = [*fixed, say("experiment.how"), say("cli.experiment.seed", seed=design.seed)]
    notes += [say(f"experiment.stopped.{run.why}")] if run.why else []
    change = say(f"experiment.change.{design.change}")
    written: Resource = {
        "resourceType": "CarePlan",
        "status": _status(found),
        "intent": "plan",
        "category": [_kind()],
        "title": f"{say('fhir.experiment')}: {change}",
        "subject": subject,
        "period": _period(found),
        "author": subject,
        "note": [{"text": text} for text in notes],
    }
    weeks = [{"detail": _week(found, one)} for one in found.weeks]
    return written | ({"activity": weeks} if weeks else {})


def _period(found: Figures) -> Resource:
    design = found.experiment.design
    end = max(design.first, last_day(found.experiment))
    return {"start": design.first_day, "end": date_text(end)}


def _status(found: Figures) -> str:
    if found.experiment.stopped_on is not None:
        return "revoked"
    return "active" if found.result.sentence == RUNNING else "completed"


def _week(found: Figures, week: Drawn) -> Resource:
    """A week with or without the change; how many mornings counted, and their mean."""
    design = found.experiment.design
    arm = "with" if week.with_change else "without"
    last = date_text(min(week.first + 6, max(week.first, last_day(found.experiment))))
    over = found.result.sentence != RUNNING or week != found.weeks[-1]
    return {
        "code": coded("change", design.change, say(f"experiment.change.{design.change}")),
        "status": "completed" if over else "in-progress",
        # "Not this week": what a week without the change is.
        "doNotPerform": not week.with_change,
        "scheduledPeriod": {"start": date_text(week.first), "end": last},
        "description": say(f"experiment.week.{arm}.{design.change}"),
    }


def _answer(found: Figures, subject: Resource, plan: Resource, space: UUID) -> Resource:
    design, result = found.experiment.design, found.result
    text = say(f"fhir.experiment.{design.outcome}")
    written: Resource = {
        "resourceType": "Observation",
        "status": "final",
        "category": [{"coding": [{"system": CATEGORIES, "code": "survey"}]}, _kind()],
        "basedOn": [plan],
        "code": coded("experiment", design.outcome, text),
        "subject": subject,
        "performer": [subject],
        "effectivePeriod": _period(found),
        "component": _components(design.outcome, result),
        "note": [{"text": say(result.sentence, n=result.tenths or 0)}],
    }
    if found.mornings:
        written["derivedFrom"] = [
            refer(urn(space, f"{one.event}.{design.outcome}")) for one in found.mornings
        ]
    if result.effect is None:
        coding = {"system": ABSENT, "code": "unknown"}
        told = {"dataAbsentReason": {"coding": [coding], "text": say(result.sentence)}}
    else:
        told = {"valueQuantity": quantity(result.effect, *UNITS[design.outcome])}
    return written | told


def _components(outcome: str, result: Result) -> list[Resource]:
    def component(name: str, **value: Any) -> Resource:
        return {"code": coded("experiment", name, say(f"fhir.experiment.{name}")), **value}

    parts = [
        component("mornings_with", valueInteger=result.mornings_with),
        component("mornings_without", valueInteger=result.mornings_without),
    ]
    if result.low is not None and result.high is not None:
        ends = (quantity(one, *UNITS[outcome]) for one in (result.low, result.high))
        parts.append(
            component("interval", valueRange=dict(zip(("low", "high"), ends, strict=True)))
        )
        parts.append(component("tenths", valueInteger=result.tenths))
        parts.append(component("matters_tenths", valueInteger=result.matters_tenths))
    return parts
