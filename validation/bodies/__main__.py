"""Write bodies by formula to a folder: ``python -m validation.bodies --out DIR --n N --seed S``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from validation.bodies.draw import KINDS, Recording, draw


def write(recording: Recording, folder: Path) -> None:
    """Write NAME.landmarks.jsonl and NAME.truth.json."""
    path = folder / recording.name
    text = "\n".join(recording.lines())
    path.with_name(f"{path.name}.landmarks.jsonl").write_text(text + "\n", "utf-8")
    text = json.dumps(recording.truth, indent=1)
    path.with_name(f"{path.name}.truth.json").write_text(text + "\n", "utf-8")


def main() -> int:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(prog="python -m validation.bodies", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--n", type=int, default=20, help="how many recordings")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another set")
    parser.add_argument("--exercise", action="append", choices=sorted(KINDS), help="only this one")
    parser.add_argument("--expect", choices=("judge", "nothing", "abstain"), help="only these")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    for number in range(asked.n):
        write(draw(number, asked.seed, asked.exercise, asked.expect), asked.out)
    print(f"{asked.n} recordings in {asked.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
