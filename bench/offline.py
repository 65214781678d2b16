"""What it costs to have everything at hand without connection, and how soon it is there."""

from __future__ import annotations

import json
import os
import shutil
import signal
import statistics
import time
from collections.abc import Iterator
from typing import Any, Final

from playwright.sync_api import Page, sync_playwright

from bench.app import EVENING, Running, running
from bench.browser import NAMES, TODAY
from bench.figures import Figure

YEARS: Final = 1
PACKAGE_MB = 25
REPEAT_KB = 20
OPEN_S = 1
RESUME_S = 2
TIMES = 5

READY: Final = "async () => (await navigator.serviceWorker.ready).active.state === 'activated'"
KEPT_BYTES: Final = """async () => {
  const cache = await caches.open("backfour-kept");
  let bytes = 0;
  for (const one of await cache.matchAll()) bytes += (await one.arrayBuffer()).byteLength;
  return bytes;
}"""
SAME_CLOCK: Final = """(() => {
  const shift = Date.parse(%s) - Date.now();
  globalThis.backfourTestClock = {
    now: () => Date.now() + shift,
    every: (ms, run) => { const timer = setInterval(run, ms); return () => clearInterval(timer); },
    after: (ms, run) => { const timer = setTimeout(run, ms); return () => clearTimeout(timer); },
    offsetMinutes: () => 60,
  };
})();"""
"""The device has the day of the server, whatever day it is on this machine."""
DAY: Final = 'main[data-page="day"], main[data-page="care"]'


def figures() -> Iterator[Figure]:
    """Visit once, come again, then cut the connection and open Today."""
    with running(YEARS, TODAY) as app, sync_playwright() as playwright:
        chosen = os.environ.get("BACKFOUR_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(executable_path=chosen, args=["--no-sandbox"])
        context = browser.new_context()
        name, _, value = app.cookie.partition("; ")[0].partition("=")
        context.add_cookies([{"name": name, "value": value, "url": app.address}])
        context.add_init_script(SAME_CLOCK % json.dumps(f"{TODAY.isoformat()}{EVENING}"))
        page = context.new_page()
        page.goto(app.address)
        page.wait_for_function(READY, timeout=120_000)
        package = page.evaluate(KEPT_BYTES) / 1_000_000
        yield Figure("offline package, films included", package, PACKAGE_MB, "MB")
        page.goto(app.address)
        page.wait_for_load_state("networkidle")
        yield Figure("repeat visit, transferred", _transferred_kb(page, app), REPEAT_KB, "kB")
        _begin_session(page, app)
        os.kill(app.process, signal.SIGINT)
        resumed = [_resumed_s(page, app) for _ in range(TIMES)]
        yield Figure("session again after a crash", statistics.median(resumed), RESUME_S, "s")
        _opened_s(page, app)
        page.wait_for_timeout(3_000)
        again = [_opened_s(page, app) for _ in range(TIMES)]
        yield Figure("Today without connection, again", statistics.median(again), OPEN_S, "s")
        fresh = [_opened_s(page, app, forget=True) for _ in range(TIMES)]
        yield Figure("Today without connection, anew", statistics.median(fresh), RESUME_S, "s")
        browser.close()


def _transferred_kb(page: Page, app: Running) -> float:
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(app.address)
    page.wait_for_load_state("networkidle")
    return sum(sizes) / 1000


FORGET: Final = """() => new Promise((done) => {
  const asked = indexedDB.open("backfour");
  asked.onsuccess = () => {
    const tx = asked.result.transaction("notes", "readwrite");
    tx.objectStore("notes").delete("day");
    tx.oncomplete = () => { asked.result.close(); done(); };
  };
})"""


def _begin_session(page: Page, app: Running) -> None:
    page.goto(app.address + "/session/start/")
    page.locator('.pain button[value="2"]').click()
    page.locator('button[name="list"][value="none"]').click()
    page.wait_for_selector("main[data-screen]", timeout=60_000)


def _resumed_s(page: Page, app: Running) -> float:
    """Open a session that was cut off, in a new tab, without connection."""
    tab = page.context.new_page()
    begin = time.monotonic()
    tab.goto(app.address + "/session/play/")
    tab.wait_for_selector("main[data-screen]", timeout=60_000)
    taken = time.monotonic() - begin
    tab.close()
    return taken


def _opened_s(page: Page, app: Running, **how: Any) -> float:
    """Open Today; ``forget`` as on a new day, when the plan must be worked out first."""
    if how.get("forget"):
        page.evaluate(FORGET)
    begin = time.monotonic()
    page.goto(app.address)
    page.wait_for_selector(DAY, timeout=60_000)
    return time.monotonic() - begin
