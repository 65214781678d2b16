import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Core } from "../src/camera/coach";
import type { PoseWorker, Source } from "../src/camera/eye";
import type { Clock } from "../src/lib/clock";
import { Breaks, type Due, type Told } from "../src/sitting/breaks";
import { nowAndThen, SlumpMonitor } from "../src/sitting/slump";

const DUE: Due = {
  in_s: 1800,
  silence: null,
  soon_s: 60,
  break_s: 120,
  spoken: false,
  words: "Time for a break",
  since: "Since 9:00, 1 minute.",
};

class Hand implements Clock {
  ms = 0;
  now = () => this.ms;
  every = () => () => {};
  after = () => () => {};
  offsetMinutes = () => 0;
}

class Server {
  told: Told[] = [];
  due: Due = DUE;
  down = false;
  async now(): Promise<Due> {
    if (this.down) throw new Error("no connection");
    return this.due;
  }
  async answer(told: Told): Promise<Due> {
    this.told.push(told);
    this.due =
      told === "offered" ? { ...DUE, in_s: null, silence: "answer" } : { ...DUE, in_s: 600 };
    return this.now();
  }
}

let clock: Hand;
let server: Server;
let spoken: string[];
let breaks: Breaks;

function shown(): string {
  const place = document.querySelector<HTMLElement>("[data-nudge]");
  return place?.hidden ? "" : (place?.querySelector("p")?.textContent ?? "");
}

async function pass(seconds: number): Promise<void> {
  for (let n = 0; n < seconds; n += 1) {
    clock.ms += 1000;
    server.due = { ...server.due, in_s: server.due.in_s === null ? null : server.due.in_s - 1 };
    await breaks.tick();
  }
}

beforeEach(async () => {
  document.title = "Sitting";
  document.body.innerHTML = `<p data-since></p><p data-next></p><div hidden data-nudge>
    <p data-nudge-say></p><button data-nudge-stood></button><button data-nudge-later></button>
    <button data-nudge-no></button></div><i data-word="soon">Soon</i><i data-word="did">Did you?</i>
    <i data-word="title">Break</i><i data-word="next">In {minutes}</i><i data-word="quiet">Quiet</i>`;
  clock = new Hand();
  server = new Server();
  spoken = [];
  breaks = new Breaks(document, server, clock, (text) => spoken.push(text));
  await breaks.begin();
});

afterEach(() => {
  document.body.innerHTML = "";
});

describe("breaks on an open page", () => {
  it("say when the next comes, announce it a minute before and offer it once", async () => {
    expect(document.querySelector("[data-next]")?.textContent).toBe("In 30");
    await pass(1739);
    expect(shown()).toBe("");
    await pass(2);
    expect(shown()).toBe("Soon");
    expect(document.title).toBe("Sitting");
    await pass(60);
    expect(shown()).toBe("Time for a break");
    expect(document.title).toBe("Break · Sitting");
    expect(server.told).toEqual(["offered"]);
    expect(spoken).toEqual([]);
  });

  it("ask whether it was taken after two minutes, and go when the server counts it as ignored", async () => {
    await pass(1801 + 125);
    expect(shown()).toBe("Did you?");
    server.due = { ...DUE, in_s: 1200 };
    await pass(61);
    expect(shown()).toBe("");
  });

  it("are put off before they start", async () => {
    await pass(1745);
    document.querySelector<HTMLElement>("[data-nudge-later]")?.click();
    await Promise.resolve();
    expect(server.told).toEqual(["later"]);
    await pass(500);
    expect(shown()).toBe("");
  });

  it("are said aloud only where that was chosen", async () => {
    server.due = { ...DUE, in_s: 1, spoken: true };
    await pass(61);
    await pass(2);
    expect(spoken).toEqual(["Time for a break"]);
  });

  it("come without a connection too, at the time that was known", async () => {
    server.down = true;
    await pass(1801);
    expect(shown()).toBe("Time for a break");
  });

  it("that a message has offered are asked about here too, and one answer is enough", async () => {
    server.due = { ...DUE, in_s: null, silence: "answer" };
    await pass(61);
    expect(shown()).toBe("Did you?");
    expect(spoken).toEqual([]);
    document.querySelector<HTMLElement>("[data-nudge-no]")?.click();
    await pass(2);
    expect(shown()).toBe("");
    expect(server.told).toEqual(["no"]);
  });

  it("are not asked about again by what the server said before it heard the answer", async () => {
    server.due = { ...DUE, in_s: null, silence: "answer" };
    clock.ms += 60_000;
    const looked = breaks.tick();
    document.querySelector<HTMLElement>("[data-nudge-no]")?.click();
    const said: string[] = [];
    const seen = new MutationObserver(() => said.push(shown()));
    seen.observe(document.body, { subtree: true, childList: true, attributes: true });
    await looked;
    await pass(2);
    seen.disconnect();
    expect(said).not.toContain("Did you?");
  });

  it("say why none comes", async () => {
    server.due = { ...DUE, in_s: null, silence: "quiet" };
    await pass(61);
    expect(document.querySelector("[data-next]")?.textContent).toBe("Quiet");
  });
});

describe("the slump monitor", () => {
  function monitor(core: Core) {
    const source: Source = { grab: async () => null, each: () => () => {} };
    const worker = () => ({ postMessage() {}, terminate() {} }) as unknown as PoseWorker;
    const hooks = { changed() {}, nudge() {} };
    return new SlumpMonitor(core, document.createElement("video"), source, worker, "/", hooks);
  }

  it("tells where there is no camera, and that the page was out of sight", async () => {
    const asked: string[] = [];
    const view = { state: "learning" };
    const core: Core = {
      call: async <T>(op: string) => {
        asked.push(op);
        return { view, nudge: false } as T;
      },
    };
    const watching = monitor(core);
    await watching.begin();
    expect(watching.fault).toBe("missing");
    await watching.seen(false);
    expect([watching.standing, watching.missed]).toEqual(["hidden", true]);
    await watching.seen(true);
    watching.end();
    await watching.seen(true);
    expect(watching.standing).toBe("ended");
    expect(asked).toEqual(["slump_open", "slump_close"]);
  });

  it("says that it failed where the core is gone", async () => {
    const core: Core = { call: () => Promise.reject(new Error("gone")) };
    const watching = monitor(core);
    await watching.begin();
    expect(watching.fault).not.toBeNull();
  });

  it("looks twice a second, however many pictures come", () => {
    let now = 0;
    let came = 0;
    let push = () => {};
    const source: Source = {
      grab: async () => null,
      each: (each) => {
        push = each;
        return () => {};
      },
    };
    nowAndThen(source, () => now).each(() => {
      came += 1;
    });
    for (; now < 3000; now += 33) push();
    expect(came).toBe(6);
  });
});
