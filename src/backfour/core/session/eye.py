"""The camera's end of the door between page and core: a look goes in, what is seen comes out."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor
from typing import Any, Literal

from backfour.core.errors import Refused
from backfour.core.motion.coach import Coach, finish, open_coach, step
from backfour.core.motion.landmarks import frame_of
from backfour.core.motion.placement import Placement, place
from backfour.core.motion.report import Tally, document
from backfour.core.motion.view import GOOD, Tongue, advice_of, speak, view_of
from backfour.core.session import attempts
from backfour.core.session.attempts import MOST_S, Attempt
from backfour.core.session.watching import Sight, sight_of

Moment = Literal["placing", "coaching", "silent"]
"""What the coach may say: help with the placement, coach, or nothing."""

MODELS = ("full", "lite")
MOST = 1e10
"""No picture is larger, no stopwatch runs longer."""


class Eye:
    """Holds the one coach that watches a movement."""

    def __init__(self) -> None:
        self._forget(None)

    def _forget(self, coach: Coach | None) -> None:
        """Begin anew with another coach, or with none."""
        self.coach = coach
        self._tally = Tally()
        self._placement = Placement()
        self._tongue = Tongue()
        self._coarse = False
        self._attempt: Attempt | None = None

    def open(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Begin to watch a movement, forgetting the one before.

        Raises
        ------
        Refused
            As ``open_coach``; ``level`` or ``mirrored`` of the wrong kind.
        """
        level, mirrored = given.get("level"), given.get("mirrored", False)
        if level is not None and (type(level) is not int or not 0 <= level <= 9):
            raise Refused("level", "must be null or a whole number from 0 to 9")
        if not isinstance(mirrored, bool):
            raise Refused("mirrored", "must be true or false")
        exercise = str(given.get("exercise"))
        coach = open_coach(exercise, side=given.get("side"), level=level, mirrored=mirrored)
        self._forget(coach)
        return self._output(coach, ())

    def look(self, given: Mapping[str, Any], moment: Moment | None) -> dict[str, Any]:
        """Take in one look of the camera.

        Parameters
        ----------
        given
            ``t_ms``, ``w``, ``h`` (pixels), ``lm``, ``light``, ``model``.
        moment
            What may be said; None: by what is seen (no session is open).

        Raises
        ------
        Refused
            No coach is open, or a field is wrong.
        """
        coach = self._open_coach()
        width, height = (number(given, name, least=1) for name in ("w", "h"))
        t_ms = number(given, "t_ms", least=0)
        if given.get("model", "full") not in MODELS:
            raise Refused("model", "must be full or lite")
        self._coarse = self._coarse or given.get("model") == "lite"
        told = {"t": t_ms / 1000, "lm": given.get("lm"), "light": given.get("light")}
        frame = frame_of(told, width / height)
        coach, events = step(coach, frame)
        self.coach = coach
        self._tally.add(events)
        if self._attempt is not None:
            self._attempt = attempts.look(
                self._attempt, coach, self._tally, frame.t_s, coarse=self._coarse
            )
        shown = frame.mirrored() if coach.mirrored else frame
        self._placement = place(self._placement, shown, coach.movement.demand, coach.trust)
        placed = self._tongue.told == GOOD and coach.now.phase != "start"
        if coach.exercise in MOST_S:
            placed = self._attempt is not None
        now = moment or ("coaching" if placed else "placing")
        if now == "silent":
            return self._output(coach, ())
        placing = now == "placing"
        advice = advice_of(coach, self._placement)
        self._tongue, said = speak(self._tongue, events, advice, frame.t_s, placing=placing)
        return self._output(coach, said, placing=placing)

    def begin(self) -> None:
        """The movement begins: what was done on the way into position is not counted."""
        self._tally = Tally()

    def begin_attempt(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Begin a try of the self-test that is being watched: Go was said.

        Parameters
        ----------
        given
            ``t_ms``, on the stopwatch of the looks; ``side`` where one leg is meant, else None.

        Raises
        ------
        Refused
            No self-test is being watched, or a field is wrong.
        """
        coach, go_s = self._open_coach(), number(given, "t_ms", least=0) / 1000
        side = given.get("side")
        if coach.exercise not in MOST_S:
            raise Refused("exercise", "must be one of " + ", ".join(MOST_S))
        if side not in (None, "left", "right"):
            raise Refused("side", "must be left or right")
        self.begin()
        self._attempt = attempts.begin(coach.exercise, side, go_s, coach, coarse=self._coarse)
        return self._output(coach, ())

    def end_attempt(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """End the try: the number the camera proposes, or why there is none.

        Raises
        ------
        Refused
            No try is under way, or ``t_ms`` is wrong.
        """
        coach, attempt = self._open_coach(), self._attempt
        if attempt is None:
            raise Refused("attempt", "no try is under way")
        end_s = number(given, "t_ms", least=0) / 1000
        proposal = attempts.propose(attempt, coach, self._tally, end_s)
        seen = attempts.progress(attempt, coach, self._tally)
        self._attempt = None
        return {"proposed": proposal.value, "why": proposal.why, "count": seen.count}

    def close(self) -> dict[str, Any]:
        """Stop watching; what was seen comes once more, whole (contracts section 4).

        Raises
        ------
        Refused
            No coach is open.
        """
        coach, events = finish(self._open_coach())
        self._tally.add(events)
        out = self._output(coach, ()) | {"summary": document(coach, self._tally)}
        self.coach = self._attempt = None
        return out

    def sight(self, exercise: str | None) -> Sight | None:
        """What is seen of a movement now; None where it is not the one being watched."""
        if self.coach is None or self.coach.exercise != exercise:
            return None
        return sight_of(self.coach, self._tally, coarse=self._coarse)

    def _open_coach(self) -> Coach:
        if self.coach is None:
            raise Refused("coach", "no coach is open")
        return self.coach

    def _output(
        self, coach: Coach, said: tuple[str, ...], *, placing: bool = False
    ) -> dict[str, Any]:
        view = view_of(coach, self._tally, self._placement, placing=placing)
        if coach.exercise in MOST_S:
            view["attempt"] = self._told(coach)
        return {"view": view, "say": [{"key": key, "values": {}} for key in said]}

    def _told(self, coach: Coach) -> dict[str, Any]:
        """How a try of a self-test stands, or whether one may begin."""
        attempt = self._attempt
        if attempt is None:
            settled = self._placement.settled(coach.last_s or 0.0)
            ready = settled and attempts.in_place(coach) and not self._coarse
            return {"ready": ready, "count": 0, "held_s": 0.0, "over": False, "trouble": None}
        seen = attempts.progress(attempt, coach, self._tally)
        return {
            "ready": False,
            "count": seen.count,
            "held_s": floor(10 * seen.held_s) / 10,
            "over": seen.over,
            "trouble": attempt.trouble,
        }


def number(given: Mapping[str, Any], name: str, *, least: int) -> float:
    """Read a number that is not too small, or refuse naming the field."""
    value: Any = given.get(name)
    if type(value) not in (int, float) or not least <= value < MOST:
        raise Refused(name, f"must be a number from {least}")
    return float(value)
