"""What the page shows at this moment: keys and numbers, never a sentence."""

from __future__ import annotations

from typing import Any

from backfour.core.session.beats import SECOND, Beat, Say, say
from backfour.core.session.player import Output, Player
from backfour.core.session.script import Part, estimate_s
from backfour.core.session.watching import WATCHED_FROM


def phrase(line: Say | None) -> dict[str, Any] | None:
    """Write a sentence as key and values."""
    return None if line is None else {"key": line.key, "values": dict(line.values)}


def output_dict(player: Player, out: Output) -> dict[str, Any]:
    """Write everything the page gets after one input."""
    alert = {"action": out.alert[0], "key": out.alert[1]} if out.alert else None
    refused = {"field": out.refused, "key": f"error.answer.{out.refused}"} if out.refused else None
    return {
        "view": view(player),
        "say": [phrase(line) for line in out.say],
        "hush": out.hush,
        "tones": list(out.tones),
        "events": list(out.events),
        "drafts": [draft.to_dict() for draft in out.drafts],
        "dropped": list(out.dropped),
        "alert": alert,
        "refused": refused,
        "ignored": out.ignored,
        "aside": out.aside,
        "done": player.stage in ("alert", "end"),
    }


def view(player: Player) -> dict[str, Any]:
    """Describe the screen (docs/session-protocol.md, "View")."""
    controls = player.controls()
    return {
        "screen": player.stage,
        "paused": player.paused,
        "asleep": player.interrupted == "asleep",
        # An open question is not paused: it stays as it is, half answered or not.
        "interrupted": player.interrupted if player.paused and player.interrupted else None,
        **_movement(player),
        **_lines(player),
        **_time(player),
        "step": [player.step, len(player.gone) + len(player.ahead())],
        "next": phrase(_next(player)),
        "waits": player.waits,
        "controls": list(controls),
        "main": next((name for name in ("resume", "ready", "pause") if name in controls), None),
        "ask": _ask(player),
        "pace": player.options.pace,
        "guide": player.options.guide,
        "seconds_left": _seconds_left(player),
        "end": _end(player),
    }


def _movement(player: Player) -> dict[str, Any]:
    part, draft = player.part, player.draft
    if part is None:
        exercise = draft.exercise if draft else None
        code = player.catalogue.movement(exercise).code if exercise else None
        title = f"move.{exercise}.name" if exercise else None
        names = (
            "variant",
            "place",
            "film",
            "differs",
            "level_key",
            "dose",
            "evidence",
            "limb",
            "camera",
        )
        empty: dict[str, Any] = dict.fromkeys(names)
        level = draft.level if draft else None
        return empty | {
            "exercise": exercise, "code": code, "level": level, "title": title, "notes": [],
        }  # fmt: skip
    return {
        "exercise": part.exercise,
        "code": part.movement.code,
        "level": part.level.number,
        "variant": part.form.name or None,
        "title": f"move.{part.exercise}.name",
        "place": part.place,
        "film": part.form.film,
        "differs": part.form.differs or None,
        "level_key": part.level_key,
        "dose": phrase(part.dose),
        "evidence": part.level.evidence,
        "limb": part.form.limb or None,
        "notes": list(part.notes),
        "camera": _camera(part),
    }


def _camera(part: Part) -> dict[str, Any] | None:
    """Where a camera would stand; None where this form of the movement is not known to it."""
    if part.level.number < WATCHED_FROM[part.exercise]:
        return None
    camera = part.movement.camera
    return {
        "first": camera.default,
        "view": camera.view,
        "held": camera.held,
        "height_cm": list(camera.height_cm),
        "distance_m": list(camera.distance_m),
    }


def _lines(player: Player) -> dict[str, Any]:
    """The whole instruction of the screen, and which line is being said."""
    lines: list[str] = []
    if player.beats and player.stage in ("card", "rise", "out"):
        lines = [mark.say.key for mark in player.now.marks if mark.say]
    elif player.stage == "ready" and player.part:
        lines = list(player.part.setup)
    said = player.cue.key if player.cue else ""
    line = lines.index(said) if said in lines else None
    return {"lines": lines, "line": line, "cue": phrase(player.cue)}


def _time(player: Player) -> dict[str, Any]:
    """Count, ring, side and dots of the running beat."""
    empty: dict[str, Any] = dict.fromkeys(("beat", "count", "side", "sides"))
    if not player.beats:
        return empty | {"ring": 0}
    beat, doing = player.now, player.stage == "doing"
    left_ms = beat.group_ms - beat.start_ms - (0 if beat.frozen else player.elapsed_ms)
    counting = beat.group_ms > 0 and not player.waits
    count = None
    if counting and beat.kind == "circle":
        count = {"kind": "circles", "value": beat.nth, "of": beat.of}
    elif counting:
        value, whole = -(-left_ms // SECOND), beat.group_ms // SECOND
        count = {"kind": "seconds", "value": value, "of": whole}
    return {
        "beat": beat.kind if doing else None,
        "count": count,
        "ring": round(left_ms / beat.group_ms, 3) if counting else 0,
        "side": beat.side or None,
        "sides": _sides(player) if doing else None,
    }


def _sides(player: Player) -> dict[str, Any] | None:
    """Progress of each side: repetitions, or the one hold of each side."""
    if not any(beat.side for beat in player.beats):
        return None
    told = {}
    for side, reps in zip(("left", "right"), player.counted, strict=True):
        mine = [n for n, b in enumerate(player.beats) if b.side == side and (b.rep or b.holds)]
        counted = any(player.beats[n].rep for n in mine)
        done = min(reps, len(mine)) if counted else sum(n < player.beat for n in mine)
        told[side] = {"done": done, "of": len(mine)}
    return told


def _next(player: Player) -> Say | None:
    """What comes after this, in a word."""
    if player.stage not in ("doing", "out", "ask", "stopped"):
        return None
    coming = _next_side(player) if player.stage == "doing" else None
    if coming:
        return coming
    ahead = player.ahead()
    return say(f"next.movement.{ahead[0].exercise}" if ahead else "next.end")


def _next_side(player: Player) -> Say | None:
    rest: tuple[Beat, ...] = player.beats[player.beat + 1 :]
    part = player.part
    for beat in rest:
        if beat.kind == "long_rest":
            return say("next.long_rest", seconds=beat.ms // SECOND)
        if part and beat.side and beat.side != player.now.side and beat.kind != "turn":
            return say(f"next.side.{part.exercise}.{part.form.limb}.{beat.side}")
    return None


def _ask(player: Player) -> dict[str, Any] | None:
    if player.draft is None or player.stage not in ("ask", "stopped"):
        return None
    stopped = player.stage == "stopped"
    return {
        "before": player.draft.before,
        "stop": stopped,
        "fine": not stopped,
        "earlier": player.earlier,
        "knocked": stopped and player.knocked,
    }


def _seconds_left(player: Player) -> int:
    later = [p for p in player.ahead() if p is not player.part]
    total = estimate_s(later, player.options.pace, player.body)
    if player.beats:
        here_ms = sum(beat.ms for beat in player.beats[player.beat :]) - player.elapsed_ms
        total += here_ms // SECOND
    if player.part and player.stage in ("card", "ready", "rise"):
        total += player.part.doing_ms // SECOND
    return total


def _end(player: Player) -> dict[str, Any] | None:
    if player.stage not in ("alert", "end"):
        return None
    return {
        "completed": player.whole >= set(player.wanted),
        "done": list(player.done),
        "left_out": [name for name in player.wanted if name not in player.done],
        "why": player.why,
        "rescreen": player.rescreen,
    }
