"""Movements begun, ended or stopped, and not yet told about: kept at once, settled later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from backfour.app.history import History, Known
from backfour.app.ports import Clock, Draft, Drafts, EventStore, Moment
from backfour.app.record import Record
from backfour.app.stops import (
    MOVEMENT_KINDS,
    SETTLED,
    STARTED,
    STOPPED,
    as_events,
    is_past,
    open_stops,
    unanswered,
)
from backfour.core.errors import Refused
from backfour.core.events import SessionEnded, SessionStarted, event_to_dict
from backfour.core.instants import HOUR_NS, parse_at
from backfour.core.reading import parse_event

OVER_MIDNIGHT_NS = 3 * HOUR_NS
"""How long a session goes on after its day has ended (our choice)."""

SETTLED_KEPT_DAYS = 30
"""How long a late answer to a Stop is still recognised (our choice)."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What settling found.

    Parameters
    ----------
    written
        Ids of the Stops that were written without an answer, and of sessions closed.
    to_ask
        Movements begun or ended and never told about, oldest first: ask, or forget.
    """

    written: tuple[str, ...]
    to_ask: tuple[Draft, ...]


class KeepDrafts:
    """Keeps movement drafts; their key is the id of the event they will become."""

    def __init__(
        self, store: EventStore, drafts: Drafts, history: History, record: Record, clock: Clock
    ) -> None:
        self._store = store
        self._drafts = drafts
        self._history = history
        self._record = record
        self._clock = clock

    def keep(self, kind: str, data: dict[str, Any], at: str | None = None) -> Draft:
        """Store a movement draft before anything else happens.

        Parameters
        ----------
        kind
            ``started``, ``ended`` or ``stopped``. What has ended or was stopped is never turned
            back into a mere beginning by a message that comes late.
        data
            ``id`` (of the event it will become), ``session``, ``exercise``, ``level``, ``before``,
            and what the session protocol adds (docs/session-protocol.md, Drafts).
        at
            When it happened; now, when left out.

        Raises
        ------
        Refused
            When a field is missing or wrong.
        """
        if kind not in MOVEMENT_KINDS:
            raise Refused("kind", "must be one of " + ", ".join(MOVEMENT_KINDS))
        draft = _checked(kind, data, at or self._clock.now().at)
        with self._store.writing():
            kept = self._drafts.get(draft.key)
            if self._store.bodies([draft.key]):
                return kept or draft
            if kept is not None and kind == STARTED and kept.kind != STARTED:
                return kept
            self._drafts.keep(draft)
        return draft

    def drop(self, key: str) -> None:
        """Forget a movement draft: "I don't remember" writes nothing.

        A Stop is never forgotten this way; it is written when it is settled.
        """
        with self._store.writing():
            kept = self._drafts.get(key)
            if kept is not None and kept.kind != STOPPED and kept.kind in MOVEMENT_KINDS:
                self._drafts.drop([key])

    def get(self, key: str, *, settled: bool = False) -> Draft | None:
        """Return one movement draft that is still open, or (``settled``) written unanswered."""
        kept = self._drafts.get(key)
        kinds = (*MOVEMENT_KINDS, SETTLED) if settled else MOVEMENT_KINDS
        return kept if kept is not None and kept.kind in kinds else None

    def open(self) -> tuple[Draft, ...]:
        """Return every movement draft that is still open, oldest first."""
        return tuple(draft for draft in self._drafts.all() if draft.kind in MOVEMENT_KINDS)

    def settle(self, *, opening: bool) -> Settled:
        """Write the Stops nobody told about, and close the sessions of earlier days.

        Parameters
        ----------
        opening
            True when the person opens the app anew: every open Stop is written. False while it
            stays open: only those of an earlier day.
        """
        known, now = self._history.read(), self._clock.now()
        today = known.today(now)
        self._forget_settled(today - SETTLED_KEPT_DAYS)
        drafts = self.open()
        stops = [draft for draft in open_stops(drafts) if opening or is_past(draft, today)]
        events = [event_to_dict(event) for event in as_events(stops, known)]
        events += _endings(known, now, drafts)
        if events:
            kept = [Draft(draft.key, SETTLED, draft.data, draft.at) for draft in stops]
            self._record.append(events, keep=kept)
        return Settled(
            tuple(event["id"] for event in events),
            tuple(draft for draft in drafts if draft.kind != STOPPED),
        )

    def _forget_settled(self, before: int) -> None:
        """Forget what was kept of settled Stops once no late answer can be expected any more."""
        drafts = [draft for draft in self._drafts.all() if draft.kind == SETTLED]
        old = [draft.key for draft in drafts if parse_at(draft.at)[1] < before]
        if old:
            with self._store.writing():
                self._drafts.drop(old)


def is_over(start: SessionStarted, known: Known, now: Moment) -> bool:
    """Whether a session that was never ended is over all the same.

    A session ends with its day; one that runs over midnight is given three hours.
    """
    begun = known.engine_day(start)
    return begun < known.today(now) and now.instant - start.instant > OVER_MIDNIGHT_NS


def _endings(known: Known, now: Moment, drafts: Iterable[Draft]) -> list[dict[str, Any]]:
    """Write the end of every session that is over and was never ended.

    It ended with the last that is known of it, a movement still to be told about included: an
    answer of the next day then does not lie after the end.
    """
    ended = {event.session for event in known.events if isinstance(event, SessionEnded)}
    unended = [start for session, start in known.sessions.items() if session not in ended]
    last = {getattr(event, "session", ""): event for event in known.events} if unended else {}
    return [
        {
            "v": 1,
            "id": f"{start.session}.end",
            "type": "session_ended",
            "at": _latest(start.session, last[start.session].at, drafts),
            "session": start.session,
            "completed": False,
        }
        for start in unended
        if is_over(start, known, now)
    ]


def _latest(session: str, at: str, drafts: Iterable[Draft]) -> str:
    """The latest of a moment and of the movements of a session not told about."""
    mine = (draft.at for draft in drafts if draft.data["session"] == session)
    return max((at, *mine), key=lambda moment: parse_at(moment)[0])


def _checked(kind: str, data: dict[str, Any], at: str) -> Draft:
    """Read a draft as strictly as the event it will become."""
    told = {name: value for name, value in data.items() if name not in ("kind", "at")}
    if not isinstance(told.get("id"), str):
        raise Refused("id", "is missing")
    told |= {"stop_pressed": kind == STOPPED}
    draft = Draft(told["id"], kind, told, at)
    parse_event(unanswered(draft))
    return draft
