"""What holds for every test."""

from pathlib import Path

import pytest
from hypothesis import settings

CORE = Path(__file__).parent / "core"

# No timing asserts: speed is measured in `make bench`.
settings.register_profile("backfour", deadline=None)
settings.load_profile("backfour")


def pytest_collection_modifyitems(items):
    """Count coverage over tests/core only: the core must be proven beside itself."""
    for item in items:
        if CORE not in item.path.parents:
            item.add_marker(pytest.mark.no_cover)
