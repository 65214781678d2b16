"""Runs an iterator in a thread of its own, a few steps ahead of whoever reads it."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable
from queue import Empty, Full, Queue
from typing import Final, TypeVar

T = TypeVar("T")

WAIT_S: Final = 0.2
"""How often a thread that waits looks whether anybody still wants what it does."""


class _End:
    """What ends a queue: nothing, or what went wrong."""

    def __init__(self, failure: BaseException | None = None) -> None:
        self.failure = failure


def ahead(items: Iterable[T], depth: int) -> Generator[T, None, None]:
    """Yield the same items in the same order, made in a thread.

    OpenCV and the pose model work outside Python's lock, so reading pictures, placing points and
    judging them can go on at the same time.

    Parameters
    ----------
    items
        Iterated in the thread only. What it raises is raised here.
    depth
        How many items may wait: memory stays flat however long the recording is.
    """
    waiting: Queue[T | _End] = Queue(depth)
    unwanted = threading.Event()
    thread = threading.Thread(target=_fill, args=(items, waiting, unwanted), daemon=True)
    thread.start()
    try:
        while True:
            item = waiting.get()
            if isinstance(item, _End):
                if item.failure is not None:
                    raise item.failure
                return
            yield item
    finally:
        unwanted.set()
        _empty(waiting)
        thread.join()


def _fill(items: Iterable[T], waiting: Queue[T | _End], unwanted: threading.Event) -> None:
    end = _End()
    try:
        for item in items:
            if not _put(waiting, item, unwanted):
                break
    except BaseException as failure:  # noqa: BLE001 - whatever it is, it is raised where it is read
        end = _End(failure)
    _put(waiting, end, unwanted)


def _put(waiting: Queue[T | _End], item: T | _End, unwanted: threading.Event) -> bool:
    while not unwanted.is_set():
        try:
            waiting.put(item, timeout=WAIT_S)
        except Full:
            continue
        return True
    return False


def _empty(waiting: Queue[T | _End]) -> None:
    while True:
        try:
            waiting.get_nowait()
        except Empty:
            return
