"""What Today shows: headline, week, movements with their reasons, and the one main action."""

from __future__ import annotations

from typing import Any, Final

from django.urls import reverse

from backfour.app.plan_today import Today
from backfour.app.stops import MOVEMENT_KINDS, STOPPED
from backfour.bootstrap import house
from backfour.core.events import MorningChecked
from backfour.core.programme.locks import FULL_DUE_DAYS, FULL_EVERY_DAYS
from backfour.core.programme.plan import ENOUGH_A_WEEK, MOST_A_WEEK, Plan, PlanItem
from backfour.core.session.script import Options, build_script
from backfour.web.experiment.answer import instruction
from backfour.web.moves.cards import catalogue, poster
from backfour.web.sitting.page import for_today
from backfour.web.today.rows import Row, drawn
from backfour.web.wording import day_words, dose, in_words, minutes, movement, time_words
from backfour.words import say

SHAPES: Final = {"green": "", "amber": " hold", "red": " rest"}
"""Shape of each light: a disc, two bars, a flat bar."""

GENTLE: Final = "rest"
"""What a session on a rest day is for: elbow prop and bed rotation, if wanted."""


def closed(today: Today) -> dict[str, Any]:
    """The day while the programme is closed: what to do about it."""
    plan = today.plan
    page: dict[str, Any] = {"date": day_words(today.day), "known": bool(today.state.last_full)}
    reasons = plan.screen_reasons
    if any(key.startswith("rule.") for key in reasons):
        return page | _head("see") | _main("check:result", "today.to_result")
    if "screen.no_full" in reasons or "screen.no_person" in reasons:
        running = house().check.running("full")
        begun = running is not None and running.age is not None
        words = "check.resume.go" if begun else "today.to_check"
        return page | _head("check") | _main("check:begin", words, "check.about.side")
    if "screen.worst_pain_today" in reasons:
        return page | _head("day") | _main("warning", "end.call.link")
    if "screen.full_expired" in reasons or "screen.absent" in reasons:
        lines = {"lines": [in_words(key).sentence for key in reasons if key.startswith("screen.")]}
        return page | _head("again") | lines | _main("check:begin", "today.to_check.again")
    if "screen.flare" in reasons:
        return page | _head("flare") | _main("weekly:weekly", "today.to_weekly")
    return page | _head("weekly") | _main("weekly:weekly", "today.to_weekly")


def opened(today: Today) -> dict[str, Any]:
    """The day while something may be done, or rests."""
    plan, state = today.plan, today.state
    page: dict[str, Any] = {"date": day_words(today.day), "open": True, "known": True}
    if not state.body_told:
        page |= {
            "title": say("today.head.body"),
            "lead": say("today.head.body.lead"),
        }
        return page | _main("body:body", "today.to_body")
    page["lines"] = [in_words(one.key, one.values).sentence for one in plan.advice]
    if today.done_twice:
        page["lines"].append(say("today.two_sessions"))
    running = house().experiment.running(today)
    if running is not None and (line := instruction(running, today.day)):
        page["lines"].append(line)
    page["asks"] = [*_drafts(today), *_morning(today), *_due(today), *_measures(today)]
    page["week"] = _week(plan)
    page["reset"] = plan.reset_offered and (plan.done_today or plan.rest_day)
    page["sitting"] = for_today(today)
    page["flare"] = plan.mode == "flare"
    page["rise"] = _rise(plan)
    page["moves"] = [drawn(_row(today, item)) for item in plan.items]
    return page | _headline(today) | _action(today)


def _head(name: str) -> dict[str, Any]:
    head = f"today.head.locked.{name}"
    return {"title": say(head), "lead": say(f"{head}.lead")}


def _main(address: str, words: str, side: str = "", query: str = "") -> dict[str, Any]:
    return {
        "main": {
            "url": reverse(address) + query,
            "words": say(words),
            "side": say(side) if side else "",
            "play": address.startswith("start:"),
        }
    }


def _headline(today: Today) -> dict[str, Any]:
    plan = today.plan
    if plan.mode == "flare":
        return {"title": say("today.head.flare"), "lead": say("today.head.flare.lead")}
    if plan.rest_day:
        lead = say("today.head.rest.lead", day=day_words(plan.next_full_day or today.day))
        return {"title": say("today.head.rest"), "lead": lead}
    if plan.session_ready:
        offered = _count(plan)
        length = minutes(build_script(plan, catalogue(), Options()).seconds)
        title = say(
            "today.head.moves", n=offered, count=say(f"today.count.{offered}"), minutes=length
        )
        return {"title": title, "lead": _morning_told(today)}
    if plan.done_today:
        return {"title": say("today.head.done"), "lead": say("today.head.done.lead")}
    lead = (
        say("today.head.rest.lead", day=day_words(plan.next_full_day))
        if plan.next_full_day
        else say("today.walk")
    )
    return {"title": say("today.head.nothing"), "lead": lead}


def _count(plan: Plan) -> int:
    """How many movements are offered; the leg hang is the end of the bed rotation, not a fifth."""
    offered = {item.exercise for item in plan.items if item.offered is not None}
    return len(offered - {"leg_hang"} or offered)


def _action(today: Today) -> dict[str, Any]:
    plan = today.plan
    running = house().session.running()
    if running is not None and not plan.session_ready:
        return _main("forms:next", "forms.finish", "forms.over.lead")
    if running is not None:
        found = _main("start:go", "today.go_on")
        found["main"]["side"] = say("today.go_on.side", time=time_words(running.started.at))
        return found
    if plan.rest_day:
        query = f"?for={GENTLE}"
        return _main("start:start", "today.start.light", "today.start.light.side", query)
    if plan.session_ready:
        return _main("start:start", "today.start", "today.start.side")
    return _main("moves:moves", "moves.title", "today.walk")


def _drafts(today: Today) -> list[dict[str, Any]]:
    """Movements begun or stopped and never told about."""
    return [
        {
            "words": say("today.felt.body", movement=say(f"move.{draft.data['exercise']}.inline")),
            "url": reverse("forms:felt", args=[draft.key]),
            "link": say("today.felt.link"),
        }
        for draft in today.drafts
        if draft.kind == STOPPED or (draft.kind in MOVEMENT_KINDS and not _is_running(today, draft))
    ]


def _is_running(today: Today, draft: Any) -> bool:
    """Whether a draft belongs to the session that is going on: that one asks by itself."""
    start = today.known.sessions.get(draft.data.get("session", ""))
    return start is not None and start.day == today.day


def _morning(today: Today) -> list[dict[str, Any]]:
    state = today.state
    if state.last_morning == today.day or not state.last_exercise_day or today.plan.done_today:
        return []
    return [
        {
            "words": say("today.morning.side"),
            "url": reverse("morning:pain"),
            "link": say("today.answer_morning"),
        }
    ]


def _morning_told(today: Today) -> str:
    """The morning in a few words, where it was answered today."""
    state = today.state
    last: MorningChecked | None = house().history.latest("morning_checked")
    if last is None or last.day != today.day or not state.mornings:
        return ""
    told = []
    if last.pain is not None:
        told.append(say("today.morning.pain", pain=last.pain))
    if last.stiffness_min is not None:
        told.append(say("today.morning.stiff", n=last.stiffness_min))
    if not told:
        return ""
    calm = state.mornings[-1].light == "green"
    return say("today.morning.calm" if calm else "today.morning.other", told=", ".join(told))


def _due(today: Today) -> list[dict[str, Any]]:
    """A check that is due while the plan is still open."""
    state = today.state
    if not today.plan.due:
        return []
    flare = state.flare
    if today.day >= state.last_full + FULL_DUE_DAYS:
        until = day_words(state.last_full + FULL_EVERY_DAYS)
        words, address = say("today.due.full", day=until), "check:begin"
    elif flare is not None and not flare.full_since:
        words, address = say("today.due.flare"), "check:begin"
    else:
        words, address = say("today.due.weekly"), "weekly:weekly"
    return [{"words": words, "url": reverse(address), "link": say("today.due.link")}]


def _measures(today: Today) -> list[dict[str, Any]]:
    """One line when a question is due, from the day after the first morning or movement."""
    if not today.state.last_exercise_day and not today.state.last_morning:
        return []
    count = sum(one.due for one in house().measures.due(today))
    if not count:
        return []
    words, link = say("today.measures", n=count), say("today.measures.link")
    return [{"words": words, "url": reverse("measures:due"), "link": link}]


def _week(plan: Plan) -> dict[str, Any]:
    done = plan.week_done
    if done == 0:
        words = say("today.week.none")
    elif done < ENOUGH_A_WEEK:
        words = say("today.week.done", n=done)
    elif done < MOST_A_WEEK:
        words = say("today.week.enough", n=done)
    else:
        words = say("today.week.full", n=done)
    kinds = [
        "done" if place < done else "spare" if place >= ENOUGH_A_WEEK else "open"
        for place in range(MOST_A_WEEK)
    ]
    return {"words": words, "mats": kinds}


def _rise(plan: Plan) -> dict[str, Any] | None:
    if plan.rise is None:
        return None
    item = plan.item(plan.rise)
    return {
        "exercise": item.exercise,
        "body": say(
            "today.rise.body",
            movement=movement(item.exercise),
            old=dose(item.exercise, item.level),
            new=dose(item.exercise, item.level + 1),
        ),
    }


def _row(today: Today, item: PlanItem) -> Row:
    """One movement: what to do, and why; or why not."""
    reasons = tuple(in_words(reason.key, reason.values) for reason in item.reasons)
    name = movement(item.exercise)
    if item.offered is not None:
        found = catalogue().movement(item.exercise)
        form = found.level(item.offered).form(today.plan.flags)
        notes = tuple(say(key) for key in found.notes_for(form, today.plan.flags))
        return Row(name, poster(form.film), dose(item.exercise, item.offered), "", notes, reasons)
    rung = today.state.rungs[item.exercise]
    if rung.last_done == today.day:
        shape = SHAPES[rung.last_light]
        words = "today.stopped_row" if rung.last_light == "red" else "today.done_row"
    else:
        shape = " rest"
        words = "today.left_out" if item.blocked else "today.rests"
    return Row(say(words, movement=name), "", "", shape, (), reasons)
