"""Write the rulebook a clinician reads, from the very rules and words the product uses.

``python tools/build_rulebook.py`` writes docs/clinical/rulebook.md; with ``--check`` it only
says whether the file is as it should be.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from backfour.core.exercises.catalogue import load_catalogue
from backfour.core.programme import RULES_VERSION
from backfour.core.programme.reasons import (
    CHANGE_KEYS,
    HOLD_KEYS,
    LIGHT_KEYS,
    MORNING_KEYS,
    OFFER_KEYS,
)
from backfour.core.screening.conditions import BLOCKED, LIMITS, PRACTITIONER_MAY_UNLOCK
from backfour.core.screening.decide import none_answer
from backfour.core.screening.questions import question
from backfour.core.screening.rules import judge
from backfour.core.vocabulary import (
    ACTIONS,
    CODES,
    EXERCISES,
    MANDATORY_FULL,
    MANDATORY_MINI,
    RED_FLAG_QUESTIONS,
)
from backfour.words import known, say

ROOT: Final = Path(__file__).parents[1]
TARGET: Final = ROOT / "docs" / "clinical" / "rulebook.md"
CATALOGUE: Final = ROOT / "src" / "backfour" / "core" / "exercises" / "catalogue.toml"
NO_RED_FLAGS: Final[dict[str, Any]] = {
    **{q: none_answer(q) for q in MANDATORY_FULL},
    "F1": ["band"],
    "F2": "gt12m",
    "R19": "yes",
    "R41": "yes",
}
"""Long-standing pain and no red flag, so that one answer is seen alone."""

AGE: Final = 55


def rulebook() -> str:
    """Write the whole document."""
    lines = [
        "# Rulebook",
        "",
        f"Rules {RULES_VERSION}. Written by `tools/build_rulebook.py` from the product's own rules",
        "and words; not reviewed by a clinician yet. How the rules are kept over time:",
        "[bookkeeping.md](bookkeeping.md).",
        "",
        *_questions(),
        *_conditions(),
        *_doses(),
        *_reasons("How calm a movement was", LIGHT_KEYS),
        *_reasons("How calm a morning was", MORNING_KEYS),
        *_reasons("Why a movement is offered as it is", OFFER_KEYS),
        *_reasons("What changed a level", CHANGE_KEYS),
        *_reasons("What holds a level", HOLD_KEYS),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _questions() -> Iterator[str]:
    yield "## The questions, each answer alone"
    yield ""
    yield "A person of 55 with long-standing pain and nothing else. **m** = also asked weekly."
    yield "Combinations raise levels further (bookkeeping, section 1)."
    yield ""
    for name in RED_FLAG_QUESTIONS:
        weekly = " **m**" if name in MANDATORY_MINI else ""
        yield f"### {name}{weekly}"
        yield f"*{_text(f'q.{name}.ask')}*"
        yield ""
        for option in question(name).options:
            yield f"- {_option(name, option)}: {_alone(name, option)}"
        if known(f"rule.{name}.source"):
            yield f"- Source: {_text(f'rule.{name}.source')}"
        yield ""


def _option(name: str, option: str) -> str:
    own = f"q.{name}.opt.{option}"
    return _text(own if known(own) else f"opt.{option}")


def _alone(name: str, option: str) -> str:
    listed = question(name).kind == "list"
    answers = {**NO_RED_FLAGS, name: [option] if listed else option}
    found = judge(answers, AGE, "male")
    level = ACTIONS[found.levels.get(name, 0)]
    flags = ", ".join(f"`{flag}`" for flag in sorted(found.flags))
    return level + (f"; sets {flags}" if flags else "")


def _conditions() -> Iterator[str]:
    yield "## What a condition allows"
    yield ""
    yield "Highest level; X = not offered; * = a practitioner may unlock; strictest wins."
    yield ""
    yield "| condition | " + " | ".join(CODES[name] for name in EXERCISES) + " |"
    yield "|---|" + "---|" * len(EXERCISES)
    for flag, limits in LIMITS.items():
        cells = [_limit(flag, name, limits) for name in EXERCISES]
        yield f"| {_text(f'flag.{flag}.name')} (`{flag}`) | " + " | ".join(cells) + " |"
    yield ""


def _limit(flag: str, exercise: str, limits: dict[str, int]) -> str:
    if exercise not in limits:
        return "–"
    star = "*" if (flag, exercise) in PRACTITIONER_MAY_UNLOCK else ""
    return ("X" if limits[exercise] == BLOCKED else str(limits[exercise])) + star


def _doses() -> Iterator[str]:
    catalogue = load_catalogue(CATALOGUE.read_text(encoding="utf-8"))
    yield "## The movements and their doses"
    yield ""
    for name in EXERCISES:
        movement = catalogue.movement(name)
        yield f"### {_text(f'move.{name}.name')} ({movement.code})"
        yield f"{_text(f'move.{name}.purpose')}"
        yield ""
        for step in movement.levels[1].forms[0].setup:
            yield f"1. {_text(step)}"
        yield ""
        for level in movement.levels:
            mark = _text(f"evidence.{level.evidence}")
            dose = _text(f"move.{name}.level.{level.number}")
            yield f"- **{movement.code}{level.number}** {dose} *({mark})*"
        yield ""
        yield "Cues: " + " · ".join(f"“{_text(fault.cue)}”" for fault in movement.faults)
        yield ""


def _reasons(title: str, keys: tuple[str, ...]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    for key in keys:
        rule, source = f"reason.{key}.rule", f"reason.{key}.source"
        told = _text(rule) if known(rule) else _text(f"reason.{key}")
        where = f" *({_text(source)})*" if known(source) else ""
        yield f"- `{key}`: {told}{where}"
    yield ""


def _text(key: str) -> str:
    return say(key).replace("\n", " ")


def main() -> int:
    """Write the file, or compare it."""
    wanted = rulebook()
    if "--check" in sys.argv[1:]:
        same = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == wanted
        if not same:
            print(
                "docs/clinical/rulebook.md is not what the rules say: run tools/build_rulebook.py"
            )
        return 0 if same else 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
