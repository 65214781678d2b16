/** The session page: starts the core, then plays what it decides, by ear and on the screen. */

import { CoreClient } from "../core-worker/client";
import type { Sensitivity } from "../hearing/knocks";
import { Microphone } from "../hearing/microphone";
import { type Clock, pageClock } from "../lib/clock";
import { AwakeScreen } from "../lib/wake";
import { type Book, Words } from "../lib/words";
import { Speaker } from "../speech/speaker";
import { lengthOf, TonePlayer } from "../tones/tones";
import { wantsStills } from "./film";
import { listenToKeys } from "./keys";
import { ECHO_MS, OwnSound, SessionKnocks } from "./knocks";
import { httpPost, Outbox } from "./outbox";
import { Play } from "./play";
import type { SessionData } from "./protocol";
import { SessionStage } from "./stage";

const page = document.documentElement;
const place = document.querySelector<HTMLElement>("[data-player]");
if (place) void start(addresses(place.dataset));

interface Addresses {
  readonly worker: string;
  readonly python: string;
  readonly core: string;
  readonly words: string;
  readonly data: string;
  readonly events: string;
  readonly drafts: string;
  readonly films: string;
  readonly end: string;
  readonly today: string;
  readonly forms: string;
  readonly hearing: string;
}

function addresses(data: DOMStringMap): Addresses {
  const at = (name: keyof Addresses) => new URL(data[name] ?? "", document.baseURI).href;
  // Named by one file inside, because the server adds what tells versions apart to files, not folders.
  const folder = (name: keyof Addresses) => new URL(".", at(name)).href;
  return {
    worker: at("worker"),
    python: folder("python"),
    core: at("core"),
    words: at("words"),
    data: at("data"),
    events: at("events"),
    drafts: at("drafts"),
    films: folder("films"),
    end: at("end"),
    today: at("today"),
    forms: at("forms"),
    hearing: at("hearing"),
  };
}

async function start(at: Addresses): Promise<void> {
  // The core takes longest: it starts before anything else is asked for.
  const core = new CoreClient(new Worker(at.worker, { type: "module" }));
  const booted = core.boot(at.python, at.core);
  booted.catch(() => {});
  const links = { end: at.end, today: at.today, forms: at.forms };
  let words: Words;
  let data: SessionData;
  try {
    const [book, found] = await Promise.all([json<Book>(at.words), json<SessionData>(at.data)]);
    words = new Words(book, page.lang || "en");
    data = found;
  } catch {
    location.assign(at.forms);
    return;
  }
  const speaker = new Speaker({ language: page.lang || data.language, ...data.speech });
  const tones = new TonePlayer(data.tones);
  const clock = pageClock();
  const stage = new SessionStage({
    words,
    links,
    films: { base: at.films, still: data.stills || wantsStills() },
    emergencyNumber: data.emergency_number,
    speaker,
    clock,
  });
  const outbox = new Outbox(
    storage(),
    `backfour.outbox.${data.folder}`,
    httpPost(at, data.csrf),
    {
      waiting: (count) => stage.waiting(count),
      refused: (parcel, reply) => stage.refused(parcel, reply),
    },
    (ms, run) => clock.after(ms, run),
  );
  const play = new Play(core, clock, words, speaker, tones, outbox, stage);
  stage.play = play;
  stage.outbox = outbox;
  void outbox.deliver();
  window.addEventListener("online", () => void outbox.deliver());
  hearOnFirstTouch(tones, stage);
  listenToKeys(document, stage);
  if (data.knocks?.on)
    hearKnocks(at.hearing, data.knocks.sensitivity, { words, speaker, clock, play });
  void speaker.prepare().then(() => stage.refresh());
  try {
    await booted;
    page.dataset.coreReadyMs = String(Math.round(core.readyMs ?? 0));
    new AwakeScreen().keep();
    await play.open(data);
  } catch {
    stage.failed("core");
  }
}

/** Sound may need a first touch; until then the page says so. */
function hearOnFirstTouch(tones: TonePlayer, stage: SessionStage): void {
  tones.wake();
  const wake = () => {
    tones.wake();
    stage.touched();
  };
  document.addEventListener("pointerdown", wake, { once: true });
  document.addEventListener("keydown", wake, { once: true });
}

interface ForKnocks {
  readonly words: Words;
  readonly speaker: Speaker;
  readonly clock: Clock;
  readonly play: Play;
}

/** Two knocks stand beside the keys; whatever becomes of the microphone, the session goes on. */
function hearKnocks(worklet: string, sensitivity: Sensitivity, around: ForKnocks): void {
  const { words, speaker, clock, play } = around;
  const own = new OwnSound(
    () => performance.now(),
    () => speaker.busy,
  );
  clock.every(100, () => own.look());
  const knocks = new SessionKnocks({
    words,
    send: (input) => void play.send(input),
    ownSound: (ago_ms) => own.within(ago_ms),
    say: (text) => speaker.say(text),
  });
  play.onTone = (tone) => own.sounds(lengthOf(tone) * 1_000 + ECHO_MS);
  document.body.append(knocks.sign);
  const microphone = new Microphone(worklet, knocks);
  for (const name of ["pointerdown", "keydown"]) {
    document.addEventListener(name, () => microphone.wake());
  }
  window.addEventListener("pagehide", () => microphone.close());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) void microphone.open(sensitivity);
  });
  void microphone.open(sensitivity);
}

function storage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}

async function json<T>(address: string): Promise<T> {
  const reply = await fetch(address, { credentials: "same-origin" });
  if (!reply.ok) throw new Error(`${address}: HTTP ${reply.status}`);
  return (await reply.json()) as T;
}
