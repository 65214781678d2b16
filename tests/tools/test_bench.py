"""Every part of the bench can be loaded: a measurement that cannot begin promises nothing."""

import importlib

import pytest

from bench.run import PARTS


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_the_bench_can_begin(part):
    assert callable(importlib.import_module(f"bench.{part}").figures)
