/** Plays what the camera kept of a movement: a stick figure, because nothing else was kept. */

import { drawJoints } from "../camera/drawing";
import type { Landmarks } from "../camera/messages";

interface Moment {
  readonly t: number;
  readonly lm: Landmarks | null;
}

const place = document.querySelector<HTMLElement>("[data-replay]");
if (place) void begin(place);

async function begin(place: HTMLElement): Promise<void> {
  const reply = await fetch(place.dataset.replay ?? "", { credentials: "same-origin" });
  if (!reply.ok) return;
  const [head, ...moments] = (await reply.text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  const canvas = place.querySelector("canvas") as HTMLCanvasElement;
  const { w, h } = head as { w: number; h: number };
  canvas.width = 960;
  canvas.height = Math.round((960 * h) / w);
  new Replay(place, canvas, moments as Moment[]).offer();
}

class Replay {
  private readonly slider: HTMLInputElement;
  private readonly key: HTMLButtonElement;
  private playing: number | null = null;

  constructor(
    place: HTMLElement,
    private readonly canvas: HTMLCanvasElement,
    private readonly moments: readonly Moment[],
  ) {
    this.slider = place.querySelector("input") as HTMLInputElement;
    this.key = place.querySelector("button") as HTMLButtonElement;
  }

  offer(): void {
    this.slider.max = String(this.moments.at(-1)?.t ?? 0);
    this.slider.addEventListener("input", () => this.draw());
    this.key.hidden = false;
    this.key.addEventListener("click", () => (this.playing === null ? this.play() : this.pause()));
    this.draw();
  }

  private play(): void {
    if (this.at >= Number(this.slider.max)) this.slider.value = "0";
    const began = performance.now() - this.at * 1000;
    const on = () => {
      const at = (performance.now() - began) / 1000;
      this.slider.value = String(at);
      this.draw();
      if (at < Number(this.slider.max)) this.playing = requestAnimationFrame(on);
      else this.pause();
    };
    this.key.setAttribute("aria-pressed", "true");
    this.playing = requestAnimationFrame(on);
  }

  private pause(): void {
    if (this.playing !== null) cancelAnimationFrame(this.playing);
    this.playing = null;
    this.key.setAttribute("aria-pressed", "false");
  }

  private get at(): number {
    return Number(this.slider.value);
  }

  private draw(): void {
    const now = this.moments.findLast(({ t }) => t <= this.at) ?? this.moments[0];
    drawJoints(this.canvas, now?.lm ?? null);
  }
}
