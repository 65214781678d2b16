"""The coach on bodies by formula: ``python -m validation.bodies_table [--n N] [--seed S]``.

Nothing is read from or written to a disk: each body is drawn, filmed, judged and forgotten.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from backfour.core.motion.landmarks import read_frames
from backfour.core.motion.movements import MOVEMENTS
from backfour.core.motion.report import judge
from validation import tables
from validation.bodies.draw import KINDS, draw
from validation.material import filled
from validation.scoring import Score, score

GROUPS = (
    ("asked", "done, filmed from where the coach asks"),
    ("other", "done, filmed from elsewhere"),
    ("nothing", "not done at all"),
    ("abstain", "cannot be judged"),
)


def scores(
    n: int,
    seed: int,
    exercises: Sequence[str] | None = None,
    expect: str | None = None,
    errors_by: float = 1.0,
) -> Iterator[Score]:
    """Draw, judge and compare bodies one after the other.

    Parameters
    ----------
    n
        How many.
    seed
        Another seed, other bodies.
    exercises
        Only these movements; all the coach knows by default.
    expect
        Only ``judge``, ``nothing`` or ``abstain``; by chance when not given.
    errors_by
        How much larger the estimator's errors are than drawn.
    """
    known = exercises or [name for name in KINDS if name in MOVEMENTS]
    for number in range(n):
        recording = draw(number, seed, known, expect, errors_by)
        try:
            said = judge(recording.truth["exercise"], read_frames(recording.lines()))
        except Exception as broken:
            broken.add_note(f"while judging {recording.name}: body {number} of seed {seed}")
            raise
        yield score(recording.name, filled(recording.truth), said)


def group_of(one: Score) -> str:
    """Which of ``GROUPS`` a recording belongs to."""
    if one.expect != "judge":
        return one.expect
    return "asked" if one.recommended else "other"


def grouped(found: Sequence[Score]) -> dict[str, list[dict[str, Any]]]:
    """Return the summary of each group, by movement."""
    parts = {key: [one for one in found if group_of(one) == key] for key, _ in GROUPS}
    return {key: tables.summary(part) for key, part in parts.items() if part}


def printed(groups: dict[str, list[dict[str, Any]]]) -> str:
    """Return the tables of all groups."""
    names = dict(GROUPS)
    return "\n\n".join(
        f"**{names[key].capitalize()}**\n\n{tables.movements(entries)}"
        for key, entries in groups.items()
    )


def main(argv: list[str] | None = None) -> int:
    """Read the command line, draw and judge, print."""
    parser = argparse.ArgumentParser(prog="python -m validation.bodies_table", description=__doc__)
    parser.add_argument("--n", type=int, default=216, help="how many bodies")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other bodies")
    parser.add_argument("--exercise", action="append", choices=sorted(MOVEMENTS))
    parser.add_argument("--errors-by", type=float, default=1.0, help="2: twice the errors")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--misses", action="store_true", help="every miss with its reason, too")
    asked = parser.parse_args(argv)
    if asked.n < 1 or asked.errors_by < 0:
        wrong = "--n: must be at least 1" if asked.n < 1 else "--errors-by: must not be below 0"
        print(wrong, file=sys.stderr)
        return 2
    found = list(scores(asked.n, asked.seed, asked.exercise, errors_by=asked.errors_by))
    if asked.json:
        print(json.dumps({"groups": grouped(found), **tables.document(found)}, indent=1))
        return 0
    print(printed(grouped(found)))
    if asked.misses:
        print("\nMisses:\n" + tables.misses(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
