"""Measure every figure we promise and print it beside its target.

``make bench`` runs all of it; ``make bench ARGS=fold`` one part. Ends with 1 if one is missed.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
PARTS: Final = (
    *("fold", "coach", "video", "pages", "progress", "paper", "server", "browser", "offline"),
    *("camera", "reminders", "weights", "lighthouse"),
)


def main() -> int:
    """Run the parts that are named, or all."""
    sys.path.insert(0, str(ROOT))
    asked = sys.argv[1:] or PARTS
    missed = 0
    for part in asked:
        if part not in PARTS:
            print(f"no such part: {part}; there are {', '.join(PARTS)}", file=sys.stderr)
            return 2
        for figure in importlib.import_module(f"bench.{part}").figures():
            print(figure.line(), flush=True)
            missed += not figure.kept
    print(f"\n{missed} missed" if missed else "\nevery promise kept")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
