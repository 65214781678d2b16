/** The page's end of the core worker: ask, and get the answer as a value. */

import type { Answer, Question } from "./messages";

/** As much of a Worker as is needed, so that tests can stand in for one. */
export interface WorkerLike {
  onmessage: ((message: MessageEvent<Answer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(question: Question): void;
  terminate(): void;
}

/** The core could not be started or has broken down. */
export class CoreFailed extends Error {
  override readonly name = "CoreFailed";
}

/** Longest wait for the core before the page offers the plain forms (our choice). */
export const PATIENCE_MS = 30_000;

interface Waiting {
  resolve(payload: string): void;
  reject(error: CoreFailed): void;
}

export class CoreClient {
  /** How long the start took, once it is over. */
  readyMs: number | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private counter = 0;

  constructor(private readonly worker: WorkerLike) {
    worker.onmessage = (message) => this.hear(message.data);
    worker.onerror = (event) => this.fail(event.message || "worker");
  }

  /** Start Python and load the core. */
  async boot(pythonUrl: string, coreUrl: string, patienceMs = PATIENCE_MS): Promise<void> {
    const begin = performance.now();
    const timer = setTimeout(() => this.fail("too slow"), patienceMs);
    try {
      await this.ask((id) => ({ id, op: "boot", pythonUrl, coreUrl }));
    } finally {
      clearTimeout(timer);
    }
    this.readyMs = performance.now() - begin;
  }

  /** Ask the core something; value in, value out. */
  async call<T>(op: string, value: unknown): Promise<T> {
    const payload = JSON.stringify(value);
    return JSON.parse(await this.ask((id) => ({ id, op, payload }))) as T;
  }

  /** Stop the worker for good. */
  close(): void {
    this.worker.terminate();
  }

  private ask(question: (id: number) => Question): Promise<string> {
    const id = ++this.counter;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage(question(id));
    });
  }

  private hear(answer: Answer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (!waiting) return;
    if (answer.ok) waiting.resolve(answer.payload);
    else waiting.reject(new CoreFailed(answer.payload));
  }

  private fail(reason: string): void {
    for (const waiting of this.waiting.values()) waiting.reject(new CoreFailed(reason));
    this.waiting.clear();
  }
}
