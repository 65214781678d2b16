"""The time line of one movement: holds, turns, rests and changes, each with what is said when.

A beat is a stretch of time in which one thing is done. Doses: clinical-spec section 3;
tempo and when a reminder is said: our choice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from backfour.core.exercises.catalogue import Form, Level

SECOND: Final = 1000
SPEAK_MS: Final = 3500
"""Time given to one spoken line before the next."""

OUT_LINE_MS: Final = 6000
"""Time given to each step of getting out of a position or up: it is said, then done."""

CHANGE_MS: Final = 15 * SECOND
"""Roll, change of edge or of leg within one place (product: roll 15 s)."""

FIRST_REMINDER_MS: Final = 6 * SECOND
REMINDER_EVERY_MS: Final = 9 * SECOND

OTHER_SIDE: Final = {"left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence by key; values are whole numbers."""

    key: str
    values: tuple[tuple[str, int], ...] = ()


def say(key: str, **values: int) -> Say:
    """Name a sentence and its numbers."""
    return Say(key, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class Mark:
    """At ``at_ms`` of a beat a sentence is said, a tone is heard, or both."""

    at_ms: int
    say: Say | None = None
    tone: str | None = None


@dataclass(frozen=True, slots=True)
class Beat:
    """A stretch of ``ms`` milliseconds.

    ``group_ms`` is the whole count this beat belongs to and ``start_ms`` where in it the beat
    begins; ``group_ms`` 0 means that no count is shown. ``frozen``: the full count is shown but
    does not run yet. ``holds``: its time is counted as held; ``rep``: its end counts one for
    its side. ``nth`` of ``of``: which circle.
    """

    kind: str
    ms: int
    marks: tuple[Mark, ...] = ()
    side: str = ""
    group_ms: int = 0
    start_ms: int = 0
    frozen: bool = False
    holds: bool = False
    rep: bool = False
    nth: int = 0
    of: int = 0


def last_three(end_ms: int) -> tuple[Mark, ...]:
    """Tones three, two and one second before the end."""
    return tuple(Mark(end_ms - n * SECOND, tone="tick") for n in (3, 2, 1))


def with_seconds(beat: Beat) -> Beat:
    """The same hold with a soft sound each second, wherever no other tone is due."""
    if beat.kind != "hold":
        return beat
    taken = {mark.at_ms for mark in beat.marks if mark.tone}
    soft = (Mark(at, tone="second") for at in range(SECOND, beat.ms, SECOND) if at not in taken)
    return replace(beat, marks=tuple(sorted((*beat.marks, *soft), key=lambda m: m.at_ms)))


def spoken(lines: Iterable[Say], every_ms: int = SPEAK_MS) -> tuple[Mark, ...]:
    """Lines said one after another."""
    return tuple(Mark(n * every_ms, say=line) for n, line in enumerate(lines))


@lru_cache(maxsize=256)
def doing(
    exercise: str, level: Level, form: Form, first_side: str, change_ms: int = CHANGE_MS
) -> tuple[Beat, ...]:
    """Time line of a movement from its start tone to its last tone.

    Parameters
    ----------
    first_side
        ``left`` or ``right``, for movements that begin with the easier or weaker side.
    change_ms
        Time to change sides, where one side is done after the other.
    """
    if level.kind == "hold":
        return (_hold(exercise, level),)
    if level.kind == "turns":
        return _turns(level, form)
    if level.kind == "reps":
        return _reps(level, form)
    sides = (first_side, OTHER_SIDE[first_side])
    build = _sided_hold if level.kind == "sided_hold" else _circles
    change = Beat(
        "change",
        change_ms,
        (
            Mark(0, say(f"say.change.{exercise}.{sides[1]}"), "change"),
            *last_three(change_ms),
        ),
        side=sides[1],
        group_ms=change_ms,
    )
    done = say("say.side.done")
    return (*build(level, form, sides[0], None), change, *build(level, form, sides[1], done))


def _hold(exercise: str, level: Level) -> Beat:
    end = level.seconds * SECOND
    half = end // 2
    rolls = end - level.rolls_last_s * SECOND if level.rolls_last_s else end
    marks = [Mark(0, say("say.hold.start"), "start"), Mark(half, say("say.half_way"), "half")]
    if level.rolls_last_s:
        marks.append(
            Mark(rolls, say(f"say.{exercise}.rolls", seconds=level.rolls_last_s), "change")
        )
    marks += _reminders(level.remind, end, keep_clear=(half, rolls))
    marks += [*last_three(end), Mark(end, say("say.hold.done"), "done")]
    marks.sort(key=lambda mark: mark.at_ms)
    return Beat("hold", end, tuple(marks), group_ms=end, holds=True)


def _reminders(cues: tuple[str, ...], end_ms: int, keep_clear: tuple[int, ...]) -> list[Mark]:
    """Reminders in turn, never on top of another sentence or of the last seconds."""
    times = range(FIRST_REMINDER_MS, end_ms - 5 * SECOND, REMINDER_EVERY_MS)
    clear = [t for t in times if all(not -3 * SECOND < t - k < 4 * SECOND for k in keep_clear)]
    return [Mark(t, say(cues[n % len(cues)])) for n, t in enumerate(clear)]


def _turns(level: Level, form: Form) -> tuple[Beat, ...]:
    """Knees to each side and back; the side is named at every turn not used for a reminder."""
    turn_ms, whole = level.side_s * SECOND, level.seconds * SECOND
    count = whole // turn_ms
    reminders = iter(level.remind)
    beats = []
    for n in range(count):
        side = "left" if n % 2 == 0 else "right"
        if n == count // 2:
            line, tone = say("say.half_way"), "half"
        elif n in (3, 7) and (cue := next(reminders, None)):
            line, tone = say(cue), "turn"
        else:
            line, tone = say(f"{form.side_say}.{side}"), "start" if n == 0 else "turn"
        marks: tuple[Mark, ...] = (Mark(0, line, tone),)
        if n == count - 1:
            marks = (
                Mark(0, line),
                *last_three(turn_ms),
                Mark(turn_ms, say("say.turns.done"), "done"),
            )
        start = n * turn_ms
        beats.append(Beat("turn", turn_ms, marks, side, whole, start, holds=True, rep=True))
    return tuple(beats)


def _sided_hold(level: Level, form: Form, side: str, done: Say | None) -> tuple[Beat, ...]:
    end = level.seconds * SECOND
    marks = (
        Mark(0, say(f"{form.side_say}.{side}"), "start"),
        Mark(end // 2, say(level.remind[0]), "half"),
        *last_three(end),
        Mark(end, done, "done"),
    )
    return (Beat("hold", end, marks, side, end, holds=True),)


def _reps(level: Level, form: Form) -> tuple[Beat, ...]:
    """Sides in turn; a short rest after each, the long one half-way (clinical-spec 3.3)."""
    hold, whole = level.seconds * SECOND, level.reps * 2
    reminders = level.remind
    beats: list[Beat] = []
    for n in range(whole):
        side = "left" if n % 2 == 0 else "right"
        up = Mark(0, say(f"{form.side_say}.{side}"))
        beats.append(Beat("up", level.up_s * SECOND, (up,), side, hold, frozen=True))
        marks = (Mark(0, tone="start"), *last_three(hold), Mark(hold, say("say.reps.down"), "done"))
        beats.append(Beat("hold", hold, marks, side, hold, rep=True))
        beats.append(Beat("down", level.down_s * SECOND, side=side))
        if n + 1 == whole // 2:
            rest = level.long_rest_s * SECOND
            line = say("say.reps.long_rest", seconds=level.long_rest_s)
            marks = (Mark(0, line, "half"), *last_three(rest))
            beats.append(Beat("long_rest", rest, marks, group_ms=rest))
        elif n + 1 < whole:
            cue = (Mark(0, say(reminders[(n // 2) % len(reminders)])),) if n % 2 else ()
            beats.append(Beat("rest", level.rest_s * SECOND, cue))
    done = Mark(level.down_s * SECOND, say("say.reps.done"))
    beats[-1] = Beat("down", level.down_s * SECOND, (done,), beats[-1].side)
    return tuple(beats)


def _circles(level: Level, form: Form, side: str, done: Say | None) -> tuple[Beat, ...]:
    """Circles at an even pace up to the cap; direction changes half-way (clinical-spec 3.4)."""
    whole = level.seconds * SECOND
    one = whole // level.circles
    reminders = level.remind
    beats = []
    for n in range(level.circles):
        marks: list[Mark] = []
        if n == 0:
            marks.append(Mark(0, say(f"{form.side_say}.{side}"), "start"))
        elif n == level.circles // 2:
            marks.append(Mark(0, say("say.circles.other_way"), "half"))
        elif n % 2 == 0:
            marks.append(Mark(0, say(reminders[(n // 2) % len(reminders)]), "turn"))
        else:
            marks.append(Mark(0, tone="turn"))
        if n == level.circles - 1:
            marks += [*last_three(one), Mark(one, done, "done")]
        beat = Beat("circle", one, tuple(marks), side, whole, n * one, rep=True, nth=n + 1)
        beats.append(replace(beat, of=level.circles))
    return tuple(beats)
