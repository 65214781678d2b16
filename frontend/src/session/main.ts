/** The session page: starts the core, then plays what it decides, by ear and on the screen. */

import { CoreClient } from "../core-worker/client";
import type { Sensitivity } from "../hearing/knocks";
import { Microphone } from "../hearing/microphone";
import { type Clock, pageClock } from "../lib/clock";
import { AwakeScreen } from "../lib/wake";
import { Words } from "../lib/words";
import { KeepFirst } from "../offline/keep";
import { sessionAtHand } from "../offline/session";
import { listenTo, Mirror } from "../screen/mirror";
import { post } from "../screen/passing";
import { Speaker } from "../speech/speaker";
import { lengthOf, TonePlayer } from "../tones/tones";
import { readAnswersAloud } from "./aloud";
import { type CameraWish, SessionCamera } from "./camera";
import { wantsStills } from "./film";
import { watchInterruptions } from "./interruptions";
import { listenToKeys } from "./keys";
import { ECHO_MS, OwnSound, SessionKnocks } from "./knocks";
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
  readonly sync: string;
  readonly events: string;
  readonly drafts: string;
  readonly films: string;
  readonly end: string;
  readonly today: string;
  readonly forms: string;
  readonly screen: string;
  readonly hearing: string;
  readonly eye: string;
  readonly pose: string;
  readonly landmarks: string;
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
    sync: at("sync"),
    events: at("events"),
    drafts: at("drafts"),
    films: folder("films"),
    end: at("end"),
    today: at("today"),
    forms: at("forms"),
    screen: at("screen"),
    hearing: at("hearing"),
    eye: at("eye"),
    pose: folder("pose"),
    landmarks: at("landmarks"),
  };
}

async function start(at: Addresses): Promise<void> {
  // The core takes longest: it starts before anything else is asked for.
  const core = new CoreClient(new Worker(at.worker, { type: "module" }));
  const booted = core.boot(at.python, at.core);
  booted.catch(() => {});
  const links = { end: at.end, today: at.today, forms: at.forms };
  const found = await sessionAtHand(at);
  if (!found) {
    location.assign(at.forms);
    return;
  }
  const { data, book } = found;
  page.lang = data.language;
  const words = new Words(book, data.language);
  const speaker = new Speaker({ language: page.lang, ...data.speech });
  const ears = data.options.guide === "ears";
  const tones = new TonePlayer(data.tones, data.seconds);
  const clock = pageClock();
  const camera = data.camera ? cameraOf(at, data, { words, core, speaker, clock }) : null;
  const stage = new SessionStage({
    words,
    camera: camera?.watcher ?? null,
    links,
    films: { base: at.films, still: data.stills || wantsStills() },
    emergencyNumber: data.emergency_number,
    speaker,
    clock,
    ears,
  });
  const outbox = found.outbox({
    waiting: (count) => stage.waiting(count),
    refused: (parcel, reply) => stage.refused(parcel, reply),
    unkept: (reason) => stage.unkept(reason),
  });
  await outbox.open();
  const play = new Play(new KeepFirst(core, outbox), clock, words, speaker, tones, outbox, stage);
  stage.play = play;
  camera?.refreshes(() => stage.refresh());
  stage.outbox = outbox;
  if (data.screen) showLarge(at.screen, data, stage, play, clock);
  void outbox.deliver();
  window.addEventListener("online", () => void outbox.deliver());
  hearOnFirstTouch(tones, stage);
  listenToKeys(document, stage);
  if (ears) readAnswersAloud(document, speaker);
  if (data.knocks?.on)
    hearKnocks(at.hearing, data.knocks.sensitivity, { words, speaker, clock, play });
  void speaker.prepare().then(() => stage.refresh());
  try {
    await booted;
    page.dataset.coreReadyMs = String(Math.round(core.readyMs ?? 0));
    new AwakeScreen().keep();
    await play.open(data);
    watchInterruptions(document, tones, navigator.mediaDevices, (input) => void play.send(input));
  } catch {
    stage.failed("core");
  }
}

/** Show the session on a big screen of the house too. */
function showLarge(
  base: string,
  data: SessionData,
  stage: SessionStage,
  play: Play,
  clock: Clock,
): void {
  const address = (name: string) => `${base}${data.screen}/${name}`;
  const way = { show: (shown: unknown) => post(address("view"), data.csrf, shown) };
  const mirror = new Mirror(way, clock, (input) => void play.send(input));
  stage.mirror = mirror;
  listenTo(address("presses"), mirror, (there) => stage.bigScreenIs(there));
}

/** Sound may need a touch, the first and after every interruption; until then the page says so. */
function hearOnFirstTouch(tones: TonePlayer, stage: SessionStage): void {
  tones.wake();
  const wake = () => {
    tones.wake();
    stage.touched();
  };
  document.addEventListener("pointerdown", wake);
  document.addEventListener("keydown", wake);
}

interface ForCamera {
  readonly words: Words;
  readonly core: CoreClient;
  readonly speaker: Speaker;
  readonly clock: Clock;
}

/** The camera beside the session; it is opened only for a movement it was chosen for. */
function cameraOf(at: Addresses, data: SessionData, around: ForCamera) {
  let refresh = () => {};
  const { words, speaker } = around;
  const watcher = new SessionCamera(data.camera as CameraWish, {
    ...around,
    session: data.session,
    base: at.pose,
    makeWorker: () => new Worker(at.eye, { type: "module" }),
    refresh: () => refresh(),
    keep: (kept) =>
      void post(at.landmarks, data.csrf, kept).then((reply) => {
        if (!reply) speaker.say(words.say("camera.not_kept"));
      }),
  });
  window.addEventListener("pagehide", () => watcher.close());
  return {
    watcher,
    refreshes: (by: () => void) => {
      refresh = by;
    },
  };
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
