import { beforeEach, describe, expect, test, vi } from "vitest";
import { type KeyHandlers, listenToKeys, meaning } from "../src/session/keys";

const press = (key: string, more: KeyboardEventInit = {}) =>
  new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });

test("space, Enter, Escape and a clicker are understood; a held key and shortcuts are not", () => {
  expect(meaning(press(" "))).toBe("main");
  expect(meaning(press("Enter"))).toBe("main");
  expect(meaning(press("Escape"))).toBe("stop");
  expect(meaning(press("PageDown"))).toBe("next");
  expect(meaning(press(" ", { repeat: true }))).toBeNull();
  expect(meaning(press("Enter", { ctrlKey: true }))).toBeNull();
  expect(meaning(press("x"))).toBeNull();
});

describe("on the page", () => {
  const done = { main: vi.fn(), stop: vi.fn(), where: vi.fn(), move: vi.fn(() => false) };
  listenToKeys(document, done as KeyHandlers);

  beforeEach(() => {
    document.body.innerHTML = "<main><button>Wait for me</button></main>";
    done.main.mockClear();
    done.stop.mockClear();
    done.where.mockClear();
    done.move.mockReset().mockReturnValue(false);
  });

  test("Escape is This hurts, wherever one is", () => {
    document.querySelector("button")?.dispatchEvent(press("Escape"));
    expect(done.stop).toHaveBeenCalledOnce();
  });

  test("W asks where one is, on a focused button too", () => {
    document.querySelector("button")?.dispatchEvent(press("w"));
    document.body.dispatchEvent(press("W"));
    document.body.dispatchEvent(press("w", { ctrlKey: true }));
    expect(done.where).toHaveBeenCalledTimes(2);
    expect(done.main).not.toHaveBeenCalled();
  });

  test("space on a focused button stays that button's own", () => {
    document.querySelector("button")?.dispatchEvent(press(" "));
    expect(done.main).not.toHaveBeenCalled();
    document.querySelector("main")?.dispatchEvent(press(" "));
    expect(done.main).toHaveBeenCalledOnce();
  });

  test("a clicker's back key is the main key as well, where there is nothing to go through", () => {
    document.body.dispatchEvent(press("PageUp"));
    expect(done.main).toHaveBeenCalledOnce();
    document.body.dispatchEvent(press("ArrowUp"));
    expect(done.main).toHaveBeenCalledOnce();
  });

  test("black screen, and begin or end the show, are This hurts and never reload the page", () => {
    for (const key of [".", "b", "B", "F5"]) {
      const event = press(key);
      document.body.dispatchEvent(event);
      expect(event.defaultPrevented).toBe(true);
    }
    expect(done.stop).toHaveBeenCalledTimes(4);
    expect(meaning(press("b", { ctrlKey: true }))).toBeNull();
  });

  test("a clicker's forward key is the main key, or goes through answers where there are some", () => {
    document.body.dispatchEvent(press("PageDown"));
    expect(done.main).toHaveBeenCalledOnce();
    done.move.mockReturnValue(true);
    document.body.dispatchEvent(press("ArrowRight"));
    expect(done.main).toHaveBeenCalledOnce();
    expect(done.move).toHaveBeenLastCalledWith(1);
    document.body.dispatchEvent(press("PageUp"));
    expect(done.move).toHaveBeenLastCalledWith(-1);
  });
});
