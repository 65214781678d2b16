"""When a break from sitting is offered, and when it is quiet (clinical-spec 6.3).

Hazard H44 (docs/safety.md): a nudge must not pester, wake, or distract a driver.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

LEAST_EVERY_MIN: Final = 20
MOST_EVERY_MIN: Final = 60
USUAL_EVERY_MIN: Final = 30
"""A break is offered this often (clinical-spec 6.3: 30, selectable 20 to 60)."""
SHIFT_EVERY_MIN: Final = 30
"""With a skin that must be spared, weight is shifted at least this often (clinical-spec 6.2)."""
BREAK_S: Final = 120
"""Stand and walk this long (clinical-spec 6.3: what was stretched half recovers in 2 minutes)."""
MOST_A_DAY: Final = 12
"""Breaks offered in a day at most (clinical-spec 6.3)."""
IGNORED_STOP: Final = 3
"""After so many without an answer in a row no more are offered (clinical-spec 6.3)."""
GONE_S: Final = 300
"""The page asks every minute; silent this long, nobody was there (our choice)."""
AFTER_RETURN_S: Final = 600
"""Not sooner than this after coming back to the page (our choice)."""
POSTPONE_S: Final = 600
""""In 10 minutes" (our choice)."""
SOON_S: Final = 60
"""So long before a break the page says that it comes, and lets it be postponed (our choice)."""
ANSWER_S: Final = 600
"""A break that nobody answered within this time was ignored (our choice)."""
LONGEST_S: Final = 4 * 3600
"""A bout that runs longer was forgotten, or its person is asleep: nothing more is offered (our
choice)."""

MINUTE_S: Final = 60
DAY_MIN: Final = 1440

Silence = Literal["off", "nobody", "car", "answer", "ignored", "enough", "quiet", "asleep"]
"""Why no break is coming. ``answer``: one was offered and waits for "did you?"."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How the person wants breaks.

    ``every_min``: 20 to 60. ``quiet_from_min``, ``quiet_until_min``: minutes after midnight, local;
    equal means no quiet hours. ``shift``: their skin needs a shift of weight often.
    """

    on: bool = True
    every_min: int = USUAL_EVERY_MIN
    quiet_from_min: int = 21 * 60
    quiet_until_min: int = 7 * 60
    shift: bool = False

    @property
    def every_s(self) -> int:
        """Seconds from sitting down to a break."""
        least = min(max(self.every_min, LEAST_EVERY_MIN), MOST_EVERY_MIN)
        return (min(least, SHIFT_EVERY_MIN) if self.shift else least) * MINUTE_S

    def quiet_at(self, minute: int) -> bool:
        """Whether a minute of the day lies in the quiet hours, which may pass midnight."""
        begins, ends = self.quiet_from_min, self.quiet_until_min
        if begins <= ends:
            return begins <= minute < ends
        return minute >= begins or minute < ends


@dataclass(frozen=True, slots=True)
class Bout:
    """Somebody sits: since when (seconds since 1970) and where."""

    since_s: int
    place: str


@dataclass(frozen=True, slots=True)
class Breaks:
    """What became of the breaks of one day. Times are seconds since 1970, 0 for never.

    ``offered``, ``taken``: how many; ``ignored``: without an answer in a row; ``asked_s``: when the
    last was offered in this bout; ``waits``: whether it still waits for an answer;
    ``not_before_s``: postponed, or just come back; ``seen_s``: when the page last asked.
    """

    day: int
    offered: int = 0
    taken: int = 0
    ignored: int = 0
    asked_s: int = 0
    waits: bool = False
    not_before_s: int = 0
    seen_s: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """When the next break is due, or why none is coming."""

    at_s: int | None
    silence: Silence | None = None


def due(wish: Wish, bout: Bout | None, breaks: Breaks, now_s: int, minute: int) -> Due:
    """Find the next break.

    Parameters
    ----------
    wish
        How the person wants them.
    bout
        Who sits now, or None.
    breaks
        Those of today, brought up to date with `seen`.
    now_s
        Seconds since 1970.
    minute
        Local minute of the day at ``now_s``, 0 to 1439.

    Returns
    -------
    Due
        A moment that may lie a little in the past; or the reason for silence.
    """
    if bout is None:
        return Due(None, "nobody")
    if silence := _silence(wish, bout, breaks, now_s):
        return Due(None, silence)
    at_s = max(max(bout.since_s, breaks.asked_s) + wish.every_s, breaks.not_before_s)
    ahead_min = max(0, at_s - now_s) // MINUTE_S
    if wish.quiet_at((minute + ahead_min) % DAY_MIN):
        return Due(None, "quiet")
    return Due(at_s)


def _silence(wish: Wish, bout: Bout, breaks: Breaks, now_s: int) -> Silence | None:
    reasons: tuple[tuple[bool, Silence], ...] = (
        (not wish.on, "off"),
        (bout.place == "car", "car"),
        (now_s - bout.since_s >= LONGEST_S, "asleep"),
        (breaks.waits, "answer"),
        (breaks.ignored >= IGNORED_STOP, "ignored"),
        (breaks.offered >= MOST_A_DAY, "enough"),
    )
    return next((silence for holds, silence in reasons if holds), None)


def seen(breaks: Breaks, day: int, now_s: int) -> Breaks:
    """Bring the breaks up to date whenever the page asks.

    A new day begins with nothing. An offer that nobody answered in time was ignored. After a while
    without a sign of the page somebody has just come back to it: nothing is offered right away.
    """
    if day != breaks.day:
        breaks = Breaks(day, seen_s=breaks.seen_s)
    if breaks.waits and now_s - breaks.asked_s >= ANSWER_S:
        breaks = replace(breaks, ignored=breaks.ignored + 1, waits=False)
    if breaks.seen_s and now_s - breaks.seen_s >= GONE_S:
        wait_s = max(breaks.not_before_s, now_s + AFTER_RETURN_S)
        breaks = replace(breaks, not_before_s=wait_s)
    return replace(breaks, seen_s=now_s)


def offer(breaks: Breaks, now_s: int) -> Breaks:
    """One is offered now."""
    offered = breaks.offered + 1
    return replace(breaks, offered=offered, asked_s=now_s, waits=True, not_before_s=0)


def took(breaks: Breaks) -> Breaks:
    """The person got up, asked or not: whatever was ignored is forgotten."""
    return replace(sat_down(breaks), taken=breaks.taken + 1)


def sat_down(breaks: Breaks) -> Breaks:
    """A new bout begins; who tells that is there, so nothing counts as ignored."""
    return replace(breaks, ignored=0, asked_s=0, waits=False, not_before_s=0)


def declined(breaks: Breaks) -> Breaks:
    """Not this time: an answer, so nothing is ignored; the next comes an interval later."""
    return replace(breaks, ignored=0, waits=False)


def postponed(breaks: Breaks, now_s: int) -> Breaks:
    """In ten minutes, before it starts or once it is offered."""
    return replace(breaks, ignored=0, asked_s=0, waits=False, not_before_s=now_s + POSTPONE_S)
