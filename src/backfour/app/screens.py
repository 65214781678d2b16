"""A session shown large on another device of the house: what is passed between the two.

The device with the controls keeps playing the session; the big screen is shown what it shows and
hands back the keys pressed there. Everything is in memory and of this moment: what a session
writes down never takes this way (ADR 0010).

Hazard H19 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from threading import Condition
from typing import Final

from backfour.app.ports import Clock, Ids
from backfour.core.errors import BackfourError
from backfour.core.instants import NANOSECONDS

CODE_GOOD_FOR_S: Final = 600
"""How long a code may be typed in (our choice)."""
TRIES: Final = 5
"""Wrong codes after which every open code is withdrawn (our choice)."""
MOST_SCREENS: Final = 4
"""Big screens at a time; the oldest gives way (our choice)."""
MOST_PRESSES: Final = 20
"""Keys pressed on a big screen that wait for the controls."""
PRESS_GOOD_FOR_S: Final = 5
"""A key older than this is not passed on any more, save a Stop, which always is (our choice)."""
WAIT_S: Final = 2.0
"""Longest silence of a stream: then it says that it is alive, and looks whether the other is."""
TURNS: Final = 25
"""Silences after which a stream ends by itself; the browser opens it anew."""

SHOWS: Final = "view"
PRESSED: Final = "press"
THERE: Final = "there"
GONE: Final = "gone"
ALIVE: Final = "alive"


@dataclass(frozen=True, slots=True)
class Message:
    """One line of a stream: its number, its kind, and one JSON document (or nothing)."""

    number: int
    kind: str
    body: str = ""


@dataclass(slots=True)
class _Screen:
    code: str
    since: int
    paired: bool = False
    view: Message | None = None
    presses: list[tuple[Message, int | None]] = field(default_factory=list)
    watching: int = 0
    number: int = 0


class Screens:
    """Passes views to big screens and presses back; safe to share between threads."""

    def __init__(self, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids
        self._changed = Condition()
        self._screens: dict[str, _Screen] = {}
        self._wrong = 0
        self._ended = 0

    def end_streams(self) -> None:
        """End every stream now: a server stops, and nobody should have to wait for a screen."""
        with self._changed:
            self._ended += 1
            for screen in self._screens.values():
                screen.number += 1
                screen.view = Message(screen.number, ALIVE)
                screen.presses = [(screen.view, None)]
            self._changed.notify_all()

    def open(self) -> tuple[str, str]:
        """Make a place for a big screen; returns its id and the six digits it shows."""
        with self._changed:
            while len(self._screens) >= MOST_SCREENS:
                self._screens.pop(next(iter(self._screens)))
            key = self._ids.new()
            self._screens[key] = _Screen(self._new_code(), self._clock.now().instant)
            self._changed.notify_all()
            return key, self._screens[key].code

    def pair(self, code: str) -> str:
        """Take the code typed in on the device with the controls; returns the screen's id.

        Raises
        ------
        BackfourError
            ``screen.code`` when no big screen shows this code now.
        """
        digits = "".join(sign for sign in code if sign.isdigit())
        with self._changed:
            for key, screen in self._screens.items():
                if digits == screen.code and self._is_open(screen):
                    screen.paired, self._wrong = True, 0
                    return key
            self._wrong += 1
            if self._wrong >= TRIES:
                self._withdraw()
        raise BackfourError("screen.code")

    def known(self, key: str) -> bool:
        """Whether a big screen with this id is paired."""
        with self._changed:
            screen = self._screens.get(key)
            return screen is not None and screen.paired

    def show(self, key: str, view: str) -> bool:
        """Pass on what the session shows; returns whether a big screen is looking."""
        with self._changed:
            screen = self._paired(key)
            screen.number += 1
            screen.view = Message(screen.number, SHOWS, view)
            self._changed.notify_all()
            return screen.watching > 0

    def press(self, key: str, wish: str, *, stop: bool) -> None:
        """Pass on a key pressed on the big screen; a Stop never grows too old to be heard."""
        with self._changed:
            screen = self._paired(key)
            screen.number += 1
            until = None if stop else self._clock.now().instant + PRESS_GOOD_FOR_S * NANOSECONDS
            screen.presses.append((Message(screen.number, PRESSED, wish), until))
            del screen.presses[:-MOST_PRESSES]
            self._changed.notify_all()

    def follow(self, key: str, after: int = 0) -> Iterator[Message]:
        """Yield what the big screen has to show, newest only, for as many turns as a stream has."""
        with self._changed:
            screen = self._screens.get(key)
            if screen is None:
                yield Message(0, GONE)
                return
            screen.watching += 1
            begun = self._ended
        try:
            for _ in range(TURNS):
                if self._ended != begun:
                    return
                with self._changed:
                    self._changed.wait_for(partial(_has_newer_view, screen, after), WAIT_S)
                    view = screen.view
                if view is None or view.number <= after:
                    yield Message(after, ALIVE)
                    continue
                after = view.number
                yield view
        finally:
            with self._changed:
                screen.watching -= 1
                self._changed.notify_all()

    def listen(self, key: str, after: int | None = None) -> Iterator[Message]:
        """Return a stream of keys pressed on the big screen, and whether it is there.

        Without ``after`` only what is pressed from now on counts: a key of an earlier session must
        never begin or stop anything in this one.
        """
        with self._changed:
            screen = self._paired(key)
            start = screen.number if after is None else after
            return self._listen(screen, start, self._ended)

    def _listen(self, screen: _Screen, after: int, begun: int) -> Iterator[Message]:
        there: bool | None = None
        for _ in range(TURNS):
            if self._ended != begun:
                return
            with self._changed:
                self._changed.wait_for(partial(_has_newer_press, screen, after), WAIT_S)
                now, looking = self._clock.now().instant, screen.watching > 0
                new = [pair for pair in screen.presses if pair[0].number > after]
            after = max([after, *(one.number for one, _ in new)])
            yield from (one for one, until in new if until is None or now <= until)
            if looking != there:
                there = looking
                yield Message(after, THERE if looking else GONE)
            elif not new:
                yield Message(after, ALIVE)

    def _paired(self, key: str) -> _Screen:
        screen = self._screens.get(key)
        if screen is None or not screen.paired:
            raise BackfourError("screen.gone")
        return screen

    def _is_open(self, screen: _Screen) -> bool:
        age = self._clock.now().instant - screen.since
        return not screen.paired and 0 <= age <= CODE_GOOD_FOR_S * NANOSECONDS

    def _withdraw(self) -> None:
        self._wrong = 0
        for key in [key for key, screen in self._screens.items() if not screen.paired]:
            del self._screens[key]

    def _new_code(self) -> str:
        taken = {screen.code for screen in self._screens.values()}
        while (code := f"{int(self._ids.new().replace('-', ''), 16) % 1_000_000:06}") in taken:
            pass
        return code


def _has_newer_view(screen: _Screen, after: int) -> bool:
    return screen.view is not None and screen.view.number > after


def _has_newer_press(screen: _Screen, after: int) -> bool:
    return any(press.number > after for press, _ in screen.presses)
