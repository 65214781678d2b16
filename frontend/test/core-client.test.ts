import { describe, expect, test, vi } from "vitest";
import { CoreClient, CoreFailed, type WorkerLike } from "../src/core-worker/client";
import type { Answer, Question } from "../src/core-worker/messages";

class FakeWorker implements WorkerLike {
  onmessage: ((message: MessageEvent<Answer>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  asked: Question[] = [];
  terminated = false;
  postMessage(question: Question): void {
    this.asked.push(question);
  }
  terminate(): void {
    this.terminated = true;
  }
  answer(id: number, payload: string, ok = true): void {
    this.onmessage?.({ data: { id, ok, payload, ms: 1 } } as MessageEvent<Answer>);
  }
}

describe("the page's end of the core", () => {
  test("matches answers to questions, in whatever order they come", async () => {
    const worker = new FakeWorker();
    const core = new CoreClient(worker);
    const first = core.call("step", { type: "tick" });
    const second = core.call("step", { type: "ready" });
    worker.answer(2, '{"n":2}');
    worker.answer(1, '{"n":1}');
    expect(await first).toEqual({ n: 1 });
    expect(await second).toEqual({ n: 2 });
  });

  test("a failure of the core reaches the one who asked", async () => {
    const worker = new FakeWorker();
    const core = new CoreClient(worker);
    const asked = core.call("step", {});
    worker.answer(1, "MemoryError", false);
    await expect(asked).rejects.toThrow(CoreFailed);
  });

  test("gives up when the core does not start in time, so that the forms can be offered", async () => {
    vi.useFakeTimers();
    const core = new CoreClient(new FakeWorker());
    const booted = expect(core.boot("/python/", "/core.zip", 1_000)).rejects.toThrow("too slow");
    await vi.advanceTimersByTimeAsync(1_001);
    await booted;
    vi.useRealTimers();
  });

  test("a worker that cannot be loaded fails everything that waits", async () => {
    const worker = new FakeWorker();
    const core = new CoreClient(worker);
    const booted = core.boot("/python/", "/core.zip");
    worker.onerror?.({ message: "blocked" } as ErrorEvent);
    await expect(booted).rejects.toThrow("blocked");
  });

  test("measures how long the start took", async () => {
    const worker = new FakeWorker();
    const core = new CoreClient(worker);
    const booted = core.boot("/python/", "/core.zip");
    worker.answer(1, "");
    await booted;
    expect(core.readyMs).toBeGreaterThanOrEqual(0);
  });
});
