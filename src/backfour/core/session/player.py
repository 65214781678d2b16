"""A session at one moment: where the person is, what is under way, what may be pressed.

Hazard H12 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from backfour.core.exercises.catalogue import Catalogue, Place
from backfour.core.session.beats import Beat, Say
from backfour.core.session.felt import Draft
from backfour.core.session.planner import Planner
from backfour.core.session.script import Options, Part
from backfour.core.session.watching import Sight, Watch

Stage = Literal["card", "ready", "doing", "out", "ask", "stopped", "rise", "alert", "end"]

TIMED: Final = ("card", "ready", "doing", "out", "rise")
SKIPPABLE_BEATS: Final = ("change", "long_rest")
"""Rests that Ready may shorten."""

UNDER_WAY: Final = ("doing", "out", "ask")
"""Stages of a movement that has begun."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input of the page: what, its stopwatch in whole ms, the local time, further fields.

    ``sight``: what the camera sees of the movement under way, None where it is off.
    """

    type: str
    now_ms: int
    at: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    sight: Sight | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """What the page is to say, play and store (docs/session-protocol.md)."""

    say: tuple[Say, ...] = ()
    hush: bool = False
    tones: tuple[str, ...] = ()
    events: tuple[dict[str, Any], ...] = ()
    drafts: tuple[Draft, ...] = ()
    dropped: tuple[str, ...] = ()
    alert: tuple[str, str] | None = None
    refused: str | None = None
    ignored: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Player:
    """A session at one moment.

    ``wanted`` is what the plan offered when the session was opened: nothing else is ever
    offered. ``parts`` is what it offers now. ``gone`` are movements that are over or skipped in
    this session. ``body`` is where the person is, ``rises`` whether the way out leads up;
    ``open_drafts`` are movements of an earlier opening still to be asked about (``earlier``).
    ``hushed``: after a Stop or a red nothing starts by itself. ``interrupted``: what broke in,
    ``asleep``, ``hidden`` or ``sound``. ``moving_ms``: the page's
    stopwatch when a movement was last seen running. ``knocked``: the Stop on the screen was
    heard as knocks, and whether it hurt has been asked aloud. ``reps``: counted by the time line;
    ``watch``: what the camera has made of the movement.
    """

    session: str
    catalogue: Catalogue
    options: Options
    planner: Planner
    pain_told: int
    wanted: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    stage: Stage = "end"
    part: Part | None = None
    beats: tuple[Beat, ...] = ()
    beat: int = 0
    elapsed_ms: int = 0
    cue: Say | None = None
    paused: bool = False
    interrupted: str = ""
    waiting: bool = False
    hushed: bool = False
    last_now_ms: int | None = None
    moving_ms: int | None = None
    knocked: bool = False
    body: Place = "standing"
    rises: bool = False
    card_told: bool = False
    first_side: str = "left"
    held_ms: int = 0
    reps: tuple[int, int] = (0, 0)
    watch: Watch | None = None
    draft: Draft | None = None
    earlier: bool = False
    open_drafts: tuple[Draft, ...] = ()
    step: int = 0
    gone: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    whole: frozenset[str] = frozenset()
    rescreen: bool = False
    why: str = ""

    @property
    def now(self) -> Beat:
        """The beat of this moment (only while time runs)."""
        return self.beats[self.beat]

    @property
    def counted(self) -> tuple[int, int]:
        """Repetitions left and right: what the camera saw, and what it could not see."""
        seen = self.watch.reps if self.watch else (0, 0)
        return (self.reps[0] + seen[0], self.reps[1] + seen[1])

    @property
    def waits(self) -> bool:
        """Whether the next thing starts only with Ready."""
        return self.stage == "card" or (self.stage == "ready" and (self.waiting or self.hushed))

    def ahead(self) -> tuple[Part, ...]:
        """Movements still to come, as the plan stands now, in their order.

        The leg hang comes only after a bed rotation of the same day; that it was calm is
        the programme's rule (engine-semantics 4.8.3).
        """
        left = [
            part
            for part in self.parts
            if part.exercise in self.wanted and part.exercise not in self.gone
        ]
        turning = self.part is not None and self.part.exercise == "bed_rotation"
        turns = (
            "bed_rotation" in self.planner.done_today
            or (turning and self.stage in UNDER_WAY)
            or any(part.exercise == "bed_rotation" for part in left)
        )
        return tuple(part for part in left if part.exercise != "leg_hang" or turns)

    def controls(self) -> tuple[str, ...]:
        """What may be pressed now."""
        return () if self.stage in ("alert", "end") else (*self._choices(), "where")

    def _choices(self) -> tuple[str, ...]:
        if self.stage in ("ask", "stopped"):
            if self.earlier:
                return ("answer", "dont_remember")
            return ("answer", "mistake" if self.stage == "stopped" else "stop")
        return (*self._timed_controls(), "stop")

    def _timed_controls(self) -> tuple[str, ...]:
        clock = "resume" if self.paused else "pause"
        if self.stage == "doing":
            ready = ("ready",) if self.now.kind in SKIPPABLE_BEATS and not self.paused else ()
            circling = self.now.kind == "circle"
            tired = "side_done" if circling else "tired"
            return (*ready, clock, tired, "other")
        ready = () if self.paused else ("ready",)
        if self.stage == "out":
            return (*ready, clock)
        if self.stage == "card":
            return ("ready", "skip", "finish")
        if self.stage == "rise":
            return (*ready, clock, *(("finish",) if self.part else ()))
        wait = () if self.paused or self.waits else ("wait",)
        swap = ("swap_sides",) if self.part and self.part.two_sided else ()
        return (*ready, *wait, clock, *swap, "skip", "finish")
