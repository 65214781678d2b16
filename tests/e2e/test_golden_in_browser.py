"""The golden people told by the browser's own Python: the same documents, to the letter.

Hazard H18 (docs/safety.md).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from e2e.home import Home
from e2e.steps import checked
from e2e.visitor import Visitor
from golden.recordings import RECORDINGS, calls, expected
from golden.stories import PEOPLE

pytestmark = pytest.mark.browser

TELL = """async ([worker, python, core, stories]) => {
  const started = new Worker(worker, { type: "module" });
  let number = 0;
  const ask = (question) => new Promise((done, failed) => {
    const id = ++number;
    started.addEventListener("message", ({ data }) => {
      if (data.id === id) data.ok ? done(data.payload) : failed(new Error(data.payload));
    });
    started.postMessage({ id, ...question });
  });
  const whole = (path) => new URL(path, location.href).href;
  await ask({ op: "boot", pythonUrl: whole(python).replace(/[^/]*$/, ""), coreUrl: whole(core) });
  const told = {};
  for (const [name, calls] of Object.entries(stories)) {
    for (const [op, payload] of calls) told[name] = await ask({ op, payload });
  }
  started.terminate();
  return told;
}"""


def test_the_golden_people_are_told_alike_in_both_pythons(
    home: Home, visit: Callable[..., Visitor]
) -> None:
    """CPython of the server and CPython in WebAssembly print identical JSON."""
    checked(home)
    wanted, stories = {}, {}
    for file in sorted(PEOPLE.glob("*.expected.json")):
        name = file.name.split(".")[0]
        wanted[name] = json.loads(file.read_text(encoding="utf-8"))
        history = (PEOPLE / f"{name}.jsonl").read_text(encoding="utf-8")
        on = [document["on"] for document in wanted[name]]
        stories[name] = [("replay", json.dumps({"history": history, "on": on}))]
    assert _told(visit(), stories) == wanted


def test_the_golden_recordings_are_judged_alike_in_both_pythons(
    home: Home, visit: Callable[..., Visitor]
) -> None:
    """The same looks, handed over one by one, end in the same document to the letter."""
    checked(home)
    told = _told(visit(), {name: list(calls(name)) for name in RECORDINGS})
    assert {name: one["summary"] for name, one in told.items()} == {
        name: expected(name) for name in RECORDINGS
    }


def _told(visitor: Visitor, stories: dict[str, list[tuple[str, str]]]) -> dict[str, Any]:
    """Ask the browser's core; of each story the last answer counts."""
    visitor.go("/session/start/")
    visitor.page.locator('.pain button[value="2"]').click()
    visitor.page.locator('button[name="list"][value="none"]').click()
    visitor.wait_for_core()
    page = visitor.page.locator("[data-player]")
    where = [page.get_attribute(f"data-{part}") for part in ("worker", "python", "core")]
    told = visitor.page.evaluate(TELL, [*where, stories])
    return {name: json.loads(text) for name, text in told.items()}
