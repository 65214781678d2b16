"""What two knocks mean at this moment: Stop within a movement, Ready outside one.

The strictest reading wins: where a knock could be a Stop, it is one. Hazard H30 (docs/safety.md).
"""

from __future__ import annotations

from typing import Final, Literal

from backfour.core.session.player import Player

Wish = Literal["stop", "yes", "ready", "resume"]

STILL_MEANT_MS: Final = 3000
"""So long after a movement two knocks still belong to it: whoever is in pain needs a moment to
reach the floor, and the page half a second to be sure it heard two (our choice)."""

LONGEST_AGO_MS: Final = 5000
"""How long ago the first knock of two may have been (our choice)."""


def meaning(player: Player, now_ms: int, ago_ms: int, *, over_voice: bool) -> Wish | None:
    """Say what two knocks ask for, or None where they mean nothing.

    Parameters
    ----------
    player
        The session as it stands when the page tells of the knocks.
    now_ms
        The page's stopwatch.
    ago_ms
        How long before ``now_ms`` the first of the two was heard.
    over_voice
        Whether the page itself spoke or sounded at that time. A Stop counts all the same;
        nothing else does, for it may have been our own sound.
    """
    controls = player.controls()
    if "stop" in controls and _within_movement(player, now_ms - ago_ms):
        return "stop"
    if over_voice:
        return None
    if player.stage == "stopped":
        return "yes" if player.knocked else None
    return next((wish for wish in _ONWARD if wish in controls), None)


_ONWARD: Final[tuple[Wish, ...]] = ("resume", "ready")


def _within_movement(player: Player, first_ms: int) -> bool:
    """Whether a movement runs, rests and pauses within it included, or ran just before."""
    if player.stage == "doing":
        return True
    ran = player.moving_ms
    return player.stage in ("out", "ask") and ran is not None and first_ms <= ran + STILL_MEANT_MS
