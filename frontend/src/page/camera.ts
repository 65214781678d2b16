/** The page to try the camera: one's own picture, what is right and what not yet, and the count. */

import { videoSource } from "../camera/eye";
import { Checks, Mirror, planFigure, privateSign, type Stand } from "../camera/panel";
import { Voice } from "../camera/voice";
import { type Fault, Watch } from "../camera/watch";
import type { CoreClient } from "../core-worker/client";
import { setText } from "../lib/dom";
import type { Words } from "../lib/words";
import { pageSpeaker } from "../speech/page-speaker";
import type { Speaker } from "../speech/speaker";
import { offerOnce, openCore } from "./aids";

const place = document.querySelector<HTMLElement>("[data-camera]");
if (place) offerOnce(part(place, "begin"), part(place, "dear"), () => begin(place));

function part(place: HTMLElement, name: string): HTMLElement {
  return place.querySelector<HTMLElement>(`[data-camera-${name}]`) as HTMLElement;
}

async function begin(place: HTMLElement): Promise<void> {
  for (const name of ["begin", "dear"]) part(place, name).hidden = true;
  const { at, folder, core, booting, ...opened } = openCore(place);
  const words = await opened.words;
  const speaker = pageSpeaker();
  void speaker.prepare();
  const stands = JSON.parse(place.dataset.stands ?? "{}") as Record<string, Stand>;
  new Trial(place, words, speaker, stands).start(core, booting, at("eye"), folder("pose"));
}

class Trial {
  private readonly mirror: Mirror;
  private readonly checks: Checks;
  private readonly voice: Voice;
  private watch: Watch | null = null;

  constructor(
    private readonly place: HTMLElement,
    private readonly words: Words,
    speaker: Speaker,
    private readonly stands: Readonly<Record<string, Stand>>,
  ) {
    this.mirror = new Mirror(words);
    this.checks = new Checks(words);
    this.voice = new Voice(speaker);
    part(place, "mirror").append(this.mirror.node);
    part(place, "private").append(privateSign(words));
    part(place, "checks").append(this.checks.node);
  }

  start(core: CoreClient, booting: Promise<void>, eye: string, base: string): void {
    const watch = new Watch(
      {
        core,
        video: this.mirror.video,
        source: videoSource(this.mirror.video),
        makeWorker: () => new Worker(eye, { type: "module" }),
        base,
      },
      {
        changed: () => this.show(),
        look: (view, look) => {
          this.mirror.show(view, look.lm, null);
          this.voice.look();
          // Written on the page, for whoever wants to count along.
          const { dataset } = this.place;
          dataset.loopMs = String(watch.eye.loop_ms);
          dataset.modelMs = String(watch.eye.model_ms);
          dataset.state = view.state;
          dataset.looks = String(watch.eye.looked);
        },
        say: (phrase) => this.voice.offer(this.words.of(phrase)),
        fault: (fault) => this.voice.insist(this.faultText(fault)),
      },
    );
    this.watch = watch;
    part(this.place, "live").hidden = false;
    const again = part(this.place, "again");
    again.addEventListener("click", () => watch.again());
    const choose = part(this.place, "movement") as HTMLSelectElement;
    const follow = () => {
      const stand = this.stands[choose.value];
      if (!stand) return;
      this.mirror.lieIn(stand.view);
      part(this.place, "plan").replaceChildren(planFigure(stand, this.words));
      void booting.then(
        () => watch.begin({ exercise: choose.value, side: null, level: null }),
        () => setText(part(this.place, "say"), this.words.say("camera.fault.failed")),
      );
    };
    choose.addEventListener("change", follow);
    window.addEventListener("pagehide", () => watch.close());
    follow();
  }

  private show(): void {
    const { watch, words } = this;
    if (!watch) return;
    const chosen = (part(this.place, "movement") as HTMLSelectElement).value;
    const stand = this.stands[chosen];
    if (stand) this.checks.update(watch.view?.checks ?? [], stand.view);
    setText(part(this.place, "say"), this.sentence(watch));
    part(this.place, "mirror").hidden = watch.fault !== null;
    part(this.place, "again").hidden = watch.fault === null || watch.fault === "slow";
    const coarse = watch.eye.pace.few ? "camera.few" : watch.coarse ? "camera.coarse" : null;
    setText(part(this.place, "note"), coarse ? words.say(coarse) : "");
  }

  private sentence(watch: Watch): string {
    const { words } = this;
    if (watch.fault) return this.faultText(watch.fault);
    if (watch.lens.state === "asking") return words.say("camera.asking");
    if (watch.eye.state === "loading") return words.say("camera.loading");
    return words.say(watch.view?.say ?? "camera.watching");
  }

  private faultText(fault: Fault): string {
    return this.words.say(`camera.fault.${fault}`);
  }
}
