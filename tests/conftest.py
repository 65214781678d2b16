"""What holds for every test."""

from pathlib import Path

import pytest
from hypothesis import settings

CORE, JOURNEYS = Path(__file__).parent / "core", Path(__file__).parent / "e2e"

# No timing asserts: speed is measured in `make bench`.
settings.register_profile("backfour", deadline=None)
settings.load_profile("backfour")


def pytest_collection_modifyitems(items):
    """Count coverage over tests/core only: the core must be proven beside itself.

    Journeys begin first: they take minutes, and nobody should wait for the last of them alone.
    """
    for item in items:
        if CORE not in item.path.parents:
            item.add_marker(pytest.mark.no_cover)
    items.sort(key=lambda item: JOURNEYS not in item.path.parents)
