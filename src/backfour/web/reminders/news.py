"""What went wrong with reminders, in words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.urls import reverse

from backfour.app.reminding.local import zone_of
from backfour.app.reminding.ports import Delivery
from backfour.bootstrap import house
from backfour.web.wording import day_words, time_words
from backfour.words import say


def reminder_news() -> list[dict[str, Any]]:
    """Return the panel for Today: the last thing that went wrong and was not read yet."""
    untold = house().reminders.untold()
    if not untold:
        return []
    zone = house().reminders.overview().reached.zone
    return [
        {
            "words": in_words(untold[0], zone),
            "url": reverse("reminders:reminders"),
            "link": say("reminders.news.link"),
        }
    ]


def in_words(told: Delivery, zone: str) -> str:
    """Say what became of one reminder, and why."""
    if told.state not in {"failed", "fell_back", "missed"}:
        return say(f"reminders.why.{told.reason}")
    local = datetime.fromtimestamp(told.due_s, UTC).astimezone(zone_of(zone))
    what = say(
        f"reminders.news.{told.state}",
        day=day_words(local.toordinal()),
        time=time_words(local.isoformat()),
        what=say(f"reminders.by.{told.channel}.inline"),
    )
    return f"{what} {say(f'reminders.why.{told.reason}')}" if told.reason else what
