/** Lets two knocks reach the session, and says quietly whether they are heard. */

import type { HearingState, Listener, Message } from "../hearing/microphone";
import { el, setText } from "../lib/dom";
import type { Words } from "../lib/words";
import type { Input } from "./protocol";

interface Around {
  readonly words: Words;
  /** Hand two knocks to the core, which decides what they mean. */
  send(input: Input): void;
  /** Whether our own voice or a tone sounds now, or did `ago_ms` ago. */
  ownSound(ago_ms: number): boolean;
  /** Say one sentence aloud. */
  say(text: string): void;
}

const GONE: readonly HearingState[] = ["refused", "missing", "lost"];

export class SessionKnocks implements Listener {
  readonly sign = el("p", { class: "sign hearing", role: "status", hidden: true });
  private told = false;

  constructor(private readonly around: Around) {}

  state(state: HearingState): void {
    const { words } = this.around;
    this.sign.hidden = state === "off";
    this.sign.dataset.state = state;
    if (state !== "off") setText(this.sign, words.say(`player.knocks.${state}`));
    if (GONE.includes(state) && !this.told)
      this.around.say(words.say(`player.knocks.${state}.say`));
    // Once for each time it goes: a microphone that comes and goes must not talk all the time.
    this.told = GONE.includes(state);
  }

  heard(message: Message): void {
    if (message.kind !== "two") return;
    const over_voice = this.around.ownSound(message.ago_ms);
    this.around.send({ type: "knocks", ago_ms: Math.min(5_000, message.ago_ms), over_voice });
  }
}

/** Remembers when our own voice or tones sounded last. */
export class OwnSound {
  private until_ms = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly now: () => number,
    private readonly speaking: () => boolean,
  ) {}

  /** Something of ours sounds from now on for so long. */
  sounds(for_ms: number): void {
    this.until_ms = Math.max(this.until_ms, this.now() + for_ms);
  }

  /** Look whether the voice speaks; called often. */
  look(): void {
    if (this.speaking()) this.sounds(ECHO_MS);
  }

  within(ago_ms: number): boolean {
    this.look();
    return this.now() - ago_ms <= this.until_ms;
  }
}

/** So long our own sound is still in the room and in the device's buffers (our choice). */
export const ECHO_MS = 400;
