import { describe, expect, test, vi } from "vitest";
import { readNote, takeNotes } from "../src/offline/notes";

type Handler = (event: Record<string, unknown>) => void;

function worker(windows: { focus: () => Promise<void> }[] = []) {
  const handlers: Record<string, Handler> = {};
  const shown: [string, NotificationOptions][] = [];
  const opened: string[] = [];
  const scope = {
    addEventListener: (name: string, handler: Handler) => {
      handlers[name] = handler;
    },
    registration: {
      showNotification: async (title: string, options: NotificationOptions) => {
        shown.push([title, options]);
      },
    },
    clients: {
      matchAll: async () => windows,
      openWindow: async (url: string) => {
        opened.push(url);
      },
    },
  };
  takeNotes(scope as unknown as ServiceWorkerGlobalScope);
  return { handlers, shown, opened };
}

async function fire(handler: Handler | undefined, event: Record<string, unknown>) {
  let wait: Promise<unknown> = Promise.resolve();
  handler?.({ ...event, waitUntil: (promise: Promise<unknown>) => (wait = promise) });
  await wait;
}

describe("reminders in the service worker", () => {
  test("every message shows a notice, also one that cannot be read", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new Error("away")));
    const { handlers, shown } = worker();
    await fire(handlers.push, {
      data: { json: () => ({ title: "T", body: "B", url: "/arrived/a-1" }) },
    });
    await fire(handlers.push, {
      data: {
        json: () => {
          throw new Error("not JSON");
        },
      },
    });
    await fire(handlers.push, { data: null });
    expect(shown.map(([title]) => title)).toEqual(["T", "Back Four", "Back Four"]);
    expect(new Set(shown.map(([, options]) => options.tag))).toEqual(new Set(["backfour"]));
  });

  test("it tells home that it came, and on a touch that the person saw it", async () => {
    const told: string[] = [];
    vi.stubGlobal("fetch", async (url: string, init: { body: URLSearchParams }) => {
      told.push(`${url} ${init.body}`);
    });
    const { handlers, opened } = worker();
    await fire(handlers.push, { data: { json: () => ({ url: "/arrived/a-1" }) } });
    const notification = { close: () => {}, data: { url: "/arrived/a-1" } };
    await fire(handlers.notificationclick, { notification });
    expect(told).toEqual(["/arrived/a-1 by=device", "/arrived/a-1 by=person"]);
    expect(opened).toEqual(["/"]);
  });

  test("a window that is open is brought to the front as it stands", async () => {
    const focus = vi.fn(async () => {});
    const { handlers, opened } = worker([{ focus }]);
    await fire(handlers.notificationclick, { notification: { close: () => {}, data: {} } });
    expect(focus).toHaveBeenCalledOnce();
    expect(opened).toEqual([]);
  });

  test("only our own kind of address is asked", () => {
    for (const url of [
      "https://example.org/",
      "//example.org",
      "/data/delete",
      "/arrived/a/../b",
      3,
    ]) {
      expect(readNote({ url }).url).toBe("");
    }
    expect(readNote(null)).toEqual({ title: "Back Four", body: "", url: "" });
  });
});
