"""What printing the report and writing the exports cost, with two years and an experiment."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from backfour.core.outcomes.experiment import Design, Experiment
from bench.app import tell
from bench.figures import Figure, cpu_ms
from bench.pages import TODAY, open_pages

YEARS = 2
REPORT_S = 1
FHIR_S = 1
TABLES_S = 1
EXPERIMENT_S = 1
EIGHT_WEEKS = Design("x1", "cushion", "stiffness", "2026-09-07", 8, 10, "a seed")
"""Ends the day before `TODAY`, so that it has an answer."""


def figures() -> Iterator[Figure]:
    """Measure the report as PDF and each export; the first of each is not counted.

    WeasyPrint is loaded once in the life of the program; the person who waits for that waits
    about half a second longer.
    """
    with tempfile.TemporaryDirectory() as somewhere:
        folder = Path(somewhere) / "data"
        tell(folder, YEARS, TODAY)
        client = open_pages(folder, Path(somewhere) / "clock")
        from backfour.adapters.store.experiments import DjangoExperiments
        from backfour.app.reproduce import experiments_in
        from backfour.bootstrap import house

        DjangoExperiments().keep(Experiment(EIGHT_WEEKS))

        def report() -> None:
            answer = client.get("/paper/report/pdf/")
            if answer.status_code != 200 or answer["Content-Type"] != "application/pdf":
                raise SystemExit(f"the report answered {answer.status_code}")

        if house().press.is_there():
            report()
            yield Figure("report as PDF, processor", cpu_ms(report, 5) / 1000, REPORT_S, "s")
        here = house()
        for name, write, most in (
            ("FHIR", here.health_record.write, FHIR_S),
            ("tables", here.tables.write, TABLES_S),
        ):
            write(BytesIO())
            seconds = cpu_ms(lambda write=write: write(BytesIO()), 5) / 1000
            yield Figure(f"{name} of {YEARS} years, processor", seconds, most, "s")
        whole = BytesIO()
        here.export.write(whole)
        seconds = cpu_ms(lambda: experiments_in(whole.getvalue(), TODAY.toordinal()), 5) / 1000
        yield Figure(f"an experiment out of {YEARS} years, processor", seconds, EXPERIMENT_S, "s")
