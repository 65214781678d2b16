/** The big screen: shows the session of another device, large, and hands its keys back. */

import { pageClock } from "../lib/clock";
import { el, setText } from "../lib/dom";
import { AwakeScreen } from "../lib/wake";
import { type Book, Words } from "../lib/words";
import { wantsStills } from "../session/film";
import { listenToKeys } from "../session/keys";
import type { Input } from "../session/protocol";
import { SessionStage } from "../session/stage";
import { outputOf, placeOf, post, type Shown } from "./passing";
import { Silence } from "./silence";

/** A little before the code on the page runs out a new one is asked for. */
const CODE_MS = 590_000;

const place = document.querySelector<HTMLElement>("[data-screen-place]");
if (place) void start(place.dataset);

async function start(data: DOMStringMap): Promise<void> {
  const at = (name: string) => new URL(data[name] ?? "", document.baseURI).href;
  const reply = await fetch(at("words"), { credentials: "same-origin" });
  const words = new Words((await reply.json()) as Book, document.documentElement.lang || "en");
  const clock = pageClock();
  const stage = new SessionStage({
    words,
    links: { end: at("end"), today: at("today"), forms: at("forms") },
    films: { base: new URL(".", at("films")).href, still: data.stills === "yes" || wantsStills() },
    emergencyNumber: data.emergency ?? "",
    ears: false,
    speaker: { state: "off", say: () => {} },
    clock,
  });
  let latest: Shown | null = null;
  clock.after(CODE_MS, () => latest || location.reload());
  stage.play = {
    // Nobody at the other end hears a Stop any more: the session is taken up here and asks about it.
    send: (input: Input) =>
      silence.lost
        ? location.assign(at("play"))
        : latest && post(at("press"), data.csrf ?? "", { input, on: placeOf(latest.view) }),
    halt: () => {},
  };
  const silence = new Silence(clock, (lost) => sign(lost, words, at("play")));
  const source = new EventSource(at("views"));
  source.addEventListener("view", (event) => {
    if (!latest) {
      document.body.classList.add("night");
      document.querySelector("footer")?.remove();
      new AwakeScreen().keep();
      listenToKeys(document, stage);
    }
    latest = JSON.parse(event.data) as Shown;
    stage.show(outputOf(latest));
    silence.heard(latest.done);
  });
  source.addEventListener("gone", () => {
    source.close();
    if (!latest) location.reload(); // this place was given to another screen: ask for a new one
  });
}

/** The other device went quiet: what it has told is kept, and the session can go on here. */
function sign(lost: boolean, words: Words, play: string): void {
  document.querySelector(".screen-lost")?.remove();
  if (!lost) return;
  const text = el("p", { class: "lead" });
  const here = el("a", { class: "btn main", href: play }, words.say("screen.lost.go"));
  document.body.append(el("div", { class: "screen-lost", role: "alert" }, text, here));
  setText(text, words.say("screen.lost"));
  here.focus();
}
