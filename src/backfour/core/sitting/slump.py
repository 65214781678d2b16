"""From slumped moments to one nudge: 10 of 15 minutes (clinical-spec 6.3).

It counts what was seen, never what was not: a gap is neither slumped nor upright. What a slump is,
`core/motion/sitting.py` decides; it measures a change from the person's own upright place.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, Literal

WINDOW_S: Final = 900
SLUMPED_S: Final = 600
"""One nudge after so many slumped seconds of the last 15 minutes (clinical-spec 6.3)."""
LONGEST_LOOK_S: Final = 5.0
"""Looks further apart than this leave a gap that counts as nothing (our choice)."""
AWAY_S: Final = 120
"""Away this long was a break: what came before is forgotten (clinical-spec 6.3: 2 minutes)."""
SNOOZE_MIN: Final = 30
BUCKET_S: Final = 10
"""Seconds are summed up over this long, so that a quarter of an hour is 90 numbers (our choice)."""

Posture = Literal["upright", "slumped", "away", "unknown"]
"""``away``: nobody there, or standing. ``unknown``: somebody else, or not to be judged."""


@dataclass(frozen=True, slots=True)
class Watcher:
    """What was seen lately.

    ``slumped``: slumped seconds by ten-second bucket; ``away_s``: since when nobody sits there;
    ``snoozed_until_s``: no nudge before; ``nudges``: how many came.
    """

    last_s: float | None = None
    slumped: dict[int, float] = field(default_factory=dict)
    away_s: float | None = None
    snoozed_until_s: float = 0.0
    nudges: int = 0

    @property
    def slumped_s(self) -> float:
        """Slumped seconds of the last quarter of an hour."""
        return sum(self.slumped.values())


def look(watcher: Watcher, t_s: float, posture: Posture) -> tuple[Watcher, bool]:
    """Take in what one look showed.

    Parameters
    ----------
    t_s
        Seconds on a clock that only goes forward; an earlier look is passed over.
    posture
        What was seen.

    Returns
    -------
    tuple
        The watcher, and whether to nudge now.
    """
    last_s = watcher.last_s
    if last_s is not None and t_s <= last_s:
        return watcher, False
    gap_s = 0.0 if last_s is None else t_s - last_s
    watcher = _gone(replace(watcher, last_s=t_s), t_s, posture, gap_s)
    if posture == "slumped" and gap_s <= LONGEST_LOOK_S:
        bucket = int(t_s // BUCKET_S)
        kept = watcher.slumped | {bucket: watcher.slumped.get(bucket, 0.0) + gap_s}
        watcher = replace(watcher, slumped=kept)
    first = int((t_s - WINDOW_S) // BUCKET_S)
    if any(bucket <= first for bucket in watcher.slumped):
        kept = {bucket: s for bucket, s in watcher.slumped.items() if bucket > first}
        watcher = replace(watcher, slumped=kept)
    if watcher.slumped_s < SLUMPED_S or t_s < watcher.snoozed_until_s:
        return watcher, False
    # One nudge: the next needs a quarter of an hour of its own.
    return replace(watcher, slumped={}, nudges=watcher.nudges + 1), True


def _gone(watcher: Watcher, t_s: float, posture: Posture, gap_s: float) -> Watcher:
    """Follow how long nobody sat there; a long gap in the looks may have been that too."""
    if posture != "away":
        fresh = gap_s >= AWAY_S
        return replace(watcher, away_s=None, slumped={} if fresh else watcher.slumped)
    away_s = t_s if watcher.away_s is None else watcher.away_s
    over = t_s - away_s >= AWAY_S
    return replace(watcher, away_s=away_s, slumped={} if over else watcher.slumped)


def snooze(watcher: Watcher, minutes: int = SNOOZE_MIN) -> Watcher:
    """No nudge for so many minutes; what was slumped until then is forgotten."""
    until_s = (watcher.last_s or 0.0) + minutes * 60
    return replace(watcher, snoozed_until_s=until_s, slumped={})
