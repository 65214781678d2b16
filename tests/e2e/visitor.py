"""Someone who uses the pages in a real browser, with a clock that only moves when told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as PageError
from playwright.sync_api import TimeoutError as PageTimeout

from e2e.home import Home

DRIVEN = Path(__file__).with_name("driven.js")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZES = {
    "phone": (390, 844),
    "tablet": (820, 1180),
    "desktop": (1440, 900),
    "side": (844, 390),
    "tv": (1920, 1080),
}
"""Width and height in pixels of the screens people use."""

CORE_MS = 60_000
"""Longest wait for the browser's Python: a busy machine is not a failed test."""

ONE_TRY_MS = 5_000
"""A question to the page is put again after this long."""


class Visitor:
    """A browser let into a home; page and server share one driven clock.

    Parameters
    ----------
    asked_elsewhere
        Addresses outside the home that the browser asked for; must stay empty.
    complaints
        Errors the page wrote to its console; must stay empty.
    """

    def __init__(self, browser: Browser, home: Home, size: str = "phone", **more: Any) -> None:
        width, height = SIZES[size]
        self.home = home
        self.asked_elsewhere: list[str] = []
        self.complaints: list[str] = []
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": height},
            # Most journeys look at what the server says; those without connection allow it.
            **{"service_workers": "block"} | more,
        )
        self.context.on("request", self._watch)
        self._drive_from(home.now)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)

    def enter(self, link: str) -> None:
        """Come in by the link that is good once."""
        self.page.goto(link)

    def go(self, path: str) -> None:
        """Open a page by its address."""
        self.page.goto(self.home.url + path)

    def close(self) -> None:
        """Leave, once the page stands still: Chromium may never close one that is changing."""
        with suppress(PageError):
            self.page.wait_for_load_state("networkidle", timeout=ONE_TRY_MS)
        self.context.close()

    # ---------------------------------------------------------------- the player

    @property
    def screen(self) -> str:
        """Which screen of the player is shown."""
        main = self.page.locator("main")
        return self._patiently(lambda: main.get_attribute("data-screen", timeout=ONE_TRY_MS)) or ""

    def wait_for_core(self) -> None:
        """Wait until the browser's Python runs and the first screen is shown."""
        self.page.wait_for_selector("html[data-core-ready-ms]", timeout=CORE_MS)
        self.page.wait_for_selector("main[data-screen]", timeout=CORE_MS)

    def advance(self, seconds: float) -> None:
        """Let time pass, on the page and on the server."""
        self.home.set_time(self.home.now + timedelta(seconds=seconds))
        self._page_ms += round(seconds * 1000)
        self._patiently(
            lambda: self.page.wait_for_function(
                "end => globalThis.backfourTestClock.reached(end)",
                arg=self._page_ms,
                polling=10,
                timeout=ONE_TRY_MS,
            )
        )

    def advance_while(self, screens: Iterable[str], most_s: float = 600, by_s: float = 2) -> None:
        """Let time pass while one of these screens is shown."""
        wanted, passed = set(screens), 0.0
        while self.screen in wanted:
            assert passed < most_s, f"still on {self.screen} after {most_s} s"
            self.advance(by_s)
            passed += by_s

    def press(self, control: str) -> None:
        """Press a control of the player by its name in the session protocol."""
        self.page.locator(f'main [data-control="{control}"]').click()

    def fine(self) -> None:
        """Answer "how was it" with the one large "Fine"."""
        self.page.locator('main .answer[value="fine"]').click()
        self.settle()

    def felt(self, peak: int, quality: str, *others: str) -> None:
        """Answer "how was it" with the three taps; ``others`` empty means none."""
        something = self.page.locator('main .answer[value="something"]')
        if something.count():
            something.click()
        self.page.locator(f'main .pain button[value="{peak}"]').click()
        self.page.locator(f'main [data-open="quality"] .answer[value="{quality}"]').click()
        for other in others or ("none",):
            self.page.locator(f'main [data-open="others"] .answer[value="{other}"]').click()
        save = self.page.locator('main [data-control="answer"]')
        if save.count():
            save.click()
        self.settle()

    def settle(self) -> None:
        """Let the core answer and the server write, without time passing for the person."""
        self.page.wait_for_timeout(50)
        self.advance(0.5)

    def spoken(self) -> list[str]:
        """Everything said aloud so far, in order, over all openings of the page."""
        text = self.page.evaluate("sessionStorage.getItem('driven.spoken') ?? '[]'")
        said: list[str] = json.loads(text)
        return said

    def heard(self) -> list[tuple[str, str]]:
        """Each sentence (``say``) and each tone (``tone``) so far, in order."""
        text = self.page.evaluate("sessionStorage.getItem('driven.heard') ?? '[]'")
        return [(kind, what) for kind, what in json.loads(text)]

    def see(self, state: str) -> None:
        """Put the page out of sight (``hidden``) as a call would, or back (``visible``)."""
        self.page.evaluate(
            """state => {
                const seen = { value: state, configurable: true };
                Object.defineProperty(document, "visibilityState", seen);
                document.dispatchEvent(new Event("visibilitychange"));
            }""",
            state,
        )
        self.settle()

    # ---------------------------------------------------------------- inside

    def _patiently(self, ask: Callable[[], Any]) -> Any:
        """Ask the page again where its answer was lost: Chromium drops a question put to a page
        that is just being left, and Playwright would wait for it for ever.
        """
        for _ in range(CORE_MS // ONE_TRY_MS - 1):
            try:
                return ask()
            except PageTimeout:
                continue
        return ask()

    def _drive_from(self, now: datetime) -> None:
        self._page_ms = round(now.timestamp() * 1000)
        offset = now.utcoffset() or timedelta()
        settings = {
            "now": self._page_ms,
            "offset": round(offset.total_seconds() / 60),
        }
        self.context.add_init_script(f"globalThis.backfourDriven = {json.dumps(settings)};")
        self.context.add_init_script(path=DRIVEN)

    def _watch(self, request: Any) -> None:
        if not request.url.startswith((self.home.url, "data:", "blob:")):
            self.asked_elsewhere.append(request.url)

    def _listen(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(message.text)
