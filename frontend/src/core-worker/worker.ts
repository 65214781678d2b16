/** Runs Back Four's own core inside the browser: the same Python, the same rules, nothing sent anywhere. */

import type { Answer, Boot, Question } from "./messages";

interface Python {
  readonly FS: { writeFile(path: string, bytes: Uint8Array): void };
  runPython(code: string): unknown;
  pyimport(name: string): Bridge;
}

type Bridge = Readonly<Record<string, ((json: string) => string) | undefined>>;

interface PythonModule {
  loadPyodide(options: {
    indexURL: string;
    checkAPIVersion: boolean;
    _loadSnapshot?: ArrayBuffer;
  }): Promise<Python>;
}

/** The worker's own scope, as far as it is used here. */
interface Scope {
  onmessage: ((message: MessageEvent<Question>) => void) | null;
  postMessage(answer: Answer): void;
}

const scope = globalThis as unknown as Scope;
const CORE_FILE = "/backfour-core.zip";
const BRIDGE = "backfour.core.session.bridge";

let bridge: Bridge | null = null;

async function boot(question: Boot): Promise<void> {
  const [python, core] = await Promise.all([
    loadPython(question.pythonUrl),
    bytes(question.coreUrl),
  ]);
  python.FS.writeFile(CORE_FILE, new Uint8Array(core));
  python.runPython(freshCore(await sha256(core)));
  bridge = python.pyimport(BRIDGE);
}

/** Start from the picture of a started Python; without one, or if it does not fit, the slow way. */
async function loadPython(url: string): Promise<Python> {
  const [module, picture] = await Promise.all([
    import(/* @vite-ignore */ `${url}pyodide.mjs`) as Promise<PythonModule>,
    snapshot(`${url}start.snapshot`),
  ]);
  const usual = { indexURL: url, checkAPIVersion: false };
  if (picture) {
    try {
      return await module.loadPyodide({ ...usual, _loadSnapshot: picture });
    } catch {
      // Made for another Python than the one beside it.
    }
  }
  return module.loadPyodide(usual);
}

/** The picture may hold a core already; if it is not exactly this one, it is forgotten. */
function freshCore(digest: string): string {
  return `
import sys
import zipimport
if getattr(sys, "backfour_core", None) != "${digest}":
    for name in [name for name in sys.modules if name.split(".")[0] == "backfour"]:
        del sys.modules[name]
    sys.path_importer_cache.clear()
    zipimport._zip_directory_cache.clear()  # where the files lay in the other core's zip
    if "${CORE_FILE}" not in sys.path:
        sys.path.insert(0, "${CORE_FILE}")
`;
}

async function bytes(url: string): Promise<ArrayBuffer> {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`${url}: HTTP ${reply.status}`);
  return reply.arrayBuffer();
}

async function snapshot(url: string): Promise<ArrayBuffer | null> {
  try {
    const reply = await fetch(url);
    if (!reply.ok || !reply.body) return null;
    return await new Response(
      reply.body.pipeThrough(new DecompressionStream("gzip")),
    ).arrayBuffer();
  } catch {
    return null;
  }
}

async function sha256(data: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function call(op: string, payload: string): string {
  const answer = bridge?.[op];
  if (!answer) throw new Error(`the core has no ${op}`);
  return answer(payload);
}

// Questions are answered one after another: the next waits for the one before.
let last: Promise<void> = Promise.resolve();

scope.onmessage = (message) => {
  const question = message.data;
  last = last.then(() => answer(question));
};

async function answer(question: Question): Promise<void> {
  const begin = performance.now();
  try {
    let payload = "";
    if ("pythonUrl" in question) await boot(question);
    else payload = call(question.op, question.payload);
    scope.postMessage({ id: question.id, ok: true, payload, ms: performance.now() - begin });
  } catch (error) {
    const payload = error instanceof Error ? error.message : String(error);
    scope.postMessage({ id: question.id, ok: false, payload, ms: performance.now() - begin });
  }
}
