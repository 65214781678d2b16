"""Each stored fact of a day in plain words, with what was decided from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from backfour.app.plan_today import Today
from backfour.core.events import (
    ClearanceStated,
    Event,
    ExerciseDone,
    FlagsReported,
    MorningChecked,
    PersonDescribed,
    RiseAnswered,
    ScreenCompleted,
    SessionStarted,
)
from backfour.core.instants import date_text, parse_date
from backfour.core.programme.state import Change
from backfour.web.wording import (
    day_words,
    dose,
    in_words,
    lower_first,
    movement,
    time_words,
    who_words,
)
from backfour.words import say
from backfour.words.explain import Explained

SHAPES: Final = {"green": "", "amber": " hold", "red": " rest", "unknown": " none"}


@dataclass(frozen=True, slots=True)
class Item:
    """One decision: its heading, what went in, and the reasons."""

    title: str
    inputs: str = ""
    shape: str = " none"
    reasons: list[Explained] = field(default_factory=list)


class Decisions:
    """Tells days of a history, newest first."""

    def __init__(self, today: Today) -> None:
        self._events = today.known.events
        self._lights = {given.event: given for given in today.state.lights}
        self._mornings = {judged.event: judged for judged in today.state.mornings}
        self._changes: dict[int, list[Change]] = {}
        for change in today.state.changes:
            self._changes.setdefault(change.day, []).append(change)

    def of(self, days: list[int]) -> list[dict[str, Any]]:
        """The decisions of these days."""
        wanted = set(days)
        by_day: dict[int, list[Event]] = {day: [] for day in days}
        for event in self._events:
            if event.day in wanted:
                by_day[event.day].append(event)
        return [
            {"title": day_words(day), "items": [*self._changed(day), *self._told(by_day[day])]}
            for day in days
        ]

    def _changed(self, day: int) -> list[Item]:
        items = []
        for change in reversed(self._changes.get(day, [])):
            values = {"exercise": change.exercise, **dict(change.values)}
            values |= {"date": date_text(change.day)}
            title = movement(change.exercise) if change.exercise else say("why.programme")
            items.append(Item(title, reasons=[in_words(change.key, values)]))
        return items

    def _told(self, events: list[Event]) -> list[Item]:
        items = []
        for event in reversed(events):
            teller = _TELLERS.get(event.type)
            if teller is not None:
                items.append(teller(self, event))
        return items

    def _exercise(self, event: ExerciseDone) -> Item:
        felt = [
            say("why.felt", before=event.before, peak=event.peak),
            say(f"why.quality.{event.quality}"),
            say(f"why.spread.{event.spread}"),
        ]
        felt += [say("why.stop")] if event.stop_pressed else []
        felt += [say("why.neuro")] if event.neuro else []
        felt += [say("why.system")] if event.system else []
        felt += [] if event.completed else [say("why.not_finished")]
        given = self._lights.get(event.id)
        name = movement(event.exercise)
        if given is None:
            return Item(name, "; ".join(felt))
        return Item(
            f"{name} · {say(f'light.{given.light}')}",
            f"{dose(event.exercise, event.level)}. {'; '.join(felt)}.",
            SHAPES[given.light],
            [in_words(given.reason)],
        )

    def _morning(self, event: MorningChecked) -> Item:
        told = say(
            "why.morning.told",
            pain=say("why.not_told") if event.pain is None else event.pain,
            stiff=say("why.not_told")
            if event.stiffness_min is None
            else say("why.minutes", n=event.stiffness_min),
            leg=say("why.leg.new" if event.new_leg_pain else "why.leg.none"),
        )
        judged = self._mornings.get(event.id)
        if judged is None:
            return Item(say("why.morning"), told)
        title = f"{say('why.morning')} · {say(f'light.{judged.light}')}"
        return Item(title, told, SHAPES[judged.light], [in_words(judged.reason)])

    def _screen(self, event: ScreenCompleted) -> Item:
        told = say("why.answers", n=len(event.answers))
        return Item(f"{say(f'why.screen.{event.kind}')} · {time_words(event.at)}", told)

    def _flags(self, event: FlagsReported) -> Item:
        names = [lower_first(say(f"flag.{flag}.short")) for flag in event.flags]
        return Item(say("why.flags"), ", ".join(names) or say("why.flags.none"))

    def _rise(self, event: RiseAnswered) -> Item:
        title = f"{say('why.rise')}: {movement(event.exercise)}"
        return Item(title, say("why.rise.yes" if event.accepted else "why.rise.no"))

    def _clearance(self, event: ClearanceStated) -> Item:
        day = day_words(parse_date(event.seen_on, "seen_on"))
        return Item(
            say("why.seen"), say("why.seen.by", who=who_words(event.by), day=day, note=event.note)
        )

    def _session(self, event: SessionStarted) -> Item:
        title = f"{say('why.session')} · {time_words(event.at)}"
        return Item(title, say("why.session.pain", n=event.pain_before))

    def _person(self, event: PersonDescribed) -> Item:
        return Item(say("why.person"), say("why.person.told", age=event.age))

    def _flare(self, _: Event) -> Item:
        return Item(say("why.flare"))


_TELLERS: Final[dict[str, Callable[[Decisions, Any], Item]]] = {
    "exercise_done": Decisions._exercise,  # noqa: SLF001 - the class's own table
    "morning_checked": Decisions._morning,  # noqa: SLF001
    "screen_completed": Decisions._screen,  # noqa: SLF001
    "flags_reported": Decisions._flags,  # noqa: SLF001
    "rise_answered": Decisions._rise,  # noqa: SLF001
    "clearance_stated": Decisions._clearance,  # noqa: SLF001
    "session_started": Decisions._session,  # noqa: SLF001
    "person_described": Decisions._person,  # noqa: SLF001
    "flare_declared": Decisions._flare,  # noqa: SLF001
}
"""How each stored fact is told; those without a line here decide nothing."""
