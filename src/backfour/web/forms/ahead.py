"""What is still to come in a session on pages: what the plan offers, in the order wished for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from backfour.app.plan_today import Today
from backfour.app.session import RESET_EXERCISE, OpenSession
from backfour.bootstrap import house
from backfour.core.programme.plan import reset_level
from backfour.core.session.script import Options, build_script
from backfour.core.session.today import ON_A_REST_DAY as REST_DAY
from backfour.web.moves.cards import catalogue
from backfour.web.session_pages.wish import Wish

ON_A_REST_DAY: Final = frozenset(REST_DAY)
"""What a rest day offers if wanted (clinical-spec 4.6)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One movement still to come: its level, its place in the session, whether it is new."""

    exercise: str
    level: int
    now: int
    all: int
    practise: bool


def ahead(today: Today, running: OpenSession, wish: Wish) -> list[Step]:
    """The movements still to come, in their order."""
    told = {event.exercise for event in running.done}
    told |= {draft.data["exercise"] for draft in running.drafts if draft.kind != "started"}
    if wish.purpose == "reset":
        if told or RESET_EXERCISE in wish.skipped:
            return []
        return [Step(RESET_EXERCISE, reset_level(today.state), 1, 1, practise=False)]
    options = Options(
        order=house().preferences.read()["order"],
        only=ON_A_REST_DAY if wish.purpose == "rest" else None,
    )
    left = [
        (part.exercise, part.level.number)
        for part in build_script(today.plan, catalogue(), options).parts
        if part.exercise not in told and part.exercise not in wish.skipped
    ]
    names = [name for name, _ in left]
    rotated = today.state.rungs["bed_rotation"].last_done == today.day
    if "bed_rotation" not in names and not rotated:
        # the leg hang is the end of a bed rotation of the same day (clinical-spec 3.2)
        left = [one for one in left if one[0] != "leg_hang"]
    return [
        Step(
            name,
            level,
            len(running.done) + place + 1,
            len(running.done) + len(left),
            practise=not today.state.rungs[name].last_done,
        )
        for place, (name, level) in enumerate(left)
    ]
