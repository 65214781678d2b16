"""What the browser waits for: the first page on the wire, and Python ready in the worker."""

from __future__ import annotations

import os
import shutil
import statistics
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from playwright.sync_api import Browser, CDPSession, sync_playwright

from bench.app import Running, running
from bench.figures import Figure

TODAY = date(2026, 11, 2)
FIRST_PAGE_KB = 100
READY_S = 3
READY_AGAIN_S = 2
TIMES = 3

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

BOOT: Final = """
async () => {
  const script = document.querySelector('script[src*="/app/"]').src;
  const base = script.slice(0, script.indexOf("/app/") + 1);
  const begin = performance.now();
  const worker = new Worker(base + "app/core-worker.js", { type: "module" });
  const answer = await new Promise((resolve, reject) => {
    worker.onmessage = (message) => resolve(message.data);
    worker.onerror = (event) => reject(new Error(event.message));
    const pythonUrl = base + "pyodide/", coreUrl = base + "core.zip";
    worker.postMessage({ id: 1, op: "boot", pythonUrl, coreUrl });
  });
  if (!answer.ok) throw new Error(answer.payload);
  const taken = (performance.now() - begin) / 1000;
  worker.terminate();
  return taken;
}
"""


def figures() -> Iterator[Figure]:
    """Open the first page of somebody new, then start the worker cold and warm."""
    with running(0, TODAY) as app, sync_playwright() as playwright:
        chosen = os.environ.get("BACKFOUR_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(executable_path=chosen, args=["--no-sandbox"])
        yield Figure("first page, transferred", _first_page_kb(browser, app), FIRST_PAGE_KB, "kB")
        first, again = zip(*(_ready_s(browser, app) for _ in range(TIMES)), strict=True)
        yield Figure("core worker ready, first load", statistics.median(first), READY_S, "s")
        yield Figure("core worker ready, cached", statistics.median(again), READY_AGAIN_S, "s")
        browser.close()


def _opened(browser: Browser, app: Running) -> Any:
    """Open a fresh browser profile with the door's cookie."""
    context = browser.new_context()
    name, _, value = app.cookie.partition("; ")[0].partition("=")
    context.add_cookies([{"name": name, "value": value, "url": app.address}])
    return context


def _first_page_kb(browser: Browser, app: Running) -> float:
    context = _opened(browser, app)
    page = context.new_page()
    wire: CDPSession = context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(app.address)
    page.wait_for_load_state("networkidle")
    context.close()
    return sum(sizes) / 1000


def _ready_s(browser: Browser, app: Running) -> tuple[float, float]:
    context = _opened(browser, app)
    page = context.new_page()
    page.goto(app.address)
    page.wait_for_load_state("networkidle")
    first = page.evaluate(BOOT)
    page.reload()
    again = page.evaluate(BOOT)
    context.close()
    return first, again
