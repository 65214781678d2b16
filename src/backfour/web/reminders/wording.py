"""Quiet hours in words."""

from __future__ import annotations

from backfour.app.reminding.ports import Reached
from backfour.core.reminding.daytime import minute_text
from backfour.words import say


def quiet_words(reached: Reached) -> str:
    """Say from when to when it is quiet, and by the clock of which place."""
    begins, ends = reached.quiet
    if begins == ends:
        return say("reminders.quiet.none")
    hours = say("reminders.quiet.from", low=minute_text(begins), high=minute_text(ends))
    return f"{hours} · {reached.zone}"
