"""What a disk does when it fails: a sentence, and nothing half written."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from backfour import bootstrap
from backfour.adapters.store.database import FILE, SCHEMA
from backfour.core.errors import BackfourError
from backfour.words import known
from tests.builders import Story
from tests.homes import leave

ROOT = Path(__file__).parents[2]


def pragma(statement):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {statement}")


def stored(home):
    return [event.id for event in home.house.history.events()]


def test_a_full_disk_is_told_and_nothing_is_half_written(home):
    home.tell(Story().welcome())
    before = stored(home)
    pragma("max_page_count = 1")
    story = Story()
    for day in range(120):
        story.on(day, 8).morning()
    rows = [{**row, "id": f"m{n}"} for n, row in enumerate(story.rows)]
    with pytest.raises(BackfourError) as told:
        home.house.record.append(rows)
    assert told.value.key == "store.full"
    assert stored(home) == before
    assert home.house.plan_today().plan.mode == "usual"
    pragma("max_page_count = 1000000")
    assert len(home.house.record.append(rows).new) == 120


@pytest.mark.parametrize("then", ["record", "stop", "setting", "link"])
def test_a_file_that_cannot_be_written_is_told(home, then):
    home.tell(Story().welcome())
    home.house.session.start(2, "s1")
    before = stored(home)
    pragma("query_only = 1")
    tried = {
        "record": lambda: home.house.morning.answer(2, 10, new_leg_pain=False),
        "stop": lambda: home.house.session.stop("s1", "elbow_prop", 1, 2),
        "setting": lambda: home.house.preferences.change(name="Ann"),
        "link": home.house.door.new_token,
    }[then]
    with pytest.raises(BackfourError) as told:
        tried()
    assert told.value.key == "store.read_only"
    assert known(f"error.{told.value.key}")
    assert stored(home) == before
    assert home.house.plan_today().plan.mode == "usual"
    pragma("query_only = 0")
    tried()


def test_a_disk_that_fills_up_under_the_real_program(tmp_path):
    """The system itself refuses to let the file grow; what was acknowledged is there."""
    script = """
import resource, signal, sys
from pathlib import Path
from backfour import bootstrap
from backfour.core.errors import BackfourError
from tests.builders import Story
bootstrap.configure(Path(sys.argv[1]))
house = bootstrap.house()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
for day in range(5000):
    row = {**Story().on(day, 8).morning().rows[0], "id": f"m{day}"}
    try:
        house.record.append([row])
    except BackfourError as told:
        print("told", told.key)
        break
    print("kept", row["id"])
"""
    folder = tmp_path / "home"
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    *kept, last = done.stdout.splitlines()
    assert last in ("told store.full", "told store.unreachable")
    assert kept
    with sqlite3.connect(folder / FILE) as looking:
        rows = looking.execute("SELECT event_id FROM store_storedevent ORDER BY seq").fetchall()
        assert looking.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    looking.close()
    assert [row[0] for row in rows] == [line.split()[1] for line in kept]


@pytest.fixture
def tiny_disk(tmp_path):
    """A real disk of a few pages; only who may mount one can try it."""
    disk = tmp_path / "tiny"
    disk.mkdir()
    mount, unmount = shutil.which("mount") or "", shutil.which("umount") or ""
    wanted = [mount, "-t", "tmpfs", "-o", "size=32k", "tmpfs", disk]
    if not mount or subprocess.run(wanted, capture_output=True, check=False).returncode:
        pytest.skip("a disk may not be mounted here")
    yield disk
    subprocess.run([unmount, disk], check=True)


def test_a_backup_onto_a_disk_that_is_really_full_says_so_and_leaves_the_older_one(home, tiny_disk):
    home.tell(Story().welcome())
    (tiny_disk / "my.backup").write_bytes(b"an older one")
    (home.folder / "media").mkdir()
    (home.folder / "media" / "film.bin").write_bytes(os.urandom(100_000))
    with pytest.raises(BackfourError) as told:
        home.house.backup.write(str(tiny_disk / "my.backup"))
    assert told.value.key == "store.full"
    assert [file.name for file in tiny_disk.iterdir()] == ["my.backup"]
    assert (tiny_disk / "my.backup").read_bytes() == b"an older one"
    assert list(home.folder.glob("copying-*")) == []
    assert stored(home) == ["e1", "e2", "e3"]


@pytest.mark.parametrize("command", ["backup", "export"])
def test_a_copy_that_the_system_lets_grow_no_further_ends_in_one_line(home, tmp_path, command):
    """The limit is the system's own, so this runs where no disk may be mounted."""
    home.tell(Story().welcome())
    target = tmp_path / "copy"
    target.write_bytes(b"an older one")
    (home.folder / "media").mkdir()
    (home.folder / "media" / "film.bin").write_bytes(os.urandom(1_500_000))
    script = (
        "import resource, signal, sys; from backfour.cli.main import run;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, resource.RLIM_INFINITY));"
        "sys.exit(run(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, command, target, "--data", home.folder],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "error." not in done.stderr
    assert target.read_bytes() == b"an older one"
    assert list(tmp_path.glob("*.part")) == []
    assert stored(home) == ["e1", "e2", "e3"]


def test_a_database_of_a_newer_version_is_refused_and_not_touched(home):
    home.tell(Story().welcome())
    leave()
    file = home.folder / FILE
    with sqlite3.connect(file) as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    newer.close()
    before = file.read_bytes()
    with pytest.raises(BackfourError) as told:
        bootstrap.configure(home.folder)
    assert told.value.key == "store.newer"
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_not_touched(home):
    leave()
    file = home.folder / FILE
    file.write_bytes(b"this was never a database " * 400)
    with pytest.raises(BackfourError) as told:
        bootstrap.configure(home.folder)
    assert told.value.key == "store.broken"
    assert file.read_bytes() == b"this was never a database " * 400


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    leave()
    with pytest.raises(BackfourError) as told:
        bootstrap.configure(tmp_path / "file" / "home")
    assert told.value.key == "store.unreachable"


def test_the_number_of_migrations_is_the_schema():
    steps = ROOT / "src" / "backfour" / "adapters" / "store" / "migrations"
    assert len(list(steps.glob("0*.py"))) == SCHEMA


def test_the_models_and_the_migrations_agree(home):
    from django.core.management import call_command

    call_command("makemigrations", "store", check=True, dry_run=True, verbosity=0)


def test_a_half_made_database_is_finished(home):
    """Killed before the first migration was over: the next start goes on."""
    leave()
    shutil.rmtree(home.folder)
    home.folder.mkdir()
    (home.folder / FILE).touch(mode=0o600)
    bootstrap.configure(home.folder)
    home.tell(Story().welcome())
    assert len(stored(home)) == 3
