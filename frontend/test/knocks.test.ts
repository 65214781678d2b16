import { describe, expect, test } from "vitest";
import { Chance } from "../../validation/knocks/chance";
import { floor } from "../../validation/knocks/scenes";
import { clap, knuckles, lay, ourTone, type Striker, step } from "../../validation/knocks/sounds";
import { type Heard, KnockHearing, type Sensitivity } from "../src/hearing/knocks";
import { TONES } from "../src/tones/tones";

const RATE_HZ = 16_000;

/** A quiet room of some seconds in which something sounds at these moments. */
function room(seconds: number, at: readonly number[], strike: Striker, gain = 0.2): Float32Array {
  const out = floor(seconds, -64, new Chance(7));
  for (const moment of at) lay(out, strike(), moment, gain);
  return out;
}

function listen(sound: Float32Array, sensitivity: Sensitivity = "usual", piece = 128): Heard[] {
  const hearing = new KnockHearing(RATE_HZ, sensitivity);
  const heard: Heard[] = [];
  for (let at = 0; at < sound.length; at += piece) {
    heard.push(...hearing.feed(sound.subarray(at, at + piece)));
  }
  return heard;
}

const twos = (heard: readonly Heard[]) => heard.filter((one) => one.kind === "two");
const knocks = (heard: readonly Heard[]) => heard.filter((one) => one.kind === "knock");

describe("two knocks", () => {
  const hand = knuckles(new Chance(3));
  const hands = clap(new Chance(4));

  test.each([0.16, 0.25, 0.4, 0.58])("%s s apart are heard once, at their own times", (gap) => {
    const heard = listen(room(3.5, [1, 1 + gap], hand));
    expect(knocks(heard)).toHaveLength(2);
    const [two] = twos(heard);
    expect(two?.kind === "two" && two.first.at_s).toBeCloseTo(1, 1);
    expect(two?.kind === "two" && two.last.at_s).toBeCloseTo(1 + gap, 1);
    expect(twos(heard)).toHaveLength(1);
  });

  test("two claps count as well", () => {
    expect(twos(listen(room(3, [1, 1.3], hands)))).toHaveLength(1);
  });

  test("however the sound is cut into pieces, the same is heard", () => {
    const sound = room(3, [1, 1.3], hand);
    expect(listen(sound, "usual", 128)).toEqual(listen(sound, "usual", 4_801));
  });

  test("three or four in haste are not less than two", () => {
    expect(twos(listen(room(4, [1, 1.3, 1.6], hand)))).toHaveLength(1);
    expect(twos(listen(room(4, [1, 1.3, 1.6, 1.9], hand)))).toHaveLength(1);
  });

  test("two pairs, one after the other, are heard twice", () => {
    expect(twos(listen(room(5, [1, 1.3, 3, 3.3], hand)))).toHaveLength(2);
  });

  test("they are known within 0.9 s after the second", () => {
    const hearing = new KnockHearing(RATE_HZ);
    const sound = room(3, [1, 1.3], hand);
    expect(twos(hearing.feed(sound.subarray(0, 2.2 * RATE_HZ)))).toHaveLength(1);
  });
});

describe("what is not two knocks", () => {
  const hand = knuckles(new Chance(3));

  test("one knock, or two too far apart", () => {
    expect(twos(listen(room(3, [1], hand)))).toEqual([]);
    expect(twos(listen(room(4, [1, 1.9], hand)))).toEqual([]);
  });

  test("a hammer that goes on", () => {
    const often = Array.from({ length: 9 }, (_, n) => 0.5 + n * 0.4);
    expect(twos(listen(room(5, often, hand), "high"))).toEqual([]);
  });

  test("someone walking by", () => {
    const chance = new Chance(9);
    const steps = Array.from({ length: 9 }, (_, n) => 0.6 + n * 0.52);
    expect(
      twos(
        listen(
          room(6, steps, () => step(chance)),
          "high",
        ),
      ),
    ).toEqual([]);
  });

  test("two unlike sounds", () => {
    const both = [knuckles(new Chance(3)), clap(new Chance(4))];
    let n = 0;
    const strike = () => (both[n++ % 2] as Striker)();
    expect(twos(listen(room(3, [1, 1.3], strike), "low"))).toEqual([]);
  });

  test.each(Object.keys(TONES) as (keyof typeof TONES)[])("our own tone %s, even twice", (name) => {
    const tone = () => ourTone(name);
    expect(twos(listen(room(5, [1, 1.35, 3, 3.55], tone, 0.5), "high"))).toEqual([]);
  });

  test("a vowel that swells and fades twice", () => {
    const vowel = () => {
      const out = new Float32Array(0.2 * RATE_HZ);
      return out.map((_, i) => {
        const t = i / RATE_HZ;
        const swell = Math.sin((Math.PI * t) / 0.2);
        return swell * (Math.sin(2 * Math.PI * 140 * t) + 0.6 * Math.sin(2 * Math.PI * 700 * t));
      });
    };
    expect(twos(listen(room(3, [1, 1.4], vowel, 0.3), "high"))).toEqual([]);
  });

  test("silence, exact and endless", () => {
    expect(listen(new Float32Array(RATE_HZ * 3), "high")).toEqual([]);
  });
});
