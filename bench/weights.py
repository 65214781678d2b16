"""What each page weighs, with two years of everything behind it: as written, and compressed."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.app import tell
from bench.figures import Figure
from bench.history import everything
from bench.pages import TODAY, TODAY_KB, YEARS, open_pages
from bench.progress import TARGET_KB

PAGES: Final = {
    "/": TODAY_KB,
    "/progress/": TARGET_KB,
    "/progress/?days=all": TARGET_KB,
    "/progress/questions/": None,
    "/progress/tests/": None,
    "/progress/experiment/": None,
    "/sitting/": None,
    "/sitting/breaks/": None,
    "/settings/": None,
    "/settings/reminders/": None,
    "/paper/": None,
    "/data/": None,
}
"""Addresses and what is promised of them in kB, where something is."""


def figures() -> Iterator[Figure]:
    """Fetch each page once."""
    with tempfile.TemporaryDirectory() as somewhere:
        folder = Path(somewhere) / "data"
        tell(folder, YEARS, TODAY, everything)
        client = open_pages(folder, Path(somewhere) / "clock")
        for address, most in PAGES.items():
            page = client.get(address)
            if page.status_code != 200:
                raise SystemExit(f"{address} answered {page.status_code}")
            packed = len(gzip.compress(page.content, 6)) / 1000
            yield Figure(f"{address}: HTML", len(page.content) / 1000, most, "kB")
            yield Figure(f"{address}: HTML, compressed", packed, None, "kB")
