/** What one sees of the camera: one's own picture in a mirror, the outline, the joints, the count. */

import { el, setAttribute, setText, svg } from "../lib/dom";
import type { Words } from "../lib/words";
import type { Check, CoachView } from "./coach";
import { drawJoints, outline, plan, type Seen } from "./drawing";
import type { Landmarks } from "./messages";

/** Where the camera should stand for a movement, as the core says it. */
export interface Stand {
  readonly view: Seen;
  readonly height_cm: readonly [number, number];
  readonly distance_m: readonly [number, number];
  readonly held: "landscape" | "portrait";
}

const LOCK =
  "M6 10.5h12a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2zM8 10V7.5a4 4 0 0 1 8 0V10";

/** The mirror: a video that is seen by its person alone. */
export class Mirror {
  readonly video: HTMLVideoElement;
  readonly node: HTMLElement;
  private readonly canvas = el("canvas", { "aria-hidden": "true" });
  private readonly tally: Tally;
  private line: SVGElement | null = null;
  private seen: Seen | null = null;

  constructor(words: Words) {
    this.video = el("video", {
      muted: true,
      playsinline: true,
      disablepictureinpicture: true,
      "aria-label": words.say("camera.mirror"),
    });
    this.video.muted = true; // the attribute alone does not count for elements made by script
    this.tally = new Tally(words);
    this.node = el("div", { class: "mirror" }, this.video, this.canvas, this.tally.node);
    // A rotated phone gives a picture of another shape.
    this.video.addEventListener("resize", () => this.shape());
  }

  /** Draw the outline for a movement, or none while it is being done. */
  lieIn(view: Seen | null): void {
    if (view === this.seen) return;
    this.seen = view;
    this.line?.remove();
    this.line = view ? outline(view) : null;
    if (this.line) this.node.append(this.line);
  }

  show(view: CoachView, lm: Landmarks | null, aimed_s: number | null): void {
    // What is not believed is not drawn either.
    drawJoints(this.canvas, view.state === "lost" ? null : lm);
    this.line?.classList.toggle("closed", view.state !== "placing");
    this.tally.update(view, aimed_s);
  }

  clear(): void {
    drawJoints(this.canvas, null);
    this.tally.hide();
  }

  /** Width by height of the picture; null before the first. */
  get aspect(): number | null {
    return this.video.videoHeight ? this.video.videoWidth / this.video.videoHeight : null;
  }

  private shape(): void {
    const { videoWidth: w, videoHeight: h } = this.video;
    if (!w || !h) return;
    this.canvas.width = w;
    this.canvas.height = h;
    this.node.style.setProperty("--w", String(w));
    this.node.style.setProperty("--h", String(h));
  }
}

/** What was counted, and a ring for the hold under way. */
class Tally {
  readonly node: HTMLElement;
  private readonly number = el("b", {});
  private readonly what = el("span", {});
  private readonly run = svg("circle", { class: "run", cx: 50, cy: 50, r: 45, pathLength: 100 });

  constructor(private readonly words: Words) {
    const ring = svg(
      "svg",
      { viewBox: "0 0 100 100", fill: "none", "stroke-width": 9, "aria-hidden": "true" },
      svg("circle", { class: "rest", cx: 50, cy: 50, r: 45 }),
      this.run,
    );
    this.node = el(
      "p",
      { class: "tally", hidden: true },
      el("i", {}, ring, this.number),
      this.what,
    );
  }

  update(view: CoachView, aimed_s: number | null): void {
    const holding = view.phase === "hold";
    const { left, right, none } = view.reps;
    const counted = left + right + none || view.holds;
    const early = view.state === "placing" || view.state === "ready";
    const shown = holding ? Math.floor(view.held_s) : counted;
    this.node.hidden = early || shown === 0;
    setText(this.number, String(shown));
    const key = holding ? "camera.tally.seconds" : "camera.tally.counted";
    setText(this.what, this.words.say(key, { n: shown }));
    const share = holding && aimed_s ? Math.min(1, view.held_s / aimed_s) : 0;
    setAttribute(this.run, "stroke-dasharray", `${(share * 100).toFixed(1)} 100`);
    setAttribute(this.run, "visibility", share > 0 ? null : "hidden");
  }

  hide(): void {
    this.node.hidden = true;
  }
}

/** The four or five things that must be right, each with a shape and words. */
export class Checks {
  readonly node = el("ul", { class: "gates" });
  private shown = "";

  constructor(private readonly words: Words) {}

  update(checks: readonly Check[], view: Seen): void {
    const now = JSON.stringify([checks, view]);
    if (now === this.shown) return;
    this.shown = now;
    this.node.replaceChildren(...checks.map((check) => this.line(check, view)));
  }

  private line({ id, ok }: Check, view: Seen): HTMLElement {
    const what = this.words.say(id === "view" ? `camera.check.view.${view}` : `camera.check.${id}`);
    const shape = ok === null ? " none" : ok ? "" : " rest";
    const told =
      ok === false
        ? el("strong", {}, this.words.say("camera.check.not_yet", { what }))
        : el("span", {}, ok === null ? this.words.say("camera.check.unknown", { what }) : what);
    return el("li", {}, el("i", { class: `light${shape}`, "aria-hidden": "true" }), told);
  }
}

/** The plan from above, with the figures of this movement. */
export function planFigure(stand: Stand, words: Words): HTMLElement {
  const metres = new Intl.NumberFormat(words.language);
  const [near, far] = stand.distance_m;
  const [low, high] = stand.height_cm;
  const how = words.say(`camera.plan.${stand.view}`, {
    near: metres.format(near),
    far: metres.format(far),
    low,
    high,
  });
  return el(
    "figure",
    { class: "panel arch plan" },
    plan(stand.view, words.say(`camera.plan.${stand.view}.alt`)),
    el("figcaption", { class: "small" }, how, " ", words.say(`camera.held.${stand.held}`)),
  );
}

/** "Pictures never leave this device." */
export function privateSign(words: Words): HTMLElement {
  const lock = svg(
    "svg",
    {
      viewBox: "0 0 24 24",
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 2.2,
      "stroke-linejoin": "round",
      "stroke-linecap": "round",
      "aria-hidden": "true",
    },
    svg("path", { d: LOCK }),
  );
  return el("span", { class: "sign" }, lock, words.say("camera.private"));
}
