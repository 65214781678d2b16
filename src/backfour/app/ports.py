"""What the use cases need from the world outside: a store, a clock, new ids, a folder.

Adapters fulfil these protocols; ``bootstrap`` joins them. Nothing in ``app`` knows of
databases or files beyond what stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from backfour.core.events import Event
from backfour.core.outcomes.experiment import Experiment

if TYPE_CHECKING:
    from backfour.app.account import Account


class Moment(NamedTuple):
    """One reading of the clock.

    Parameters
    ----------
    at
        Local time with offset, as events write it.
    instant
        The same in nanoseconds since 1970-01-01 UTC.
    day
        Proleptic ordinal of the local date.
    """

    at: str
    instant: int
    day: int


class Mark(NamedTuple):
    """Where the stored history stands; equal marks mean an equal history.

    Parameters
    ----------
    generation
        Changes whenever the history is replaced as a whole (import, restore, deletion).
    seq
        Number of the last stored event, 0 where there is none.
    """

    generation: str
    seq: int


class Stored(NamedTuple):
    """One stored event: its number, in order of writing, and its JSON text."""

    seq: int
    body: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Something begun and not yet told: a running check, a movement, a Stop.

    Parameters
    ----------
    key
        Unique. For a movement it is the id of the event it will become.
    kind
        ``check``, or ``started``, ``ended``, ``stopped``, ``settled`` of a movement.
    data
        JSON object.
    at
        When it was begun (for a Stop: when it was pressed), local time with offset.
    """

    key: str
    kind: str
    data: dict[str, Any]
    at: str


class Clock(Protocol):
    """Tells the time of the person's own day."""

    def now(self) -> Moment:
        """Read the local time with its offset."""
        ...


class Ids(Protocol):
    """Makes ids nobody has used before."""

    def new(self) -> str:
        """Return a fresh, unguessable id."""
        ...

    def digits(self, count: int) -> str:
        """Draw this many digits, each as likely as the others."""
        ...


class EventStore(Protocol):
    """The append-only history of one person."""

    def writing(self) -> AbstractContextManager[None]:
        """Open one transaction that nobody can write beside; all of it is kept or none."""
        ...

    def mark(self) -> Mark:
        """Tell where the history stands."""
        ...

    def read_after(self, seq: int) -> Sequence[Stored]:
        """Return the events stored after this number, in order of writing."""
        ...

    def bodies(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the JSON text of those of these event ids that are stored."""
        ...

    def append(self, events: Iterable[tuple[Event, str]]) -> int:
        """Add events with their JSON text behind what is stored; returns the last one's number."""
        ...

    def new_generation(self) -> None:
        """Tell every reader that the history was replaced as a whole."""
        ...

    def was_closed(self, generation: str) -> bool:
        """Tell whether a history of this folder was deleted under this generation."""
        ...

    def erase(self) -> None:
        """Delete everything the person ever told, so that no trace is left in the file."""
        ...


class Drafts(Protocol):
    """What is begun and not yet told."""

    def keep(self, draft: Draft) -> None:
        """Store a draft, in place of the one with the same key."""
        ...

    def get(self, key: str) -> Draft | None:
        """Return the draft of this key."""
        ...

    def all(self) -> tuple[Draft, ...]:
        """Return every draft, oldest first."""
        ...

    def drop(self, keys: Iterable[str]) -> None:
        """Forget these drafts."""
        ...


class Settings(Protocol):
    """What the person has set, by key; values are JSON."""

    def all(self) -> dict[str, Any]:
        """Return every value that was set."""
        ...

    def put(self, values: Mapping[str, Any]) -> None:
        """Set these values and leave the others."""
        ...


class Tokens(Protocol):
    """Hashes of the one-time links."""

    def add(self, digest: str, expires: int) -> None:
        """Remember a link by its hash, until an instant in nanoseconds."""
        ...

    def use(self, digest: str, now: int) -> bool:
        """Use a link up; tells whether it was known, unused and in time."""
        ...


class Device(NamedTuple):
    """A phone, tablet or other computer that was let in from the home network.

    Parameters
    ----------
    id
        Number of the device in this data folder.
    name
        What the person calls it.
    paired, seen
        When it was let in and when it last asked for something, local time with offset.
    expires
        Instant in nanoseconds after which it has to be paired again.
    digest
        Hash of the secret in its cookie.
    """

    id: int
    name: str
    paired: str
    seen: str
    expires: int
    digest: str


class Code(NamedTuple):
    """A one-time code for pairing.

    Parameters
    ----------
    digits
        As it is shown and typed.
    expires
        Instant in nanoseconds after which it is worth nothing.
    tries
        How many wrong tries are left.
    """

    digits: str
    expires: int
    tries: int


class DeviceStore(Protocol):
    """The paired devices and the code that lets one more in."""

    def add(self, device: Device) -> None:
        """Remember a device; its ``id`` is drawn by the store."""
        ...

    def find(self, digest: str) -> Device | None:
        """Return the device with this hash."""
        ...

    def all(self) -> tuple[Device, ...]:
        """Return every device, the longest paired first."""
        ...

    def saw(self, device: int, at: str, expires: int) -> None:
        """Remember when a device was last here, and until when it stays let in."""
        ...

    def remove(self, device: int) -> None:
        """Forget a device."""
        ...

    def replace(self, devices: Iterable[Device]) -> None:
        """Put these devices in place of all that are known; no code stays good."""
        ...

    def code(self) -> Code | None:
        """Return the code as it was kept last."""
        ...

    def keep_code(self, code: Code | None) -> None:
        """Keep a code in place of the one before, or none."""
        ...


class Deed(NamedTuple):
    """One thing that was done with the data.

    Parameters
    ----------
    at
        Local time with offset.
    instant
        The same in nanoseconds since 1970-01-01 UTC.
    what
        ``exported``, ``imported``, ``backed_up`` ... (`backfour.app.data_log.DEEDS`).
    detail
        Numbers and days only; never anything a person told.
    """

    at: str
    instant: int
    what: str
    detail: dict[str, str | int]


class Deeds(Protocol):
    """The log of what was done with the data."""

    def add(self, deeds: Iterable[Deed]) -> None:
        """Add lines."""
        ...

    def all(self) -> tuple[Deed, ...]:
        """Return every line, oldest first."""
        ...

    def replace(self, deeds: Iterable[Deed]) -> None:
        """Put these lines in place of all that are there."""
        ...


class Sheets(Protocol):
    """Printed tick sheets, by their code; each is a JSON object."""

    def get(self, code: str) -> dict[str, Any] | None:
        """Return the sheet of this code."""
        ...

    def all(self) -> tuple[dict[str, Any], ...]:
        """Return every sheet, the first printed first."""
        ...

    def put(self, sheets: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Keep sheets, each in place of the one with the same code."""
        ...


class AccountWriter(Protocol):
    """Writes an account in a form that other health systems read."""

    def text(self, account: Account) -> str:
        """Write it."""
        ...

    def counts(self, account: Account) -> dict[str, int]:
        """Tell how many resources of each type it would hold."""
        ...


class Press(Protocol):
    """Prints a page of ours as PDF."""

    def is_there(self) -> bool:
        """Tell whether the extra ``pdf`` is installed and works."""
        ...

    def pdf(self, html: str) -> bytes:
        """Print HTML as a tagged PDF; pictures and styles come from the package only."""
        ...


class ExperimentStore(Protocol):
    """The person's own experiments."""

    def all(self) -> tuple[Experiment, ...]:
        """Return every experiment, the first begun first."""
        ...

    def keep(self, experiment: Experiment) -> None:
        """Store an experiment, in place of the one with the same id."""
        ...

    def replace(self, experiments: Iterable[Experiment]) -> None:
        """Put these in place of all that are known."""
        ...


class Folder(Protocol):
    """The data folder: the person's own media files and copies of the whole."""

    def media(self) -> tuple[str, ...]:
        """Return the names of the media files."""
        ...

    def read_media(self, name: str) -> bytes:
        """Return one media file."""
        ...

    def put_media(self, files: Mapping[str, bytes]) -> AbstractContextManager[None]:
        """Write media files that stay only if the block ends without an error."""
        ...

    def size_of_media(self, name: str) -> int:
        """Return the bytes of one media file."""
        ...

    def remove_media(self, names: Iterable[str]) -> None:
        """Delete some media files; one that is not there is deleted already."""
        ...

    def erase(self) -> None:
        """Delete the media files and every copy kept in the folder."""
        ...

    def backup(self, target: str) -> None:
        """Write a copy of the whole folder into one file, while the app may be running."""
        ...

    def restore(self, source: str) -> None:
        """Put a copy made by `backup` in place of what the folder holds."""
        ...
