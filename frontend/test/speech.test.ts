import { beforeEach, describe, expect, test, vi } from "vitest";
import { LONGEST, pieces } from "../src/speech/sentences";
import { SLOWER, Speaker } from "../src/speech/speaker";
import { chooseVoice } from "../src/speech/voices";

const voice = (name: string, lang: string, localService: boolean, isDefault = false) => ({
  name,
  lang,
  localService,
  default: isDefault,
  voiceURI: name,
});

describe("what is said at once", () => {
  test("stays short enough to be said in under ten seconds, and loses no word", () => {
    const long = `${"Let your hips go heavy, and breathe out slowly. ".repeat(6)}Then rest.`;
    const parts = pieces(long);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(LONGEST);
    expect(parts.join(" ")).toBe(long);
  });

  test("is cut at the end of a sentence where there is one", () => {
    const one = "Hold the chair, one foot forward, and come up, without any hurry at all.";
    const two = "Wait a moment before you move on, and sit down again if you feel dizzy.";
    expect(pieces(`${one} ${two}`)).toEqual([one, two]);
  });

  test("is cut between words where a sentence has no end", () => {
    for (const part of pieces("word ".repeat(100))) expect(part).toMatch(/^word( word)*$/);
  });

  test("is cut shorter for a slow voice", () => {
    const text = "Push the floor away a little, ears away from shoulders. ".repeat(2).trim();
    expect(pieces(text, 0.5).length).toBeGreaterThan(pieces(text, 1).length - 1);
    expect(Math.max(...pieces(text, 0.5).map((part) => part.length))).toBeLessThanOrEqual(56);
  });
});

describe("the voice", () => {
  test("is never one that sends the words away", () => {
    expect(chooseVoice([voice("Cloud", "en-GB", false, true)], "en")).toBeNull();
  });

  test("is the wished one, else one of the language", () => {
    const all = [
      voice("Anna", "de-DE", true),
      voice("A", "en-US", true),
      voice("B", "en_GB", true),
    ];
    expect(chooseVoice(all, "en", "B")?.name).toBe("B");
    expect(chooseVoice(all, "en-GB")?.name).toBe("B");
    expect(chooseVoice(all, "en", "Anna")?.name).toBe("A");
  });

  test("follows the language, also where another was wished before or is the usual one", () => {
    const all = [
      voice("A", "en-US", true, true),
      voice("Nube", "es-ES", false),
      voice("Lucía", "es-MX", true),
    ];
    expect(chooseVoice(all, "es", "A")?.name).toBe("Lucía");
    expect(chooseVoice(all, "en", "Lucía")?.name).toBe("A");
  });

  test("is none where no local one speaks the language, so that the page can say so", () => {
    const all = [voice("A", "en-US", true, true), voice("Nube", "es-ES", false)];
    expect(chooseVoice(all, "es")).toBeNull();
  });
});

class Utterance extends EventTarget {
  voice: unknown = null;
  lang = "";
  rate = 1;
  constructor(readonly text: string) {
    super();
  }
}

class Synthesis extends EventTarget {
  speaking: Utterance[] = [];
  cancelled = 0;
  constructor(readonly voices: ReturnType<typeof voice>[]) {
    super();
  }
  getVoices = () => this.voices;
  speak = (utterance: Utterance) => void this.speaking.push(utterance);
  cancel = () => {
    this.cancelled += 1;
  };
  finish = () => this.speaking.at(-1)?.dispatchEvent(new Event("end"));
}

describe("the speaker", () => {
  beforeEach(() => {
    vi.stubGlobal("SpeechSynthesisUtterance", Utterance);
  });
  const speaker = (synthesis: Synthesis, on = true, heard?: string[]) =>
    new Speaker(
      { language: "en", rate: 1, on },
      synthesis as unknown as SpeechSynthesis,
      heard ? (text) => void heard.push(text) : undefined,
    );

  test("says one sentence after another, what came before the voice included", async () => {
    const synthesis = new Synthesis([voice("A", "en-GB", true)]);
    const one = speaker(synthesis);
    one.say("First.");
    one.say("Second.");
    expect(await one.prepare()).toBe("ready");
    expect(synthesis.speaking.map((said) => said.text)).toEqual(["First."]);
    synthesis.finish();
    expect(synthesis.speaking.map((said) => said.text)).toEqual(["First.", "Second."]);
  });

  test("falls silent at once and forgets what was waiting", async () => {
    const synthesis = new Synthesis([voice("A", "en-GB", true)]);
    const one = speaker(synthesis);
    await one.prepare();
    one.say("First.");
    one.say("Second.");
    one.hush();
    expect(synthesis.cancelled).toBe(1);
    synthesis.finish(); // the browser still reports the end of what was cut off
    expect(synthesis.speaking).toHaveLength(1);
    one.say("Stopped.");
    expect(synthesis.speaking.at(-1)?.text).toBe("Stopped.");
  });

  test("knows that no voice of this device speaks the language", async () => {
    const heard: string[] = [];
    const one = speaker(new Synthesis([voice("Cloud", "en", false)]), true, heard);
    vi.useFakeTimers();
    const prepared = one.prepare();
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    expect(await prepared).toBe("none");
    one.say("Ready.");
    expect(heard).toEqual(["Ready."]);
  });

  test("says nothing when the person wants silence", async () => {
    const synthesis = new Synthesis([voice("A", "en-GB", true)]);
    const heard: string[] = [];
    const one = speaker(synthesis, false, heard);
    expect(await one.prepare()).toBe("off");
    one.say("Ready.");
    expect(synthesis.speaking).toEqual([]);
    expect(heard).toEqual([]);
  });

  test("an answer to a question gives way to the next cue", async () => {
    const synthesis = new Synthesis([voice("A", "en-GB", true)]);
    const one = speaker(synthesis);
    await one.prepare();
    one.aside("2 of 5: bed rotation.");
    one.aside("Knees to the left.");
    one.say("Knees right, and back.");
    synthesis.finish();
    expect(synthesis.speaking.map(({ text }) => text)).toEqual([
      "2 of 5: bed rotation.",
      "Knees right, and back.",
    ]);
  });

  test("speaks more slowly in practice", async () => {
    const synthesis = new Synthesis([voice("A", "en-GB", true)]);
    const one = speaker(synthesis);
    await one.prepare();
    one.slow = true;
    one.say("Elbows under your shoulders.");
    expect(synthesis.speaking[0]?.rate).toBeCloseTo(SLOWER);
  });
});

describe("without a voice", () => {
  test("nothing said before it was known waits for ever", async () => {
    const speaker = new Speaker({ language: "en", rate: 1, on: true }, undefined);
    speaker.say("Let your hips go heavy.");
    expect(speaker.busy).toBe(true);
    await speaker.prepare();
    expect(speaker.busy).toBe(false);
  });
});
