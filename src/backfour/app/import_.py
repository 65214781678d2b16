"""Bringing an export, or a bare history, into an empty folder: all of it or nothing."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from backfour.app.data_log import DataLog
from backfour.app.export import EXPERIMENTS, HISTORY, LANDMARKS, MEDIA, PAPER, SETTINGS
from backfour.app.history import History
from backfour.app.ports import Drafts, EventStore, ExperimentStore, Folder, Settings
from backfour.app.preferences import accepted, parted
from backfour.app.record import written
from backfour.app.sheets import PaperSheets, Sheet, read_sheets
from backfour.core.errors import BackfourError, Refused
from backfour.core.events import Event
from backfour.core.outcomes.experiment import Experiment, from_dict
from backfour.core.quiet import Quiet
from backfour.core.reading import parse_history, read_json

MOST_BYTES = 50 * 1024 * 1024
"""Largest file, and largest sum of what a zip unpacks to (contracts section 3)."""
MOST_LINES = 1_000_000
MOST_FILES = 10_000
UNREADABLE = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What reading a torn, bent or locked zip can raise."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file holds, read and checked."""

    events: tuple[Event, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    media: Mapping[str, bytes] = field(default_factory=dict)
    sheets: tuple[Sheet, ...] = ()
    experiments: tuple[Experiment, ...] = ()
    quiet: Quiet | None = None


class Import:
    """Brings a file in."""

    def __init__(
        self,
        store: EventStore,
        settings: Settings,
        drafts: Drafts,
        folder: Folder,
        history: History,
        sheets: PaperSheets,
        log: DataLog,
        experiments: ExperimentStore,
    ) -> None:
        self.keep_quiet: Callable[[Quiet], object] = lambda _: None
        """Where quiet hours go, which are kept with the reminders; set by whoever joins the two."""
        self._experiments = experiments
        self._store = store
        self._settings = settings
        self._drafts = drafts
        self._folder = folder
        self._history = history
        self._sheets = sheets
        self._log = log

    def read(self, source: IO[bytes]) -> int:
        """Bring in an export zip or a bare ``.jsonl``; returns the number of events.

        Raises
        ------
        HistoryRefused
            When a line of the history is malformed (line, field, reason).
        Refused
            When something else of the file is wrong.
        BackfourError
            ``import.not_empty`` when this folder already holds a history.
        """
        # Read first: a wrong file is refused for what is wrong with it, wherever it would go.
        brought = unpacked(source.read(MOST_BYTES + 1))
        if self._history.events():
            raise BackfourError("import.not_empty")
        with self._folder.put_media(brought.media), self._store.writing():
            if self._history.events():
                raise BackfourError("import.not_empty")
            self._store.append((event, written(event)) for event in brought.events)
            self._settings.put(brought.settings)
            if brought.quiet:
                self.keep_quiet(brought.quiet)
            self._sheets.bring_in(brought.sheets)
            self._experiments.replace(brought.experiments)
            self._log.note("imported", n=len(brought.events))
            self._drafts.drop([draft.key for draft in self._drafts.all()])
            self._store.new_generation()
        return len(brought.events)


def unpacked(data: bytes) -> Brought:
    """Read a file into checked values.

    Raises
    ------
    Refused
        Naming the line, the part of the zip or the setting that is wrong.
    """
    if len(data) > MOST_BYTES:
        raise Refused("file", f"is larger than {MOST_BYTES // 1024 // 1024} MB")
    if data[:4] in _ZIP:
        return _from_zip(data)
    return Brought(_history(data))


def _history(data: bytes) -> tuple[Event, ...]:
    if data.count(b"\n") > MOST_LINES:
        raise Refused("file", f"has more than {MOST_LINES} lines")
    return parse_history(data)


def _from_zip(data: bytes) -> Brought:
    try:
        with ZipFile(BytesIO(data)) as zipped:
            parts = _parts(zipped)
    except UNREADABLE:
        raise Refused("file", "is not a zip that can be read") from None
    if HISTORY not in parts:
        raise Refused(HISTORY, "is missing from the zip")
    events = _history(parts.pop(HISTORY))
    settings = _settings(parts.pop(SETTINGS, b"{}"))
    sheets = read_sheets(settings.pop(PAPER, []))
    experiments = _experiments(settings.pop(EXPERIMENTS, []))
    media = {name.removeprefix(MEDIA): held for name, held in parts.items()}
    settings, quiet = parted(settings)
    return Brought(events, accepted(settings), media, sheets, experiments, quiet)


def _parts(zipped: ZipFile) -> dict[str, bytes]:
    """Unpack within bounds: what a zip says of its sizes is not believed."""
    entries = [entry for entry in zipped.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise Refused("file", f"holds more than {MOST_FILES} files")
    room = MOST_BYTES
    parts: dict[str, bytes] = {}
    for entry in entries:
        if not _is_ours(entry) or entry.filename in parts:
            raise Refused("file", "holds something that is not part of an export")
        with zipped.open(entry) as part:
            held = part.read(room + 1)
        room -= len(held)
        if room < 0:
            raise Refused("file", f"unpacks to more than {MOST_BYTES // 1024 // 1024} MB")
        parts[entry.filename] = held
    return parts


def _is_ours(entry: ZipInfo) -> bool:
    name = entry.filename
    if name in (HISTORY, SETTINGS):
        return True
    own = name.removeprefix(MEDIA)
    return name.startswith(MEDIA) and is_media_name(own)


def is_media_name(name: str) -> bool:
    """Whether a name is a plain file name, or one among the landmarks."""
    name = name.removeprefix(LANDMARKS)
    return (
        0 < len(name) <= 120
        and name.isascii()
        and name[0].isalnum()
        and all(letter.isalnum() or letter in "._-" for letter in name)
    )


def _settings(data: bytes) -> dict[str, Any]:
    try:
        found = read_json(data.decode("utf-8"))
    except ValueError:
        raise Refused(SETTINGS, "is not JSON") from None
    if not isinstance(found, dict):
        raise Refused(SETTINGS, "is not a JSON object")
    return found


def _experiments(found: Any) -> tuple[Experiment, ...]:
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Refused(EXPERIMENTS, "must be a list of objects")
    read = tuple(from_dict(one) for one in found)
    if len({one.design.id for one in read}) < len(read):
        raise Refused(EXPERIMENTS, "holds an id twice")
    return read
