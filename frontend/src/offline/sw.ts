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
  /** Address and hash of each page. */
  readonly pages: readonly (readonly [string, string])[];
}

declare const self: ServiceWorkerGlobalScope & { backfourKept: Kept };

const { base, files, pages } = self.backfourKept;
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
      const found = await cache.matchPrecache(FILED + url.pathname.slice(base.length));
      if (!found) return fetch(request);
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
