"""How it felt: one question after each movement, and what is written down for each answer.

A draft is a movement that has begun and is not yet a stored event. It survives a crash;
the event made from it carries the draft's id, so that no answer is ever doubled.
Pages without script use the same functions as the player.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from backfour.core.errors import Refused
from backfour.core.events import VERSION
from backfour.core.vocabulary import QUALITIES

OTHERS: Final = (
    "centralised",
    "buttock",
    "leg",
    "neuro",
    "system",
    "tingling_hand",
    "near_fall",
    "none",
)
"""Answers to "did anything else happen"; ``none`` stands alone."""

SPREAD_ORDER: Final = ("leg", "buttock", "centralised")
"""Of several spreads the worst is written (issue 1, section 7)."""

FLAG_OF: Final = {"tingling_hand": "wrist_limit", "near_fall": "fall_risk"}
"""Answers that tell of a condition of the body (clinical-spec 4.1)."""

Kind = Literal["started", "ended", "stopped"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A movement begun and not yet answered. ``at``: when it began, ended or was stopped.

    ``before`` is the pain told last, 0-10; ``held_s`` in seconds; None where it does not apply.
    ``technique``: ``ok``, ``failing`` or ``not_judged``, by what the camera saw.
    """

    id: str
    kind: Kind
    session: str
    exercise: str
    level: int
    before: int
    at: str
    completed: bool = False
    stopped_for: str | None = None
    held_s: int | None = None
    reps_left: int | None = None
    reps_right: int | None = None
    technique: str = "not_judged"

    def to_dict(self) -> dict[str, Any]:
        """Write the draft as the page stores it."""
        names = (
            "id",
            "kind",
            "session",
            "exercise",
            "level",
            "before",
            "at",
            "completed",
            "technique",
        )
        out: dict[str, Any] = {name: getattr(self, name) for name in names}
        out["stop_pressed"] = self.kind == "stopped"
        return out | self.extras()

    def extras(self) -> dict[str, Any]:
        """The optional fields that were measured."""
        names = ("stopped_for", "held_s", "reps_left", "reps_right")
        told = {name: getattr(self, name) for name in names}
        return {name: value for name, value in told.items() if value is not None}

    def unstopped(self) -> Draft:
        """The same movement after "pressed by mistake": over for today, without a Stop."""
        return replace(self, kind="ended", stopped_for="other", completed=False)


def draft_from(values: Mapping[str, Any]) -> Draft:
    """Read a stored draft.

    Raises
    ------
    Refused
        Naming the field that is missing.
    """
    given = {name: value for name, value in values.items() if name != "stop_pressed"}
    try:
        return Draft(**given)
    except TypeError:
        missing = [name for name in Draft.__slots__[:7] if name not in given]
        unknown = [name for name in given if name not in Draft.__slots__]
        raise Refused(
            "drafts", f"has a draft with a wrong field: {(missing + unknown)[0]}"
        ) from None


@dataclass(frozen=True, slots=True)
class Answer:
    """How it felt, as the person told it."""

    peak: int
    quality: str
    others: frozenset[str]


def read_answer(values: Mapping[str, Any], *, before: int, stopped: bool) -> Answer:
    """Read an answer: either ``fine``, or the three taps.

    Parameters
    ----------
    values
        ``{"fine": true}``, or ``peak`` 0-10, ``quality`` and ``others`` (see `OTHERS`). Where
        ``others`` holds ``neuro`` or ``system`` the first two may be missing: nobody is made
        to count pain before they are told what to do.
    before
        The pain told last, which "fine" repeats.
    stopped
        Whether Stop was pressed: then "fine" is no answer.

    Raises
    ------
    Refused
        Field ``peak``, ``quality`` or ``others``.
    """
    if values.get("fine") is True and not stopped:
        return Answer(before, "none", frozenset())
    others = values.get("others")
    if not isinstance(others, list) or not others or any(o not in OTHERS for o in others):
        raise Refused("others", "needs an answer")
    if "none" in others and len(others) > 1:
        raise Refused("others", "cannot be none and something else")
    serious = "neuro" in others or "system" in others
    peak, quality = values.get("peak"), values.get("quality")
    if peak is None and serious:
        peak = before
    if type(peak) is not int or not 0 <= peak <= 10:
        raise Refused("peak", "must be a whole number from 0 to 10")
    if quality is None and serious:
        quality = "none"
    if quality not in QUALITIES:
        raise Refused("quality", "needs an answer")
    return Answer(peak, quality, frozenset(others) - {"none"})


def answer_draft(
    draft: Draft, answer: Answer, reported: Collection[str], at: str
) -> list[dict[str, Any]]:
    """Turn a draft and its answer into the events to store.

    Parameters
    ----------
    reported
        The flags the person has reported so far: a new one is added to the whole list.
    at
        When the answer was given; the movement itself keeps its own time.
    """
    near_fall = "near_fall" in answer.others
    spread = next((s for s in SPREAD_ORDER if s in answer.others), "none")
    done = _done(draft) | {
        "peak": answer.peak,
        "quality": answer.quality,
        "spread": spread,
        "neuro": "neuro" in answer.others,
        "system": "system" in answer.others,
        "stop_pressed": draft.kind == "stopped" or near_fall,
    }
    if near_fall:  # clinical-spec 4.1: a near-fall is a Stop
        done["stopped_for"] = "other"
    new = {FLAG_OF[other] for other in answer.others if other in FLAG_OF} - set(reported)
    if not new:
        return [done]
    flags = {
        "v": VERSION,
        "id": f"{draft.id}.flags",
        "type": "flags_reported",
        "at": at,
        "flags": sorted(set(reported) | new),
    }
    return [done, flags]


def close_stop(draft: Draft) -> dict[str, Any]:
    """The event of a Stop that was never answered: stopped, nothing else known."""
    return _done(draft) | {"stop_pressed": True}


def _done(draft: Draft) -> dict[str, Any]:
    return {
        "v": VERSION,
        "id": draft.id,
        "type": "exercise_done",
        "at": draft.at,
        "session": draft.session,
        "exercise": draft.exercise,
        "level": draft.level,
        "before": draft.before,
        "peak": draft.before,
        "quality": "none",
        "spread": "none",
        "neuro": False,
        "system": False,
        "stop_pressed": False,
        "completed": draft.completed,
        "technique": draft.technique,
        **draft.extras(),
    }
