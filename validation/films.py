"""What the coach makes of recordings with truth: ``python -m validation.films DIR [--json]``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

if not __package__:  # run by its path: the folder above knows the rest
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from validation import tables
from validation.material import Unreadable, folder, judged, materials
from validation.scoring import Score, score


def scores(where: str, *, films: bool = False) -> list[Score]:
    """Judge every recording of a folder and compare it with its truth.

    Raises
    ------
    Unreadable
        Bad input, as one sentence.
    """
    return [
        score(one.name, one.truth, judged(one)) for one in materials(folder(where), films=films)
    ]


def printed(found: list[Score]) -> str:
    """Return the tables as people read them."""
    starred = any(not one.recommended for one in found)
    parts = [
        tables.recordings(found),
        *(["\\* not a view the coach asks for"] if starred else []),
        tables.movements(tables.summary(found)),
        "Misses:\n" + tables.misses(found),
    ]
    return "\n\n".join(parts)


def main(argv: list[str] | None = None) -> int:
    """Read the command line, judge and print; 2 for bad input."""
    parser = argparse.ArgumentParser(prog="python -m validation.films", description=__doc__)
    parser.add_argument(
        "dir", help="folder with NAME.truth.json beside NAME.landmarks.jsonl or film"
    )
    parser.add_argument("--films", action="store_true", help="the film where there are both")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    asked = parser.parse_args(argv)
    try:
        found = scores(asked.dir, films=asked.films)
    except Unreadable as wrong:
        print(wrong, file=sys.stderr)
        return 2
    print(json.dumps(tables.document(found), indent=1) if asked.json else printed(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
