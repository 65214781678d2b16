"""The calendar as two programs that know nothing of ours read it, over changes of the clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import vobject

from backfour.adapters.reminding.calendar import calendar
from backfour.app.reminding.ports import Reached, Wish
from backfour.core.quiet import Quiet
from backfour.core.reminding.daytime import Times

ME = Reached("own", "Europe/Berlin", Quiet(21 * 60, 7 * 60))
FIRST = date(2026, 3, 23).toordinal()
NOW = int(datetime(2026, 3, 23, 12, tzinfo=UTC).timestamp())


def wish(kind="morning", **times):
    return Wish(1, "uid1", "own", kind, "calendar", Times(**{"at_min": 510, **times}), FIRST)


def written(*wishes, reached=ME):
    return calendar(reached, wishes, "A small reminder", NOW)


def by_icalendar(text, first, last):
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(first, last)
    return sorted(event["DTSTART"].dt.astimezone(UTC) for event in found)


def by_vobject(text, first, last):
    begins = datetime.combine(first, datetime.min.time(), ZoneInfo("Europe/Berlin"))
    ends = datetime.combine(last, datetime.min.time(), ZoneInfo("Europe/Berlin"))
    found = []
    for event in vobject.readOne(text.decode()).vevent_list:
        for one in event.getrruleset(addRDate=True):
            there = one.astimezone(UTC)
            if there >= ends:
                break
            if there >= begins:
                found.append(there)
    return sorted(found)


@pytest.mark.parametrize("read", [by_icalendar, by_vobject])
@pytest.mark.parametrize(
    ("first", "last", "times"),
    [
        (date(2026, 3, 28), date(2026, 3, 31), ["28 07:30", "29 06:30", "30 06:30"]),
        (date(2026, 10, 24), date(2026, 10, 27), ["24 06:30", "25 07:30", "26 07:30"]),
    ],
)
def test_the_alarm_stays_at_half_past_eight_over_a_change_of_the_clocks(read, first, last, times):
    found = read(written(wish()), first, last)
    assert [f"{one:%d %H:%M}" for one in found] == times


@pytest.mark.parametrize("read", [by_icalendar, by_vobject])
def test_sessions_come_on_their_days_and_self_tests_every_four_weeks(read):
    session = wish("session", days=0b001_0101)
    found = read(written(session), date(2026, 3, 23), date(2026, 4, 6))
    assert [f"{one:%a %d}" for one in found] == [
        *("Mon 23", "Wed 25", "Fri 27", "Mon 30", "Wed 01", "Fri 03")
    ]
    tests = wish("self_test", every_days=28)
    found = read(written(tests), date(2026, 3, 23), date(2026, 5, 30))
    assert [f"{one:%d %b}" for one in found] == ["23 Mar", "20 Apr", "18 May"]


def test_a_session_begins_on_the_first_of_its_days():
    (event,) = icalendar.Calendar.from_ical(written(wish(days=0b100))).walk("VEVENT")
    assert event["DTSTART"].dt.date() == date(2026, 3, 25)


def test_breaks_are_one_entry_for_each_time_of_the_day():
    breaks = wish("break", at_min=540, every_min=60, until_min=660)
    events = icalendar.Calendar.from_ical(written(breaks)).walk("VEVENT")
    assert [event["DTSTART"].dt.hour for event in events] == [9, 10, 11]
    assert len({event["UID"] for event in events}) == 3


def test_each_entry_rings_and_says_nothing_of_health():
    text = written(wish())
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    (alarm,) = event.walk("VALARM")
    assert alarm["ACTION"] == "DISPLAY"
    assert alarm["TRIGGER"].dt.total_seconds() == 0
    assert event["CLASS"] == "PRIVATE"
    assert event["SUMMARY"] == "A small reminder"
    for word in (b"back", b"pain", b"morning", b"exercise"):
        assert word not in text.lower().replace(b"back four", b"").replace(b"@backfour", b"")


def test_the_zone_comes_along_with_both_changes_of_the_clocks():
    (zone,) = icalendar.Calendar.from_ical(written(wish())).walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Berlin"
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Europe/Madrid",
            "Europe/London",
            "Europe/Dublin",
            "America/New_York",
            "America/Los_Angeles",
        ),
        *("Australia/Sydney", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata"),
        *("Asia/Kathmandu", "Africa/Casablanca", "Pacific/Chatham", "America/Sao_Paulo"),
    ],
)
def test_every_time_of_ten_years_is_the_true_one_to_another_reader(name):
    text = written(wish(at_min=720), reached=ME._replace(zone=name, quiet=Quiet(0, 0)))
    # Under a name that nobody knows the reader has nothing but the rules that came along.
    event = vobject.readOne(text.decode().replace(name, f"Somewhere-{name[-4:]}")).vevent
    ours = ZoneInfo(name)
    for one in event.getrruleset(addRDate=True)[:3650:5]:
        truth = datetime(one.year, one.month, one.day, 12, tzinfo=ours)
        assert one.astimezone(UTC) == truth.astimezone(UTC), one


def test_a_zone_without_summer_time_and_an_empty_calendar_can_be_read():
    text = written(wish(), reached=ME._replace(zone="UTC"))
    assert by_icalendar(text, date(2026, 3, 28), date(2026, 3, 29))[0].hour == 8
    assert icalendar.Calendar.from_ical(written()).walk("VEVENT") == []
