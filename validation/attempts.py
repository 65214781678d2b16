"""What the camera proposes of a self-test: ``python -m validation.attempts [--n N] [--seed S]``.

Bodies by formula do the test; Go is said a second before each hold, or before the first stand. The
number is right within half a second (and within its own rounding), or when no stand is missing or
made up. Nothing is read from or written to a disk.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from backfour.core.motion.coach import open_coach, step
from backfour.core.motion.landmarks import Frame, read_frames
from backfour.core.motion.report import Tally
from backfour.core.session.attempts import MOST_S, Attempt, begin, look, progress, propose
from validation.bodies.draw import draw
from validation.material import filled
from validation.shares import told

BEFORE_S = 1.0
"""Go is said so long before a hold; it is within the rest that every body begins with."""
WITHIN_S = 0.5
"""As everywhere in this validation (README)."""
ROUNDED_S: Mapping[str, float] = {"one_leg_stance": 0.1, "prone_hold": 1.0}
"""How much lower a number may be because it is rounded down."""


def judged(frames: Sequence[Frame], measure: str, side: str | None, go_s: float) -> tuple[Any, Any]:
    """Watch one try; return the number, or None and why there is none."""
    coach, tally = open_coach(measure), Tally()
    attempt: Attempt | None = None
    for frame in frames:
        coach, events = step(coach, frame)
        tally.add(events)
        if attempt is not None:
            attempt = look(attempt, coach, tally, frame.t_s, coarse=False)
        elif frame.t_s >= go_s:
            tally = Tally()
            attempt = begin(measure, side, frame.t_s, coach, coarse=False)  # type: ignore[arg-type]
        if attempt is not None and attempt.over:
            break
    if attempt is None:
        return None, "not_placed"
    if measure == "chair_stand" and attempt.trouble is None:
        # The recordings are shorter than the test: what was counted until their end.
        return progress(attempt, coach, tally).count, None
    proposal = propose(attempt, coach, tally, frame.t_s)
    return proposal.value, proposal.why


def tries(measure: str, number: int, seed: int, errors_by: float) -> Iterator[str]:
    """Draw one body and let it try; yield ``right``, ``wrong`` or why there is no number."""
    recording = draw(number, seed, (measure,), "judge", errors_by)
    truth, frames = filled(recording.truth), list(read_frames(recording.lines()))
    if measure == "chair_stand":
        reps = truth["reps"]
        if not reps:
            return
        go_s = reps[0]["start_s"] - BEFORE_S
        until_s = go_s + MOST_S[measure]
        value, why = judged(frames, measure, None, go_s)
        # Who is under way when time is over may be counted or not.
        least = sum(rep["end_s"] <= until_s and not rep.get("optional") for rep in reps)
        most = sum(rep["start_s"] < until_s for rep in reps)
        yield why or ("right" if least <= value <= most else "wrong")
        return
    for hold in truth["holds"]:
        if hold["counted"] is False:
            continue
        value, why = judged(frames, measure, hold["side"], hold["start_s"] - BEFORE_S)
        low = min(hold.get("held_lo", hold["held_s"]), MOST_S[measure])
        high = hold.get("held_hi", hold["held_s"]) + WITHIN_S
        fits = value is not None and low - WITHIN_S - ROUNDED_S[measure] <= value <= high
        yield why or ("right" if fits else "wrong")


def main(argv: list[str] | None = None) -> int:
    """Read the command line, draw and judge, print."""
    parser = argparse.ArgumentParser(prog="python -m validation.attempts", description=__doc__)
    parser.add_argument("--n", type=int, default=60, help="how many bodies a test")
    parser.add_argument("--seed", type=int, default=51, help="another seed, other bodies")
    parser.add_argument("--errors-by", type=float, default=1.0, help="2: twice the errors")
    asked = parser.parse_args(argv)
    if asked.n < 1 or asked.errors_by < 0:
        wrong = "--n: must be at least 1" if asked.n < 1 else "--errors-by: must not be below 0"
        print(wrong, file=sys.stderr)
        return 2
    print("| test | tries | a number given | of these right | no number, because |")
    print("|---|---|---|---|---|")
    for measure in MOST_S:
        found = Counter(
            one
            for number in range(asked.n)
            for one in tries(measure, number, asked.seed, asked.errors_by)
        )
        right, given, n = found["right"], found["right"] + found["wrong"], found.total()
        whys = ", ".join(f"{why} {found[why]}" for why in sorted(set(found) - {"right", "wrong"}))
        print(f"| {measure} | {n} | {told(given, n)} | {told(right, given)} | {whys or '–'} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
