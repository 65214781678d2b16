/**
 * Measures how well two knocks are heard: `node validation/knocks/run.mjs [minutes] [trials] [--keep]`.
 * `--keep` writes results.json and the tables of docs/accuracy.md. Speech needs espeak-ng.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const root = fileURLToPath(new URL("../../", import.meta.url));
const keep = process.argv.includes("--keep");
const [minutes = 60, trials = 200] = process.argv
  .slice(2)
  .filter((one) => one !== "--keep")
  .map(Number);
const { measure, tables } = (await runnerImport(`${root}validation/knocks/measure.ts`)).module;
const { RATE_HZ, toOne } = (await runnerImport(`${root}validation/knocks/sounds.ts`)).module;

const VOICES = ["en-gb", "en-us", "en-gb-scotland", "es", "de", "fr", "it"];
const VARIANTS = ["", "+m3", "+m7", "+f2", "+f4", "+croak", "+whisper"];

/** Sentences of our own papers and words, as something to read aloud. */
function sentences(folder, ending, pick) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(ending))
    .sort()
    .flatMap((name) => pick(readFileSync(`${folder}/${name}`, "utf8")));
}

const ours = sentences(`${root}src/backfour/words/locale/en`, ".po", (text) =>
  [...text.matchAll(/^msgstr(?:\[\d\])? "(.{20,})"$/gm)].map((one) => one[1]),
);
const papers = sentences(`${root}docs`, ".md", (text) =>
  text
    .split("\n")
    .filter((line) => line.length > 60)
    .map((line) => line.replace(/[|`*#]/g, " ")),
);

/** A minute read by one of many voices, or nothing when there is no reader. */
function reader(from, voices) {
  try {
    execFileSync("espeak-ng", ["--version"]);
  } catch {
    return null;
  }
  return (chance) => {
    const voice = chance.oneOf(voices) + chance.oneOf(VARIANTS);
    const speed = Math.round(chance.between(110, 210));
    const gap = Math.round(chance.between(0, 12));
    const begin = Math.floor(chance.next() * from.length);
    const text = Array.from({ length: 40 }, (_, n) => from[(begin + n) % from.length]).join("\n");
    const options = ["-v", voice, "-s", speed, "-g", gap, "--stdout"].map(String);
    const wav = execFileSync("espeak-ng", options, { input: text.slice(0, 1600), maxBuffer: 1e9 });
    return minuteOf(wav);
  };
}

/** Samples of a wav file at our rate, one minute, begun again where it is short. */
function minuteOf(wav) {
  const rate = wav.readUInt32LE(24);
  const data = wav.subarray(44);
  const count = Math.floor(data.length / 2);
  const out = new Float32Array(60 * RATE_HZ);
  for (let i = 0; i < out.length; i += 1) {
    const at = ((i * rate) / RATE_HZ) % (count - 1);
    const left = Math.floor(at);
    const a = data.readInt16LE(left * 2);
    const b = data.readInt16LE(left * 2 + 2);
    out[i] = (a + (b - a) * (at - left)) / 32_768;
  }
  return toOne(out);
}

const speech = reader(papers, VOICES);
const voice = reader(ours, ["en-gb", "en-us"]);
if (!speech)
  process.stderr.write("espeak-ng is missing: speech, our own voice and talk are left out.\n");

const results = measure(20_261, minutes, trials, speech, voice);
process.stdout.write(`${tables(results)}\n`);
if (keep) {
  if (!speech) throw new Error("not kept: without speech the tables would be incomplete");
  writeFileSync(`${root}validation/knocks/results.json`, `${JSON.stringify(results, null, 2)}\n`);
  const paper = `${root}docs/accuracy.md`;
  const text = readFileSync(paper, "utf8");
  const [before, , after] = text.split(/<!-- knocks: (?:begin|end) -->/);
  const marked = `<!-- knocks: begin -->\n${tables(results)}\n<!-- knocks: end -->`;
  writeFileSync(paper, before + marked + after);
}
