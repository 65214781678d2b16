"""What Lighthouse says of the pages a person sees most: desktop preset, median of five."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.app import running
from bench.figures import Figure

TODAY = date(2026, 11, 2)
RUNNER = Path(__file__).parents[1] / "tools" / "lighthouse" / "run.mjs"
PAGES = ("/", "/moves/", "/why/")
RUNS = 5
TARGETS = {"performance": 95, "accessibility": 100}


def figures() -> Iterator[Figure]:
    """Ask for each page; every category named in the targets."""
    with running(2, TODAY) as app:
        told = subprocess.run(
            [
                *(shutil.which("node") or "node", RUNNER, "--runs", str(RUNS)),
                *("--cookie", app.cookie, "--only", ",".join(TARGETS)),
                *(app.address + page for page in PAGES),
            ],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for page, line in zip(PAGES, told.splitlines(), strict=True):
            answer = json.loads(line)
            for category, score in answer["scores"].items():
                yield Figure(
                    f"Lighthouse {category} of {page}",
                    score,
                    TARGETS[category],
                    "points",
                    more_is_better=True,
                )
