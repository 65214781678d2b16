/** The way between the device with the controls and a big screen, through the home server. */

import type { Input, Output, View } from "../session/protocol";

/** What a big screen is shown: the view and what to call out, never what is written down. */
export type Shown = Pick<Output, "view" | "alert" | "refused" | "done">;

/** A key pressed on the big screen, and the screen it was pressed on. */
export interface Press {
  readonly input: Input;
  readonly on: string;
}

/** Tells one question or movement from the next, so that a late key never answers another one. */
export function placeOf(view: View): string {
  return [view.screen, view.exercise, view.step[0]].join();
}

export function shownOf({ view, alert, refused, done }: Output): Shown {
  return { view, alert, refused, done };
}

/** An output for the screens of the session, made of what was passed. */
export function outputOf(shown: Shown): Output {
  return { ...shown, say: [], hush: false, tones: [], events: [], drafts: [], dropped: [] };
}

/** Whether a press still means what it meant: a Stop always does. */
export function counts(press: Press, now: View | null): boolean {
  return press.input.type === "stop" || (now !== null && press.on === placeOf(now));
}

/** Post one JSON document; returns the answer, or null when nobody or a no came back. */
export async function post(address: string, token: string, body: unknown): Promise<unknown> {
  try {
    const reply = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
    });
    return reply.ok ? await reply.json() : null;
  } catch {
    return null;
  }
}
