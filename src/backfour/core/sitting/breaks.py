"""When a break from sitting is offered, and when it is quiet (clinical-spec 6.3).

An open page and a reminder offer the same breaks: they share one count, kept in `Breaks`.
Hazard H44 (docs/safety.md): a nudge must not pester, wake, or distract a driver.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal

from backfour.core.quiet import NIGHT, Quiet

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
"""The page asks every minute; silent this long, nobody was there, or it is closed (our choice)."""
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
FORGOTTEN_S: Final = 12 * 3600
"""A bout that runs this long was forgotten: it says nothing any more about where somebody is, and
reminders go by their own times again (our choice)."""
EARLY_S: Final = 300
"""A reminder has fixed times and one before may have gone out late: it may come this much short of
the interval, or every second one would be left out (our choice)."""

MINUTE_S: Final = 60

Silence = Literal["off", "nobody", "car", "answer", "ignored", "enough", "quiet", "asleep"]
"""Why no break is coming. ``answer``: one was offered and waits for "did you?"."""
Unsent = Literal["car", "asleep", "page", "answer", "ignored", "enough", "just"]
"""Why no reminder of a break is sent. ``page``: an open page offers it; ``just``: too soon after
the last one was offered, taken, postponed or declined, after sitting down, or after a return."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How the person wants breaks.

    ``every_min``: 20 to 60. ``shift``: their skin needs a shift of weight often.
    """

    on: bool = True
    every_min: int = USUAL_EVERY_MIN
    quiet: Quiet = NIGHT
    shift: bool = False

    @property
    def every_s(self) -> int:
        """Seconds from sitting down to a break."""
        least = min(max(self.every_min, LEAST_EVERY_MIN), MOST_EVERY_MIN)
        return (min(least, SHIFT_EVERY_MIN) if self.shift else least) * MINUTE_S


@dataclass(frozen=True, slots=True)
class Bout:
    """Somebody sits: since when (seconds since 1970) and where."""

    since_s: int
    place: str


@dataclass(frozen=True, slots=True)
class Breaks:
    """What became of the breaks of one day, whoever offered them.

    Times are seconds since 1970, 0 for never.

    ``offered``, ``taken``: how many; ``ignored``: without an answer in a row, over midnight too;
    ``asked_s``: when the last was offered since sitting down; ``waits``: whether it still waits
    for an answer; ``not_before_s``: postponed, or just come back; ``seen_s``: when the page last
    asked; ``acted_s``: when the person last got up, sat down, or answered.
    """

    day: int
    offered: int = 0
    taken: int = 0
    ignored: int = 0
    asked_s: int = 0
    waits: bool = False
    not_before_s: int = 0
    seen_s: int = 0
    acted_s: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """When the next break is due, or why none is coming."""

    at_s: int | None
    silence: Silence | None = None


def due(
    wish: Wish, bout: Bout | None, breaks: Breaks, now_s: int, minute_at: Callable[[int], int]
) -> Due:
    """Find the next break that an open page offers.

    Parameters
    ----------
    wish
        How the person wants them.
    bout
        Who sits now, or None.
    breaks
        Brought up to date with `seen`.
    now_s
        Seconds since 1970.
    minute_at
        The minute of the day, 0 to 1439, that the person's clock shows at a moment: quiet hours
        are judged when the break would come, and clocks may change until then.

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
    if wish.quiet.covers(minute_at(max(at_s, now_s))):
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


def why_unsent(
    wish: Wish, bout: Bout | None, breaks: Breaks, now_s: int, *, page_offers: bool
) -> Unsent | None:
    """Say why a break is not offered by a reminder whose time has come.

    Without a bout a reminder keeps its own times: whoever set them sits without telling. What was
    told counts all the same: not in the car, and never soon after getting up or sitting down.

    Parameters
    ----------
    wish
        Of the reminder; its quiet hours are looked at where it is sent.
    bout
        Who sits now, or None.
    breaks
        Brought up to date with `updated`.
    now_s
        Seconds since 1970.
    page_offers
        Whether a page that is open offers breaks at all.
    """
    if bout and now_s - bout.since_s >= FORGOTTEN_S:
        bout = None
    last_s = max(breaks.asked_s, breaks.acted_s, bout.since_s if bout else 0)
    open_now = now_s - breaks.seen_s < GONE_S
    reasons: tuple[tuple[bool, Unsent], ...] = (
        (bout is not None and bout.place == "car", "car"),
        (bout is not None and now_s - bout.since_s >= LONGEST_S, "asleep"),
        (bout is not None and page_offers and open_now, "page"),
        (breaks.waits, "answer"),
        (breaks.ignored >= IGNORED_STOP, "ignored"),
        (breaks.offered >= MOST_A_DAY, "enough"),
        (now_s < max(last_s + wish.every_s - EARLY_S, breaks.not_before_s), "just"),
    )
    return next((reason for holds, reason in reasons if holds), None)


def updated(breaks: Breaks, day: int, now_s: int) -> Breaks:
    """Bring the breaks up to date.

    A new day begins to count anew; what was ignored in a row stays. An offer that nobody answered
    in time was ignored. A moment that lies ahead was written by a clock that has been moved back.
    """
    breaks = replace(
        breaks,
        asked_s=min(breaks.asked_s, now_s),
        acted_s=min(breaks.acted_s, now_s),
        seen_s=min(breaks.seen_s, now_s),
        not_before_s=min(breaks.not_before_s, now_s + max(AFTER_RETURN_S, POSTPONE_S)),
    )
    if day != breaks.day:
        breaks = replace(breaks, day=day, offered=0, taken=0)
    if breaks.waits and now_s - breaks.asked_s >= ANSWER_S:
        breaks = replace(breaks, ignored=breaks.ignored + 1, waits=False)
    return breaks


def heard(breaks: Breaks, told_s: int, rose_s: int) -> Breaks:
    """Take in what the person told elsewhere in the app, up to now.

    Parameters
    ----------
    told_s
        Last time of anything they told: after an offer they are there, and nothing counts as
        ignored.
    rose_s
        Last end of a bout of sitting: a break that was taken.
    """
    ignored = 0 if told_s > breaks.asked_s else breaks.ignored
    return replace(breaks, ignored=ignored, acted_s=max(breaks.acted_s, rose_s))


def seen(breaks: Breaks, now_s: int) -> Breaks:
    """The page asks. After a while without a sign of it somebody has just come back to it.

    Nothing is offered right away then.
    """
    if breaks.seen_s and now_s - breaks.seen_s >= GONE_S:
        wait_s = max(breaks.not_before_s, now_s + AFTER_RETURN_S)
        breaks = replace(breaks, not_before_s=wait_s)
    return replace(breaks, seen_s=now_s)


def offer(breaks: Breaks, now_s: int) -> Breaks:
    """One is offered now; on two open pages at once it is one all the same."""
    if breaks.waits:
        return breaks
    offered = breaks.offered + 1
    return replace(breaks, offered=offered, asked_s=now_s, waits=True, not_before_s=0)


def took(breaks: Breaks, now_s: int) -> Breaks:
    """The person got up, asked or not: whatever was ignored is forgotten."""
    return replace(sat_down(breaks, now_s), taken=breaks.taken + 1)


def sat_down(breaks: Breaks, now_s: int) -> Breaks:
    """A new bout begins; who tells that is there, so nothing counts as ignored."""
    return replace(answered(breaks, now_s), asked_s=0, not_before_s=0)


def answered(breaks: Breaks, now_s: int) -> Breaks:
    """Not this time, or yes, it arrived: nothing is ignored; the next comes an interval later."""
    return replace(breaks, ignored=0, waits=False, acted_s=now_s)


def postponed(breaks: Breaks, now_s: int) -> Breaks:
    """In ten minutes, before it starts or once it is offered."""
    return replace(answered(breaks, now_s), asked_s=0, not_before_s=now_s + POSTPONE_S)
