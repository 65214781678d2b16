/** The page of the slump monitor: off until it is begun, and plain about what it cannot see. */

import { videoSource } from "../camera/eye";
import type { CoreClient } from "../core-worker/client";
import { setText } from "../lib/dom";
import type { Words } from "../lib/words";
import { nowAndThen, SlumpMonitor } from "../sitting/slump";
import { pageSpeaker } from "../speech/page-speaker";
import type { Speaker } from "../speech/speaker";
import { offerOnce, openCore } from "./aids";

const SNOOZE_MIN = 30;

const place = document.querySelector<HTMLElement>("[data-slump]");
if (place) offerOnce(part(place, "begin"), part(place, "dear"), () => begin(place));

function part(place: HTMLElement, name: string): HTMLElement {
  return place.querySelector<HTMLElement>(`[data-slump-${name}]`) as HTMLElement;
}

async function begin(place: HTMLElement): Promise<void> {
  for (const name of ["begin", "dear", "how"]) part(place, name).hidden = true;
  part(place, "live").hidden = false;
  const { at, folder, core, booting, ...opened } = openCore(place);
  const words = await opened.words;
  setText(part(place, "say"), words.say("slump.state.loading"));
  const speaker = pageSpeaker();
  void speaker.prepare();
  try {
    await booting;
  } catch {
    setText(part(place, "say"), words.say("slump.fault.failed"));
    return;
  }
  watch(
    place,
    core,
    words,
    speaker,
    () => new Worker(at("eye"), { type: "module" }),
    folder("pose"),
  );
}

function watch(
  place: HTMLElement,
  core: CoreClient,
  words: Words,
  speaker: Speaker,
  makeWorker: () => Worker,
  base: string,
): void {
  const video = place.querySelector("video") as HTMLVideoElement;
  video.muted = true;
  let nudged = false;
  const source = nowAndThen(videoSource(video), () => performance.now());
  const monitor = new SlumpMonitor(core, video, source, makeWorker, base, {
    changed: () => show(place, words, monitor, nudged),
    nudge: () => {
      nudged = true;
      show(place, words, monitor, nudged);
      speaker.say(words.say("slump.nudge"));
    },
  });
  const calm = (act: () => void) => () => {
    nudged = false;
    act();
  };
  const press = (name: string, act: () => void) =>
    part(place, name).addEventListener("click", calm(act));
  press("snooze", () => void monitor.snooze(SNOOZE_MIN));
  press("again", () => void monitor.again());
  press("end", () => monitor.end());
  document.addEventListener("visibilitychange", () => {
    void monitor.seen(document.visibilityState === "visible");
  });
  window.addEventListener("pagehide", () => monitor.end());
  video.addEventListener("resize", () => {
    const mirror = part(place, "mirror");
    mirror.style.setProperty("--w", String(video.videoWidth));
    mirror.style.setProperty("--h", String(video.videoHeight));
  });
  void monitor.begin();
}

function show(place: HTMLElement, words: Words, monitor: SlumpMonitor, nudged: boolean): void {
  const { view, fault, standing } = monitor;
  // Written on the page, for whoever wants to look along.
  place.dataset.state = fault ?? (standing === "watching" ? (view?.state ?? "loading") : standing);
  const upright = view?.state === "upright" || view?.state === "away";
  const key = fault
    ? `slump.fault.${fault}`
    : standing !== "watching"
      ? `slump.state.${standing}`
      : nudged && !upright
        ? "slump.nudge"
        : `slump.state.${view?.state ?? "loading"}`;
  setText(part(place, "say"), words.say(key));
  const on = fault === null && standing === "watching";
  setText(part(place, "title"), words.say(on ? "slump.on" : "slump.state.ended"));
  const minutes = Math.floor((view?.slumped_s ?? 0) / 60);
  setText(part(place, "window"), words.say("slump.window", { minutes }));
  const note = view?.snoozed_s ? "slump.snoozed" : monitor.missed ? "slump.state.hidden" : "";
  setText(part(place, "note"), note ? words.say(note) : "");
  part(place, "mirror").hidden = fault !== null || standing !== "watching";
}
