"""Scores as tables: a row a recording, a row a movement, and every miss with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from validation.scoring import Score
from validation.shares import garwood, told

FIVE_MINUTES_S = 300.0


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> str:
    """Return a table as Markdown; columns after the first ``left`` are set right."""
    rule = ["---" if n < left else "---:" for n in range(len(head))]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))


def recordings(scores: Sequence[Score]) -> str:
    """One row a recording."""
    head = (
        *("recording", "view", "expect", "verdict"),
        *("counted", "invented", "sides", "held right", "faults", "false cues", "silent s"),
    )
    return markdown(head, [_row(one) for one in scores], left=4)


def _row(one: Score) -> tuple[str, ...]:
    worst = f" ({max(one.hold_error_s):.1f} s off)" if any(one.hold_error_s) else ""
    return (
        one.name,
        one.view + ("" if one.recommended else " *"),
        one.expect,
        verdict(one),
        of(one.matched, one.required),
        str(one.invented or "–"),
        of(one.side_right, one.side_n),
        of(one.hold_right, one.hold_n) + worst,
        of(one.fault_found, one.fault_n),
        str(one.cues_false or "–"),
        f"{one.abstained_s:.1f}",
    )


def verdict(one: Score) -> str:
    """In one word, or why it does not count."""
    if not one.follows:
        return "limb lost by the pose model"
    if one.expect == "abstain":
        return "silent" if one.silent else "NOT SILENT"
    if not one.exact:
        return "WRONG"
    return "exact" if one.silent is not False else "exact, not silent"


def of(hits: int, n: int) -> str:
    """Return ``3/4``, or a dash for nothing."""
    return f"{hits}/{n}" if n else "–"


def summary(scores: Sequence[Score]) -> list[dict[str, Any]]:
    """Return one entry a movement and one for all: what was hit, of how many."""
    names = list(dict.fromkeys(one.exercise for one in scores))
    groups = [(name, [s for s in scores if s.exercise == name]) for name in names]
    return [_sum(name, group) for name, group in [*groups, ("all", list(scores))]]


def _sum(name: str, group: list[Score]) -> dict[str, Any]:
    fair = [one for one in group if one.follows]
    counts = [one for one in fair if one.expect != "abstain"]
    mute = [one for one in group if one.expect == "abstain"]
    errors = sorted(e for one in counts for e in one.hold_error_s)
    return {
        "exercise": name,
        "recordings": len(group),
        "exact": [sum(one.exact for one in counts), len(counts)],
        "counted": [sum(one.matched for one in counts), sum(one.required for one in counts)],
        "invented": sum(one.invented for one in group),
        "sides": [sum(one.side_right for one in counts), sum(one.side_n for one in counts)],
        "held": [sum(one.hold_right for one in counts), sum(one.hold_n for one in counts)],
        "held_worst_s": errors[-1] if errors else None,
        "faults": [sum(one.fault_found for one in fair), sum(one.fault_n for one in fair)],
        "cues_false": sum(one.cues_false for one in group),
        "good_s": round(sum(one.good_s for one in group), 1),
        "silent": [sum(one.silent is True for one in mute), len(mute)],
        "silent_stretches": _stretches(counts),
    }


def _stretches(counts: list[Score]) -> list[int]:
    some = [one for one in counts if one.silent is not None]
    return [sum(one.silent is True for one in some), len(some)]


def movements(entries: Sequence[dict[str, Any]]) -> str:
    """Return the summary as a table with intervals."""
    head = (
        *("movement", "n", "recordings exact", "counted", "invented", "sides", "held ±0.5 s"),
        *("faults found", "false cues in 5 min", "silent when it must be"),
    )
    return markdown(head, [_movement(one) for one in entries])


def _movement(one: dict[str, Any]) -> tuple[str, ...]:
    return (
        one["exercise"],
        str(one["recordings"]),
        told(*one["exact"]),
        of(*one["counted"]),
        str(one["invented"]),
        of(*one["sides"]),
        told(*one["held"]),
        told(*one["faults"]),
        per_five_minutes(one["cues_false"], one["good_s"]),
        told(*one["silent"]),
    )


def per_five_minutes(count: int, seconds: float) -> str:
    """Return a rate with its interval, as ``0.4 (0.1–1.2) in 25 min``."""
    if seconds <= 0:
        return "–"
    low, high = (FIVE_MINUTES_S * one / seconds for one in garwood(count))
    rate = FIVE_MINUTES_S * count / seconds
    return f"{rate:.1f} ({low:.1f}–{high:.1f}) in {seconds / 60:.0f} min"


def misses(scores: Sequence[Score]) -> str:
    """Every miss with its reason, one line each."""
    lines = [f"- {one.name}: {miss}" for one in scores for miss in one.misses]
    return "\n".join(lines) or "- none"


def document(scores: Sequence[Score]) -> dict[str, Any]:
    """Return everything as one JSON document."""
    return {
        "recordings": [
            {**asdict(one), "exact": one.exact, "verdict": verdict(one)} for one in scores
        ],
        "movements": summary(scores),
    }
