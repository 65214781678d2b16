"""The slump monitor behind the bridge: looks go in, the posture and at most one nudge come out.

The upright place is the person's own and is learnt once, when they say that they sit upright. The
eye for sitting learns another place by itself; a monitor that ran for hours would then take a
slump, or somebody else, for upright. So the first place is kept, and whoever is not recognised in
it is "unknown" until they say that it is them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, cast

from backfour.core.errors import Refused
from backfour.core.motion.coach import Coach, open_coach, step
from backfour.core.motion.landmarks import frame_of
from backfour.core.motion.sitting import ELSEWHERE, Head, Sitting
from backfour.core.session.eye import number
from backfour.core.sitting.slump import SLUMPED_S, WINDOW_S, Posture, Watcher, look, snooze

LEARNING: Final = "learning"
MOST_SNOOZE_MIN: Final = 240


class Slumps:
    """Holds the one monitor of a page."""

    def __init__(self) -> None:
        self.coach: Coach | None = None
        self._upright: Head | None = None
        self._watcher = Watcher()

    def open(self) -> dict[str, Any]:
        """Begin to watch, or learn the upright place anew; what was slumped is forgotten."""
        self.__init__()  # type: ignore[misc]
        self.coach = open_coach("sitting")
        return self._output(LEARNING, nudge=False)

    def look(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Take in one look of the camera, as ``coach_frame`` takes it.

        Raises
        ------
        Refused
            Nothing is open, or a field is wrong.
        """
        coach = self._open()
        width, height = (number(given, name, least=1) for name in ("w", "h"))
        t_ms = number(given, "t_ms", least=0)
        told = {"t": t_ms / 1000, "lm": given.get("lm"), "light": given.get("light")}
        frame = frame_of(told, width / height)
        coach, _ = step(coach, frame)
        self.coach = coach = self._kept(coach)
        posture = posture_of(coach)
        self._watcher, nudge = look(self._watcher, frame.t_s, posture)
        learning = self._upright is None and posture == "unknown"
        return self._output(LEARNING if learning else posture, nudge=nudge)

    def snooze(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Stay silent for some minutes.

        Raises
        ------
        Refused
            Nothing is open, or ``minutes`` is not 1 to 240.
        """
        coach, minutes = self._open(), given.get("minutes")
        if type(minutes) is not int or not 1 <= minutes <= MOST_SNOOZE_MIN:
            raise Refused("minutes", f"must be a whole number from 1 to {MOST_SNOOZE_MIN}")
        self._watcher = snooze(self._watcher, minutes)
        return self._output(posture_of(coach), nudge=False)

    def close(self) -> dict[str, Any]:
        """Stop watching and forget everything.

        Raises
        ------
        Refused
            Nothing is open.
        """
        self._open()
        out = self._output("unknown", nudge=False)
        self.coach = None
        return out

    def _open(self) -> Coach:
        if self.coach is None:
            raise Refused("slump", "no coach is open")
        return self.coach

    def _kept(self, coach: Coach) -> Coach:
        """Keep the upright place that was learnt first."""
        eye = _eye(coach)
        if self._upright is None or eye.upright == self._upright:
            self._upright = eye.upright
            return coach
        kept = replace(eye, upright=self._upright, known=False, settling=None, last=None)
        return replace(coach, movement=kept)

    def _output(self, state: str, *, nudge: bool) -> dict[str, Any]:
        watcher = self._watcher
        silent_s = max(0.0, watcher.snoozed_until_s - (watcher.last_s or 0.0))
        view = {
            "state": state,
            "slumped_s": round(watcher.slumped_s),
            "needed_s": SLUMPED_S,
            "window_s": WINDOW_S,
            "snoozed_s": round(silent_s),
            "nudges": watcher.nudges,
        }
        return {"view": view, "nudge": nudge}


def posture_of(coach: Coach) -> Posture:
    """What a look shows: who stands, or is not there, is away; whom it cannot tell is unknown."""
    if not coach.trust.trusted:
        return "away" if coach.trust.problem == "nobody" else "unknown"
    eye = _eye(coach)
    if eye.upright is None or not eye.known:
        return "unknown"
    if eye.slumped_s is not None:
        return "slumped"
    risen = eye.last is not None and eye.upright.y - eye.last.y > ELSEWHERE[0] * eye.upright.neck
    return "away" if risen else "upright"


def _eye(coach: Coach) -> Sitting:
    return cast("Sitting", coach.movement)
