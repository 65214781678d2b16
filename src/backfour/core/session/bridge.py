"""The door between page and core: one session, JSON in and JSON out (docs/session-protocol.md).

Hazard H18 (docs/safety.md).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from backfour.core.errors import Refused
from backfour.core.events import VERSION, Event, ExerciseDone, SessionEnded, SessionStarted
from backfour.core.exercises.catalogue import load_catalogue
from backfour.core.instants import parse_at, parse_date
from backfour.core.programme.lights import light
from backfour.core.programme.replay import replay as tell_again
from backfour.core.programme.replay import snapshot
from backfour.core.reading import parse_history
from backfour.core.session.eye import Eye, Moment
from backfour.core.session.felt import draft_from
from backfour.core.session.knocks import LONGEST_AGO_MS
from backfour.core.session.planner import planner_of
from backfour.core.session.play import INPUTS, open_player
from backfour.core.session.play import step as step_player
from backfour.core.session.player import Input, Output, Player
from backfour.core.session.script import ORDERS, Options
from backfour.core.session.slumps import Slumps
from backfour.core.session.today import plan_today, tell
from backfour.core.session.view import output_dict
from backfour.core.session.wording import GUIDES, PACES, done_lately, pace_of
from backfour.core.vocabulary import EXERCISES

__all__ = [
    "Desk",
    "attempt_begin",
    "attempt_end",
    "coach_close",
    "coach_frame",
    "coach_open",
    "open_session",
    "plan_today",
    "replay",
    "slump_close",
    "slump_frame",
    "slump_open",
    "slump_snooze",
    "step",
    "tell",
]


class Desk:
    """Holds the one session that a worker plays, and the coach that watches it."""

    def __init__(self) -> None:
        self._player: Player | None = None
        self._eye = Eye()
        self._slumps = Slumps()
        self._latest_at = ""

    def open_session(self, text: str) -> str:
        """Start or resume a session; see docs/session-protocol.md."""
        try:
            given = _object(text)
            now_ms = _whole(given, "now_ms")
            self._player, out, self._latest_at = _open(given)
            self._player = replace(self._player, last_now_ms=now_ms)
        except Refused as wrong:
            return _error(wrong)
        return json.dumps(output_dict(self._player, out))

    def step(self, text: str) -> str:
        """Feed one input to the open session."""
        try:
            if self._player is None:
                raise Refused("session", "no session is open")  # noqa: TRY301
            given = _object(text)
            at = later(_text(given, "at"), self._latest_at)
            kind = _choice(given, "type", INPUTS)
            if kind == "knocks":
                _whole(given, "ago_ms", LONGEST_AGO_MS)
                _switch(given, "over_voice")
            sight = self._eye.sight(_watched(self._player))
            feed = Input(kind, _whole(given, "now_ms"), at, given, sight)
            before = self._player.stage
            self._player, out = step_player(self._player, feed)
            self._latest_at = at
            if self._player.stage == "doing" != before:
                self._eye.begin()
        except Refused as wrong:
            return _error(wrong)
        return json.dumps(output_dict(self._player, out))

    def coach_open(self, text: str) -> str:
        """Begin to watch a movement through the camera."""
        return self._coached(lambda: self._eye.open(_object(text)))

    def coach_frame(self, text: str) -> str:
        """Take in one look of the camera; what it means for the session shows at the next step."""
        return self._coached(lambda: self._eye.look(_object(text), self._moment()))

    def coach_close(self, _: str = "") -> str:
        """Stop watching."""
        return self._coached(self._eye.close)

    def attempt_begin(self, text: str) -> str:
        """Begin a try of the self-test that the coach watches."""
        return self._coached(lambda: self._eye.begin_attempt(_object(text)))

    def attempt_end(self, text: str) -> str:
        """End the try: the number the camera proposes, or why there is none."""
        return self._coached(lambda: self._eye.end_attempt(_object(text)))

    def slump_open(self, _: str = "") -> str:
        """Begin to watch somebody sit, who sits upright now; also: learn that place anew."""
        return self._coached(self._slumps.open)

    def slump_frame(self, text: str) -> str:
        """Take in one look of somebody who sits."""
        return self._coached(lambda: self._slumps.look(_object(text)))

    def slump_snooze(self, text: str) -> str:
        """Stay silent for some minutes."""
        return self._coached(lambda: self._slumps.snooze(_object(text)))

    def slump_close(self, _: str = "") -> str:
        """Stop watching somebody sit."""
        return self._coached(self._slumps.close)

    def _coached(self, act: Callable[[], dict[str, Any]]) -> str:
        try:
            return json.dumps(act())
        except Refused as wrong:
            return _error(wrong)

    def _moment(self) -> Moment | None:
        """What the coach may say: in a session it helps on the way, and coaches while time runs."""
        player = self._player
        if player is None or player.part is None or player.paused:
            return None if player is None else "silent"
        moments: dict[str, Moment] = {"ready": "placing", "doing": "coaching"}
        return moments.get(player.stage, "silent")


def _watched(player: Player) -> str | None:
    return player.part.exercise if player.part else None


def replay(text: str) -> str:
    """Tell a history again: ``{"history": JSON Lines, "on": [dates]}`` to what ``replay`` prints.

    The page needs it for nothing; the golden people are told through it, so that the
    browser's Python is held to the same documents as the server's.
    """
    try:
        given = _object(text)
        history, asked = given.get("history"), given.get("on")
        if not isinstance(history, str) or not isinstance(asked, list):
            raise Refused("history", "and on are needed")  # noqa: TRY301
        events = parse_history(history.encode())
        states = tell_again(events, [parse_date(day, "on") for day in asked])
    except Refused as wrong:
        return _error(wrong)
    return json.dumps([snapshot(state) for state in states])


_desk = Desk()
open_session = _desk.open_session
step = _desk.step
coach_open = _desk.coach_open
coach_frame = _desk.coach_frame
coach_close = _desk.coach_close
attempt_begin = _desk.attempt_begin
attempt_end = _desk.attempt_end
slump_open = _desk.slump_open
slump_frame = _desk.slump_frame
slump_snooze = _desk.slump_snooze
slump_close = _desk.slump_close


def _error(wrong: Refused) -> str:
    return json.dumps({"error": wrong.values})


def _object(text: str) -> Mapping[str, Any]:
    try:
        given = json.loads(text)
    except ValueError:
        raise Refused("input", "is not JSON") from None
    if not isinstance(given, dict):
        raise Refused("input", "must be an object")
    return given


def _whole(given: Mapping[str, Any], name: str, most: int | None = None) -> int:
    value = given.get(name)
    if type(value) is not int or (most is not None and not 0 <= value <= most):
        raise Refused(name, "must be a whole number" + (f" from 0 to {most}" if most else ""))
    return value


def _switch(given: Mapping[str, Any], name: str) -> None:
    if not isinstance(given.get(name), bool):
        raise Refused(name, "must be true or false")


def _choice(given: Mapping[str, Any], name: str, options: tuple[str, ...]) -> str:
    value = given.get(name)
    if value not in options:
        raise Refused(name, "must be one of " + ", ".join(options))
    return str(value)


def _text(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value:
        raise Refused(name, "must be a text")
    return value


def _options(given: Mapping[str, Any], events: Sequence[Event], session: str, day: int) -> Options:
    told: dict[str, Any] = {"pace": "usual", "order": "usual", "guide": "film"}
    told |= dict(given.get("options") or {})
    only = told.get("only")
    if only is not None and (not isinstance(only, list) or any(e not in EXERCISES for e in only)):
        raise Refused("options", "only must be null or a list of movements")
    return Options(
        pace=pace_of(_choice(told, "pace", PACES), events, session),
        order=_choice(told, "order", tuple(ORDERS)),
        only=None if only is None else frozenset(only),
        guide=_choice(told, "guide", GUIDES),
        done=done_lately(events, session, day),
    )


def later(at: str, other: str) -> str:
    """The later of two times; ``other`` may be empty.

    A clock set back during a session must not make an event precede the start of its session:
    such a history could not be read.
    """
    now, _ = parse_at(at)
    return other if other and parse_at(other)[0] > now else at


def _open(given: Mapping[str, Any]) -> tuple[Player, Output, str]:
    at, session = _text(given, "at"), _text(given, "session")
    parse_at(at)
    history = given.get("history")
    if not isinstance(history, str):
        raise Refused("history", "must be a text")
    try:
        catalogue = load_catalogue(_text(given, "catalogue"))
    except ValueError as wrong:
        raise Refused("catalogue", str(wrong)) from None
    events = list(parse_history(history.encode("utf-8")))
    if any(isinstance(e, SessionEnded) and e.session == session for e in events):
        raise Refused("session", "has ended")
    started = [e for e in events if isinstance(e, SessionStarted) and e.session == session]
    opening: list[dict[str, Any]] = []
    if not started:
        pain = _whole(given, "pain_before", 10)
        opening.append(
            {
                "v": VERSION,
                "id": f"{session}.start",
                "type": "session_started",
                "at": at,
                "session": session,
                "pain_before": pain,
            }
        )
    mine = [e for e in events if isinstance(e, ExerciseDone) and e.session == session]
    for event in (*started, *mine):
        at = later(at, event.at)
    _, day = parse_at(at)
    drafts = tuple(draft_from(_draft(draft)) for draft in given.get("drafts") or [])
    stored = {event.id for event in events}
    planner = planner_of(events, day).record(opening)
    player = Player(
        session=session,
        catalogue=catalogue,
        options=_options(given, events, session, day),
        planner=planner,
        pain_told=_pain_told(started, mine, opening),
        gone=tuple(event.exercise for event in mine),
        done=tuple(event.exercise for event in mine),
        hushed=any(light(event)[0] == "red" for event in mine),
    )
    waiting = tuple(d for d in drafts if d.id not in stored and d.session == session)
    player, out = open_player(player, at, waiting)
    dropped = tuple(d.id for d in drafts if d.id in stored)
    out = replace(out, events=(*opening, *out.events), dropped=(*dropped, *out.dropped))
    return player, out, at


def _draft(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise Refused("drafts", "must be a list of drafts")
    return value


def _pain_told(
    started: list[SessionStarted], mine: list[ExerciseDone], opening: list[dict[str, Any]]
) -> int:
    """The pain told last: the worst of the movement answered last, or that of the start."""
    if mine:
        return mine[-1].peak
    return started[-1].pain_before if started else int(opening[0]["pain_before"])
