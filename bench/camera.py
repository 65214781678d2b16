"""What the camera costs: its loop beside the bare network, the page's own pace, memory, the coach.

Loop and network are measured on the same pictures of one run, so a busy machine slows both. The
camera is Chromium's own, which plays one of our films.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, sync_playwright

from bench.app import running
from bench.browser import NAMES
from bench.figures import Figure
from tests.e2e.pictures import Scene, camera

TODAY: Final = date(2026, 11, 2)
FILM: Final = "elbow_prop.EP1"
LOOKS: Final = 150
MANY_LOOKS: Final = 600
LOOP_SHARE: Final = 10.0
OWN_PACE: Final = 95.0
"""Per cent of the drawings a second that the same page makes without the camera."""
GROWTH_MB: Final = 16.0
COACH_MS: Final = 1.0
PATIENCE_MS: Final = 180_000

DRAW: Final = """
async () => {
  let drawn = 0, over = false;
  const draw = () => { drawn += 1; if (!over) requestAnimationFrame(draw); };
  requestAnimationFrame(draw);
  const begin = performance.now();
  await new Promise(done => setTimeout(done, 3000));
  over = true;
  return drawn / ((performance.now() - begin) / 1000);
}
"""

WATCH: Final = """
async count => {
  const place = document.querySelector("[data-camera]");
  const loop = [], model = [];
  let drawn = 0, over = false;
  const draw = () => { drawn += 1; if (!over) requestAnimationFrame(draw); };
  requestAnimationFrame(draw);
  const begin = performance.now();
  await new Promise(done => {
    const watching = new MutationObserver(() => {
      loop.push(Number(place.dataset.loopMs));
      model.push(Number(place.dataset.modelMs));
      if (loop.length >= count) { watching.disconnect(); done(); }
    });
    watching.observe(place, { attributeFilter: ["data-looks"] });
  });
  over = true;
  return { loop, model, hertz: drawn / ((performance.now() - begin) / 1000) };
}
"""

COACH: Final = """
async ({ count, still, exercise }) => {
  const place = document.querySelector("[data-camera]").dataset;
  const at = path => new URL(path, document.baseURI).href;
  const folder = path => new URL(".", at(path)).href;
  const ask = (worker, message, transfer = []) => new Promise(done => {
    worker.onmessage = ({ data }) => done(data);
    worker.postMessage(message, transfer);
  });
  const pose = new Worker(at(place.eye), { type: "module" });
  await ask(pose, { kind: "load", base: folder(place.pose), model: "full" });
  const films = at(place.pose).replace(/pose\\/.*/, "films/");
  const bitmap = await createImageBitmap(await (await fetch(films + still)).blob());
  const { w, h, lm, light } = await ask(pose, { kind: "picture", t_ms: 1, bitmap }, [bitmap]);
  pose.terminate();
  const core = new Worker(at(place.worker), { type: "module" });
  const call = (id, op, value) => ask(core, { id, op, payload: JSON.stringify(value) });
  await ask(core, { id: 0, op: "boot", pythonUrl: folder(place.python), coreUrl: at(place.core) });
  const opened = await call(1, "coach_open", { exercise, side: null, level: 1, mirrored: false });
  if (JSON.parse(opened.payload).error) throw new Error(opened.payload);
  const taken = [];
  for (let n = 0; n < count; n += 1) {
    const moved = lm.map(([x, y, z, v]) => [x + 0.0005 * Math.sin(n), y, z, v]);
    const told = await call(n + 2, "coach_frame", { t_ms: 1 + 66 * n, w, h, lm: moved, light });
    taken.push(told.ms);
  }
  core.terminate();
  return taken;
}
"""


def figures() -> Iterator[Figure]:
    """Open the page to try the camera, and let it look for a while."""
    with (
        tempfile.TemporaryDirectory() as place,
        running(0, TODAY) as app,
        sync_playwright() as playwright,
    ):
        film = camera(Path(place) / "camera.y4m", Scene(FILM, 8))
        chosen = os.environ.get("BACKFOUR_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(
            executable_path=chosen,
            args=[
                "--no-sandbox",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                f"--use-file-for-fake-video-capture={film}",
            ],
        )
        context = browser.new_context()
        name, _, value = app.cookie.partition("; ")[0].partition("=")
        context.add_cookies([{"name": name, "value": value, "url": app.address}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{app.address}/settings/camera/")
        yield from _looking(browser, page)
        page.reload()
        taken = page.evaluate(
            COACH, {"count": 300, "still": f"{FILM}.end.jpg", "exercise": "elbow_prop"}
        )
        # Other programs of the machine only add: the calmer quarter tells what a look costs.
        calm = statistics.quantiles(taken, n=4)[0]
        yield Figure("camera: one look in the coach (Pyodide)", calm, COACH_MS, "ms")
        browser.close()


def _looking(browser: Browser, page: Page) -> Iterator[Figure]:
    still_hertz = float(page.evaluate(DRAW))
    page.locator("[data-camera-begin]").click()
    page.wait_for_selector("[data-camera][data-looks]")
    page.evaluate(WATCH, 30)  # warm
    seen: dict[str, Any] = page.evaluate(WATCH, LOOKS)
    model_ms, loop_ms = _middle(seen["model"]), _middle(seen["loop"])
    yield Figure("camera: bare network, a picture", model_ms, None, "ms")
    yield Figure("camera: page's loop, a picture", loop_ms, None, "ms")
    shares = [100 * (a - b) / b for a, b in zip(seen["loop"], seen["model"], strict=True)]
    yield Figure("camera: what the loop adds to the network", _middle(shares), LOOP_SHARE, "%")
    hertz = float(seen["hertz"])
    yield Figure("camera: drawings a second", hertz, None, "Hz")
    kept = 100 * hertz / still_hertz
    yield Figure("camera: of the page's own pace", kept, OWN_PACE, "%", more_is_better=True)
    # The browser lets pictures pile up for a while before it clears them away for the first time.
    page.evaluate(WATCH, MANY_LOOKS)
    before = _resident_mb(browser)
    page.evaluate(WATCH, MANY_LOOKS)
    grown = max(0.0, _resident_mb(browser) - before)
    yield Figure("camera: memory of the page", before, None, "MB")
    yield Figure(f"camera: memory grown over {MANY_LOOKS} looks", grown, GROWTH_MB, "MB")


def _middle(values: list[float]) -> float:
    return statistics.median(values)


def _resident_mb(browser: Browser) -> float:
    """Memory of this browser's processes that show pages, as the system counts it."""
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    pages = [one["id"] for one in told["processInfo"] if one["type"] == "renderer"]
    return sum(_held_kb(process) for process in pages) / 1024


def _held_kb(process: int) -> int:
    status = Path(f"/proc/{process}/status")
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text(encoding="ascii"))
    return int(found[1]) if found else 0
