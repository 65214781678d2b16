"""What the coach saw in a recording, in words: under a film's pictures and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from babel.numbers import format_decimal
from rich.table import Table
from rich.text import Text

from backfour.app.coach import Shown
from backfour.core.motion.cues import CUES
from backfour.words import current_lang, known, say


def caption(shown: Shown) -> Sequence[str]:
    """Say what is counted, what is held, what is wrong or why nothing is judged."""
    coach = shown.coach
    if not coach.trust.trusted:
        return (_count(shown), gap(coach.trust.problem or coach.trust.reason))
    now = coach.now
    lines = [_count(shown)]
    if now.phase == "hold":
        lines.append(say("cli.coach.holding", seconds=_seconds(now.held_s)))
    if now.side is not None:
        lines.append(say(f"cli.coach.side.{now.side}"))
    if shown.fault is not None:
        lines.append(say(CUES[shown.fault]))
    return lines


def _count(shown: Shown) -> str:
    """Holds that count, or repetitions where there are any."""
    counted = sum(hold.counted for hold in shown.tally.holds)
    return str(max(counted, len(shown.tally.reps)))


def report(told: dict[str, Any]) -> Iterator[Table | Text]:
    """Turn the document of contracts section 4 into what a person reads in a terminal."""
    yield Text(
        say(
            "cli.coach.title",
            movement=name_of(told["exercise"]),
            seconds=_seconds(told["seconds"]),
            value=_seconds(told["usable_s"]),
        ),
        style="bold",
    )
    if told["holds"]:
        yield _holds(told["holds"])
    if told["reps"]:
        yield Text(_repetitions(told["reps"]))
    if not told["holds"] and not told["reps"]:
        yield Text(say("cli.coach.nothing"))
    if told["faults"]:
        rows = [(_seconds(one["t_s"]), say(CUES[one["key"]])) for one in told["faults"]]
        yield _pairs("faults", rows)
    if told["abstained"]:
        yield _pairs("gaps", [(_span(one), gap(one["reason"])) for one in told["abstained"]])


def gap(reason: str) -> str:
    """Say why nothing was judged."""
    return say(f"cli.coach.gap.{reason}")


def name_of(exercise: str) -> str:
    """Name what is watched: a movement of the programme, a self-test, or sitting."""
    movement = f"move.{exercise}.name"
    return say(movement if known(movement) else f"cli.coach.name.{exercise}")


def _holds(holds: Sequence[dict[str, Any]]) -> Table:
    table = Table(title=say("cli.coach.holds"), title_justify="left")
    for heading in ("when", "held", "side", "counts"):
        table.add_column(say(f"cli.coach.{heading}"))
    for one in holds:
        side = say(f"cli.coach.side.{one['side']}") if one["side"] else "–"
        counts = say("cli.coach.yes" if one["counted"] else "cli.coach.no")
        table.add_row(_span(one), _seconds(one["held_s"]), side, counts)
    return table


def _repetitions(reps: Sequence[dict[str, Any]]) -> str:
    sides = Counter(one["side"] for one in reps)
    parts = [
        f"{say(f'cli.coach.side.{side}')} {sides[side]}"
        for side in ("left", "right")
        if sides[side]
    ]
    whole = say("cli.coach.repetitions", n=len(reps))
    return f"{whole} ({', '.join(parts)})" if parts else whole


def _pairs(kind: str, rows: Sequence[tuple[str, str]]) -> Table:
    table = Table(title=say(f"cli.coach.{kind}"), title_justify="left", show_header=False)
    for when, what in rows:
        table.add_row(when, Text(what))
    return table


def _span(one: dict[str, Any]) -> str:
    return f"{_number(one['start_s'])}–{_seconds(one['end_s'])}"


def _seconds(value: float) -> str:
    return say("cli.coach.seconds", value=_number(value))


def _number(value: float) -> str:
    return str(format_decimal(value, format="0.0", locale=current_lang()))
