"""Judge a recording, a film or a landmark file, look by look and without keeping it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from backfour.core.errors import Refused
from backfour.core.motion.coach import Coach, finish, open_coach, step
from backfour.core.motion.landmarks import Frame, Header
from backfour.core.motion.report import Tally, document

FAULT_SHOWN_S: Final = 3.0
"""A fault stays on the film this long (our choice: time to read one sentence)."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look of a recording.

    Parameters
    ----------
    frame
        What the coach is told.
    share
        How much of the recording lies behind, 0..1.
    picture
        As the film has it; None where there are only landmarks.
    """

    frame: Frame
    share: float
    picture: Any = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the coach knows at a look: what a film of it shows.

    Parameters
    ----------
    coach
        After this look.
    tally
        All that was told so far.
    fault
        Key of the fault told in the last `FAULT_SHOWN_S`, or None.
    """

    coach: Coach
    tally: Tally
    fault: str | None


class Recording(Protocol):
    """An opened recording, read once."""

    header: Header

    def looks(self) -> Iterator[Look]:
        """Read from the first look to the last.

        Raises
        ------
        Refused
            When it breaks off, or a look cannot be read.
        """


class Sink(Protocol):
    """Something that is written while the recording is judged."""

    def take(self, look: Look, shown: Shown) -> None:
        """Take in one look."""

    def close(self) -> None:
        """Write what is still held back."""


Opened = AbstractContextManager[Sink]
"""A sink; left without an error it is kept, left with one nothing of it stays."""

Caption = Callable[[Shown], Sequence[str]]
"""Says in words what a film shows: the first line large, the others below it."""


class Recordings(Protocol):
    """Where recordings come from and what is made of them."""

    def open(self, file: Path) -> Recording:
        """Open a film or a landmark file.

        Raises
        ------
        Refused
            Naming what is wrong with it.
        """

    def landmarks(self, file: Path, header: Header) -> Opened:
        """Begin a landmark file."""

    def film(self, file: Path, header: Header, caption: Caption) -> Opened:
        """Begin a film with what the coach saw drawn in."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written beside the judgement."""

    film: Path | None = None
    landmarks: Path | None = None
    caption: Caption = lambda _: ()


class CoachRecording:
    """Opens, judges and writes."""

    def __init__(self, recordings: Recordings) -> None:
        self._recordings = recordings

    def judge(
        self,
        file: Path,
        exercise: str,
        side: str | None,
        wanted: Wanted,
        progress: Callable[[float], None],
    ) -> dict[str, Any]:
        """Judge a recording from its first look to its last.

        Parameters
        ----------
        file
            A film or a landmark file.
        exercise, side
            See ``open_coach``.
        progress
            Is told the share behind, 0..1, after every look.

        Returns
        -------
        dict
            The document of contracts section 4.

        Raises
        ------
        Refused
            When the recording, the exercise, the side or a file to write is not acceptable; what
            can be known before the work begins is said before.
        """
        coach = open_coach(exercise, side=side)
        _check(file, wanted)
        recording = self._recordings.open(file)
        with ExitStack() as stack:
            sinks = [stack.enter_context(sink) for sink in self._sinks(recording.header, wanted)]
            return _watch(coach, recording, sinks, progress)

    def _sinks(self, header: Header, wanted: Wanted) -> Iterator[Opened]:
        if wanted.landmarks is not None:
            yield self._recordings.landmarks(wanted.landmarks, header)
        if wanted.film is not None:
            yield self._recordings.film(wanted.film, header, wanted.caption)


def _watch(
    coach: Coach,
    recording: Recording,
    sinks: Sequence[Sink],
    progress: Callable[[float], None],
) -> dict[str, Any]:
    tally = Tally()
    for look in recording.looks():
        coach, events = step(coach, look.frame)
        tally.add(events)
        shown = Shown(coach, tally, _fault(tally, look.frame.t_s))
        for sink in sinks:
            sink.take(look, shown)
        progress(look.share)
    coach, events = finish(coach)
    tally.add(events)
    return document(coach, tally)


def _fault(tally: Tally, t_s: float) -> str | None:
    last = tally.faults[-1] if tally.faults else None
    return last.key if last is not None and t_s - last.t_s <= FAULT_SHOWN_S else None


def _check(file: Path, wanted: Wanted) -> None:
    """Never write over the recording, nor two things into one file."""
    named = {"film": wanted.film, "landmarks": wanted.landmarks}
    for field, out in named.items():
        if out is not None and _same(out, file):
            raise Refused(field, "must not be the recording itself")
    film, landmarks = wanted.film, wanted.landmarks
    if film is not None and landmarks is not None and _same(film, landmarks):
        raise Refused("landmarks", "must not be the same file as the film")


def _same(one: Path, other: Path) -> bool:
    if one.resolve() == other.resolve():
        return True
    return one.exists() and other.exists() and one.samefile(other)
