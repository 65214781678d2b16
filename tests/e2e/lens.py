"""Browsers whose camera plays what we choose, for the journeys in which somebody is watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from e2e.conftest import chromium_path
from e2e.home import Home
from e2e.pictures import Scene, camera
from e2e.visitor import FLAGS, Visitor

ALLOWED = "--use-fake-ui-for-media-stream"
"""The browser says yes to the camera without asking."""

Watched = Callable[..., Visitor]
"""Scenes of the film and options -> a visitor who has not come in yet."""


@contextmanager
def lens(home: Home, place: Path) -> Iterator[Watched]:
    """Open browsers with a camera; in the end nothing may have gone wrong or outside."""
    with sync_playwright() as play:
        opened: list[tuple[Browser, Visitor]] = []

        def come(
            *scenes: Scene,
            size: str = "desktop",
            flag: str = ALLOWED,
            workers: str = "block",
            **more: object,
        ) -> Visitor:
            file = camera(place / "camera.y4m", *scenes, **more)  # type: ignore[arg-type]
            flags = (
                *FLAGS,
                flag,
                "--use-fake-device-for-media-stream",
                f"--use-file-for-fake-video-capture={file}",
            )
            browser = play.chromium.launch(executable_path=chromium_path(), args=list(flags))
            visitor = Visitor(browser, home, size, service_workers=workers)
            opened.append((browser, visitor))
            return visitor

        yield come
        for browser, visitor in opened:
            browser.close()
            assert visitor.asked_elsewhere == []
            assert visitor.complaints == []
