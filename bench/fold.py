"""How long it takes to tell a history again: one, five and ten years of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator

from backfour.core.programme.replay import fold_all
from backfour.core.reading import parse_history, write_history
from bench.figures import Figure, cpu_ms
from bench.history import years

FOLD_MS = 200
READ_AND_FOLD_MS = 600
PROMISED_YEARS = 10


def figures() -> Iterator[Figure]:
    """Measure each length; the promise is made for ten years, the others show that it is linear."""
    for count in (1, 5, PROMISED_YEARS):
        data = write_history(years(count).events()).encode()
        # As in a fresh process: what made the history must not burden the collector.
        gc.collect()
        gc.freeze()
        promised = count == PROMISED_YEARS
        lines = data.count(b"\n")
        told = f"{count} {'year' if count == 1 else 'years'}, {lines} events"
        yield Figure(
            f"read, validate and fold, {told}",
            cpu_ms(lambda data=data: fold_all(parse_history(data)), 7),
            READ_AND_FOLD_MS if promised else None,
            "ms",
        )
        events = parse_history(data)
        yield Figure(
            f"fold of parsed events, {told}",
            cpu_ms(lambda events=events: fold_all(events), 7),
            FOLD_MS if promised else None,
            "ms",
        )
