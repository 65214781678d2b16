"""One tick: take what is due, send it once, put back what has to wait.

The same tick runs inside the one service at home and as a worker of its own when hosted.
Hazards H35, H36 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from typing import Final

from backfour.app.ports import Clock
from backfour.app.reminding.local import local_of, zone_of
from backfour.app.reminding.ports import (
    CARRIED,
    MAIL,
    Channel,
    Due,
    Knows,
    Note,
    Outcome,
    ReminderStore,
    Slot,
)
from backfour.app.reminding.schedule import next_slot
from backfour.core.instants import NANOSECONDS
from backfour.core.reminding.rules import BREAK, LATE_MIN, REPEAT_AFTER_MIN, why_not

BATCH: Final = 500
"""Dues taken at once: what a crash may hold up is never more."""
BATCHES: Final = 20
"""Batches of one tick; what is left waits for the next."""
LEASE_S: Final = 300
"""How long what was taken stays with the one who took it."""
KEPT_FOR_S: Final = 60 * 86_400
"""So long it is remembered what was sent."""
AT_ONCE: Final = 50
"""So many endings are written together. One that a crash takes along counts as sent: what was
begun is never begun again."""
TRY_AGAIN_S: Final = (60, 300)
"""Waits before the second and the third try of a channel that failed for now."""
# All of them our choice.


def digest_of(token: str) -> str:
    """Return the hash by which a secret is known in the store."""
    return sha256(token.encode()).hexdigest()


class Tick:
    """Deals with everything that is due now."""

    def __init__(
        self,
        store: ReminderStore,
        channels: Mapping[str, Channel],
        knows: Knows,
        clock: Clock,
        token: Callable[[], str],
    ) -> None:
        self._store = store
        self._channels = channels
        self._knows = knows
        self._clock = clock
        self._token = token
        self._endings: list[Callable[[], None]] = []
        self._pruned_s = 0

    def __call__(self) -> int:
        """Do one tick; returns how many dues were dealt with."""
        dealt = 0
        down: dict[str, Outcome] = {}
        for _ in range(BATCHES):
            now_s = self._clock.now().instant // NANOSECONDS
            taken = self._store.take(now_s, LEASE_S, BATCH)
            # The next time stands in the table before anything is sent.
            coming = [self._next(due, now_s) for due in taken if not due.stage and not due.tries]
            self._store.add(slot for slot in coming if slot)
            self._deal(taken, now_s, down)
            dealt += len(taken)
            if not taken:
                self._prune(now_s)
                break
        return dealt

    def _prune(self, now_s: int) -> None:
        """Forget once a day what ended long ago."""
        if now_s - self._pruned_s >= 86_400:
            self._pruned_s = now_s
            self._store.prune(now_s - KEPT_FOR_S)

    def _deal(self, taken: list[Due], now_s: int, down: dict[str, Outcome]) -> None:
        """Send or close each of what was taken, and write down how it ended."""
        closed = []
        try:
            for due in taken:
                if reason := self._why_not(due, now_s):
                    closed.append((due.id, reason))
                    continue
                self._send(due, now_s, down)
                if len(self._endings) >= AT_ONCE:
                    self._write_endings()
        finally:
            self._write_endings()
        self._store.close(closed)

    def _write_endings(self) -> None:
        endings, self._endings = self._endings, []
        if endings:
            with self._store.together():
                for write in endings:
                    write()

    def _next(self, due: Due, now_s: int) -> Slot | None:
        zone = zone_of(due.reached.zone)
        every_min = due.wish.times.every_min
        last = due.due_s if every_min else local_of(due.due_s, zone)[0]
        # One that passed while the computer slept and is still worth sending counts as coming.
        after_s = max(now_s - LATE_MIN[due.wish.kind] * 60, due.due_s)
        return next_slot(due.wish, due.reached, after_s, last)

    def _why_not(self, due: Due, now_s: int) -> str:
        """Say why a due is closed without sending; empty where it is to be sent."""
        if due.wish.channel not in CARRIED:
            return "off"
        if due.reached.quiet.covers(local_of(now_s, zone_of(due.reached.zone))[1]):
            return "quiet"
        if reason := why_not(due.wish.kind, self._knows(due, now_s)):
            return reason
        late_s = LATE_MIN[due.wish.kind] * 60 + due.stage * _repeat_s(due)
        if now_s - due.due_s > late_s:
            if not due.stage:
                self._store.missed(due, "asleep", now_s)
            return "late"
        return ""

    def _send(self, due: Due, now_s: int, down: dict[str, Outcome]) -> None:
        """Send through the first channel that takes it."""
        order = self._order(due)
        tries = due.tries
        for channel in order:
            outcome = self._through(channel, due._replace(tries=tries), now_s, down)
            if outcome.state in {"sent", "unsure"}:
                return self._sent(due, channel, now_s)
            again = outcome.state == "later" and due.wish.kind != BREAK
            if again and tries < len(TRY_AGAIN_S):
                until_s = now_s + TRY_AGAIN_S[tries]
                return self._later(self._store.wait, due.id, until_s, due.stage, tries + 1, channel)
            tries = 0
        return self._later(self._store.close, [(due.id, "failed")])

    def _later(self, write: Callable[..., None], *told: object) -> None:
        self._endings.append(partial(write, *told))

    def _order(self, due: Due) -> list[str]:
        """Return the channels to use, the one to begin with first."""
        chosen = due.wish.channel
        others = [one for one in CARRIED if one != chosen and self._is_ready(one, due)]
        order = [chosen, *others]
        if due.tries:
            return order[order.index(due.channel) :] if due.channel in order else order
        if not due.stage or self._store.was_confirmed(due.id):
            # A repeat takes the way that was confirmed.
            return [due.channel, *(one for one in order if one != due.channel)][not due.channel :]
        rest = [one for one in order if one != due.channel]
        self._store.fell_back(due.id, "" if rest else "no_other")
        return rest or order

    def _is_ready(self, channel: str, due: Due) -> bool:
        return channel in self._channels and self._channels[channel].is_ready(due.reached)

    def _through(self, channel: str, due: Due, now_s: int, down: dict[str, Outcome]) -> Outcome:
        """Send through one channel; what was begun once and never ended counts as sent."""
        token = self._token()
        begun = self._store.begin(due, channel, digest_of(token), now_s)
        if begun is None:
            return Outcome("unsure", "crashed")
        if channel in down:
            outcome = down[channel]
        elif not self._is_ready(channel, due):
            outcome = Outcome("never", "not_set_up")
        else:
            outcome = self._channels[channel].send(due.reached, Note(token))
        if outcome.state == "later" and channel == MAIL:
            # One server for everyone: nobody else waits for it within this tick.
            down[channel] = outcome
        gives_up = due.wish.kind == BREAK or due.tries >= len(TRY_AGAIN_S)
        told = {"later": "failed" if gives_up else "retry", "never": "failed"}
        self._later(self._store.ended, begun, told.get(outcome.state, "sent"), outcome.reason)
        return outcome

    def _sent(self, due: Due, channel: str, now_s: int) -> None:
        self._later(self._knows.went_out, due)
        if due.stage or due.wish.kind not in REPEAT_AFTER_MIN:
            self._later(self._store.close, [(due.id, "sent")])
        else:
            self._later(self._store.wait, due.id, now_s + _repeat_s(due), 1, 0, channel)


def _repeat_s(due: Due) -> int:
    return REPEAT_AFTER_MIN.get(due.wish.kind, 0) * 60
