"""Recording what happened: read strictly, written once, never lost and never doubled."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from backfour.app.history import History, Known
from backfour.app.plan_today import PlanToday, Today
from backfour.app.ports import Draft, Drafts, EventStore
from backfour.app.refusals import EventsRefused
from backfour.app.stops import SETTLED, tells_more
from backfour.core.errors import BackfourError, HistoryRefused, Refused
from backfour.core.events import (
    EntryCorrected,
    Event,
    ExerciseDone,
    SessionEnded,
    SessionStarted,
    event_to_dict,
)
from backfour.core.reading import follow_the_thread, parse_event, read_json

MOST_AT_ONCE = 1000
"""Events accepted in one go: far more than a session offline holds (our choice)."""

LATE = ".told"
"""Added to the id of a Stop that was written without an answer when the answer comes after all."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of the events that were sent.

    Parameters
    ----------
    new
        Ids stored now.
    known
        Ids that had been stored before with the same content.
    today
        The day as it stands afterwards.
    """

    new: tuple[str, ...]
    known: tuple[str, ...]
    today: Today


class Record:
    """Appends events to the history."""

    def __init__(
        self, store: EventStore, drafts: Drafts, history: History, plan_today: PlanToday
    ) -> None:
        self._store = store
        self._drafts = drafts
        self._history = history
        self._plan_today = plan_today

    def append(
        self,
        events: Sequence[Mapping[str, Any]],
        *,
        forget: Iterable[str] = (),
        keep: Iterable[Draft] = (),
    ) -> Recorded:
        """Store events as they came, all of them or none.

        What has been done is always recorded, however old the page was that tells it. An event
        whose id is known with the same content is answered as the first time.

        Parameters
        ----------
        events
            In the form of the contract (section 2).
        forget, keep
            Drafts to drop and to store in the same transaction. The draft of a movement is
            dropped by itself when its event is stored.

        Raises
        ------
        EventsRefused
            When one of them is malformed, is known with another content, or points to a session
            or an entry that does not exist. Nothing is stored then.
        """
        parsed = [_parsed(index, raw) for index, raw in enumerate(events)]
        return self._append(parsed, forget, keep)

    def once(self, event_id: str, event_type: str, at: str, **values: Any) -> Recorded:
        """Store one event told by a form; a form sent twice counts once.

        The second sending has another time but the same id and the same answers.

        Raises
        ------
        Refused
            When a value is not acceptable.
        BackfourError
            ``already_told`` when the id is known with other answers.
        """
        event = parse_event({"v": 1, "id": event_id, "type": event_type, "at": at, **values})
        body = self._store.bodies([event_id]).get(event_id)
        if body is not None and _same(read_json(body), event_to_dict(event), but="at"):
            return Recorded((), (event_id,), self._plan_today())
        try:
            return self._append([event])
        except EventsRefused as refused:
            if refused.field == "id":
                raise BackfourError("already_told") from None
            raise Refused(refused.field, refused.reason) from None

    def _append(
        self, events: list[Event], forget: Iterable[str] = (), keep: Iterable[Draft] = ()
    ) -> Recorded:
        if len(events) > MOST_AT_ONCE:
            raise EventsRefused(MOST_AT_ONCE, "events", f"must be at most {MOST_AT_ONCE} at a time")
        with self._store.writing():
            known = self._history.read()
            new, repeated = self._sift(events, known)
            seq = self._store.append((event, written(event)) for _, event in new)
            self._drafts.drop([*forget, *(event.id for _, event in new)])
            for draft in keep:
                self._drafts.keep(draft)
        # Only now, when it is certain: what is kept in memory must never outrun the store.
        if new:
            self._history.appended(known, [event for _, event in new], seq)
        return Recorded(tuple(event.id for _, event in new), repeated, self._plan_today())

    def _sift(
        self, events: list[Event], known: Known
    ) -> tuple[list[tuple[int, Event]], tuple[str, ...]]:
        """Part what is new from what is known, with the place each had in what was sent."""
        bodies = self._store.bodies(event.id for event in events)
        told = {event_id: read_json(body) for event_id, body in bodies.items()}
        sessions = dict(known.sessions)
        new: list[tuple[int, Event]] = []
        repeated: list[str] = []
        for index, sent in enumerate(events):
            event = _not_before_its_session(sent, sessions)
            if isinstance(event, SessionStarted):
                sessions.setdefault(event.session, event)
            if event.id in told and not _same(told[event.id], event_to_dict(event)):
                event = self._late_answer(index, event, told[event.id])
            if event.id in told:
                repeated.append(event.id)
                continue
            told[event.id] = event_to_dict(event)
            new.append((index, event))
        new.sort(key=lambda pair: pair[1].instant)
        _check_thread(new, known)
        return new, tuple(repeated)

    def _late_answer(self, index: int, event: Event, told: dict[str, Any]) -> Event:
        """Find what an answer to an already written Stop adds; refuse any other change of content.

        An answer that tells more is stored as an event of its own; one that does not is taken as
        known, so that one Stop never counts as two reds.
        """
        draft = self._drafts.get(event.id)
        if draft is None or draft.kind != SETTLED or not isinstance(event, ExerciseDone):
            raise EventsRefused(index, "id", "is known with another content")
        settled = parse_event(told)
        if not isinstance(settled, ExerciseDone) or not tells_more(event, settled):
            return settled
        late = replace(event, id=event.id + LATE)
        stored = self._store.bodies([late.id]).get(late.id)
        if stored is not None and not _same(read_json(stored), event_to_dict(late)):
            raise EventsRefused(index, "id", "is known with another content")
        return settled if stored is not None else late


def written(event: Event) -> str:
    """Write an event as the store and an export keep it."""
    return json.dumps(event_to_dict(event), separators=(",", ":"), allow_nan=False)


def _parsed(index: int, raw: Mapping[str, Any]) -> Event:
    if not isinstance(raw, dict):
        raise EventsRefused(index, "event", "is not an object")
    try:
        return parse_event(raw)
    except Refused as refused:
        raise EventsRefused(index, refused.field, refused.reason) from None


def _same(one: dict[str, Any], other: dict[str, Any], but: str = "") -> bool:
    """Whether two events have the same content, whatever the order of their fields."""
    return _content(one, but) == _content(other, but)


def _content(raw: dict[str, Any], but: str) -> str:
    # As text: in Python 1, 1.0 and True are equal, in a history they are not.
    return json.dumps({k: v for k, v in raw.items() if k != but}, sort_keys=True)


def _not_before_its_session(event: Event, sessions: Mapping[str, SessionStarted]) -> Event:
    """Move what happened in a session to its start at the earliest.

    Only a clock moved back in the middle of a session writes it otherwise, and what has been
    done must be recorded all the same (ADR 0002).
    """
    if isinstance(event, ExerciseDone | SessionEnded):
        start = sessions.get(event.session)
        if start is not None and event.instant < start.instant:
            return replace(event, at=start.at, instant=start.instant, day=start.day)
    return event


def _check_thread(new: list[tuple[int, Event]], known: Known) -> None:
    """Check what the new events say of others, in the whole history only where that matters."""
    if not new:
        return
    late = any(event.instant < known.last_instant for _, event in new)
    if late or any(isinstance(event, EntryCorrected) for _, event in new):
        everything = [(-1, event) for event in known.events] + new
        everything.sort(key=lambda pair: pair[1].instant)
        _followed(everything)
    else:
        # Everything stored lies before: the starts of its sessions are all that matters.
        starts = _starts_needed(new, known)
        _followed([(-1, start) for start in starts] + new)


def _starts_needed(new: Iterable[tuple[int, Event]], known: Known) -> list[SessionStarted]:
    named = {getattr(event, "session", "") for _, event in new}
    return [known.sessions[session] for session in sorted(named) if session in known.sessions]


def _followed(events: Sequence[tuple[int, Event]]) -> None:
    try:
        follow_the_thread(events)
    except HistoryRefused as refused:
        raise EventsRefused(max(refused.line, 0), refused.field, refused.reason) from None
