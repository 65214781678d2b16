"""The safety check while it is being answered, kept after every answer, and its end."""

from __future__ import annotations

from typing import Any

from backfour.app.history import History
from backfour.app.plan_today import PlanToday
from backfour.app.ports import Clock, Draft, Drafts, EventStore, Ids
from backfour.app.record import Record, Recorded
from backfour.core.errors import BackfourError, Refused
from backfour.core.events import PersonDescribed
from backfour.core.reading import check_answer
from backfour.core.screening.flow import Progress
from backfour.core.vocabulary import SCREEN_KINDS

KIND = "check"


class Check:
    """Keeps one running check of each kind and writes it when it is over."""

    def __init__(
        self,
        store: EventStore,
        drafts: Drafts,
        history: History,
        record: Record,
        plan_today: PlanToday,
        clock: Clock,
        ids: Ids,
    ) -> None:
        self._store = store
        self._drafts = drafts
        self._history = history
        self._record = record
        self._plan_today = plan_today
        self._clock = clock
        self._ids = ids

    def begin(self, kind: str) -> Progress:
        """Start a check anew; age and sex are taken over from what is known.

        Parameters
        ----------
        kind
            ``full``, ``mini`` or ``pre_session``.
        """
        person: PersonDescribed | None = self._history.latest("person_described")
        progress = (
            Progress(kind, person.age, person.sex)
            if person is not None and kind != "full"
            else Progress(kind)
        )
        self.keep(progress)
        return progress

    def running(self, kind: str) -> Progress | None:
        """Return the running check of this kind, or None."""
        draft = self._drafts.get(_key(kind))
        if draft is None:
            return None
        data = draft.data
        opened = {name: tuple(touched) for name, touched in data["opened"].items()}
        return Progress(kind, data["age"], data["sex"], data["answers"], opened)

    def keep(self, progress: Progress) -> None:
        """Store a running check after an answer.

        Raises
        ------
        Refused
            When an answer is not one the question takes; nothing is stored.
        """
        if progress.kind not in SCREEN_KINDS:
            raise Refused("kind", "must be one of " + ", ".join(SCREEN_KINDS))
        for question, answer in progress.answers.items():
            if wrong := check_answer(question, answer):
                raise Refused(question, wrong)
        key = _key(progress.kind)
        with self._store.writing():
            before = self._drafts.get(key)
            data: dict[str, Any] = {
                # Made once, so that a check sent twice is stored once.
                "id": before.data["id"] if before else self._ids.new(),
                "age": progress.age,
                "sex": progress.sex,
                "answers": dict(progress.answers),
                "opened": {name: list(touched) for name, touched in progress.opened.items()},
            }
            at = before.at if before else self._clock.now().at
            self._drafts.keep(Draft(key, KIND, data, at))

    def abandon(self, kind: str) -> None:
        """Forget a running check."""
        with self._store.writing():
            self._drafts.drop([_key(kind)])

    def complete(self, kind: str) -> Recorded:
        """Write the running check, and who the person is where that is new.

        A check that is not running any more was completed by an earlier sending: nothing is
        written and the day is returned as it stands.
        """
        draft = self._drafts.get(_key(kind))
        if draft is None:
            return Recorded((), (), self._plan_today())
        at = self._clock.now().at
        events = [*self._person(draft, at), _screen(draft, kind, at)]
        return self._record.append(events, forget=[draft.key])

    def _person(self, draft: Draft, at: str) -> list[dict[str, Any]]:
        age, sex = draft.data["age"], draft.data["sex"]
        if age is None or sex is None:
            if self._history.latest("person_described") is None:
                raise BackfourError("check.no_person")
            return []
        known: PersonDescribed | None = self._history.latest("person_described")
        if known is not None and (known.age, known.sex) == (age, sex):
            return []
        event_id = draft.data["id"] + ".person"
        return [
            {"v": 1, "id": event_id, "type": "person_described", "at": at, "age": age, "sex": sex}
        ]


def _screen(draft: Draft, kind: str, at: str) -> dict[str, Any]:
    return {
        "v": 1,
        "id": draft.data["id"],
        "type": "screen_completed",
        "at": at,
        "kind": kind,
        "answers": draft.data["answers"],
    }


def _key(kind: str) -> str:
    return f"check:{kind}"
