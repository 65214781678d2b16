"""Quiet hours that an earlier version kept for breaks alone are not lost. Hazard H44."""

from __future__ import annotations

import io
import json
from zipfile import ZipFile

import pytest

from backfour.bootstrap import house
from backfour.core.errors import Refused
from backfour.core.quiet import NIGHT, Quiet
from backfour.core.reminding.daytime import Times

BEFORE, AFTER = [("store", "0005_experiments")], [("store", "0006_one_quiet")]
SET_FOR_BREAKS = Quiet(22 * 60, 9 * 60)


@pytest.fixture
def upgraded(home):
    """Write what the earlier version kept, bring the tables up to date, and read the hours."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    def upgrade(kept=None, reached=None, reminder_at=None) -> Quiet:
        executor = MigrationExecutor(connection)
        executor.migrate(BEFORE)
        old = executor.loader.project_state(BEFORE).apps
        for key, value in (kept or {}).items():
            old.get_model("store", "StoredSetting").objects.create(key=key, value=json.dumps(value))
        if reached is not None:
            old.get_model("store", "ReachedPerson").objects.create(
                person="own", zone="Asia/Tokyo", quiet_begins=reached[0], quiet_ends=reached[1]
            )
        if reminder_at is not None:
            times = Times(reminder_at)._asdict()
            old.get_model("store", "ReminderWish").objects.create(
                uid="u", reached_id="own", kind="morning", channel="mail", since=1, **times
            )
        MigrationExecutor(connection).migrate(AFTER)
        assert not any(name.startswith("breaks_quiet") for name in house().preferences.chosen())
        return house().reminders.reached().quiet

    return upgrade


def kept(hours=SET_FOR_BREAKS):
    return {"breaks_quiet_from_min": hours[0], "breaks_quiet_until_min": hours[1]}


def test_where_nothing_was_set_both_begin_with_the_same_night(upgraded):
    assert upgraded() == NIGHT


def test_hours_set_for_breaks_become_those_of_the_house(upgraded):
    assert upgraded(kept()) == SET_FOR_BREAKS
    assert house().reminders.reached().zone == house().reminders.overview().reached.zone != ""


def test_half_of_them_is_completed_with_the_usual_night(upgraded):
    assert upgraded({"breaks_quiet_from_min": 1000}, reached=NIGHT) == Quiet(1000, NIGHT.ends)


def test_hours_set_for_reminders_stay(upgraded):
    assert upgraded(kept(), reached=Quiet(60, 120)) == Quiet(60, 120)


@pytest.mark.parametrize(("hours", "at"), [(SET_FOR_BREAKS, 510), (Quiet(500, 520), 510)])
def test_no_reminder_that_is_on_falls_silent(upgraded, hours, at):
    assert upgraded(kept(hours), reached=NIGHT, reminder_at=at) == NIGHT


def test_a_reminder_outside_of_them_is_no_obstacle(upgraded):
    assert upgraded(kept(), reached=NIGHT, reminder_at=600) == SET_FOR_BREAKS


def export(**settings) -> io.BytesIO:
    held = io.BytesIO()
    with ZipFile(held, "w") as zipped:
        zipped.writestr("history.jsonl", "")
        zipped.writestr("settings.json", json.dumps(settings))
    held.seek(0)
    return held


def test_an_export_of_an_earlier_version_brings_them_along(home):
    house().import_.read(export(breaks_on=False, **kept()))
    assert house().reminders.reached().quiet == SET_FOR_BREAKS
    assert house().preferences.chosen() == {"breaks_on": False}


@pytest.mark.parametrize("wrong", [-1, 1440, "late", None])
def test_hours_that_cannot_be_are_refused_by_name_and_nothing_is_brought_in(home, wrong):
    with pytest.raises(Refused) as refused:
        house().import_.read(export(breaks_on=False, breaks_quiet_until_min=wrong))
    assert refused.value.field == "breaks_quiet_until_min"
    assert house().preferences.chosen() == {}


def test_an_export_takes_them_along_and_lists_them_before(home):
    house().reminders.change("UTC", Quiet(60, 120), {})
    saved = io.BytesIO()
    house().export.write(saved)
    assert house().contents().settings == ("quiet_from_min", "quiet_until_min")
    house().reminders.change("UTC", NIGHT, {})
    assert house().contents().settings == ()
    saved.seek(0)
    house().import_.read(saved)
    assert house().reminders.reached().quiet == Quiet(60, 120)
    assert house().preferences.chosen() == {}


def test_an_import_changes_no_hours_that_were_set_here(home):
    house().reminders.change("UTC", Quiet(60, 120), {})
    house().import_.read(export(**kept()))
    assert house().reminders.reached().quiet == Quiet(60, 120)


def test_an_import_silences_no_reminder_that_is_on(home):
    house().reminders.change("UTC", NIGHT, {"morning": ("calendar", Times(510))})
    house().import_.read(export(**kept()))
    assert house().reminders.reached().quiet == NIGHT
