import { beforeEach, describe, expect, test } from "vitest";
import { Words } from "../src/lib/words";
import { OwnSound, SessionKnocks } from "../src/session/knocks";
import type { Input } from "../src/session/protocol";

const words = new Words({
  "player.knocks.listening": "Listening for two knocks",
  "player.knocks.lost": "Knocks are not heard now",
  "player.knocks.lost.say": "The microphone is gone.",
});

describe("knocks in a session", () => {
  let sent: Input[];
  let said: string[];
  let ours: boolean;
  let knocks: SessionKnocks;

  beforeEach(() => {
    sent = [];
    said = [];
    ours = false;
    knocks = new SessionKnocks({
      words,
      send: (input) => void sent.push(input),
      ownSound: () => ours,
      say: (text) => void said.push(text),
    });
  });

  test("two go to the core, which decides what they mean; one does not", () => {
    knocks.heard({ kind: "knock", ago_ms: 140 });
    expect(sent).toEqual([]);
    knocks.heard({ kind: "two", ago_ms: 840 });
    expect(sent).toEqual([{ type: "knocks", ago_ms: 840, over_voice: false }]);
  });

  test("two within our own voice are told too, and marked: only a Stop may come of them", () => {
    ours = true;
    knocks.heard({ kind: "two", ago_ms: 840 });
    expect(sent).toEqual([{ type: "knocks", ago_ms: 840, over_voice: true }]);
  });

  test("a quiet sign says that it listens, without a word", () => {
    expect(knocks.sign.hidden).toBe(true);
    knocks.state("listening");
    expect(knocks.sign.hidden).toBe(false);
    expect(knocks.sign.textContent).toBe("Listening for two knocks");
    expect(said).toEqual([]);
  });

  test("a microphone that goes is told in one sentence, again only after it came back", () => {
    knocks.state("listening");
    knocks.state("lost");
    knocks.state("missing");
    expect(said).toEqual(["The microphone is gone."]);
    knocks.state("listening");
    knocks.state("lost");
    expect(said).toHaveLength(2);
    expect(knocks.sign.textContent).toBe("Knocks are not heard now");
  });
});

test("our own sound counts while it lasts and a little after", () => {
  let now = 0;
  let speaking = false;
  const own = new OwnSound(
    () => now,
    () => speaking,
  );
  own.sounds(500);
  now = 1_200;
  expect(own.within(300)).toBe(false);
  expect(own.within(800)).toBe(true);
  speaking = true;
  expect(own.within(0)).toBe(true);
  speaking = false;
  now = 1_700;
  expect(own.within(0)).toBe(false);
});
