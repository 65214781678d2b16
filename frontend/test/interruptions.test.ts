import { beforeEach, expect, test } from "vitest";
import { type Devices, type Sound, watchInterruptions } from "../src/session/interruptions";
import type { Input } from "../src/session/protocol";

let sent: string[];
let changed: (heard: boolean) => void;
let woken: number;
const sound: Sound = {
  wake: () => {
    woken += 1;
  },
  watch: (tell) => {
    changed = tell;
  },
};
const send = (input: Input) => void sent.push("for" in input ? String(input.for) : input.type);

/** What the machine lists as its speakers. */
class Speakers extends EventTarget {
  ids: string[] = ["default", "built-in", "bluetooth"];
  refuses = false;
  enumerateDevices = async () => {
    if (this.refuses) throw new Error("not allowed");
    return this.ids.map((deviceId) => ({ kind: "audiooutput", deviceId }) as MediaDeviceInfo);
  };
  async become(...ids: string[]) {
    this.ids = ids;
    this.dispatchEvent(new Event("devicechange"));
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }
}

beforeEach(() => {
  sent = [];
  woken = 0;
});

function seen(state: string): void {
  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}

test("a page out of sight pauses, and says so when it is back", () => {
  watchInterruptions(document, sound, undefined, send);
  seen("hidden");
  expect(sent).toEqual(["hidden"]);
  seen("visible");
  expect(sent).toEqual(["hidden", "back"]);
  expect(woken).toBe(1);
});

test("sound taken away by a call pauses, and sound given back says so", () => {
  watchInterruptions(new Document(), sound, undefined, send);
  changed(false);
  changed(true);
  expect(sent).toEqual(["sound", "back"]);
});

test("a speaker that is gone pauses; one more speaker alone means nothing", async () => {
  const speakers = new Speakers();
  watchInterruptions(new Document(), sound, speakers as unknown as Devices, send);
  await speakers.become("default", "built-in", "bluetooth", "hdmi");
  expect(sent).toEqual([]);
  await speakers.become("default", "built-in", "hdmi");
  expect(sent).toEqual(["sound"]);
  await speakers.become("default", "built-in", "hdmi", "bluetooth");
  expect(sent).toEqual(["sound", "back"]);
});

test("where a browser gives speakers no names, their number is what counts", async () => {
  const speakers = new Speakers();
  speakers.ids = ["", ""];
  watchInterruptions(new Document(), sound, speakers as unknown as Devices, send);
  await speakers.become("");
  expect(sent).toEqual(["sound"]);
});

test("a browser that lists nothing is left alone", async () => {
  const speakers = new Speakers();
  speakers.refuses = true;
  watchInterruptions(new Document(), sound, speakers as unknown as Devices, send);
  await speakers.become();
  expect(sent).toEqual([]);
});
