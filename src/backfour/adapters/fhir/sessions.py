"""Sessions and their movements as procedures: what was done, how it felt, and its light."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from backfour.adapters.fhir.parts import Resource, coded, quantity, refer, urn, when
from backfour.app.account import Account, Session
from backfour.core.events import ExerciseDone
from backfour.words import say
from backfour.words.explain import explain


def procedures(
    account: Account, subject: Resource, based_on: Resource, space: UUID
) -> Iterator[tuple[str, Resource]]:
    """Write one procedure per session, and one per movement that is part of it."""
    shared: Resource = {"resourceType": "Procedure", "subject": subject, "basedOn": [based_on]}
    lights = account.lights()
    for session in account.sessions():
        key = f"{session.started.id}.session"
        yield key, shared | _session(session)
        part_of = [refer(urn(space, key))]
        for done in session.done:
            movement: Resource = shared | {"partOf": part_of} | _movement(done)
            given = lights.get(done.id)
            if given is not None:
                movement["outcome"] = coded("light", given.light, say(f"light.{given.light}"))
                movement["note"].append({"text": explain(given.reason).sentence})
            yield f"{done.id}.movement", movement


def _session(session: Session) -> Resource:
    started, ended = session.started, session.ended
    period = {"start": when(started.at, started.instant)}
    if ended is None:
        status = "unknown"
    else:
        status = "completed" if ended.completed else "stopped"
        period["end"] = when(ended.at, ended.instant)
    return {
        "status": status,
        "code": coded("session", "session", say("fhir.session")),
        "performedPeriod": period,
        "note": [{"text": say("fhir.session.pain", pain=started.pain_before)}],
    }


def _movement(done: ExerciseDone) -> Resource:
    dose = say(f"move.{done.exercise}.dose.{done.level}")
    text = f"{say(f'move.{done.exercise}.name')}: {dose}"
    return {
        "status": "completed" if done.completed else "stopped",
        "code": coded("movement", f"{done.exercise}.{done.level}", text),
        "performedDateTime": when(done.at, done.instant),
        "note": [{"text": felt(done)}],
    } | _held(done)


def _held(done: ExerciseDone) -> Resource:
    if done.held_s is None:
        return {}
    seconds = quantity(done.held_s, "s", "s")
    # R4 has no place for an amount in a procedure but an extension.
    return {"extension": [{"url": "urn:backfour:held", "valueQuantity": seconds}]}


def felt(done: ExerciseDone) -> str:
    """Say what was felt, in the words of the page Why."""
    parts = [
        say("why.felt", before=done.before, peak=done.peak),
        say(f"why.quality.{done.quality}"),
        say(f"why.spread.{done.spread}"),
    ]
    parts += [say("why.stop")] if done.stop_pressed else []
    parts += [say("why.neuro")] if done.neuro else []
    parts += [say("why.system")] if done.system else []
    parts += [] if done.completed else [say("why.not_finished")]
    return "; ".join(parts)
