"""What the use cases refuse, each with a key that has words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfour.core.errors import BackfourError, Refused

if TYPE_CHECKING:
    from backfour.app.plan_today import Today


class EventsRefused(Refused):
    """One of several events cannot be accepted; none of them was stored.

    Parameters
    ----------
    index
        Place of the event in what was sent, from 0.
    """

    def __init__(self, index: int, field: str, reason: str) -> None:
        super().__init__(field, reason)
        self.values = {"index": index, "field": field, "reason": reason}
        self.index = index


class Stale(BackfourError):
    """The page was older than the plan: what it asked for is not offered any more.

    Parameters
    ----------
    today
        The plan as it is now, to be shown instead.
    """

    def __init__(self, today: Today) -> None:
        super().__init__("stale")
        self.today = today


class Gone(BackfourError):
    """The history a device carries was deleted here; the device must forget it too."""

    def __init__(self) -> None:
        super().__init__("gone")


class OtherFolder(BackfourError):
    """A device carries answers of another data folder; they are not for this one."""

    def __init__(self) -> None:
        super().__init__("other_folder")


class StoreFault(BackfourError):
    """The store could not do its work; nothing half written is left behind.

    Parameters
    ----------
    key
        ``store.full``, ``store.read_only``, ``store.newer``, ``store.broken``, ``store.busy``
        or ``store.unreachable``.
    """
