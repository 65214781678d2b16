"""A session told page by page: start, each movement, how it felt, the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backfour.app.drafts import KeepDrafts, is_over
from backfour.app.history import History
from backfour.app.plan_today import PlanToday, Today
from backfour.app.ports import Clock, Draft, Ids
from backfour.app.record import Record, Recorded
from backfour.app.refusals import EventsRefused, Stale
from backfour.app.stops import ENDED, STARTED, STOPPED, movement
from backfour.core.errors import BackfourError, Refused
from backfour.core.events import ExerciseDone, FlagsReported, SessionEnded, SessionStarted
from backfour.core.programme.plan import reset_level
from backfour.core.session.felt import answer_draft, read_answer

RESET_EXERCISE = "elbow_prop"
"""The one movement that may be done again on the same day, as a reset (clinical-spec 3.1)."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that was started and is not over.

    Parameters
    ----------
    session
        Its id.
    started
        The event that began it.
    pain
        Pain told last, 0-10: the worst of the last movement, or that of the start.
        The ``before`` of the next movement.
    done
        Movements told about so far.
    drafts
        Movements begun, ended or stopped and not told about.
    """

    session: str
    started: SessionStarted
    pain: int
    done: tuple[ExerciseDone, ...]
    drafts: tuple[Draft, ...]


class Session:
    """Runs a session on pages; the player in the browser sends its events to `Record` instead."""

    def __init__(
        self,
        record: Record,
        drafts: KeepDrafts,
        history: History,
        plan_today: PlanToday,
        clock: Clock,
        ids: Ids,
    ) -> None:
        self._record = record
        self._drafts = drafts
        self._history = history
        self._plan_today = plan_today
        self._clock = clock
        self._ids = ids

    def running(self) -> OpenSession | None:
        """Return the session that was started last and is not over, or None."""
        known, now = self._history.read(), self._clock.now()
        ended: set[str] = set()
        done: list[ExerciseDone] = []
        for event in reversed(known.since(known.today(now) - 1)):
            if isinstance(event, SessionEnded):
                ended.add(event.session)
            elif isinstance(event, ExerciseDone):
                done.insert(0, event)
            elif isinstance(event, SessionStarted) and event.session not in ended:
                if is_over(event, known, now):
                    return None
                return self._open(event, tuple(e for e in done if e.session == event.session))
        return None

    def _open(self, start: SessionStarted, done: tuple[ExerciseDone, ...]) -> OpenSession:
        drafts = self._drafts.open()
        return OpenSession(
            session=start.session,
            started=start,
            pain=done[-1].peak if done else start.pain_before,
            done=done,
            drafts=tuple(draft for draft in drafts if draft.data["session"] == start.session),
        )

    def start(self, pain_before: int, session: str | None = None) -> Recorded:
        """Begin a session with the pain of this moment (0-10).

        Parameters
        ----------
        session
            Id the page was given when it was shown, so that sending it twice starts one session.

        Raises
        ------
        Stale
            When nothing can be started now.
        """
        session = session or self._ids.new()
        today = self._plan_today()
        can_start = today.plan.session_ready or today.plan.reset_offered
        if session not in today.known.sessions and not can_start:
            raise Stale(today)
        return self._record.once(
            f"{session}.start",
            "session_started",
            self._clock.now().at,
            session=session,
            pain_before=pain_before,
        )

    def begin(self, session: str, exercise: str, level: int, before: int) -> Draft:
        """Begin a movement: what is begun is kept, and asked about if it is never told.

        Raises
        ------
        Stale
            When the plan does not offer this movement at this level any more.
        """
        today = self._plan_today()
        if not _offers(today, exercise, level):
            raise Stale(today)
        return self._drafts.keep(STARTED, _movement(session, exercise, level, before))

    def stop(self, session: str, exercise: str, level: int, before: int) -> Draft:
        """Keep a Stop, this moment, whatever the plan says."""
        return self._drafts.keep(STOPPED, _movement(session, exercise, level, before))

    def end_movement(
        self, session: str, exercise: str, level: int, before: int, **more: Any
    ) -> Draft:
        """Keep that a movement is over and how it went is still to be told.

        Parameters
        ----------
        **more
            ``completed``, ``stopped_for``, ``held_s``, ``reps_left``, ``reps_right``.
        """
        return self._drafts.keep(ENDED, _movement(session, exercise, level, before) | more)

    def mistake(self, key: str) -> Draft:
        """Take back a Stop pressed by mistake: the movement is over for today all the same.

        Raises
        ------
        BackfourError
            ``draft.gone`` when there is nothing to take back.
        """
        told = movement(self._movement_draft(key)).unstopped()
        return self._drafts.keep(ENDED, told.to_dict(), told.at)

    def felt(self, key: str, answer: Mapping[str, Any]) -> Recorded:
        """Write how a movement felt, told after it ended or was stopped; twice counts once.

        Parameters
        ----------
        key
            Of the movement's draft; it is the id of the event written.
        answer
            ``{"fine": True}``, or ``peak``, ``quality`` and ``others``
            (`backfour.core.session.felt.read_answer`).

        Raises
        ------
        Refused
            Field ``peak``, ``quality`` or ``others``.
        BackfourError
            ``draft.gone`` when the movement is not known, ``already_told`` when it was told
            about otherwise before.
        """
        draft = self._drafts.get(key, settled=True)
        if draft is None and any(event.id == key for event in self._history.events()):
            return Recorded((), (key,), self._plan_today())
        told = movement(self._movement_draft(key))
        flags: FlagsReported | None = self._history.latest("flags_reported")
        given = read_answer(answer, before=told.before, stopped=told.kind == STOPPED)
        events = answer_draft(told, given, flags.flags if flags else (), self._clock.now().at)
        try:
            return self._record.append(events)
        except EventsRefused as refused:
            if refused.field == "id":
                raise BackfourError("already_told") from None
            raise

    def _movement_draft(self, key: str) -> Draft:
        draft = self._drafts.get(key, settled=True)
        if draft is None:
            raise BackfourError("draft.gone")
        return draft

    def done(self, **values: Any) -> Recorded:
        """Record how a movement went, with the fields of ``exercise_done`` as keywords.

        ``at`` is when the movement happened: taken from its draft, now where there is none.
        """
        for name in ("session", "exercise"):
            if not isinstance(values.get(name), str):
                raise Refused(name, "is missing")
        event_id = f"{values['session']}.{values['exercise']}"
        draft = self._drafts.get(event_id)
        at = values.pop("at", None) or (draft.at if draft else self._clock.now().at)
        return self._record.once(event_id, "exercise_done", at, **values)

    def end(self, session: str, *, completed: bool) -> Recorded:
        """End a session, whole or cut short."""
        return self._record.once(
            f"{session}.end",
            "session_ended",
            self._clock.now().at,
            session=session,
            completed=completed,
        )


def _offers(today: Today, exercise: str, level: int) -> bool:
    item = next((item for item in today.plan.items if item.exercise == exercise), None)
    if item is not None and item.offered is not None:
        return level <= item.offered
    if exercise == RESET_EXERCISE and today.plan.reset_offered:
        return level <= reset_level(today.state)
    return False


def _movement(session: str, exercise: str, level: int, before: int) -> dict[str, Any]:
    return {
        "id": f"{session}.{exercise}",
        "session": session,
        "exercise": exercise,
        "level": level,
        "before": before,
    }
