"""The time zone that this machine says it is in."""

import pytest

from backfour.adapters.clock import machine_zone


@pytest.mark.parametrize(
    ("told", "zone"), [("Europe/Madrid", "Europe/Madrid"), (":Asia/Tokyo", "Asia/Tokyo")]
)
def test_a_named_zone_is_taken(monkeypatch, told, zone):
    monkeypatch.setenv("TZ", told)
    assert machine_zone() == zone


def test_what_is_no_zone_is_left_aside(monkeypatch):
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0")
    told = machine_zone()
    monkeypatch.delenv("TZ")
    assert machine_zone() == told
