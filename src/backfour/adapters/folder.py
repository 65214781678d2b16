"""The data folder: private, one person's, with media files and copies of the whole."""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from backfour.adapters.reminding.private_files import forget
from backfour.adapters.store.database import BUSY_S, FILE, SCHEMA, bring_up_to_date, schema_of
from backfour.adapters.store.faults import plainly
from backfour.app.export import LANDMARKS
from backfour.app.import_ import UNREADABLE, is_media_name
from backfour.app.refusals import StoreFault
from backfour.core.errors import BackfourError

KEY_FILE: Final = "secret.key"
MEDIA: Final = "media"
BEFORE_RESTORE: Final = "before-restore.backup"
_SETUP_LOCK: Final = "setup.lock"
_OURS: Final = frozenset({FILE, KEY_FILE, MEDIA, _SETUP_LOCK})
_COPYING: Final = "copying-"
"""Begins the folders a copy is made in; only one that was killed leaves any behind."""
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""The disk is full, or what this person or process may use of it."""
_SECRET_BYTES: Final = 50
_CHUNK: Final = 1024 * 1024
MOST_RESTORED_BYTES: Final = 4 * 1024**3
"""Largest database a backup may hold; a zip that claims to hold more is not ours (our choice)."""


def make_ready(folder: Path) -> None:
    """Create the folder and its secret where they are missing, readable by nobody else.

    Raises
    ------
    StoreFault
        When the folder cannot be made or written.
    """
    try:
        fresh = not folder.exists()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        names = {file.name for file in folder.iterdir()}
        # A folder that holds other people's things keeps its own rights.
        if fresh or not names or names & _OURS:
            folder.chmod(0o700)
        if KEY_FILE not in names:
            _write_secret(folder / KEY_FILE)
    except PermissionError as failure:
        raise StoreFault("store.read_only") from failure
    except OSError as failure:
        raise StoreFault(
            "store.full" if failure.errno in _FULL else "store.unreachable"
        ) from failure


def _write_secret(file: Path) -> None:
    part = file.with_suffix(".part")
    with suppress(FileNotFoundError):
        part.unlink()
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as writing:
        writing.write(secrets.token_urlsafe(_SECRET_BYTES))
    part.replace(file)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Let one process at a time make or migrate the database of a folder."""
    with (folder / _SETUP_LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class DataFolder:
    """The folder of the configured database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database = folder / FILE
        self._media = folder / MEDIA

    def media(self) -> tuple[str, ...]:
        """Return the names of the media files."""
        found = (*self._media.glob("*"), *self._media.glob(f"{LANDMARKS}*"))
        names = (file.relative_to(self._media).as_posix() for file in found if file.is_file())
        return tuple(sorted(names))

    def read_media(self, name: str) -> bytes:
        """Return one media file."""
        return (self._media / name).read_bytes()

    @contextmanager
    def put_media(self, files: Mapping[str, bytes]) -> Iterator[None]:
        """Write media files that stay only if the block ends without an error."""
        if not files:
            yield
            return
        with _disk():
            self._media.mkdir(mode=0o700, exist_ok=True)
        written: list[Path] = []
        try:
            with _disk():
                for name, held in files.items():
                    file = self._media / name
                    file.parent.mkdir(mode=0o700, exist_ok=True)
                    written.append(file)
                    file.write_bytes(held)
            yield
        except BaseException:
            for file in written:
                file.unlink(missing_ok=True)
            raise

    def size_of_media(self, name: str) -> int:
        """Return the bytes of one media file."""
        return (self._media / name).stat().st_size

    def remove_media(self, names: Iterable[str]) -> None:
        """Delete some media files; one that is not there is deleted already."""
        with _disk():
            for name in names:
                (self._media / name).unlink(missing_ok=True)

    def erase(self) -> None:
        """Delete the media files, every copy kept in the folder, and the secrets of reminders.

        Copies are those kept before a restore, and whatever a copying left behind that was killed.

        Raises
        ------
        StoreFault
            When something of it cannot be deleted: never said to be gone while it is there.
        """
        with _disk():
            forget(self._folder)
            for folder in (self._media, *self._folder.glob(f"{_COPYING}*")):
                if folder.exists():
                    shutil.rmtree(folder)
            for name in (BEFORE_RESTORE, f"{BEFORE_RESTORE}.part"):
                (self._folder / name).unlink(missing_ok=True)

    def backup(self, target: str) -> None:
        """Write a copy of the whole folder into one file, while the app may be running.

        The secret stays out: it guards this machine's door, and a copy of it would open that door
        from anywhere.
        """
        out = Path(target)
        part = out.with_name(out.name + ".part")
        try:
            with _disk(), tempfile.TemporaryDirectory(prefix=_COPYING, dir=self._folder) as inside:
                copy = Path(inside) / FILE
                _copied(self._database, copy)
                handle = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600)
                with os.fdopen(handle, "w+b") as file:
                    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
                        zipped.write(copy, FILE)
                        for name in self.media():
                            zipped.write(self._media / name, f"{MEDIA}/{name}")
                    file.flush()
                    os.fsync(file.fileno())
                part.replace(out)
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    def restore(self, source: str) -> None:
        """Put a copy made by `backup` in place of what the folder holds.

        Everything is unpacked and looked at first; the database is then exchanged by SQLite's own
        backup, which readers and writers beside it survive.
        """
        with _disk(), tempfile.TemporaryDirectory(prefix=_COPYING, dir=self._folder) as inside:
            brought = Path(inside)
            _unpack(Path(source), brought)
            _look_at(brought / FILE)
            if self._holds_something():
                self.backup(str(self._folder / BEFORE_RESTORE))
            with plainly():
                _copied(brought / FILE, self._database)
            if schema_of(self._database) != SCHEMA:
                bring_up_to_date(self._database)
            shutil.rmtree(self._media, ignore_errors=True)
            if (brought / MEDIA).is_dir():
                shutil.move(brought / MEDIA, self._media)

    def _holds_something(self) -> bool:
        with plainly(), closing(sqlite3.connect(self._database, timeout=BUSY_S)) as looking:
            found = looking.execute("SELECT EXISTS (SELECT 1 FROM store_storedevent)").fetchone()
        return bool(found[0])


def _copied(source: Path, target: Path) -> None:
    with (
        plainly(),
        closing(sqlite3.connect(source, timeout=BUSY_S)) as reading,
        closing(sqlite3.connect(target, timeout=BUSY_S)) as writing,
    ):
        reading.backup(writing)


def _unpack(source: Path, into: Path) -> None:
    try:
        with zipfile.ZipFile(source) as zipped:
            names = zipped.namelist()
            media = [name for name in names if name.startswith(f"{MEDIA}/")]
            if FILE not in names or len(names) != len(media) + 1:
                raise BackfourError("backup.unknown")
            if not all(is_media_name(name.removeprefix(f"{MEDIA}/")) for name in media):
                raise BackfourError("backup.unknown")
            (into / MEDIA).mkdir(mode=0o700)
            room = MOST_RESTORED_BYTES
            for name in names:
                room -= _unpack_one(zipped, name, into / name, room)
    except UNREADABLE:
        raise BackfourError("backup.unknown") from None
    except FileNotFoundError:
        raise BackfourError("backup.missing") from None
    except IsADirectoryError:
        raise BackfourError("backup.unknown") from None


def _unpack_one(zipped: zipfile.ZipFile, name: str, target: Path, room: int) -> int:
    held = 0
    target.parent.mkdir(mode=0o700, exist_ok=True)
    with zipped.open(name) as part, target.open("xb") as out:
        while some := part.read(_CHUNK):
            held += len(some)
            if held > room:
                raise BackfourError("backup.unknown")
            out.write(some)
    return held


def _look_at(file: Path) -> None:
    """Refuse a database that is damaged, of a newer version, or not ours."""
    found = schema_of(file)
    if found > SCHEMA:
        raise BackfourError("backup.newer")
    with plainly(), closing(sqlite3.connect(file)) as looking:
        sound = looking.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        tables = {row[0] for row in looking.execute("SELECT name FROM sqlite_master")}
    if not sound or found == 0 or "store_storedevent" not in tables:
        raise BackfourError("backup.unknown")


@contextmanager
def _disk() -> Iterator[None]:
    """Turn what the disk refuses into a `StoreFault`."""
    try:
        yield
    except PermissionError as failure:
        raise StoreFault("store.read_only") from failure
    except FileNotFoundError as failure:
        raise StoreFault("store.unreachable") from failure
    except OSError as failure:
        raise StoreFault(
            "store.full" if failure.errno in _FULL else "store.unreachable"
        ) from failure
