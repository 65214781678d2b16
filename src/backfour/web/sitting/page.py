"""What the page of sitting shows: the day in words and as a strip, and the rule with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from backfour.app.plan_today import Today
from backfour.app.sitting import Day, Running
from backfour.bootstrap import house
from backfour.core.sitting.diary import Mode, Sat, Told
from backfour.core.sitting.exceptions import EXCEPTIONS, advise
from backfour.core.vocabulary import PLACES
from backfour.web.wording import day_words, time_words
from backfour.words import say

ENDED: Final = (0, 30, 60, 120, 240)
"""Minutes ago that a bout told afterwards may have ended."""
COMMON_MINUTES: Final = (15, 30, 45, 60, 90, 120)

MORNING_MIN, NIGHT_MIN = 7 * 60, 22 * 60
"""Ends of the strip, minutes of the day; it grows where somebody sat earlier or later."""
WIDTH, BASE, LOW, HIGH = 1000, 80, 34, 54
"""The strip in its own units: width, where bouts stand, height of a bout and of the longest."""


def shown(today: Today, typed: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what the page shows."""
    day = house().sitting.day(today.state.flags)
    typed = typed or {}
    return {
        "date": day_words(day.day),
        "running": _running(day),
        "places": [
            {
                "value": place,
                "words": say(f"sitting.place.{place}"),
                "chosen": typed.get("place") == place,
            }
            for place in PLACES
        ],
        "minutes": COMMON_MINUTES,
        "typed": typed,
        "ended": [
            {"value": one, "words": say(f"sitting.ended.{one}"), "chosen": typed.get("ended")}
            for one in ENDED
        ],
        "told": told_words(day),
        "strip": strip(day),
        "bouts": [
            {"id": one.id, "words": bout_words(one), "at": time_words(one.at)}
            for one in day.today.bouts
        ],
        "rule": rule(today, day),
        "weeks": weeks_words(day),
        "logging": bool(typed),
        "seats": _seats(today, day),
        "silences": silences(),
    }


def silences() -> list[dict[str, str]]:
    """Why no break is coming, for the script."""
    names = ("off", "car", "ignored", "enough", "quiet", "asleep")
    return [{"name": name, "words": say(f"sitting.silence.{name}")} for name in names]


def _seats(today: Today, day: Day) -> list[dict[str, str]]:
    """Three seats at a glance; none where an exception says otherwise."""
    if not is_open(today) or not day.asked or day.exceptions & {"stenosis", "wheelchair"}:
        return []
    seats = [("chair", "sit.chair_good"), ("sofa", "sit.sofa_good")]
    if "propped_up" not in day.exceptions:
        seats.append(("bed", "sit.bed_feet_up"))
    return [
        {
            "film": film,
            "title": say(f"sitting.glance.{seat}"),
            "words": say(f"sitting.glance.{seat}.how"),
        }
        for seat, film in seats
        if not (seat == "sofa" and "legs_raised" in day.exceptions)
    ]


def _running(day: Day) -> dict[str, Any] | None:
    running = day.running
    if running is None:
        return None
    return {
        "id": running.id,
        "title": say(f"sitting.now.{running.place}"),
        "since": since_words(running),
        "at_s": running.since_s,
        "feet_up": running.feet_up,
        "back_filled": running.back_filled,
        "forgotten": running.forgotten,
    }


def is_open(today: Today) -> bool:
    """Whether advice may be given: the whole check was answered, and found nothing to see about."""
    return bool(today.state.last_full) and today.plan.action in {"none", "caution"}


def rule(today: Today, day: Day) -> dict[str, Any]:
    """The rule of today with its reason; none before the check, and before what is asked once."""
    if not is_open(today):
        return {"closed": True, "title": say("sitting.rule.closed"), "lead": say("sitting.closed")}
    if not day.asked:
        lead = say("sitting.rule.ask.lead")
        return {"ask": True, "title": say("sitting.rule.ask"), "lead": lead}
    advice = advise(day.exceptions, strict=day.mode.strict)
    kind = "practitioner" if advice.practitioner else "strict" if day.mode.strict else "relaxed"
    told = [name for name in EXCEPTIONS if name in day.exceptions]
    return {
        "title": say(f"sitting.rule.{kind}"),
        "lead": say("sitting.rule.practitioner.lead")
        if advice.practitioner
        else mode_words(day.mode, day.day),
        "lines": [say(f"sitting.do.{line}") for line in advice.lines],
        "exceptions": [say(f"sitting.exception.{name}.short") for name in told],
    }


def mode_words(mode: Mode, today: int) -> str:
    """Why the rule is strict or relaxed."""
    when = say("sitting.today") if mode.day == today else day_words(mode.day) if mode.day else ""
    return say(f"sitting.why.{mode.why}", pain=mode.pain, n=mode.calm_days, day=when)


def for_today(today: Today) -> dict[str, str] | None:
    """Who sits now, else the rule, in one line for the page of the day; None without a rule."""
    running = house().sitting.running(today)
    if running is not None:
        title, lead = say(f"sitting.now.{running.place}"), since_words(running)
        return {"title": title, "lead": lead, "go": say("sitting.up")}
    if not is_open(today):
        return None
    title, lead = _rule_in_short(today)
    return {"title": title, "lead": lead, "go": say("sitting.today.go")}


def _rule_in_short(today: Today) -> tuple[str, str]:
    kept = house().preferences.read()["sitting_exceptions"]
    if kept is None:
        return say("sitting.title"), say("sitting.rule.ask")
    if "wheelchair" in kept:
        return say("sitting.rule.practitioner"), say("sitting.rule.practitioner.lead")
    mode = house().sitting.mode(today.known, today.day)
    kind = "strict" if mode.strict else "relaxed"
    return say(f"sitting.today.{kind}"), mode_words(mode, today.day)


def since_words(running: Running) -> str:
    """Say since when somebody sits, and for how long."""
    return say("sitting.since", time=time_words(running.at), n=running.minutes)


def told_words(day: Day) -> list[str]:
    """The day so far in sentences."""
    told = day.today
    if told.longest is None:
        return [say("sitting.none_yet")]
    lines = [
        say(
            "sitting.longest",
            n=told.longest.minutes,
            place=say(f"sitting.place.{told.longest.place}.in"),
        )
    ]
    lines += _rising_words(told)
    if told.slump_place_min:
        lines.append(say("sitting.slump_places", n=told.slump_place_min))
    lines.append(say("sitting.breaks", n=told.rises))
    return lines


def _rising_words(told: Told) -> list[str]:
    longest = told.longest
    if longest is None or longest.pain is None:
        return []
    others = [one.pain for one in told.bouts if one.pain is not None and one.short]
    if longest.short or not others:
        return [say("sitting.rising.longest", pain=longest.pain)]
    mean = round(sum(others) / len(others))
    return [say("sitting.rising.both", pain=longest.pain, low=mean)]


def weeks_words(day: Day) -> str:
    """Rising after short and long bouts over four weeks; empty where too few told it."""
    found = day.rising
    if found is None:
        return ""
    return say(
        "sitting.rising.weeks",
        low=round(found.short),
        high=round(found.long),
        count=found.shorts,
        all=found.longs,
    )


def bout_words(one: Sat) -> str:
    """One bout, e.g. ``40 minutes, sofa, getting up 3 of 10``."""
    words = say("sitting.bout", n=one.minutes, place=say(f"sitting.place.{one.place}.in"))
    if one.pain is None:
        return words
    return say("sitting.bout.pain", told=words, pain=one.pain)


def strip(day: Day) -> SafeString | str:
    """Draw the day as a strip; the same stands beside it as a list."""
    told = day.today
    if told.longest is None:
        return ""
    now_min = _minute(day.now.at)
    spans = [
        (max(0, _minute(one.at) - one.minutes), _minute(one.at), one is told.longest)
        for one in told.bouts
    ]
    first = min(MORNING_MIN, *(begin for begin, _, _ in spans)) // 60 * 60
    last = -(-max(NIGHT_MIN, now_min, *(end for _, end, _ in spans)) // 60) * 60
    scale = WIDTH / (last - first)

    def place(minute: int) -> int:
        return round((minute - first) * scale)

    bars = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}" rx="6"/>',
        (
            (
                place(begin),
                BASE - (HIGH if longest else LOW),
                max(6, place(end) - place(begin)),
                HIGH if longest else LOW,
            )
            for begin, end, longest in spans
        ),
    )
    label = " ".join(bout_words(one) + "." for one in told.bouts)
    return format_html(
        '<svg class="awake" viewBox="0 0 {} {}" role="img" aria-label="{}">{}'
        '<path d="M0 {base}h{}"/><path class="now" d="M{} 8v{}"/></svg>'
        '<p class="strip-ends" aria-hidden="true"><span>{}</span><span>{}</span></p>',
        WIDTH,
        BASE + 4,
        label,
        bars,
        WIDTH,
        place(now_min),
        BASE - 8,
        f"{first // 60}:00",
        f"{last // 60}:00",
        base=BASE + 2,
    )


def _minute(at: str) -> int:
    return int(at[11:13]) * 60 + int(at[14:16])
