import { expect, test } from "vitest";
import { HIGHEST_HZ, isTone, TONES } from "../src/tones/tones";

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
  for (const name of ["start", "tick", "turn", "half", "change", "done", "stop"]) {
    expect(isTone(name), name).toBe(true);
  }
  expect(isTone("bell")).toBe(false);
});
