"""What printing the report and writing the health record cost, with two years of history."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

from bench.app import tell
from bench.figures import Figure, cpu_ms
from bench.pages import _client

YEARS = 2
TODAY = date(2026, 11, 2)
REPORT_S = 1
FHIR_S = 1
TABLES_S = 1


def figures() -> Iterator[Figure]:
    """Measure the report as PDF, the FHIR bundle and the tables; the first of each is not counted.

    WeasyPrint is loaded once in the life of the program; the person who waits for that waits
    about half a second longer.
    """
    with tempfile.TemporaryDirectory() as somewhere:
        folder = Path(somewhere) / "data"
        tell(folder, YEARS, TODAY)
        client = _client(folder, Path(somewhere) / "clock")
        from backfour.bootstrap import house

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
