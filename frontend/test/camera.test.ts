import { beforeEach, describe, expect, test } from "vitest";
import { type CoachOutput, CoachTalk, rounded } from "../src/camera/coach";
import { Eye, type EyeState, type PoseWorker, type Source } from "../src/camera/eye";
import { asksFirst, megabytes } from "../src/camera/fetching";
import { Keeper, MOST_LOOKS } from "../src/camera/keeping";
import { Lens, type LensState } from "../src/camera/lens";
import { meanLight } from "../src/camera/light";
import type { FromPose, Landmarks, Look, ToPose } from "../src/camera/messages";
import { Pace, SLOW_MS, TOO_SLOW_MS, WINDOW_MS } from "../src/camera/pace";
import { STALE_MS, Voice } from "../src/camera/voice";

/** A pose worker that answers when told. */
class FakeWorker implements PoseWorker {
  onmessage: ((message: MessageEvent<FromPose>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  sent: ToPose[] = [];
  ended = false;

  postMessage(message: ToPose): void {
    this.sent.push(message);
  }

  terminate(): void {
    this.ended = true;
  }

  tell(data: FromPose): void {
    this.onmessage?.({ data } as MessageEvent<FromPose>);
  }

  pictures(): number[] {
    return this.sent.flatMap((one) => (one.kind === "picture" ? [one.t_ms] : []));
  }
}

describe("one picture at a time", () => {
  let now: number;
  let workers: FakeWorker[];
  let came: (() => void) | null;
  let states: EyeState[];
  let looks: Look[];
  let closed: number;
  let eye: Eye;
  const source: Source = {
    grab: async () => ({ close: () => void closed++ }) as unknown as ImageBitmap,
    each(run) {
      came = run;
      return () => {
        came = null;
      };
    },
  };
  const last = () => workers.at(-1) as FakeWorker;
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  const picture = async () => {
    came?.();
    await settled();
  };
  const answer = (ms: number) => {
    now += ms;
    const t_ms = last().pictures().at(-1) ?? 0;
    last().tell({ kind: "seen", model_ms: ms, t_ms, w: 640, h: 480, lm: null, light: 0.5 });
  };
  /** Pictures as fast as they are answered, for so long. */
  const lookFor = async (ms: number, each_ms: number) => {
    for (let passed = 0; passed < ms; passed += each_ms) {
      await picture();
      answer(each_ms);
    }
  };

  beforeEach(() => {
    now = 1_000;
    workers = [];
    came = null;
    states = [];
    looks = [];
    closed = 0;
    eye = new Eye(
      () => {
        workers.push(new FakeWorker());
        return last();
      },
      "/pose/",
      source,
      { state: (state) => void states.push(state), look: (look) => void looks.push(look) },
      () => now,
    );
    eye.open();
  });

  test("nothing is sent before the network is there", async () => {
    await picture();
    expect(last().sent).toEqual([{ kind: "load", base: "/pose/", model: "full" }]);
    expect(states).toEqual(["loading"]);
  });

  test("while one is under way the rest are dropped, and none waits in a queue", async () => {
    last().tell({ kind: "ready", model: "full" });
    for (let n = 0; n < 5; n += 1) await picture();
    expect(last().pictures()).toHaveLength(1);
    expect(eye.dropped).toBe(4);
    answer(40);
    expect(looks).toHaveLength(1);
    await picture();
    expect(last().pictures()).toHaveLength(2);
  });

  test("times are whole and grow, even when two pictures come within one millisecond", async () => {
    last().tell({ kind: "ready", model: "full" });
    await picture();
    answer(0);
    await picture();
    expect(last().pictures()).toEqual([1_000, 1_001]);
  });

  test("a quick device keeps the full network", async () => {
    last().tell({ kind: "ready", model: "full" });
    await lookFor(3 * WINDOW_MS, 50);
    expect(workers).toHaveLength(1);
    expect(eye.state).toBe("looking");
  });

  test("a slow one gets the lite network in a fresh worker, and counts only roughly", async () => {
    last().tell({ kind: "ready", model: "full" });
    await lookFor(2 * WINDOW_MS, SLOW_MS + 20);
    expect(workers[0]?.ended).toBe(true);
    expect(last().sent[0]).toEqual({ kind: "load", base: "/pose/", model: "lite" });
    last().tell({ kind: "ready", model: "lite" });
    await lookFor(2 * WINDOW_MS, SLOW_MS + 20);
    expect(eye.state).toBe("coarse");
    expect(workers).toHaveLength(2);
  });

  test("a device too slow even for that is left in peace", async () => {
    last().tell({ kind: "ready", model: "full" });
    await lookFor(2 * WINDOW_MS, TOO_SLOW_MS + 20);
    last().tell({ kind: "ready", model: "lite" });
    await lookFor(3 * WINDOW_MS, TOO_SLOW_MS + 20);
    expect(eye.state).toBe("slow");
    expect(workers.every((worker) => worker.ended)).toBe(true);
    eye.open();
    expect(eye.state).toBe("slow");
  });

  test("a camera of five pictures a second is told, though the device is quick", async () => {
    last().tell({ kind: "ready", model: "full" });
    for (let n = 0; n < 25; n += 1) {
      await picture();
      answer(40);
      now += 160;
    }
    expect(eye.pace.few).toBe(true);
    expect(eye.state).toBe("coarse");
  });

  test("a worker that breaks is an end, not an error", () => {
    last().tell({ kind: "failed", reason: "no memory" });
    expect(eye.state).toBe("failed");
    expect(last().ended).toBe(true);
  });

  test("after a pause a late answer is not handed on, and the next picture is looked at", async () => {
    last().tell({ kind: "ready", model: "full" });
    await picture();
    eye.pause();
    answer(40);
    expect(looks).toEqual([]);
    eye.open();
    await picture();
    answer(40);
    expect(looks).toHaveLength(1);
    expect(workers).toHaveLength(1);
  });

  test("a picture that comes when all is over is thrown away", async () => {
    last().tell({ kind: "ready", model: "full" });
    came?.();
    eye.close();
    await settled();
    expect(closed).toBe(1);
    expect(eye.state).toBe("closed");
  });
});

describe("the pace", () => {
  test("one slow picture among quick ones changes nothing", () => {
    const pace = new Pace();
    const verdicts = Array.from({ length: 120 }, (_, n) => pace.took(n * 60, n === 40 ? 900 : 50));
    expect(new Set(verdicts)).toEqual(new Set(["enough"]));
  });

  test("a page that was out of sight does not make the camera slow", () => {
    const pace = new Pace();
    for (let n = 0; n < 200; n += 1) pace.arrived(n * 40);
    pace.arrived(60_000);
    for (let n = 0; n < 10; n += 1) pace.arrived(60_000 + n * 40);
    expect(pace.few).toBe(false);
  });
});

/** Devices whose camera does as told. */
class FakeDevices extends EventTarget {
  asked: MediaStreamConstraints[] = [];
  tracks: FakeTrack[] = [];
  problem: string | null = null;

  async getUserMedia(wish: MediaStreamConstraints): Promise<MediaStream> {
    this.asked.push(wish);
    if (this.problem) throw new DOMException("no", this.problem);
    const track = new FakeTrack();
    this.tracks.push(track);
    const all = () => [track];
    return { getTracks: all, getVideoTracks: all } as unknown as MediaStream;
  }
}

class FakeTrack extends EventTarget {
  readyState = "live";
  muted = false;

  stop(): void {
    this.readyState = "ended";
  }

  /** The plug is pulled. */
  unplug(): void {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }
}

describe("the camera's faults", () => {
  let devices: FakeDevices;
  let states: LensState[];
  let lens: Lens;
  let video: HTMLVideoElement;

  beforeEach(() => {
    devices = new FakeDevices();
    states = [];
    video = { play: async () => {}, paused: true, srcObject: null } as unknown as HTMLVideoElement;
    lens = new Lens(video, (state) => void states.push(state), devices as unknown as MediaDevices);
  });

  test("it asks for a picture of the person and for no sound", async () => {
    await lens.open();
    expect(states).toEqual(["asking", "seeing"]);
    expect(devices.asked[0]?.audio).toBe(false);
    expect(devices.asked[0]?.video).toMatchObject({ facingMode: "user" });
  });

  test.each([
    ["NotAllowedError", "refused"],
    ["SecurityError", "refused"],
    ["NotFoundError", "missing"],
    ["OverconstrainedError", "missing"],
    ["NotReadableError", "busy"],
    ["AbortError", "busy"],
  ])("%s is told as %s", async (problem, state) => {
    devices.problem = problem;
    await lens.open();
    expect(states).toEqual(["asking", state]);
  });

  test("without any camera the browser need not be asked", async () => {
    const none = new Lens(video, (state) => void states.push(state), undefined);
    await none.open();
    expect(states).toEqual(["missing"]);
  });

  test("unplugged in the middle it is lost, and plugged in again it goes on by itself", async () => {
    await lens.open();
    devices.tracks[0]?.unplug();
    expect(lens.state).toBe("lost");
    devices.dispatchEvent(new Event("devicechange"));
    await new Promise((resolve) => setTimeout(resolve));
    expect(lens.state).toBe("seeing");
  });

  test("a camera another program takes is lost while it has it", async () => {
    await lens.open();
    const [track] = devices.tracks;
    if (!track) throw new Error("no track");
    track.muted = true;
    track.dispatchEvent(new Event("mute"));
    expect(lens.state).toBe("lost");
    track.muted = false;
    track.dispatchEvent(new Event("unmute"));
    expect(lens.state).toBe("seeing");
  });

  test("closed means that its light goes out, even when it opens too late", async () => {
    await lens.open();
    lens.close();
    expect(devices.tracks[0]?.readyState).toBe("ended");
    const opening = lens.open();
    lens.close();
    await opening;
    expect(devices.tracks[1]?.readyState).toBe("ended");
    expect(lens.state).toBe("off");
  });
});

describe("the talk with the coach", () => {
  const view = { exercise: "bird_dog", state: "placing" };
  const look: Look = { t_ms: 5, w: 640, h: 480, lm: null, light: 0.5 };
  let asked: [string, unknown][];
  let release: (() => void)[];
  let told: CoachOutput[];
  let refuse: boolean;
  let talk: CoachTalk;
  const core = {
    call<T>(op: string, value: unknown): Promise<T> {
      asked.push([op, value]);
      const answer = refuse ? { error: { field: "exercise", reason: "no" } } : { view, say: [] };
      if (op !== "coach_frame") return Promise.resolve(answer as T);
      return new Promise((resolve) => release.push(() => resolve(answer as T)));
    },
  };

  beforeEach(() => {
    asked = [];
    release = [];
    told = [];
    refuse = false;
    talk = new CoachTalk(core, (output) => void told.push(output));
  });

  test("a movement is opened with what was asked for", async () => {
    expect(await talk.open({ exercise: "bird_dog", side: null, level: 1 })).toBe(true);
    expect(asked).toEqual([
      ["coach_open", { exercise: "bird_dog", side: null, level: 1, mirrored: false }],
    ]);
  });

  test("while the core thinks about one look the next is passed over", async () => {
    await talk.open({ exercise: "bird_dog", side: null, level: 1 });
    const first = talk.look(look, false);
    await talk.look(look, false);
    release[0]?.();
    await first;
    expect(asked.filter(([op]) => op === "coach_frame")).toHaveLength(1);
    expect(told).toHaveLength(2);
  });

  test("the lite network is named to the core, which decides what it may not judge", async () => {
    await talk.open({ exercise: "bird_dog", side: null, level: 1 });
    void talk.look(look, true);
    expect(asked.at(-1)?.[1]).toMatchObject({ model: "lite" });
  });

  test("an answer for a movement that is over is not shown", async () => {
    await talk.open({ exercise: "bird_dog", side: null, level: 1 });
    const late = talk.look(look, false);
    await talk.close();
    release[0]?.();
    await late;
    expect(told).toHaveLength(1);
  });

  test("a movement the core does not watch is said by false, and nothing is sent for it", async () => {
    refuse = true;
    expect(await talk.open({ exercise: "elbow_prop", side: null, level: 0 })).toBe(false);
  });

  test("four digits of a landmark are carried", () => {
    const lm = [[0.123456, 0.5, -0.00001, 0.99999]] as unknown as Landmarks;
    expect(rounded({ ...look, lm }).lm?.[0]).toEqual([0.1235, 0.5, -0, 1]);
  });
});

describe("what is spoken", () => {
  let now: number;
  let busy: boolean;
  let said: string[];
  let voice: Voice;

  beforeEach(() => {
    now = 0;
    busy = false;
    said = [];
    const mouth = {
      get busy() {
        return busy;
      },
      say: (text: string) => void said.push(text),
    };
    voice = new Voice(mouth, () => now);
  });

  test("in silence at once", () => {
    voice.offer("I see you well.");
    expect(said).toEqual(["I see you well."]);
  });

  test("never over the session's own words, and only the newest after them", () => {
    busy = true;
    voice.offer("Nearer.");
    voice.offer("I see you well.");
    busy = false;
    voice.look();
    voice.look();
    expect(said).toEqual(["I see you well."]);
  });

  test("a fault stays true, and is told however late there is silence", () => {
    busy = true;
    voice.insist("The camera is gone.");
    now = 10 * STALE_MS;
    busy = false;
    voice.look();
    expect(said).toEqual(["The camera is gone."]);
  });

  test("what is no longer true is not said", () => {
    busy = true;
    voice.offer("Nearer.");
    now = STALE_MS + 1;
    busy = false;
    voice.look();
    expect(said).toEqual([]);
  });
});

describe("small things", () => {
  test("light is weighed as the eye does", () => {
    expect(meanLight(new Uint8ClampedArray([255, 255, 255, 255, 0, 0, 0, 255]))).toBeCloseTo(0.5);
    expect(meanLight(new Uint8ClampedArray([0, 255, 0, 255]))).toBeCloseTo(0.587);
    expect(meanLight(new Uint8ClampedArray())).toBe(0);
  });

  test("on mobile data it asks before it fetches, unless the files are here", async () => {
    const none = async () => false;
    expect(await asksFirst({ type: "wifi" }, none)).toBe(false);
    expect(await asksFirst(undefined, none)).toBe(false);
    expect(await asksFirst({ type: "cellular" }, none)).toBe(true);
    expect(await asksFirst({ saveData: true }, none)).toBe(true);
    expect(await asksFirst({ type: "cellular" }, async () => true)).toBe(false);
    expect(megabytes(20_882_801)).toBe(21);
  });

  test("what is kept is a landmark file that begins at nought, and it ends somewhere", () => {
    const about = { id: "s.bird_dog", exercise: "bird_dog", at: "2026-03-02T10:00:00+01:00" };
    expect(new Keeper(about).done()).toBeNull();
    const keeper = new Keeper(about);
    for (let n = 0; n <= MOST_LOOKS; n += 1) {
      keeper.add({ t_ms: 7_000 + n * 40, w: 640, h: 480, lm: null, light: null });
    }
    const lines = keeper
      .done()
      ?.file.trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines?.slice(0, 3)).toEqual([
      { w: 640, h: 480, source: "camera" },
      { t: 0, lm: null },
      { t: 0.04, lm: null },
    ]);
    expect(lines).toHaveLength(MOST_LOOKS);
  });
});
