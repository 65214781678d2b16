/** Reminders in the service worker: each push shows a notice, tells home that it came, and opens Today. */

export interface Note {
  readonly title: string;
  readonly body: string;
  /** Address that confirms it; empty where the message could not be read. */
  readonly url: string;
}

/** Read what was sent; a notice must be shown for every message, so nothing here may fail. */
export function readNote(told: unknown): Note {
  const { title, body, url } = (told ?? {}) as Partial<Record<keyof Note, unknown>>;
  return {
    title: typeof title === "string" && title ? title : "Back Four",
    body: typeof body === "string" ? body : "",
    url: typeof url === "string" && /^\/arrived\/[\w-]+$/.test(url) ? url : "",
  };
}

export function takeNotes(worker: ServiceWorkerGlobalScope): void {
  worker.addEventListener("push", (event) => {
    const note = readNote(textOf(event.data));
    const shown = worker.registration.showNotification(note.title, {
      body: note.body,
      data: { url: note.url },
      // The repeat takes the place of the first: never two for one thing.
      tag: "backfour",
    });
    event.waitUntil(Promise.all([shown, confirm(note.url, "device")]));
  });
  worker.addEventListener("notificationclick", (event) => {
    event.notification.close();
    const { url } = readNote(event.notification.data);
    event.waitUntil(Promise.all([confirm(url, "person"), open(worker)]));
  });
}

function textOf(data: PushMessageData | null): unknown {
  try {
    return data?.json();
  } catch {
    return null;
  }
}

/** Tell home that it came; away from home nobody hears it, and the next way is used. */
async function confirm(url: string, by: "device" | "person"): Promise<void> {
  if (!url) return;
  try {
    await fetch(url, { method: "POST", body: new URLSearchParams({ by }) });
  } catch {
    // Not at home.
  }
}

async function open(worker: ServiceWorkerGlobalScope): Promise<void> {
  const windows = await worker.clients.matchAll({ type: "window" });
  const there = windows[0];
  // A window may be in the middle of a session: it is brought to the front as it stands.
  if (there) await there.focus();
  else await worker.clients.openWindow("/");
}
