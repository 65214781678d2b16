/** The session page: starts the core, then plays what it decides, by ear and on the screen. */

import { CoreClient } from "../core-worker/client";
import { pageClock } from "../lib/clock";
import { AwakeScreen } from "../lib/wake";
import { Words } from "../lib/words";
import { KeepFirst } from "../offline/keep";
import { sessionAtHand } from "../offline/session";
import { Speaker } from "../speech/speaker";
import { TonePlayer } from "../tones/tones";
import { wantsStills } from "./film";
import { listenToKeys } from "./keys";
import { Play } from "./play";
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
  const outbox = found.outbox({
    waiting: (count) => stage.waiting(count),
    refused: (parcel, reply) => stage.refused(parcel, reply),
    unkept: (reason) => stage.unkept(reason),
  });
  await outbox.open();
  const play = new Play(new KeepFirst(core, outbox), clock, words, speaker, tones, outbox, stage);
  stage.play = play;
  stage.outbox = outbox;
  void outbox.deliver();
  window.addEventListener("online", () => void outbox.deliver());
  hearOnFirstTouch(tones, stage);
  listenToKeys(document, stage);
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
