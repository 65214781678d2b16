"""The camera that counts along, in a real browser whose camera plays our own films.

Hazards H32 to H34 (docs/safety.md).
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from e2e.home import Home
from e2e.lens import Watched, lens
from e2e.pictures import BLACK, GREY, Scene, film, still_rgba
from e2e.steps import checked, until
from e2e.test_accessibility import violations
from e2e.test_offline import KEPT
from e2e.visitor import Visitor

pytestmark = pytest.mark.browser

PAGE = "/settings/camera/"
PATIENCE_MS = 60_000
PROP = "elbow_prop.EP1"
"""A person on the elbows, seen from the side."""

LATER = """async () => {
  if (!(await caches.has("backfour-camera"))) return [];
  return (await (await caches.open("backfour-camera")).keys()).map(({ url }) => url);
}"""
LOST = "well. I’ll just keep time"

BIRD_DOG = "bird_dog.BD1"
LIFT = (
    Scene(BIRD_DOG, 4, from_s=5.2, still=True),
    Scene(BIRD_DOG, 2.2, from_s=5.4),
    Scene(BIRD_DOG, 5, from_s=7.6, still=True),
    Scene(BIRD_DOG, 1.7, from_s=8.2),
)
"""On all fours; the right arm and the left knee go up, stay for five seconds, and come down."""
LIFT_S = 6.4
"""From the arm's arrival to its leaving, read off the film, the way within the limits included."""


@pytest.fixture
def watched(home: Home, tmp_path: Path) -> Iterator[Watched]:
    """Open the home in a browser with a camera; nothing may be asked outside or go wrong."""
    with lens(home, tmp_path) as come:

        def come_in(*scenes: Scene, **how: object) -> Visitor:
            visitor = come(*scenes, **how)
            visitor.enter(home.start())
            return visitor

        yield come_in


def begin(visitor: Visitor) -> None:
    """Start a session with the camera, and wait until its first picture was looked at."""
    visitor.go("/session/start/")
    visitor.page.locator('input[name="camera"]').check()
    visitor.page.locator('.pain button[value="2"]').click()
    visitor.page.locator('button[name="list"][value="none"]').click()
    visitor.wait_for_core()


def says(visitor: Visitor, words: str, most: int = 40) -> None:
    """Let time pass, on the page and in the room, until something stands on the screen."""
    for _ in range(most):
        if words in visitor.page.locator("main").inner_text():
            return
        visitor.page.wait_for_timeout(400)
        visitor.advance(0.5)
    raise AssertionError(visitor.page.locator("main").inner_text())


def hears(visitor: Visitor, words: str) -> None:
    """Let time pass until something was said: what was begun before is said to its end first."""
    for _ in range(PATIENCE_MS // 200):
        if any(words in line for line in visitor.spoken()):
            return
        visitor.page.wait_for_timeout(200)
        visitor.advance(0.5)
    raise AssertionError(visitor.spoken())


ALL_RIGHT = """() => document.querySelector("[data-camera]")?.dataset.state === "ready"
  && document.querySelectorAll(".gates .light:not(.rest, .none)").length === 5
  && document.querySelector("[data-camera-say]").textContent.startsWith("I can see you well")"""
"""Asked of one moment: on a busy machine the next look may see less."""


def test_the_page_to_try_sees_a_person_checks_the_placement_and_asks_nobody(
    home: Home, watched: Watched
) -> None:
    """All five are right within seconds, under the strict policy, with requests only to us."""
    checked(home)
    visitor = watched(Scene(PROP, 8))
    page = visitor.page
    policies: list[str] = []
    page.on(
        "response",
        lambda reply: policies.append(reply.headers.get("content-security-policy", "none")),
    )
    visitor.go(PAGE)
    assert page.locator("[data-camera-live]").is_hidden()
    page.locator("[data-camera-begin]").click()
    hears(visitor, "see you well")
    page.wait_for_function(ALL_RIGHT, timeout=PATIENCE_MS)
    assert {"script-src 'self' 'wasm-unsafe-eval'" in policy for policy in policies} == {True}
    assert violations(visitor) == []
    page.select_option("#movement", "pelvic_circles")
    assert page.locator(".plan").inner_text().startswith("The camera stands behind you")


def test_in_a_session_it_helps_to_place_itself_then_counts_along_over_ones_own_picture(
    home: Home, watched: Watched
) -> None:
    """The film gives way to the mirror; the count of seconds is what the camera saw."""
    checked(home)
    visitor = watched(Scene(PROP, 8))
    begin(visitor)
    page = visitor.page
    page.wait_for_selector(".gates .light", timeout=PATIENCE_MS)
    says(visitor, "Go on without the camera")
    assert violations(visitor) == []
    until(visitor, "doing")
    page.wait_for_selector(".tally:visible", timeout=PATIENCE_MS)
    assert "seen" in page.locator(".tally").inner_text()
    assert page.locator(".mirror video").evaluate("video => video.videoWidth") == 640
    assert violations(visitor) == []
    until(visitor, "ask")
    assert page.locator(".mirror").count() == 0
    visitor.fine()
    done = [row for row in home.history() if row["type"] == "exercise_done"]
    assert [row["exercise"] for row in done] == ["elbow_prop"]


def test_a_bird_dog_is_placed_counted_and_stored_as_it_was_and_a_film_of_it_is_judged_alike(
    home: Home, watched: Watched, tmp_path: Path
) -> None:
    """Two lifts of the right arm: what is stored, what is kept, and the command line agree."""
    checked(home)
    visitor = watched(*LIFT)
    page = visitor.page
    visitor.go(PAGE)
    page.locator('input[name="keep"][value="on"]').check()
    page.locator('button[name="go"]').click()
    begin(visitor)
    for _ in range(2):
        _pass_over(visitor)
    page.wait_for_selector(".gates .light", timeout=PATIENCE_MS)
    page.wait_for_function(
        "() => document.querySelectorAll('.gates .light:not(.rest, .none)').length === 5",
        timeout=PATIENCE_MS,
    )
    assert page.locator(".tally:visible").count() == 0
    page.keyboard.press("Space")
    _in_step(visitor, '.sides [aria-label*="2 of 4"]', most_s=90)
    roughly = "roughly" in page.locator("main").inner_text()
    with page.expect_response("**/session/play/landmarks") as reply:
        page.keyboard.press("Space")
        visitor.press("tired")
        until(visitor, "ask")
    assert reply.value.status == 200
    visitor.fine()
    (done,) = (row for row in home.history() if row["type"] == "exercise_done")
    assert (done["exercise"], done["level"]) == ("bird_dog", 1)
    (kept,) = (home.folder / "media" / "landmarks").glob("*.jsonl")
    files = [film(tmp_path / "lifts.mp4", *LIFT, *LIFT)]
    if not roughly and _was_watched(kept):
        assert (done["reps_left"], done["reps_right"]) == (0, 2)
        assert done["technique"] in ("ok", "failing")
        files.append(kept)
    else:  # a busy machine looked too seldom: what was not seen, the time line counted
        assert done["reps_left"] + done["reps_right"] >= 2
    for file in files:
        told = json.loads(home.command("coach", str(file), "--exercise", "bird_dog", "--json"))
        assert [rep["side"] for rep in told["reps"]] == ["right", "right"]
        held = [hold["held_s"] for hold in told["holds"] if hold["counted"]]
        assert held == [pytest.approx(LIFT_S, abs=0.5)] * 2


def _was_watched(kept: Path) -> bool:
    """Whether there was a look at least every half second while the movement was done."""
    times = [json.loads(line)["t"] for line in kept.read_text("utf-8").splitlines()[1:]]
    return max(b - a for a, b in pairwise(times)) < 0.5


def _pass_over(visitor: Visitor) -> None:
    """Leave out the movement that waits."""
    visitor.press("wait")
    visitor.settle()
    visitor.press("more")
    visitor.press("skip")
    visitor.settle()
    until(visitor, "ready")


def _in_step(visitor: Visitor, sign: str, most_s: float) -> None:
    """Let the page's time pass at the pace of the camera's until a sign shows."""
    before = time.monotonic()
    while not visitor.page.locator(sign).count():
        now = time.monotonic()
        assert most_s > 0, visitor.page.locator("main").inner_text()
        visitor.advance(now - before)
        most_s, before = most_s - (now - before), now
        visitor.page.wait_for_timeout(100)


def test_whom_it_cannot_see_it_tells_once_and_time_goes_on(home: Home, watched: Watched) -> None:
    """A person, then an empty grey: one calm sentence, and the movement comes to its end."""
    checked(home)
    visitor = watched(Scene(PROP, 6), Scene(GREY, 60))
    begin(visitor)
    page = visitor.page
    page.wait_for_selector(".gates .light", timeout=PATIENCE_MS)
    says(visitor, "1 of 5")
    page.wait_for_timeout(2_000)
    page.keyboard.press("Space")
    says(visitor, LOST)
    left = int(page.locator(".count b").inner_text())
    visitor.advance(5)
    assert int(page.locator(".count b").inner_text()) < left
    assert sum(LOST in line for line in visitor.spoken()) == 1
    until(visitor, "ask")


def test_a_dark_picture_asks_for_a_lamp(home: Home, watched: Watched) -> None:
    """Nothing is seen: the one sentence that helps is about light."""
    checked(home)
    visitor = watched(Scene(BLACK, 2))
    visitor.go(PAGE)
    visitor.page.locator("[data-camera-begin]").click()
    visitor.page.wait_for_selector("[data-camera-say]:has-text('too dark')", timeout=PATIENCE_MS)


def test_a_phone_on_its_end_is_asked_to_lie_down(home: Home, watched: Watched) -> None:
    """For lying movements the picture is to be wider than it is high."""
    checked(home)
    visitor = watched(Scene(PROP, 4), size="phone", upright=True)
    begin(visitor)
    visitor.page.wait_for_selector(".told:has-text('on its long side')", timeout=PATIENCE_MS)


def test_five_pictures_a_second_are_told_as_few(home: Home, watched: Watched) -> None:
    """A camera in a dim room is slow: it says that it counts only roughly, and what helps."""
    checked(home)
    visitor = watched(Scene(PROP, 6), rate_hz=5)
    visitor.go(PAGE)
    visitor.page.locator("[data-camera-begin]").click()
    few = "[data-camera-note]:has-text('few pictures')"
    visitor.page.wait_for_selector(few, timeout=PATIENCE_MS)


def _goes_on(visitor: Visitor, sentence: str) -> None:
    """The film is back, one sentence was said, and the session plays to the question."""
    page = visitor.page
    page.wait_for_selector(f".told:has-text('{sentence}')", timeout=PATIENCE_MS)
    assert page.locator(".instead .film").count() == 1
    for _ in range(20):
        visitor.settle()
        if any(sentence in line for line in visitor.spoken()):
            break
    assert sum(sentence in line for line in visitor.spoken()) == 1
    until(visitor, "ask")


def test_a_refused_camera_is_said_once_and_the_session_goes_on(
    home: Home, watched: Watched
) -> None:
    """No permission: the timer and the film are as ever."""
    checked(home)
    visitor = watched(Scene(GREY, 1), flag="--deny-permission-prompts")
    begin(visitor)
    _goes_on(visitor, "I may not use the camera")


def test_a_camera_another_program_holds_is_said_once_and_can_be_tried_again(
    home: Home, watched: Watched
) -> None:
    """Busy at first; after "Try the camera again" it sees."""
    checked(home)
    visitor = watched(Scene(PROP, 8))
    visitor.context.add_init_script("""{
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        let busy = true;
        navigator.mediaDevices.getUserMedia = wish => {
            if (busy) {
                busy = false;
                return Promise.reject(new DOMException("held", "NotReadableError"));
            }
            return ask(wish);
        };
    }""")
    begin(visitor)
    visitor.page.wait_for_selector(".told:has-text('Another program')", timeout=PATIENCE_MS)
    visitor.page.locator('[data-control="camera_again"]').click()
    visitor.page.wait_for_selector(".gates .light", timeout=PATIENCE_MS)


def test_a_camera_unplugged_in_the_middle_is_said_once_and_the_movement_goes_on(
    home: Home, watched: Watched
) -> None:
    """The track ends while the person lies there: film and timer take over."""
    checked(home)
    visitor = watched(Scene(PROP, 8))
    begin(visitor)
    page = visitor.page
    page.wait_for_selector(".gates .light", timeout=PATIENCE_MS)
    until(visitor, "doing")
    page.locator(".mirror video").evaluate("""video => {
        const [track] = video.srcObject.getVideoTracks();
        track.stop();
        track.dispatchEvent(new Event("ended"));
    }""")
    _goes_on(visitor, "The camera is gone")


def test_without_the_camera_one_goes_on_at_any_time(home: Home, watched: Watched) -> None:
    """One key, on the picture's own edge; it can be switched on again for the movement."""
    checked(home)
    visitor = watched(Scene(PROP, 8))
    begin(visitor)
    page = visitor.page
    page.wait_for_selector(".mirror:visible", timeout=PATIENCE_MS)
    live = page.locator(".mirror video").evaluate_handle("v => v.srcObject.getVideoTracks()[0]")
    page.locator('[data-control="camera_off"]').click()
    page.wait_for_selector(".mirror", state="detached")
    assert live.evaluate("track => track.readyState") == "ended"
    visitor.press("wait")
    visitor.settle()
    visitor.press("more")
    visitor.press("camera_on")
    page.wait_for_selector(".mirror:visible", timeout=PATIENCE_MS)


def test_a_stick_figure_is_kept_only_by_choice_and_plays_again(
    home: Home, watched: Watched
) -> None:
    """Chosen on the page; after the movement it lies in My data, can be played and deleted."""
    checked(home)
    visitor = watched(Scene(PROP, 8))
    page = visitor.page
    visitor.go(PAGE)
    page.locator('input[name="keep"][value="on"]').check()
    page.locator('button[name="go"]').click()
    begin(visitor)
    page.wait_for_selector(".gates .light", timeout=PATIENCE_MS)
    until(visitor, "doing")
    page.wait_for_selector(".tally:visible", timeout=PATIENCE_MS)
    with page.expect_response("**/session/play/landmarks") as reply:
        until(visitor, "ask")
    assert reply.value.status == 200
    visitor.go("/data/camera/")
    page.locator("main .panel a").click()
    page.wait_for_selector("canvas[width]")
    page.locator("[data-replay] button").click()
    page.wait_for_function("() => Number(document.querySelector('#moment').value) > 0.2")
    drawn = "canvas => canvas.getContext('2d').getImageData(0, 0, 960, 540).data.some(Boolean)"
    assert page.locator("canvas").evaluate(drawn)
    page.locator("form button.danger").click()
    page.wait_for_selector("text=Nothing was kept")


def test_what_the_camera_needs_is_kept_on_the_device_once_it_was_used(
    home: Home, watched: Watched
) -> None:
    """Not with the offline package; after the first use it comes from the device."""
    checked(home)
    visitor = watched(Scene(PROP, 8), workers="allow")
    page = visitor.page
    visitor.go("/")
    page.wait_for_function(KEPT, timeout=PATIENCE_MS)
    visitor.go(PAGE)
    assert page.evaluate(LATER) == []
    page.locator("[data-camera-begin]").click()
    page.wait_for_selector("[data-camera][data-looks]", timeout=PATIENCE_MS)
    kept = page.evaluate(LATER)
    assert [name.rsplit("/", 1)[1].split("?")[0] for name in sorted(kept)] == [
        "pose_landmarker_full.task",
        "vision_wasm_module_internal.js",
        "vision_wasm_module_internal.wasm",
    ]
    asked: list[str] = []
    page.on(
        "response", lambda reply: None if reply.from_service_worker else asked.append(reply.url)
    )
    page.reload()
    page.locator("[data-camera-begin]").click()
    page.wait_for_selector("[data-camera][data-looks]", timeout=PATIENCE_MS)
    assert [address for address in asked if "/pose/" in address] == []


def test_browser_and_python_place_the_joints_of_one_still_alike(
    home: Home, watched: Watched
) -> None:
    """Both within half a pixel of each other, so one coach is right for both."""
    told = json.loads(Path(__file__).with_name("still_landmarks.json").read_text("utf-8"))
    visitor = watched(Scene(GREY, 1))
    visitor.go(PAGE)
    seen = visitor.page.evaluate(
        """async ({ rgba, w, h }) => {
            const place = document.querySelector("[data-camera]").dataset;
            const at = path => new URL(path, document.baseURI).href;
            const pose = new Worker(at(place.eye), { type: "module" });
            const next = () => new Promise(done => { pose.onmessage = ({ data }) => done(data); });
            const base = at(place.pose).replace(/[^/]*$/, "");
            pose.postMessage({ kind: "load", base, model: "full" });
            await next();
            const bytes = Uint8ClampedArray.from(atob(rgba), letter => letter.charCodeAt(0));
            const bitmap = await createImageBitmap(new ImageData(bytes, w, h));
            pose.postMessage({ kind: "picture", t_ms: 1, bitmap }, [bitmap]);
            return next();
        }""",
        {"rgba": still_rgba(told["still"]), "w": told["w"], "h": told["h"]},
    )
    assert (seen["w"], seen["h"]) == (told["w"], told["h"])
    assert 0.3 < seen["light"] < 0.95
    apart = [
        ((a[0] - b[0]) * told["w"], (a[1] - b[1]) * told["h"])
        for a, b in zip(seen["lm"], told["lm"], strict=True)
    ]
    assert max((x * x + y * y) ** 0.5 for x, y in apart) < 0.5
