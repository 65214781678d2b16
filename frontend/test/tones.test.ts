import { afterEach, expect, test, vi } from "vitest";
import {
  HIGHEST_HZ,
  isTone,
  LOUDNESS,
  LOUDNESS_OF_SECONDS,
  TONES,
  TonePlayer,
} from "../src/tones/tones";

test("every tone is low enough for older ears and short enough not to cover the voice", () => {
  for (const notes of Object.values(TONES)) {
    for (const note of notes) {
      expect(note.pitch_hz).toBeLessThan(HIGHEST_HZ);
      expect(note.at_s + note.for_s).toBeLessThan(1);
    }
  }
});

test("no two tones sound alike", () => {
  const sounds = Object.values(TONES).map((notes) => JSON.stringify(notes));
  expect(new Set(sounds).size).toBe(sounds.length);
});

test("every tone of the session protocol has a sound", () => {
  for (const name of ["start", "tick", "second", "turn", "half", "change", "done", "stop"]) {
    expect(isTone(name), name).toBe(true);
  }
  expect(isTone("bell")).toBe(false);
});

afterEach(() => vi.unstubAllGlobals());

test("the seconds of a hold are much softer than a cue, and off when the person wants none", () => {
  expect(LOUDNESS_OF_SECONDS).toBeLessThan(LOUDNESS / 3);
  const heard: string[] = [];
  const note = (tone: string) => void heard.push(tone);
  for (const seconds of [true, false]) {
    const player = new TonePlayer(true, seconds, note);
    player.play("second");
    player.play("half");
  }
  new TonePlayer(false, true, note).play("half");
  expect(heard).toEqual(["second", "half", "half"]);
});

/** The browser's sound, as a telephone call would leave it. */
class Context extends EventTarget {
  static last: Context;
  state = "suspended";
  constructor() {
    super();
    Context.last = this;
  }
  resume = async () => this.become("running");
  become(state: string) {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

test("sound that breaks off is told once, and a touch brings it back", () => {
  vi.stubGlobal("AudioContext", Context);
  const told: boolean[] = [];
  const player = new TonePlayer(true);
  player.watch((heard) => void told.push(heard));
  player.wake();
  Context.last.become("interrupted");
  Context.last.become("suspended");
  expect(told).toEqual([true, false]);
  player.wake();
  expect(told).toEqual([true, false, true]);
});
