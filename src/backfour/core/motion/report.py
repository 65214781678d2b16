"""A whole recording, judged: the document of contracts section 4."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from backfour.core.motion.coach import Coach, finish, open_coach, step
from backfour.core.motion.landmarks import Frame
from backfour.core.motion.seen import Event, Fault, Found, Hold, Rep


@dataclass
class Tally:
    """What a coach has said so far, put together."""

    holds: list[Hold] = field(default_factory=list)
    reps: list[Rep] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    gaps: list[Found] = field(default_factory=list)

    def reps_by_side(self) -> dict[str, int]:
        """Repetitions of the left, the right, and of no side that could be told."""
        told = {"left": 0, "right": 0, "none": 0}
        for rep in self.reps:
            told[rep.side or "none"] += 1
        return told

    def holds_counted(self) -> int:
        """Holds that counted."""
        return sum(hold.counted for hold in self.holds)

    def add(self, events: Iterable[Event]) -> None:
        """Take in what one look or the end brought."""
        for event in events:
            if isinstance(event, Hold):
                self.holds.append(event)
            elif isinstance(event, Rep):
                self.reps.append(event)
            elif isinstance(event, Fault):
                self.faults.append(event)
            elif isinstance(event, Found):
                self.gaps.append(event)


def judge(
    exercise: str,
    frames: Iterable[Frame],
    *,
    side: str | None = None,
    level: int | None = None,
    mirrored: bool = False,
) -> dict[str, Any]:
    """Watch a recording from its first look to its last.

    Returns
    -------
    dict
        ``exercise``, ``seconds``, ``usable_s``, ``holds``, ``reps``, ``faults``, ``abstained``.

    Raises
    ------
    Refused
        As ``open_coach``, or where a look cannot be read.
    """
    coach, tally = open_coach(exercise, side=side, level=level, mirrored=mirrored), Tally()
    for frame in frames:
        coach, events = step(coach, frame)
        tally.add(events)
    coach, events = finish(coach)
    tally.add(events)
    return document(coach, tally)


def document(coach: Coach, tally: Tally) -> dict[str, Any]:
    """Write down what was seen (contracts section 4), to a hundredth of a second."""
    first_s, last_s = coach.first_s or 0.0, coach.last_s or 0.0
    unseen_s = 0.0
    for gap in tally.gaps:
        unseen_s += gap.t_s - gap.since_s
    return {
        "exercise": coach.exercise,
        "seconds": round(last_s - first_s, 2),
        "usable_s": round(max(0.0, last_s - first_s - unseen_s), 2),
        "holds": [
            {
                "start_s": round(hold.start_s, 2),
                "end_s": round(hold.end_s, 2),
                "held_s": round(hold.held_s, 2),
                "side": hold.side,
                "counted": hold.counted,
            }
            for hold in tally.holds
        ],
        "reps": [
            {"start_s": round(rep.start_s, 2), "end_s": round(rep.end_s, 2), "side": rep.side}
            for rep in tally.reps
        ],
        "faults": [{"t_s": round(fault.t_s, 2), "key": fault.key} for fault in tally.faults],
        "abstained": [
            {"start_s": round(gap.since_s, 2), "end_s": round(gap.t_s, 2), "reason": gap.reason}
            for gap in tally.gaps
        ],
    }
