/** The clock of a self-test: counts down or up, says when to begin, and writes the result into its field. */

import type { Clock } from "../lib/clock";
import type { Tone } from "../tones/tones";

/** Three, two, one: long enough to look up from the screen (our choice). */
export const READY_MS = 5_000;
const STEP_MS = 100;
/** Counted aloud so that nobody needs to look. */
const ALOUD_EVERY_S = 10;

type Say = (text: string) => void;
type Sound = (tone: Tone) => void;

/** What was seen of a try: a number to propose, or why there is none (docs/session-protocol.md). */
export interface Seen {
  readonly proposed: number | null;
  readonly why: string | null;
  readonly count: number;
}

/** Somebody who counts beside the clock: the camera. */
export interface Counter {
  /** Chosen, and able to count. */
  readonly on: boolean;
  /** Seconds held as it sees them; null where only the clock knows. */
  readonly held_s: number | null;
  /** Nothing that follows can change its number. */
  readonly over: boolean;
  /** Call `arrived` once the person is in place, or once it is clear that it cannot count. */
  place(arrived: () => void): void;
  /** Go is due. False: the person is not in place any more. */
  go(field: string): boolean;
  /** The try is over, or called off; null where it did not count. */
  end(): Promise<Seen | null>;
  /** Tell what it saw; `kept`: its number is now in the field. */
  tell(field: string, seen: Seen, kept: boolean): void;
}

export class SelfTestClock {
  /** Whoever counts beside it; null: the person alone. */
  counter: Counter | null = null;
  private stopTicking: () => void = () => {};
  private began = 0;
  private field = "";
  private aloud = 0;
  private round = 0;

  constructor(
    private readonly place: HTMLElement,
    private readonly clock: Clock,
    private readonly say: Say,
    private readonly sound: Sound,
  ) {}

  /** Show the clock and listen to its keys. */
  open(): void {
    this.place.hidden = false;
    this.show(this.isDown ? this.seconds : 0);
    for (const key of this.place.querySelectorAll<HTMLElement>("[data-begin]")) {
      key.addEventListener("click", () => this.begin(key.dataset.begin ?? "value"));
    }
    this.end.addEventListener("click", () => void this.finish());
  }

  private get isDown(): boolean {
    return this.place.dataset.selftest === "down";
  }

  private get seconds(): number {
    return Number(this.place.dataset.seconds);
  }

  private get end(): HTMLElement {
    return this.place.querySelector("[data-end]") as HTMLElement;
  }

  private begin(field: string): void {
    this.field = field;
    this.aloud = 0;
    this.running(true);
    this.show(this.isDown ? this.seconds : 0);
    if (this.counter?.on) this.takePlace(this.counter);
    else this.countDown();
  }

  /** Nobody has to hurry from the key to the chair: it begins when the person is there. */
  private takePlace(counter: Counter): void {
    this.began = Number.POSITIVE_INFINITY;
    const round = ++this.round;
    counter.place(() => {
      if (round === this.round) this.countDown();
    });
  }

  private countDown(): void {
    this.say(this.place.dataset.ready ?? "");
    this.began = this.clock.now() + READY_MS;
    let gone = false;
    this.stopTicking = this.clock.every(STEP_MS, () => {
      const passed_s = (this.clock.now() - this.began) / 1000;
      if (passed_s < 0) return;
      if (!gone) {
        if (this.counter?.on && !this.counter.go(this.field)) {
          this.stopTicking();
          this.takePlace(this.counter);
          return;
        }
        gone = true;
        this.sound("start");
        this.say(this.place.dataset.go ?? "");
      }
      this.tick(passed_s);
    });
  }

  private tick(passed_s: number): void {
    const left_s = this.seconds - passed_s;
    const seen_s = this.counter?.held_s ?? null;
    const up_s = Math.min(seen_s ?? passed_s, this.seconds);
    this.show(this.isDown ? Math.max(0, Math.ceil(left_s)) : up_s);
    this.speak(this.isDown ? passed_s : up_s);
    // A foot lifted a little after Go may stay up for all its seconds.
    const holds = !this.isDown && seen_s !== null && seen_s > 0;
    if (this.counter?.over || (left_s <= 0 && !holds)) void this.finish();
  }

  private speak(passed_s: number): void {
    const tens = Math.floor(passed_s / ALOUD_EVERY_S) * ALOUD_EVERY_S;
    if (tens <= this.aloud || tens >= this.seconds) return;
    this.aloud = tens;
    if (!this.isDown) this.say(String(tens));
    else if (tens * 2 >= this.seconds && (tens - ALOUD_EVERY_S) * 2 < this.seconds) {
      this.say(this.place.dataset.half ?? "");
    }
  }

  private async finish(): Promise<void> {
    this.round += 1;
    this.stopTicking();
    this.running(false);
    const passed_s = (this.clock.now() - this.began) / 1000;
    const { field } = this;
    const over = passed_s >= this.seconds || (this.counter?.over ?? false);
    const seeing = this.counter?.end() ?? null;
    // Called off while getting ready: that was no try, and no result.
    if (passed_s < 0) return;
    this.sound(over ? "done" : "stop");
    if (over) this.say(this.place.dataset.over ?? "");
    const by_hand = () => this.isDown || this.write(field, Math.min(passed_s, this.seconds));
    if (!seeing) {
      by_hand();
      return;
    }
    const seen = await seeing;
    const proposed = seen?.proposed ?? null;
    const kept = proposed === null ? by_hand() : this.write(field, proposed);
    if (seen) this.counter?.tell(field, seen, kept);
  }

  /** The best try stays: a shorter one never replaces a longer. The chair stand is done once. */
  private write(field: string, result: number): boolean {
    const input = this.place.ownerDocument.querySelector<HTMLInputElement>(
      `input[name="${field}"]`,
    );
    if (!input) return false;
    const whole = this.place.querySelectorAll("[data-begin]").length === 1;
    const told = whole ? Math.floor(result) : Math.floor(result * 10 + 1e-6) / 10;
    const better = !input.value || Number(input.value.replace(",", ".")) < told;
    if (better || this.isDown) input.value = String(told);
    return better || this.isDown;
  }

  private running(on: boolean): void {
    this.end.hidden = !on;
    for (const key of this.place.querySelectorAll<HTMLElement>("[data-begin]")) key.hidden = on;
    if (on) this.end.focus();
  }

  private show(seconds: number): void {
    const face = this.place.querySelector("[data-clock]");
    if (face) face.textContent = String(Math.floor(seconds));
  }
}
