/**
 * The service worker: keeps our own versioned files, and pages that hold nothing of a person.
 *
 * What a person told is never in its caches. Everything but a GET of those files or a page goes past it.
 * It never takes over from an older one while a page is open: a session ends with what it began with.
 */

import { PrecacheController } from "workbox-precaching";
import { NavigationRoute, Route, Router } from "workbox-routing";
import { takeNotes } from "./notes";

interface Kept {
  /** Where files lie in this version, e.g. `/static/1a2b3c/`. */
  readonly base: string;
  /** Path below it and hash of the content. */
  readonly files: readonly (readonly [string, string])[];
  /** The same for files that are kept only once they were asked for: what the camera needs. */
  readonly later: readonly (readonly [string, string])[];
  /** Address and hash of each page. */
  readonly pages: readonly (readonly [string, string])[];
}

declare const self: ServiceWorkerGlobalScope & { backfourKept: Kept };

const { base, files, later, pages } = self.backfourKept;
/** Also named in frontend/src/camera/fetching.ts. */
const LATER = "backfour-camera";
/** Files are filed without the version in their address: what did not change is not fetched again. */
const FILED = "/kept/";
/** Longest wait for a page before the kept one is shown (our choice). */
const PATIENCE_MS = 4_000;

const cache = new PrecacheController({
  cacheName: "backfour-kept",
  plugins: [
    {
      requestWillFetch: async ({ request }) => {
        const { pathname } = new URL(request.url);
        if (!pathname.startsWith(FILED)) return request;
        return new Request(base + pathname.slice(FILED.length), { credentials: "same-origin" });
      },
      // The door, a fault or a redirect must never be kept as something else.
      cacheWillUpdate: async ({ response }) =>
        response.status === 200 && !response.redirected ? response : null,
    },
  ],
});

cache.addToCacheList([
  ...files.map(([path, revision]) => ({ url: FILED + path, revision })),
  ...pages.map(([url, revision]) => ({ url, revision })),
]);

self.addEventListener("install", (event) => void cache.install(event));
self.addEventListener("activate", (event) => void cache.activate(event));

const router = new Router();

router.registerRoute(
  new Route(
    ({ url, request }) =>
      request.method === "GET" &&
      url.origin === self.location.origin &&
      url.pathname.startsWith(base),
    async ({ url, request }) => {
      const path = url.pathname.slice(base.length);
      const found = await cache.matchPrecache(FILED + path);
      if (!found) return keptLater(path, request);
      return request.headers.has("range") ? part(found, request.headers.get("range") ?? "") : found;
    },
  ),
);

router.registerRoute(
  new NavigationRoute(
    async ({ request, url }) => {
      try {
        const reply = await soon(fetch(request));
        // A computer between here and home that answers for it.
        if (reply.status < 502 || reply.status > 504) return reply;
      } catch {
        // No connection, or too slow to wait for.
      }
      return (await cache.matchPrecache(shellFor(url.pathname))) ?? Response.error();
    },
    // A link that opens the door works once, and a saved copy is a file: both need the server itself.
    { denylist: [/^\/open\//, /^\/data\/export/, /^\/arrived\//, /^\/feed\//, /\.ics$/] },
  ),
);

router.addFetchListener();
takeNotes(self);

/** Keep a large file from its first use on; an older state of it goes when the new one has come. */
async function keptLater(path: string, request: Request): Promise<Response> {
  const revision = later.find(([name]) => name === path)?.[1];
  if (revision === undefined) return fetch(request);
  const kept = await caches.open(LATER);
  const address = `${FILED}${path}?${revision}`;
  const found = await kept.match(address);
  if (found) return found;
  const reply = await fetch(request);
  if (reply.status === 200 && !reply.redirected) {
    const old = await kept.keys(FILED + path, { ignoreSearch: true });
    try {
      await kept.put(address, reply.clone());
      await Promise.all(old.map((one) => kept.delete(one)));
    } catch {
      // No room on the device: it is fetched again next time.
    }
  }
  return reply;
}

function shellFor(path: string): string {
  if (pages.some(([url]) => url === path)) return path;
  if (path.startsWith("/session/play/")) return "/offline/session/";
  return "/offline/";
}

function soon(reply: Promise<Response>): Promise<Response> {
  return Promise.race([
    reply,
    new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error("slow")), PATIENCE_MS);
    }),
  ]);
}

/** Films are asked for in parts by some browsers. */
async function part(whole: Response, range: string): Promise<Response> {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? [];
  if (from === undefined) return whole;
  const content = await whole.blob();
  const start = Number(from);
  const end = to ? Math.min(Number(to), content.size - 1) : content.size - 1;
  return new Response(content.slice(start, end + 1), {
    status: 206,
    headers: {
      "Content-Type": whole.headers.get("Content-Type") ?? "",
      "Content-Range": `bytes ${start}-${end}/${content.size}`,
      "Content-Length": String(end - start + 1),
    },
  });
}
