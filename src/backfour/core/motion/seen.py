"""What a movement is told: a believed look, and what it tells back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, Literal, Protocol, Self

from backfour.core.motion.geometry import mid
from backfour.core.motion.landmarks import (
    L_ANKLE,
    L_HIP,
    L_KNEE,
    L_SHOULDER,
    NOSE,
    R_ANKLE,
    R_HIP,
    R_KNEE,
    R_SHOULDER,
)
from backfour.core.motion.smoothing import XY

Side = Literal["left", "right"]
Reason = Literal[
    "nobody", "dark", "too_small", "out_of_frame", "wrong_view", "two_people", "unsteady", "stalled"
]

OTHER: Final[dict[Side, Side]] = {"left": "right", "right": "left"}
WHOLE_BODY: Final = (NOSE, L_SHOULDER, R_SHOULDER, L_HIP, R_HIP, L_KNEE, R_KNEE, L_ANKLE, R_ANKLE)


@dataclass(frozen=True, slots=True)
class Seen:
    """One believed look.

    Parameters
    ----------
    t_s
        Its time, seconds.
    dt_s
        Time since the believed look before, seconds; at most ``LONGEST_GAP_S`` within a stretch of
        trust, 0 at its first look.
    at
        33 smoothed places (x, y) in picture heights.
    z
        The model's depth of each point, picture heights, unsmoothed; nearer is smaller. A hint.
    torso
        Length of this person's trunk in this stretch, picture heights (slowly averaged).
    """

    t_s: float
    dt_s: float
    at: tuple[XY, ...]
    z: tuple[float, ...]
    torso: float

    @property
    def shoulders(self) -> XY:
        """Half-way between the shoulders."""
        return mid(self.at[L_SHOULDER], self.at[R_SHOULDER])

    @property
    def hips(self) -> XY:
        """Half-way between the hips."""
        return mid(self.at[L_HIP], self.at[R_HIP])


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold is over. ``counted``: long enough and rightly done (contracts section 4)."""

    start_s: float
    end_s: float
    held_s: float
    side: Side | None
    counted: bool


@dataclass(frozen=True, slots=True)
class Rep:
    """One repetition is over."""

    start_s: float
    end_s: float
    side: Side | None


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault was there long enough to be said (clinical-spec 3.0: 70 % of looks over 1 s)."""

    t_s: float
    key: str


@dataclass(frozen=True, slots=True)
class Cue:
    """Say this now: a fault's sentence or praise."""

    t_s: float
    key: str


@dataclass(frozen=True, slots=True)
class Lost:
    """From ``since_s`` on nothing is judged; known at ``t_s``."""

    t_s: float
    since_s: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Found:
    """Judging goes on; nothing was judged from ``since_s`` to ``t_s``."""

    t_s: float
    since_s: float
    reason: Reason


Event = Hold | Rep | Fault | Cue | Lost | Found


@dataclass(frozen=True, slots=True)
class Now:
    """What the page shows at this moment.

    ``phase``: ``start`` (the start position has not been seen yet), ``rest``, ``hold``, ``move``.
    ``held_s`` belongs to the hold under way. ``side``: of the hold or repetition under way.
    """

    phase: Literal["start", "rest", "hold", "move"] = "start"
    side: Side | None = None
    held_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Demand:
    """What must be true of a picture before a movement can be judged in it.

    Parameters
    ----------
    trunk_deg
        Least and most slope of the shoulder-hip line against level, 0..90 degrees: lying about 0,
        upright about 90. Outside, the view (or the person's posture) is wrong.
    inside
        Points that must lie inside the picture with a margin.
    view
        What is asked of the person: ``side``, or ``behind`` (behind, in front or from the side).
    least_extent
        The body's larger extent as a share of the picture's width or height.
    """

    trunk_deg: tuple[float, float]
    inside: tuple[int, ...] = WHOLE_BODY
    view: Literal["side", "behind", "any"] = "side"
    least_extent: float = 0.22


class Movement(Protocol):
    """One movement's eye: immutable; every call gives the next one and what happened."""

    demand: ClassVar[Demand]

    def step(self, seen: Seen) -> tuple[Self, tuple[Event, ...]]:
        """Take in one believed look."""

    def lose(self, t_s: float) -> tuple[Self, tuple[Event, ...]]:
        """Stop judging: the last believed look was at ``t_s``. What is half done is not guessed."""

    def finish(self, t_s: float) -> tuple[Self, tuple[Event, ...]]:
        """Close what is open: no more looks will come; ``t_s`` is the last believed one."""

    def now(self) -> Now:
        """What is under way."""
