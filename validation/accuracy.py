"""The coach's tables of ``docs/accuracy.md``: ``python -m validation.accuracy [--keep]``.

Bodies by formula are always run; recordings and clips where their folders are given. ``--keep``
writes ``validation/coach_results.json`` and the page; what was not run stays as it was kept.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from validation import bodies_table, films, negatives, tables
from validation.material import Unreadable
from validation.scoring import Score
from validation.shares import told

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "validation" / "coach_results.json"
PAGE = ROOT / "docs" / "accuracy.md"
BEGIN, END = "<!-- coach: begin -->", "<!-- coach: end -->"
SMALL = 6
"""So many of the bodies are kept one by one, for a test that runs them again."""
WORSE_SHARE = 3
"""One of so many bodies is seen again with twice the errors: the pose model's on rendered people
were two to four times those that are imitated (median 0.025 to 0.1 of half the extent)."""
Json = dict[str, Any]


def of_bodies(n: int, seed: int, errors_by: float = 1.0) -> Json:
    """Run bodies by formula; keep the sums, every miss, and the first few whole."""
    found = list(bodies_table.scores(n, seed, errors_by=errors_by))
    return {
        "n": n,
        "seed": seed,
        "errors_by": errors_by,
        "groups": bodies_table.grouped(found),
        "misses": _misses(found),
        "small": [plain(one) for one in found[:SMALL]],
    }


def plain(one: Score) -> Json:
    """Return a score as it is kept."""
    return asdict(one)


def of_recordings(where: str) -> Json:
    """Run recordings with truth; keep the row of each, the sums and every miss."""
    found = films.scores(where)
    return {
        "rows": tables.recordings(found),
        "movements": tables.summary(found),
        "misses": _misses(found),
    }


def of_clips(where: str) -> Json:
    """Run clips in which nothing may be counted."""
    found = negatives.verdicts(where)
    misses = [f"{one.name} as {one.exercise}: {miss}" for one in found for miss in one.misses]
    right = sum(one.right for one in found)
    rows = [asdict(one) for one in found]
    return {"right": right, "n": len(found), "rows": rows, "misses": misses}


def _misses(found: Sequence[Score]) -> list[str]:
    return [f"{one.name}: {miss}" for one in found for miss in one.misses]


def page(results: Json) -> str:
    """Return everything kept as Markdown: the part of the page between the markers."""
    parts = [_of_bodies(results[name]) for name in ("bodies", "worse_seen") if name in results]
    parts += [_of_recordings(name, one) for name, one in results.get("recordings", {}).items()]
    parts += [_of_clips(name, one) for name, one in results.get("clips", {}).items()]
    return "\n\n".join(parts) or "Not measured yet."


def _of_bodies(kept: Json) -> str:
    worse = "" if kept["errors_by"] == 1 else f", seen with {kept['errors_by']:g} times the errors"
    head = f"### {kept['n']} bodies by formula (seed {kept['seed']}){worse}"
    return "\n\n".join([head, bodies_table.printed(kept["groups"]), _told_misses(kept["misses"])])


def _of_recordings(name: str, kept: Json) -> str:
    sums = tables.movements(kept["movements"])
    misses = _told_misses(kept["misses"])
    star = ["\\* not a view the coach asks for"] if " * |" in kept["rows"] else []
    return "\n\n".join([f"### Recordings `{name}`", kept["rows"], *star, sums, misses])


def _of_clips(name: str, kept: Json) -> str:
    found = [negatives.Verdict(**row) for row in kept["rows"]]
    share = f"Right: {told(kept['right'], kept['n'])}."
    rows = negatives.table(found)
    return "\n\n".join([f"### Real clips `{name}`", share, rows, _told_misses(kept["misses"])])


def _told_misses(misses: Sequence[str]) -> str:
    if not misses:
        return "No miss."
    lines = "\n".join(f"- {one}" for one in misses)
    return f"<details><summary>Every miss ({len(misses)})</summary>\n\n{lines}\n\n</details>"


def kept() -> Json:
    """Return what is kept so far."""
    found = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    assert isinstance(found, dict)  # noqa: S101 - we wrote it
    return found


def keep(results: Json) -> None:
    """Write the results and the page.

    Raises
    ------
    Unreadable
        When the page has no markers.
    """
    text = PAGE.read_text(encoding="utf-8")
    if BEGIN not in text or END not in text:
        raise Unreadable(f"{PAGE}: lacks {BEGIN} and {END}")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")
    PAGE.write_text(f"{before}{BEGIN}\n{page(results)}\n{END}{after}", encoding="utf-8")


def main(argv: list[str] | None = None) -> int:
    """Read the command line, run what is at hand, print, and keep it if asked."""
    parser = argparse.ArgumentParser(prog="python -m validation.accuracy", description=__doc__)
    parser.add_argument("--bodies", type=int, default=216, help="how many bodies; 0 for none")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other bodies")
    parser.add_argument("--recordings", action="append", default=[], metavar="DIR")
    parser.add_argument("--clips", action="append", default=[], metavar="DIR")
    parser.add_argument("--keep", action="store_true", help="write the results and the page")
    asked = parser.parse_args(argv)
    results = kept() if asked.keep else {}
    try:
        if asked.bodies > 0:
            results["bodies"] = of_bodies(asked.bodies, asked.seed)
            fewer = max(1, asked.bodies // WORSE_SHARE)
            results["worse_seen"] = of_bodies(fewer, asked.seed, errors_by=2.0)
        for what, run in (("recordings", of_recordings), ("clips", of_clips)):
            found = {Path(where).name: run(where) for where in getattr(asked, what)}
            if found:
                results[what] = {**results.get(what, {}), **found}
        if asked.keep:
            keep(results)
    except Unreadable as wrong:
        print(wrong, file=sys.stderr)
        return 2
    print(page(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
