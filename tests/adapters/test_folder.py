"""The data folder: private, whole, and empty when everything is deleted."""

import errno
import io
import json
import os
import shutil
import sqlite3
import stat
import time
import zipfile

import pytest

from backfour import bootstrap
from backfour.adapters.clock import LocalClock
from backfour.adapters.folder import BEFORE_RESTORE
from backfour.adapters.serving import Serving
from backfour.adapters.store.database import FILE, SCHEMA
from backfour.app.refusals import StoreFault
from backfour.core.errors import BackfourError
from tests.builders import Story

NAME = "Wilhelmina Quackenbush"


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def stored(home):
    return [event.id for event in home.house.history.events()]


def test_nobody_else_may_read_the_folder(home):
    home.tell(Story().welcome())
    assert mode(home.folder) == 0o700
    for file in home.folder.iterdir():
        assert mode(file) == 0o600, file.name
    assert len((home.folder / "secret.key").read_text(encoding="ascii")) >= 50


def test_a_folder_with_other_things_in_it_keeps_its_rights(home, tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    shared.chmod(0o755)
    (shared / "photo.jpg").write_bytes(b"")
    home.move_in(shared)
    assert mode(shared) == 0o755
    assert mode(shared / FILE) == 0o600


def test_the_database_is_opened_safely(home):
    from django.db import connection

    with connection.cursor() as cursor:
        found = {}
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete"):
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()[0]
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_two_folders_are_two_people(home, tmp_path):
    home.tell(Story().welcome()).house.preferences.change(name=NAME)
    other = home.move_in(tmp_path / "other")
    assert other.house.preferences.read()["name"] == ""
    assert stored(other) == []
    assert stored(other.move_in(home.folder)) == ["e1", "e2", "e3"]


def test_a_backup_while_in_use_brings_everything_back(home, tmp_path):
    home.tell(Story().welcome()).house.preferences.change(name=NAME)
    media = home.folder / "media"
    media.mkdir()
    (media / "note.txt").write_bytes(b"a note")
    file = tmp_path / "b.backup"
    home.house.backup.write(str(file))
    assert mode(file) == 0o600
    assert "secret.key" not in zipfile.ZipFile(file).namelist()
    home.house.morning.answer(2, 10, new_leg_pain=False)

    other = home.move_in(tmp_path / "other")
    other.house.restore.read(str(file))
    assert stored(other) == ["e1", "e2", "e3"]
    assert other.house.preferences.read()["name"] == NAME
    assert (other.folder / "media" / "note.txt").read_bytes() == b"a note"


def test_a_backup_onto_a_full_disk_says_so_and_leaves_the_older_one(home, tmp_path, monkeypatch):
    home.tell(Story().welcome())
    target = tmp_path / "copy.backup"
    target.write_bytes(b"an older one")
    before = home.house.history.text()

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreFault) as told:
        home.house.backup.write(str(target))
    assert told.value.key == "store.full"
    assert target.read_bytes() == b"an older one"
    assert [file.name for file in tmp_path.glob("*.part")] == []
    assert home.house.history.text() == before
    assert home.house.data_log.read() == []


def test_restoring_over_a_history_keeps_it_beside(home, tmp_path):
    home.tell(Story().welcome())
    file = tmp_path / "b.backup"
    home.house.backup.write(str(file))
    home.house.morning.answer(2, 10, new_leg_pain=False)
    assert len(stored(home)) == 4
    home.house.restore.read(str(file))
    assert len(stored(home)) == 3
    home.house.restore.read(str(home.folder / BEFORE_RESTORE))
    assert len(stored(home)) == 4


def database(tmp_path, version, table="store_storedevent"):
    file = tmp_path / "made.sqlite3"
    with sqlite3.connect(file) as made:
        made.execute(f"CREATE TABLE {table} (seq INTEGER)")
        made.execute(f"PRAGMA user_version = {version}")
    made.close()
    return file.read_bytes()


def zipped(**held):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in held.items():
            made.writestr(name.replace("__", "/").replace("_sqlite3", ".sqlite3"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda _: b"", "backup.unknown"),
        (lambda _: b"PK nothing", "backup.unknown"),
        (lambda _: zipped(history="x"), "backup.unknown"),
        (lambda _: zipped(backfour_sqlite3=b"not a database at all"), "store.broken"),
        (lambda _: zipped(backfour_sqlite3=b""), "backup.unknown"),
        (lambda t: zipped(backfour_sqlite3=database(t, SCHEMA, "other")), "backup.unknown"),
        (lambda t: zipped(backfour_sqlite3=database(t, SCHEMA + 1)), "backup.newer"),
        (
            lambda t: zipped(backfour_sqlite3=database(t, SCHEMA), media____evil="a"),
            "backup.unknown",
        ),
    ],
)
def test_a_file_that_is_no_backup_changes_nothing(home, tmp_path, make, key):
    home.tell(Story().welcome())
    file = tmp_path / "b.backup"
    file.write_bytes(make(tmp_path))
    with pytest.raises(BackfourError) as told:
        home.house.restore.read(str(file))
    assert told.value.key == key
    assert stored(home) == ["e1", "e2", "e3"]
    with pytest.raises(BackfourError):
        home.house.restore.read(str(tmp_path / "nowhere"))
    with pytest.raises(BackfourError):
        home.house.restore.read(str(tmp_path))


def test_a_torn_or_bent_backup_is_told_as_such_and_changes_nothing(home, tmp_path):
    home.tell(Story().welcome())
    file = tmp_path / "b.backup"
    home.house.backup.write(str(file))
    whole = file.read_bytes()
    home.house.morning.answer(2, 10, new_leg_pain=False)
    before = home.house.history.text()
    places = (30, 200, len(whole) // 3, len(whole) // 2, len(whole) - 100, len(whole) - 10)
    for place in places:
        bent = bytearray(whole)
        bent[place : place + 8] = bytes(one ^ 0xFF for one in bent[place : place + 8])
        for wrong in (whole[:place], bytes(bent)):
            file.write_bytes(wrong)
            with pytest.raises(BackfourError) as told:
                home.house.restore.read(str(file))
            assert told.value.key in {"backup.unknown", "store.broken"}, place
    assert home.house.history.text() == before
    assert list(home.folder.glob("copying-*")) == []


def test_what_cannot_be_deleted_is_never_said_to_be_gone(home, monkeypatch):
    (home.folder / "media").mkdir()
    (home.folder / "media" / "film.mp4").write_bytes(b"told")

    def refuse(_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(shutil, "rmtree", refuse)
    with pytest.raises(StoreFault) as told:
        home.house.delete_all()
    assert told.value.key == "store.read_only"


def test_deleting_everything_leaves_no_trace_in_any_file(home, tmp_path):
    story = Story().welcome(R16="yes").cleared("R16", by="Dr Wuthering of Heights")
    home.tell(story).house.preferences.change(name=NAME)
    home.house.session.start(2, "session-kept-nowhere")
    home.house.door.new_token()
    home.house.backup.write(str(tmp_path / "b"))
    home.house.restore.read(str(tmp_path / "b"))
    (home.folder / "media").mkdir(exist_ok=True)
    (home.folder / "media" / "film.mp4").write_bytes(b"session-kept-nowhere")
    home.house.delete_all()
    assert stored(home) == []
    assert home.house.preferences.read()["name"] == ""
    assert home.house.plan_today().plan.mode == "locked"
    for file in home.folder.rglob("*"):
        held = file.read_bytes() if file.is_file() else b""
        for trace in (NAME, "Wuthering", "session-kept-nowhere", "screen_completed"):
            assert trace.encode() not in held, file.name
    home.tell(story)
    assert len(stored(home)) == 4


def test_only_one_process_serves_a_folder(home):
    first, second = Serving(home.folder), Serving(home.folder)
    assert first.port() is None
    assert first.take(8765)
    assert not second.take(8766)
    assert second.port() == 8765
    first.release()
    assert second.take(8766)
    assert second.port() == 8766
    second.release()


def test_django_does_not_move_the_process_to_another_time_zone(home):
    at = LocalClock().now().at
    assert at[-6:] == time.strftime("%z")[:3] + ":" + time.strftime("%z")[3:]
    assert os.environ.get("TZ") != "UTC" or time.timezone == 0


def test_a_setting_of_the_store_itself_is_neither_shown_nor_exported(home):
    home.house.delete_all()
    home.house.preferences.change(name=NAME)
    assert home.house.preferences.chosen() == {"name": NAME}


def test_the_folder_is_where_the_freedesktop_rules_say(monkeypatch, tmp_path):
    monkeypatch.delenv(bootstrap.ENVIRONMENT, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert bootstrap.default_folder() == tmp_path / "backfour"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert bootstrap.default_folder() == tmp_path / ".local" / "share" / "backfour"


def test_a_draft_is_plain_json(home):
    home.tell(Story().welcome())
    home.house.session.start(2, "s1")
    home.house.session.stop("s1", "elbow_prop", 1, 2)
    from backfour.adapters.store.models import StoredDraft

    assert json.loads(StoredDraft.objects.get().data)["stop_pressed"] is True
