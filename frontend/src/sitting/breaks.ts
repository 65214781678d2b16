/** Break nudges on an open page: the server's core says when, this page waits, shows, and tells the answer. */

import type { Clock } from "../lib/clock";
import { setText } from "../lib/dom";

/** What the server says about the next break. */
export interface Due {
  readonly in_s: number | null;
  readonly silence: string | null;
  readonly soon_s: number;
  readonly break_s: number;
  readonly spoken: boolean;
  readonly words: string;
  readonly since: string;
}

export type Told = "offered" | "later" | "no";

export interface Home {
  now(): Promise<Due>;
  answer(told: Told): Promise<Due>;
}

/** The server is asked this often, so that it knows that somebody is here (core/sitting/breaks.py). */
const ASK_MS = 60_000;

type Showing = "nothing" | "soon" | "break" | "did";

export class Breaks {
  showing: Showing = "nothing";
  private due: Due | null = null;
  private at_ms: number | null = null;
  private offered_ms = 0;
  private asked_ms = 0;
  /** Questions and answers go one after another: a late answer must not undo a newer one. */
  private line: Promise<void> = Promise.resolve();
  private waiting = 0;
  private readonly title = document.title;

  constructor(
    private readonly root: ParentNode,
    private readonly home: Home,
    private readonly clock: Clock,
    private readonly speak: (text: string) => void,
  ) {}

  async begin(): Promise<void> {
    this.part("[data-nudge-later]").addEventListener("click", () => void this.answer("later"));
    this.part("[data-nudge-no]").addEventListener("click", () => void this.answer("no"));
    await this.ask();
    this.clock.every(1_000, () => void this.tick());
  }

  /** Look at the time; asks the server once a minute. */
  async tick(): Promise<void> {
    if (this.waiting > 0) return;
    const now_ms = this.clock.now();
    if (now_ms - this.asked_ms >= ASK_MS) await this.ask();
    if (
      this.showing === "break" &&
      this.due &&
      now_ms >= this.offered_ms + this.due.break_s * 1_000
    )
      this.show("did");
    if (this.at_ms === null || this.showing === "break" || this.showing === "did") return;
    const left_ms = this.at_ms - now_ms;
    if (left_ms <= 0) await this.offer();
    else if (left_ms <= (this.due?.soon_s ?? 0) * 1_000) this.show("soon");
  }

  private ask(): Promise<void> {
    this.asked_ms = this.clock.now();
    return this.talk(() => this.home.now());
  }

  /** Without a connection what was known is kept, and the time still comes. */
  private talk(act: () => Promise<Due>): Promise<void> {
    this.waiting += 1;
    this.line = this.line
      .then(act)
      .then(
        (due) => this.take(due),
        () => {},
      )
      .finally(() => {
        this.waiting -= 1;
      });
    return this.line;
  }

  private async offer(): Promise<void> {
    this.at_ms = null;
    this.offered_ms = this.clock.now();
    this.show("break");
    if (this.due?.spoken) this.speak(this.due.words);
    await this.talk(() => this.home.answer("offered"));
  }

  private async answer(told: "later" | "no"): Promise<void> {
    this.at_ms = null;
    this.show("nothing");
    await this.talk(() => this.home.answer(told));
  }

  private take(due: Due): void {
    this.due = due;
    this.at_ms = due.in_s === null ? null : this.clock.now() + due.in_s * 1_000;
    const open = this.showing === "break" || this.showing === "did";
    // Answered elsewhere, or too late to answer: it is taken away without a word.
    if (open && due.silence !== "answer") this.show("nothing");
    // Offered by a message, by another page, or before this one was opened anew: one question is
    // left. Not while an answer of this page is still on its way.
    if (!open && due.silence === "answer" && this.waiting <= 1) this.show("did");
    if (this.showing === "soon" && (due.in_s === null || due.in_s > due.soon_s))
      this.show("nothing");
    const next = this.root.querySelector("[data-next]");
    if (next) setText(next, this.forecast(due));
    const since = this.root.querySelector("[data-since]");
    if (since && due.since) setText(since, due.since);
  }

  private forecast(due: Due): string {
    if (due.in_s === null) return due.silence ? this.word(due.silence) : "";
    return this.word("next").replace("{minutes}", String(Math.max(1, Math.round(due.in_s / 60))));
  }

  private show(what: Showing): void {
    if (what === this.showing) return;
    this.showing = what;
    const open = what === "break" || what === "did";
    const said =
      what === "break" ? (this.due?.words ?? "") : what === "nothing" ? "" : this.word(what);
    setText(this.part("[data-nudge-say]"), said);
    this.part("[data-nudge]").hidden = what === "nothing";
    this.part("[data-nudge-stood]").hidden = !open;
    this.part("[data-nudge-no]").hidden = !open;
    document.title = open ? `${this.word("title")} · ${this.title}` : this.title;
  }

  private word(name: string): string {
    return this.root.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
  }

  private part(selector: string): HTMLElement {
    return this.root.querySelector<HTMLElement>(selector) as HTMLElement;
  }
}

/** The server behind the page. */
export function home(place: HTMLElement, token: string): Home {
  const answered = async (reply: Response): Promise<Due> => {
    if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
    return (await reply.json()) as Due;
  };
  return {
    now: async () => answered(await fetch(place.dataset.now ?? "")),
    answer: async (told) =>
      answered(
        await fetch(place.dataset.answer ?? "", {
          method: "POST",
          headers: { "X-CSRFToken": token },
          body: new URLSearchParams({ told }),
        }),
      ),
  };
}
