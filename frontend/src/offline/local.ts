/** What a session needs, from this device alone. */

import type { Parcel } from "../session/outbox";
import { joinHistory } from "../session/play";
import type { SessionData, Stored } from "../session/protocol";
import type { About, DeviceStore } from "./store";

interface Told extends Stored {
  readonly type?: string;
  readonly session?: string;
  readonly pain_before?: number;
}

/** The running session as the server would hand it over; null where none is open. */
export async function localSession(store: DeviceStore): Promise<SessionData | null> {
  const about = await store.about();
  if (!about) return null;
  const parcels = await store.box(about.person).load();
  const history = joinHistory(await store.history(about.person), eventsOf(parcels));
  const open = running(history);
  if (!open?.session) return null;
  const { text_size: _size, theme: _theme, ...session } = about.session;
  const only = await store.note<{ session: string; only: string[] | null }>("wish");
  return {
    ...session,
    folder: about.person,
    history,
    catalogue: about.catalogue,
    session: open.session,
    pain_before: open.pain_before ?? null,
    options:
      only?.session === open.session ? { ...session.options, only: only.only } : session.options,
    drafts: session.drafts.filter((draft) => (draft as Told).session === open.session),
    csrf: about.csrf,
  };
}

/** The whole history of this device: what the server has, and what is on its way. */
export async function localHistory(store: DeviceStore, about: About): Promise<string> {
  const parcels = await store.box(about.person).load();
  return joinHistory(await store.history(about.person), eventsOf(parcels));
}

export function eventsOf(parcels: readonly Parcel[]): Stored[] {
  return parcels
    .filter((parcel) => parcel.to === "events")
    .flatMap((parcel) => (parcel.body as { events: Stored[] }).events);
}

function running(history: string): Told | null {
  const events = history
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Told);
  const ended = new Set(
    events.filter((event) => event.type === "session_ended").map((event) => event.session),
  );
  const open = events.filter(
    (event) => event.type === "session_started" && !ended.has(event.session),
  );
  return open.at(-1) ?? null;
}
