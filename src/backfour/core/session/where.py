"""Where am I: which movement of how many, which side, how much is left, and what comes next."""

from __future__ import annotations

from backfour.core.session.beats import SECOND, Beat, Say, say
from backfour.core.session.player import Player


def where(player: Player) -> tuple[Say, ...]:
    """All of it, in at most five short sentences; nothing is stopped by asking."""
    paused = (say("say.where.paused"),) if player.paused else ()
    return (*paused, *place(player), *_left(player), *_then(player))


def place(player: Player) -> tuple[Say, ...]:
    """Which movement, and which side of it."""
    name = player.part.exercise if player.part else player.draft.exercise if player.draft else ""
    if not name or not player.step:  # asked about an earlier opening: nothing is counted yet
        return ()
    of = len(player.gone) + len(player.ahead())
    movement = say(f"say.where.{name}", step=player.step, of=of)
    if not player.part or player.stage != "doing" or not _sided(player.now):
        return (movement,)
    limb = player.part.form.limb
    return movement, say(f"say.where.side.{name}.{limb}.{player.now.side}")


def _sided(beat: Beat) -> bool:
    return bool(beat.side) and beat.kind != "change"


def _left(player: Player) -> tuple[Say, ...]:
    """How much of what is under way is left."""
    if player.stage != "doing":
        starts = player.stage == "ready" and not player.waits
        if not starts:
            key = "say.where.waits" if player.stage == "ready" else f"say.where.{player.stage}"
            return (say(key),)
        left_ms = player.now.ms - player.elapsed_ms
        return (say("say.where.starts", seconds=_seconds(left_ms)),)
    beat = player.now
    if beat.kind == "circle":
        return (say("say.where.circles", step=beat.nth, of=beat.of),)
    if beat.kind in ("up", "down", "rest") or (beat.kind == "hold" and beat.rep):
        whole = sum(one.rep for one in player.beats)
        return (say("say.where.reps", done=sum(player.reps), of=whole),)
    left_ms = beat.group_ms - beat.start_ms - player.elapsed_ms
    resting = beat.kind in ("change", "long_rest")
    return (say(f"say.where.{beat.kind if resting else 'seconds'}", seconds=_seconds(left_ms)),)


def _seconds(left_ms: int) -> int:
    return -(-left_ms // SECOND)


def _then(player: Player) -> tuple[Say, ...]:
    """What comes after this."""
    if player.earlier or player.stage not in ("doing", "out", "ask", "stopped"):
        return ()
    if player.stage == "doing" and _other_side_follows(player):
        return (say("say.then.side"),)
    ahead = player.ahead()
    return (say(f"say.then.{ahead[0].exercise}" if ahead else "say.then.end"),)


def _other_side_follows(player: Player) -> bool:
    changing = player.now.kind == "change" or player.now.side == player.first_side
    return player.part is not None and player.part.two_sided and changing
