"""Counts repetitions in motion signals and compares: ``python validation/reps.py FILE.jsonl``.

One JSON object a line: ``id``, ``signal`` (a number a sample, null where nothing was seen),
``rate_hz``, ``count`` (``cycles`` or ``half_cycles``); for comparing ``reps``, the count by hand,
and for the table ``group`` and ``movement``. The counter sees signal, rate and ``count``, sample by
sample, and nothing else. With ``--json`` one ``{"id", "reps"}`` a line; the count by hand may then
be missing.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

if not __package__:  # run by its path: the folder above knows the rest
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from backfour.core.motion.reps import COUNTS, open_counter, step
from backfour.core.motion.turns import TUNING, Tuning
from validation.shares import wilson

Samples = list[tuple[float, float | None]]

MOST_SAMPLES = 1_000_000
"""Nine hours at 30 a second; more is no recording of an exercise."""


class Unreadable(Exception):
    """The file cannot be used, as one sentence with file, line, field and reason."""


@dataclass(frozen=True)
class Signal:
    """One recording."""

    name: str | int
    group: str
    movement: str
    count: str
    reps: int | None
    samples: Samples


@dataclass(frozen=True)
class Counted:
    """One recording, counted."""

    signal: Signal
    reps: int
    late: int = 0

    @property
    def error(self) -> int:
        """Counted minus the count by hand."""
        return self.reps - (self.signal.reps or 0)


def read(file: str) -> list[Signal]:
    """Read a file of signals.

    Raises
    ------
    Unreadable
        At the first thing that cannot be used.
    """
    try:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
    except OSError as wrong:
        raise Unreadable(f"{file}: file: {wrong.strerror or wrong}") from wrong
    except UnicodeDecodeError as wrong:
        raise Unreadable(f"{file}: file: is not text in UTF-8") from wrong
    found: list[Signal] = []
    names: set[str | int] = set()
    for n, line in enumerate(lines, start=1):
        if line.strip():
            one = _signal(f"{file}: line {n}", line)
            if one.name in names:
                raise Unreadable(f"{file}: line {n}, id: {one.name} stands there twice")
            names.add(one.name)
            found.append(one)
    if not found:
        raise Unreadable(f"{file}: file: holds no signal")
    return found


def _signal(where: str, line: str) -> Signal:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as wrong:
        raise Unreadable(f"{where}, line: is not JSON") from wrong
    if not isinstance(told, dict):
        raise Unreadable(f"{where}, line: must be an object")
    _known(where, told)
    rate = told["rate_hz"]
    samples = [(n / rate, value) for n, value in enumerate(told["signal"])]
    reps = None if told.get("reps") is None else int(told["reps"])
    group, movement = (str(told.get(key, "-")) for key in ("group", "movement"))
    return Signal(told["id"], group, movement, told["count"], reps, samples)


def _known(where: str, told: dict[str, Any]) -> None:
    """Refuse what the counter cannot use."""
    for field, is_right, reason in _FIELDS:
        if field not in told:
            raise Unreadable(f"{where}, {field}: is missing")
        if not is_right(told[field]):
            raise Unreadable(f"{where}, {field}: {reason}")
    reps = told.get("reps")
    if reps is not None and not (_is_number(reps) and reps >= 0 and reps == int(reps)):
        raise Unreadable(f"{where}, reps: must be a whole number of 0 or more, or be left out")
    for n, value in enumerate(told["signal"]):
        if value is not None and not _is_number(value):
            raise Unreadable(f"{where}, signal[{n}]: must be a finite number or null")


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) < 1e300 and math.isfinite(value)


_FIELDS: tuple[tuple[str, Callable[[Any], bool], str], ...] = (
    ("id", lambda it: type(it) in (str, int) and it != "", "must be a text or whole number"),
    ("rate_hz", lambda it: _is_number(it) and 1 <= it <= 1000, "must be a number from 1 to 1000"),
    ("count", lambda it: it in COUNTS, f"must be {' or '.join(COUNTS)}"),
    (
        "signal",
        lambda it: isinstance(it, list) and 0 < len(it) <= MOST_SAMPLES,
        f"must be a list of 1 to {MOST_SAMPLES} samples",
    ),
)


def counted(signal: Signal, tuning: Tuning = TUNING) -> Counted:
    """Let the streaming counter watch one recording from its first sample to its last."""
    counter = open_counter("cycles" if signal.count == "cycles" else "half_cycles", tuning=tuning)
    late = 0
    for t_s, value in signal.samples:
        counter, told = step(counter, t_s, value)
        late += sum(one.late for one in told)
    return Counted(signal, counter.told, late)


def share(hits: int, n: int) -> str:
    """Return a share as people read it, with its interval."""
    low, high = wilson(hits, n)
    return f"{hits / n:.3f} ({low:.2f}–{high:.2f})"


def row(name: str, found: list[Counted]) -> str:
    """One line of the table: how often right, how often off by one at most, how far off."""
    n = len(found)
    errors = [one.error for one in found]
    off = sum(abs(error) for error in errors)
    cells = (
        name,
        str(n),
        share(sum(abs(error) <= 1 for error in errors), n),
        share(sum(error == 0 for error in errors), n),
        f"{off / n:.2f}",
        f"{off / max(1, sum(one.signal.reps or 0 for one in found)):.3f}",
        f"{sum(errors) / n:+.2f}",
    )
    return "| " + " | ".join(cells) + " |"


HEAD = """\
| {} | n | off by one at most | exact | mean error, reps | of the reps | mean of counted - by hand |
|---|---:|---:|---:|---:|---:|---:|"""


def tables(found: list[Counted]) -> Iterator[str]:
    """By group and movement, by movement, by group, and all."""
    yield HEAD.format("group, movement")
    keys: tuple[Callable[[Signal], str], ...] = (
        lambda it: f"{it.group}, {it.movement}",
        lambda it: f"every group, {it.movement}",
        lambda it: f"{it.group}, every movement",
    )
    more_groups = len({one.signal.group for one in found}) > 1
    for key in keys if more_groups else keys[:1]:
        for name in dict.fromkeys(key(one.signal) for one in found):
            yield row(name, [one for one in found if key(one.signal) == name])
    yield row("all", found)
    yield row("all, without the late", [replace(one, reps=one.reps - one.late) for one in found])
    told = sum(one.reps for one in found)
    late = sum(one.late for one in found)
    yield f"\n{told} repetitions told, {late} of them late: recognised by what came after them."
    wrong = [one for one in found if one.error]
    for one in sorted(wrong, key=lambda one: -abs(one.error)):
        yield f"- {one.signal.name} ({one.signal.movement}): {one.reps}, by hand {one.signal.reps}"


def as_json(found: list[Counted]) -> Iterator[str]:
    """One line a recording."""
    return (json.dumps({"id": one.signal.name, "reps": one.reps}) for one in found)


def with_truth(signals: list[Signal], file: str) -> list[Signal]:
    """Return the signals if each has a count by hand.

    Raises
    ------
    Unreadable
        If one has none: nothing can be compared then.
    """
    for one in signals:
        if one.reps is None:
            raise Unreadable(f"{file}: {one.name}, reps: is missing; without it ask for --json")
    return signals


def main(argv: list[str] | None = None) -> int:
    """Read the command line, count and print; 2 for bad input."""
    parser = argparse.ArgumentParser(prog="validation/reps.py", description=__doc__)
    parser.add_argument("file", help="signals, one JSON object a line")
    parser.add_argument("--json", action="store_true", help='one {"id", "reps"} a line')
    asked = parser.parse_args(argv)
    try:
        signals = read(asked.file)
        if not asked.json:
            with_truth(signals, asked.file)
    except Unreadable as wrong:
        print(wrong, file=sys.stderr)
        return 2
    found = [counted(one) for one in signals]
    print("\n".join(as_json(found) if asked.json else tables(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
