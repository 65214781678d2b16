/** The page to try two knocks: lights a shape for each, and says what two would do. */

import type { Sensitivity } from "../hearing/knocks";
import { type HearingState, type Message, Microphone } from "../hearing/microphone";

/** So long a shape stays lit when no second knock follows (our choice). */
const LIT_MS = 1_500;

export class TryKnocks {
  private knocks = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private standing: HearingState = "off";

  constructor(private readonly place: HTMLElement) {}

  state(state: HearingState): void {
    this.standing = state;
    this.show(state);
    this.part("[data-knocks-shapes]").hidden = state !== "listening";
    this.part("[data-knocks-begin]").hidden = state === "listening" || state === "touch";
  }

  heard(message: Message): void {
    if (message.kind === "level") return;
    this.count(message.kind === "knock" ? "knocksHeard" : "pairs");
    if (message.kind === "knock") this.knocks = Math.min(2, this.knocks + 1);
    else {
      this.knocks = 2;
      this.show("two");
    }
    this.light();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rest(), message.kind === "two" ? LIT_MS * 2 : LIT_MS);
  }

  /** Written on the page, for whoever wants to count along. */
  private count(name: string): void {
    this.place.dataset[name] = String(Number(this.place.dataset[name] ?? 0) + 1);
  }

  private rest(): void {
    this.knocks = 0;
    this.light();
    this.show(this.standing);
  }

  private light(): void {
    const shapes = this.place.querySelectorAll("[data-knocks-shape]");
    for (const [n, shape] of shapes.entries()) shape.classList.toggle("lit", n < this.knocks);
  }

  private show(state: string): void {
    for (const line of this.place.querySelectorAll<HTMLElement>("[data-knocks-state]")) {
      line.hidden = line.dataset.knocksState !== state;
    }
  }

  private part(selector: string): HTMLElement {
    return this.place.querySelector<HTMLElement>(selector) as HTMLElement;
  }
}

const place = document.querySelector<HTMLElement>("[data-knocks]");
if (place) begin(place);

function begin(place: HTMLElement): void {
  const trying = new TryKnocks(place);
  const worklet = new URL(place.dataset.knocks ?? "", document.baseURI).href;
  const microphone = new Microphone(worklet, trying);
  const chosen = () => {
    const input = document.querySelector<HTMLInputElement>('[name="sensitivity"]:checked');
    return (input?.value ?? "usual") as Sensitivity;
  };
  const key = place.querySelector<HTMLElement>("[data-knocks-begin]") as HTMLElement;
  key.hidden = false;
  let open = false;
  key.addEventListener("click", () => {
    open = true;
    void microphone.open(chosen());
  });
  document.addEventListener("pointerdown", () => microphone.wake());
  for (const input of document.querySelectorAll('[name="sensitivity"]')) {
    input.addEventListener("change", () => {
      if (open) void microphone.open(chosen());
    });
  }
  window.addEventListener("pagehide", () => microphone.close());
}
