import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AttemptView } from "../src/camera/coach";
import type { PoseWorker } from "../src/camera/eye";
import type { Kept } from "../src/camera/keeping";
import type { FromPose, ToPose } from "../src/camera/messages";
import type { Stand } from "../src/camera/panel";
import { machineClock } from "../src/lib/clock";
import { Words } from "../src/lib/words";
import { TestCamera } from "../src/selftest/camera";

const PARTS = ["how", "say", "mirror", "private", "again", "placing", "checks", "plan"];
const PAGE = `<section><div data-live hidden></div>
  ${PARTS.map((name) => `<p data-live-${name}></p>`).join("")}</section>
  <p data-proposed="value" hidden></p><p data-proposed="left" hidden></p>`;
const STAND: Stand = {
  view: "upright",
  height_cm: [80, 110],
  distance_m: [2.5, 3],
  held: "portrait",
};
const WAITING: AttemptView = { ready: false, count: 0, held_s: 0, over: false, trouble: null };

/** A pose worker that finds nobody in every picture: what was seen is the core's to say. */
class FakeWorker implements PoseWorker {
  onmessage: ((message: MessageEvent<FromPose>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;

  postMessage(message: ToPose): void {
    const told: FromPose =
      message.kind === "load"
        ? { kind: "ready", model: message.model }
        : { kind: "seen", model_ms: 5, t_ms: message.t_ms, w: 640, h: 480, lm: null, light: 0.5 };
    setTimeout(() => this.onmessage?.({ data: told } as MessageEvent<FromPose>));
  }

  terminate(): void {}
}

/** A core that answers with what a test says is seen. */
class FakeCore {
  asked: [string, Record<string, unknown>][] = [];
  state = "placing";
  attempt: AttemptView = WAITING;
  say: string[] = [];
  answer: object = { proposed: 11, why: null, count: 11 };
  broken = false;

  async call<T>(op: string, value: unknown): Promise<T> {
    if (op !== "coach_frame") this.asked.push([op, value as Record<string, unknown>]);
    if (this.broken) throw new Error("gone");
    if (op === "attempt_end") return this.answer as T;
    const say = this.say.splice(0).map((key) => ({ key, values: {} }));
    const view = {
      exercise: "chair_stand",
      state: this.state,
      checks: [],
      say: null,
      phase: "rest",
      side: null,
      held_s: 0,
      reps: { left: 0, right: 0, none: this.attempt.count },
      holds: 0,
      seen_s: 1,
      reason: null,
      attempt: this.attempt,
    };
    return { view, say } as T;
  }
}

let core: FakeCore;
let said: string[];
let kept: Kept[];
let camera: TestCamera;
let devices: { problem: string | null; track: { stop(): void; readyState: string } | null };

function watch(measure = "chair_stand", most_s: number | null = null, keep = false): void {
  document.body.innerHTML = PAGE;
  core = new FakeCore();
  said = [];
  kept = [];
  camera = new TestCamera(document.querySelector("section") as HTMLElement, {
    words: new Words({ "selftest.camera.lost.chair_stand": "lost at {n}" }),
    core,
    clock: machineClock(),
    speaker: { busy: false, say: (text) => void said.push(text) },
    measure,
    stand: STAND,
    most_s,
    base: "/pose/",
    makeWorker: () => new FakeWorker(),
    keep: keep ? (one) => void kept.push(one) : null,
  });
}

const part = (name: string) => document.querySelector(`[data-live-${name}]`) as HTMLElement;
const told = (field: string) => document.querySelector(`[data-proposed=${field}]`) as HTMLElement;
const ops = () => core.asked.map(([op]) => op);
const until = (met: () => unknown) => vi.waitFor(() => expect(met()).toBeTruthy(), 5_000);

/** Chosen, seen in place, and past Go. */
async function gone(field = "value"): Promise<void> {
  camera.turn(true);
  core.state = "ready";
  core.attempt = { ...WAITING, ready: true };
  await new Promise<void>((resolve) => camera.place(resolve));
  expect(camera.go(field)).toBe(true);
  await until(() => ops().includes("attempt_begin"));
  core.state = "coaching";
}

beforeEach(() => {
  devices = { problem: null, track: null };
  const getUserMedia = async () => {
    if (devices.problem) throw new DOMException("no", devices.problem);
    const track = Object.assign(new EventTarget(), {
      readyState: "live",
      muted: false,
      stop() {
        this.readyState = "ended";
      },
    });
    devices.track = track;
    return { getTracks: () => [track], getVideoTracks: () => [track] };
  };
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia, addEventListener() {} } });
  vi.stubGlobal("createImageBitmap", async () => ({ close() {} }));
  const video = { videoWidth: 640, videoHeight: 480, readyState: 4, HAVE_CURRENT_DATA: 2 };
  for (const [name, value] of Object.entries({ ...video, srcObject: null, play: async () => {} })) {
    Object.defineProperty(HTMLVideoElement.prototype, name, {
      value,
      configurable: true,
      writable: true,
    });
  }
  Element.prototype.scrollIntoView = () => {};
});

afterEach(() => {
  camera.close();
  vi.unstubAllGlobals();
});

describe("on the way into place", () => {
  test("nothing is opened before it is chosen, and its light goes out when it is put away", async () => {
    watch();
    expect(camera.on).toBe(false);
    expect(devices.track).toBeNull();
    camera.turn(true);
    await until(() => devices.track);
    expect(camera.on).toBe(true);
    camera.turn(false);
    expect(devices.track?.readyState).toBe("ended");
    expect((document.querySelector("[data-live]") as HTMLElement).hidden).toBe(true);
    expect(camera.on).toBe(false);
  });

  test("it says what is missing where the picture is right but the person is not there yet", async () => {
    watch();
    camera.turn(true);
    core.state = "ready";
    let arrived = false;
    camera.place(() => {
      arrived = true;
    });
    await until(() => said.includes("selftest.camera.place.chair_stand"));
    expect(part("say").textContent).toBe("selftest.camera.place.chair_stand");
    expect(arrived).toBe(false);
    expect(camera.go("value")).toBe(false);
    core.attempt = { ...WAITING, ready: true };
    await until(() => arrived);
    expect(said.filter((text) => text.includes("place"))).toHaveLength(1);
  });

  test("put away while it waits, the person is timed without it", async () => {
    watch();
    camera.turn(true);
    await until(() => devices.track);
    let arrived = false;
    camera.place(() => {
      arrived = true;
    });
    camera.turn(false);
    expect(arrived).toBe(true);
    expect(camera.on).toBe(false);
  });

  test("a camera that may not be used is said, and who waits in place is timed without it", async () => {
    watch();
    devices.problem = "NotAllowedError";
    camera.turn(true);
    await new Promise<void>((resolve) => camera.place(resolve));
    expect(said).toEqual(["camera.fault.refused"]);
    expect(camera.on).toBe(false);
    expect(part("placing").hidden).toBe(true);
  });
});

describe("a try", () => {
  test("begins with its leg on the stopwatch of the looks, and ends with the number to correct", async () => {
    watch("one_leg_stance", 45);
    core.answer = { proposed: 12.3, why: null, count: 0 };
    await gone("left");
    const [, begun] = core.asked.find(([op]) => op === "attempt_begin") as [string, object];
    expect(begun).toMatchObject({ side: "left" });
    core.attempt = { ...WAITING, held_s: 7.4 };
    await until(() => camera.held_s === 7.4);
    core.attempt = { ...WAITING, held_s: 12.3, over: true };
    await until(() => camera.over);
    const seen = await camera.end();
    expect(seen?.proposed).toBe(12.3);
    expect(camera.over).toBe(false);
    if (seen) camera.tell("left", seen, true);
    expect(told("left").textContent).toBe("selftest.camera.proposed.one_leg_stance");
    expect(told("left").hidden).toBe(false);
    if (seen) camera.tell("left", seen, false);
    expect(told("left").textContent).toBe("selftest.camera.shorter");
  });

  test("each stand is counted aloud once, and seconds are not shown for them", async () => {
    watch();
    await gone();
    for (const count of [1, 2]) {
      core.attempt = { ...WAITING, count };
      await until(() => said.includes(String(count)));
    }
    expect(said.filter((text) => /^\d+$/.test(text))).toEqual(["1", "2"]);
    expect(document.querySelector(".tally b")?.textContent).toBe("2");
    expect(camera.held_s).toBeNull();
    expect(part("placing").hidden).toBe(true);
  });

  test("lost from sight it says so once, in the words of the test, and holds no clock up", async () => {
    watch("chair_stand");
    await gone();
    core.attempt = { ...WAITING, count: 6, trouble: "lost" };
    core.say = ["coach.lost"];
    await until(() => said.includes("lost at 6"));
    core.say = ["coach.found"];
    await until(() => core.say.length === 0);
    expect(said.filter((text) => text === "lost at 6")).toHaveLength(1);
    expect(said).not.toContain("coach.lost");
    expect(said).not.toContain("coach.found");
    expect(part("say").textContent).toBe("lost at 6");
    expect(document.querySelector<HTMLElement>(".tally")?.hidden).toBe(true);
    expect(camera.over).toBe(false);
  });

  test("a device that turns out too slow is told, and the person counts on", async () => {
    watch();
    await gone();
    core.attempt = { ...WAITING, trouble: "coarse" };
    await until(() => said.includes("selftest.camera.coarse"));
  });

  test("without a number it says why, and what is in the field instead", async () => {
    watch("one_leg_stance", 45);
    await gone("left");
    camera.tell("left", { proposed: null, why: "lost", count: 0 }, true);
    expect(told("left").textContent).toBe("selftest.camera.why.lost selftest.camera.then.clock");
    watch();
    camera.tell("value", { proposed: null, why: "stopped", count: 4 }, true);
    expect(told("value").textContent).toBe(
      "selftest.camera.why.stopped selftest.camera.then.count",
    );
  });

  test("a core that is gone has seen nothing", async () => {
    watch();
    await gone();
    core.broken = true;
    expect(await camera.end()).toEqual({ proposed: null, why: "lost", count: 0 });
  });

  test("called off before Go it was no try", async () => {
    watch();
    camera.turn(true);
    camera.place(() => {});
    expect(await camera.end()).toBeNull();
    expect(ops()).not.toContain("attempt_end");
  });

  test("joints of a try are kept only by choice", async () => {
    watch("chair_stand", null, true);
    await gone();
    core.attempt = { ...WAITING, count: 1 };
    await until(() => said.includes("1"));
    await camera.end();
    expect(kept.map((one) => one.exercise)).toEqual(["chair_stand"]);
    expect(kept[0]?.file.split("\n").length).toBeGreaterThan(1);
    watch();
    await gone();
    await camera.end();
    expect(kept).toEqual([]);
  });
});
