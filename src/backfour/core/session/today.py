"""The day as a device without connection shows it, and what it may write down by itself.

JSON in and JSON out, in keys and never in a language, as `backfour.core.session.bridge`.
Hazards H26 and H28 (docs/safety.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from backfour.core.errors import Refused
from backfour.core.events import VERSION, Event, SessionEnded, SessionStarted, event_to_dict
from backfour.core.exercises.catalogue import Catalogue, load_catalogue
from backfour.core.instants import HOUR_NS, date_text, parse_at
from backfour.core.programme import RULES_VERSION
from backfour.core.programme.plan import Plan, PlanItem
from backfour.core.programme.plan import plan as make_plan
from backfour.core.programme.state import State
from backfour.core.reading import parse_event, parse_history
from backfour.core.screening.decide import none_answer
from backfour.core.screening.questions import PRE_SESSION
from backfour.core.session.felt import close_stop, draft_from
from backfour.core.session.planner import planner_of
from backfour.core.session.script import Options, build_script

OVER_MIDNIGHT_NS: Final = 3 * HOUR_NS
"""A session begun yesterday may be gone on with for this long (our choice)."""

ON_A_REST_DAY: Final = ("bed_rotation", "elbow_prop")
"""What a rest day offers if wanted (clinical-spec 4.6)."""

NEWS_KIND: Final = "nothing_new"
"""The answer "none of these" to the list before a session."""

_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "session_started": ("session", "pain_before"),
    "morning_checked": ("pain", "stiffness_min", "new_leg_pain"),
}


def plan_today(text: str) -> str:
    """Work out the day: ``{"history", "catalogue", "at"}`` to what the page shows."""
    try:
        given = _object(text)
        instant, day = parse_at(given.get("at"))
        history, movements = given.get("history"), given.get("catalogue")
        if not isinstance(history, str) or not isinstance(movements, str):
            raise Refused("history", "is missing")  # noqa: TRY301
        events = [*parse_history(history.encode()), *_open_stops(given.get("drafts"))]
        events.sort(key=lambda event: event.instant)
        state = planner_of(events, day).state
        return json.dumps(day_of(state, events, _catalogue(movements), instant))
    except Refused as wrong:
        return json.dumps({"error": wrong.values})


def tell(text: str) -> str:
    """Make one event of what a person told: ``{"kind", "id", "at", ...}`` to ``{"event"}``.

    ``kind`` is ``session_started``, ``morning_checked`` or ``nothing_new``: "none of these" to
    the list before a session. A yes to that list is not written here: it needs its questions,
    and they are asked when the server is back.
    """
    try:
        given = _object(text)
        kind = given.get("kind")
        told = {"v": VERSION, "id": given.get("id"), "at": given.get("at")}
        if kind == NEWS_KIND:
            answers = {question: none_answer(question) for question in PRE_SESSION}
            told |= {"type": "screen_completed", "kind": "pre_session", "answers": answers}
        elif isinstance(kind, str) and kind in _FIELDS:
            told |= {"type": kind} | {name: given.get(name) for name in _FIELDS[kind]}
        else:
            raise Refused("kind", "is not known")  # noqa: TRY301
        return json.dumps({"event": event_to_dict(parse_event(told))})
    except Refused as wrong:
        return json.dumps({"error": wrong.values})


def _object(text: str) -> Mapping[str, Any]:
    try:
        given = json.loads(text)
    except ValueError:
        raise Refused("input", "is not JSON") from None
    if not isinstance(given, dict):
        raise Refused("input", "must be an object")
    return given


def _catalogue(text: str) -> Catalogue:
    try:
        return load_catalogue(text)
    except ValueError as wrong:
        raise Refused("catalogue", str(wrong)) from None


def _open_stops(drafts: Any) -> list[Event]:
    """A Stop that was pressed and not yet told about already counts."""
    if not isinstance(drafts, list | None) or any(not isinstance(d, dict) for d in drafts or []):
        raise Refused("drafts", "must be a list of drafts")
    told = [draft_from(draft) for draft in drafts or []]
    return [parse_event(close_stop(draft)) for draft in told if draft.kind == "stopped"]


def day_of(
    state: State, events: Sequence[Event], catalogue: Catalogue, instant: int
) -> dict[str, Any]:
    """Return the day of a state as a device shows it.

    Parameters
    ----------
    state
        After the last event of the day.
    events
        The history it rests on.
    catalogue
        The movements.
    instant
        Now, in nanoseconds.
    """
    plan = make_plan(state, instant)
    open_plan = plan.mode != "locked" and state.body_told
    seconds = build_script(plan, catalogue, Options()).seconds if plan.session_ready else 0
    return {
        "rules": RULES_VERSION,
        "on": date_text(state.day),
        "mode": plan.mode,
        "action": plan.action,
        "known": bool(state.last_full),
        "head": _head(state, plan),
        "count": _count(plan),
        "minutes": max(1, -(-seconds // 60)),
        "next_full_day": None if plan.next_full_day is None else date_text(plan.next_full_day),
        "week_done": plan.week_done,
        "advice": [{"key": one.key, "values": dict(one.values)} for one in plan.advice],
        "reasons": list(plan.screen_reasons),
        "moves": [_move(state, plan, item, catalogue) for item in plan.items] if open_plan else [],
        "can_start": bool(open_plan and plan.session_ready),
        "rest_day": plan.rest_day,
        "only": list(ON_A_REST_DAY),
        "asks_morning": _asks_morning(state, plan) if open_plan else False,
        "running": _running(events, instant, state.day),
    }


def _head(state: State, plan: Plan) -> str:
    """Name the headline: the rest of its key after ``today.head.``."""
    if plan.action in ("urgent", "emergency"):
        return "locked.see"
    if plan.mode == "locked":
        return _closed(plan.screen_reasons)
    if not state.body_told:
        return "body"
    if plan.mode == "flare":
        return "flare"
    if plan.rest_day:
        return "rest"
    if plan.session_ready:
        return "moves"
    return "done" if plan.done_today else "nothing"


_CLOSED: Final = (
    ("screen.no_full", "locked.check"),
    ("screen.no_person", "locked.check"),
    ("screen.worst_pain_today", "locked.day"),
    ("screen.full_expired", "locked.again"),
    ("screen.absent", "locked.again"),
    ("screen.flare", "locked.flare"),
)
"""What closes the programme and the headline it has, the first that fits."""


def _closed(reasons: Sequence[str]) -> str:
    if any(key.startswith("rule.") for key in reasons):
        return "locked.see"
    return next((head for key, head in _CLOSED if key in reasons), "locked.weekly")


def _count(plan: Plan) -> int:
    """How many movements are offered; the leg hang is the end of the bed rotation, not a fifth."""
    offered = {item.exercise for item in plan.items if item.offered is not None}
    return len(offered - {"leg_hang"} or offered)


def _move(state: State, plan: Plan, item: PlanItem, catalogue: Catalogue) -> dict[str, Any]:
    reasons = [{"key": one.key, "values": dict(one.values)} for one in item.reasons]
    row: dict[str, Any] = {"exercise": item.exercise, "level": item.offered, "reasons": reasons}
    if item.offered is not None:
        found = catalogue.movement(item.exercise)
        form = found.level(item.offered).form(plan.flags)
        notes = list(found.notes_for(form, plan.flags))
        return row | {"state": "offered", "film": form.film, "notes": notes}
    rung = state.rungs[item.exercise]
    if rung.last_done == state.day:
        shown = "stopped_row" if rung.last_light == "red" else "done_row"
    else:
        shown = "left_out" if item.blocked else "rests"
    return row | {"state": shown, "film": None, "notes": []}


def _asks_morning(state: State, plan: Plan) -> bool:
    return bool(state.last_morning != state.day and state.last_exercise_day and not plan.done_today)


def _running(events: Sequence[Event], instant: int, day: int) -> dict[str, Any] | None:
    """Find the session that was started last and is not over."""
    ended = {event.session for event in events if isinstance(event, SessionEnded)}
    for event in reversed(events):
        if isinstance(event, SessionStarted) and event.session not in ended:
            over = event.day < day and instant - event.instant > OVER_MIDNIGHT_NS
            told = {"session": event.session, "pain_before": event.pain_before, "at": event.at}
            return None if over else told
    return None
