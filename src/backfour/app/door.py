"""The door of the home: a link that is good once and for a minute."""

from __future__ import annotations

from hashlib import sha256

from backfour.app.drafts import KeepDrafts
from backfour.app.ports import Clock, EventStore, Ids, Tokens
from backfour.core.instants import NANOSECONDS

LINK_GOOD_FOR_S = 60
"""Long enough to open a browser on an old machine, too short to be found later (our choice)."""


class Door:
    """Makes one-time links and uses them up. Only a hash of the link is stored."""

    def __init__(
        self, tokens: Tokens, store: EventStore, drafts: KeepDrafts, clock: Clock, ids: Ids
    ) -> None:
        self._drafts = drafts
        self._tokens = tokens
        self._store = store
        self._clock = clock
        self._ids = ids

    def new_token(self) -> str:
        """Make a link's secret part."""
        token = self._ids.new().replace("-", "") + self._ids.new().replace("-", "")
        expires = self._clock.now().instant + LINK_GOOD_FOR_S * NANOSECONDS
        with self._store.writing():
            self._tokens.add(_digest(token), expires)
        return token

    def use(self, token: str) -> bool:
        """Tell whether a link opens the door; afterwards it never does again.

        Coming in is the "next opening" at which an unanswered Stop is written.
        """
        with self._store.writing():
            opened = self._tokens.use(_digest(token), self._clock.now().instant)
        if opened:
            self._drafts.settle(opening=True)
        return opened


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
