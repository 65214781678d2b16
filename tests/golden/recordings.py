"""Golden recordings: bodies by formula as landmark files, and what the coach must write of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("motion")
RECORDINGS = {file.name.split(".")[0]: file for file in FOLDER.glob("*.landmarks.jsonl")}


def expected(exercise: str) -> dict[str, Any]:
    """Return the document of contracts section 4."""
    return json.loads((FOLDER / f"{exercise}.expected.json").read_text(encoding="utf-8"))


def calls(exercise: str) -> Iterator[tuple[str, str]]:
    """Yield the calls by which a page would hand the same looks to the core."""
    head, *looks = RECORDINGS[exercise].read_text(encoding="utf-8").splitlines()
    size = json.loads(head)
    yield "coach_open", json.dumps({"exercise": exercise, "side": None, "level": None})
    for line in looks:
        look = json.loads(line)
        told = {"t_ms": round(look["t"] * 1000), "w": size["w"], "h": size["h"], "lm": look["lm"]}
        yield "coach_frame", json.dumps(told)
    yield "coach_close", "{}"
