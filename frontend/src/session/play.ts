/** Plays one session: asks the core what to do next, shows and says it, and stores what it decides. */

import { type Clock, isoLocal } from "../lib/clock";
import type { Words } from "../lib/words";
import type { Speaker } from "../speech/speaker";
import { isTone, type Tone, type TonePlayer } from "../tones/tones";
import { type Outbox, parcelsOf } from "./outbox";
import type { Failure, Input, Output, SessionData, Stored, View } from "./protocol";

/** As much of the core client as is needed here. */
export interface Core {
  call<T>(op: string, value: unknown): Promise<T>;
}

/** What the page does with each answer of the core. */
export interface Stage {
  show(output: Output): void;
  done(output: Output): void;
  failed(reason: string): void;
}

/** Time between two ticks; the protocol asks for 5 to 10 a second. */
export const TICK_MS = 150;

export class Play {
  view: View | null = null;
  /** Told of each tone as it begins. */
  onTone: ((tone: Tone) => void) | null = null;
  private last: Promise<void> = Promise.resolve();
  private waiting = 0;
  private stopTicking: (() => void) | null = null;
  private over = false;

  constructor(
    private readonly core: Core,
    private readonly clock: Clock,
    private readonly words: Words,
    private readonly speaker: Speaker,
    private readonly tones: TonePlayer,
    private readonly outbox: Outbox,
    private readonly stage: Stage,
  ) {}

  /** Open the session, or take it up where it was. */
  open(data: SessionData): Promise<void> {
    const queued = queuedEvents(this.outbox);
    return this.ask("open_session", {
      history: joinHistory(data.history, queued),
      catalogue: data.catalogue,
      session: data.session,
      pain_before: data.pain_before,
      options: data.options,
      drafts: openDrafts(data.drafts, this.outbox, queued),
    }).then(() => {
      if (!this.over) this.stopTicking = this.clock.every(TICK_MS, () => this.tick());
    });
  }

  /** Hand one input to the core; inputs are answered strictly one after another. */
  send(input: Input): Promise<void> {
    if (this.over) return Promise.resolve();
    // Quiet at once: nobody in pain should have to wait for the end of a sentence.
    if (input.type === "stop") this.speaker.hush();
    return this.ask("step", input);
  }

  /** End here for good: nothing is asked, said or counted any more. What is stored stays stored. */
  halt(): void {
    this.end();
    this.speaker.hush();
  }

  /** Let time pass, unless an answer is still on its way. */
  private tick(): Promise<void> {
    return this.waiting > 0 ? this.last : this.send({ type: "tick" });
  }

  private ask(op: string, value: object): Promise<void> {
    const now = this.clock.now();
    const timed = { ...value, now_ms: now, at: isoLocal(this.clock, now) };
    this.waiting += 1;
    this.last = this.last.then(async () => {
      try {
        if (this.over) return;
        const output = await this.core.call<Output | Failure>(op, timed);
        // Halted meanwhile: nothing more is shown, but what happened is kept all the same.
        if (!this.over) this.take(output);
        else if (!("error" in output)) this.store(output);
      } catch (error) {
        this.end();
        this.stage.failed(error instanceof Error ? error.message : String(error));
      } finally {
        this.waiting -= 1;
      }
    });
    return this.last;
  }

  private take(output: Output | Failure): void {
    if ("error" in output) throw new Error(`${output.error.field}: ${output.error.reason}`);
    this.store(output);
    if (output.hush) this.speaker.hush();
    for (const tone of output.tones) {
      if (!isTone(tone)) continue;
      this.onTone?.(tone);
      this.tones.play(tone);
    }
    this.speaker.slow = output.view.pace === "practice";
    for (const phrase of output.say) {
      const text = this.words.of(phrase);
      if (output.aside) this.speaker.aside(text);
      else this.speaker.say(text);
    }
    this.view = output.view;
    if (output.done) this.end();
    this.stage.show(output);
    if (output.done) this.stage.done(output);
  }

  /** Storing comes before showing, so that what is seen is never lost. */
  private store(output: Output): void {
    for (const parcel of parcelsOf(output)) this.outbox.add(parcel);
  }

  private end(): void {
    this.over = true;
    this.stopTicking?.();
  }
}

function queuedEvents(outbox: Outbox): Stored[] {
  return outbox
    .parcels()
    .filter((parcel) => parcel.to === "events")
    .flatMap((parcel) => (parcel.body as { events: Stored[] }).events);
}

/** The server's history and, after it, what this page still holds and the server does not know. */
export function joinHistory(history: string, queued: readonly Stored[]): string {
  const known = history.trimEnd();
  const lines = queued
    .filter((event) => !known.includes(`"${event.id}"`))
    .map((event) => JSON.stringify(event));
  return [known, ...lines].filter(Boolean).join("\n");
}

/** Drafts of the server, overlaid by newer ones of this page, without those that became events. */
export function openDrafts(
  stored: readonly Stored[],
  outbox: Outbox,
  queued: readonly Stored[],
): Stored[] {
  const drafts = new Map(stored.map((draft) => [draft.id, draft]));
  for (const parcel of outbox.parcels()) {
    if (parcel.to !== "drafts") continue;
    const body = parcel.body as { draft?: Stored };
    if (body.draft) drafts.set(parcel.id, body.draft);
    else drafts.delete(parcel.id);
  }
  for (const event of queued) drafts.delete(event.id);
  return [...drafts.values()];
}
