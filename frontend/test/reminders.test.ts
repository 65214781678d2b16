import { afterEach, describe, expect, test, vi } from "vitest";
import { tellZone } from "../src/page/zone";
import { inText, isOffered, pushButton } from "../src/push/main";

afterEach(() => vi.unstubAllGlobals());

function store(): Storage {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  } as Storage;
}

describe("the time zone of the device", () => {
  test("is told once, and again only when it has changed", async () => {
    const fetched = vi.fn(async () => new Response(null, { status: 204 }));
    vi.stubGlobal("fetch", fetched);
    const keep = store();
    await tellZone(keep);
    await tellZone(keep);
    expect(fetched).toHaveBeenCalledTimes(1);
    keep.setItem("backfour.zone", "Mars/Olympus");
    await tellZone(keep);
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  test("is told with the next page where nobody answered", async () => {
    const keep = store();
    vi.stubGlobal("fetch", () => Promise.reject(new Error("away")));
    await tellZone(keep);
    vi.stubGlobal("fetch", async () => new Response(null, { status: 503 }));
    await tellZone(keep);
    expect(keep.getItem("backfour.zone")).toBeNull();
    await tellZone(null);
  });
});

describe("switching push messages on", () => {
  test("a browser that takes none says so and shows no button", () => {
    const page = document.implementation.createHTMLDocument();
    page.body.innerHTML = `<section data-push="key"><button data-push-go hidden></button>
      <p data-push-state="missing" hidden></p><p data-push-state="asking"></p><form data-push-form></form></section>`;
    expect(isOffered()).toBe(false);
    pushButton(page);
    expect(page.querySelector<HTMLElement>("[data-push-go]")?.hidden).toBe(true);
    expect(page.querySelector<HTMLElement>('[data-push-state="missing"]')?.hidden).toBe(false);
    expect(page.querySelector<HTMLElement>('[data-push-state="asking"]')?.hidden).toBe(true);
  });

  test("keys are written as push services write them", () => {
    expect(inText(new Uint8Array([251, 255, 254, 1]).buffer)).toBe("-__-AQ");
    expect(inText(null)).toBe("");
  });
});
