import { beforeEach, describe, expect, test } from "vitest";
import { Words } from "../src/lib/words";
import type { Input, Output } from "../src/session/protocol";
import { askingScreen } from "../src/session/screens/asking";
import type { Screen, Surroundings } from "../src/session/screens/screen";

const moment = (screen: "ask" | "stopped", more: object = {}): Output =>
  ({
    view: {
      screen,
      title: "move.bird_dog.name",
      controls: ["answer"],
      ask: { before: 2, stop: screen === "stopped", fine: screen === "ask", earlier: false },
      ...more,
    },
    refused: null,
  }) as unknown as Output;

describe("how was it", () => {
  let sent: Input[];
  let screen: Screen;

  const open = (output: Output) => {
    sent = [];
    const around = {
      words: new Words({}),
      send: (input: Input) => void sent.push(input),
      saving: () => false,
    } as unknown as Surroundings;
    screen = askingScreen(output, around);
    document.body.replaceChildren(screen.node);
  };
  const touch = (selector: string) => {
    const key = document.querySelector<HTMLElement>(selector);
    if (!key) throw new Error(`no ${selector} on the screen`);
    key.click();
  };
  const shown = (selector: string) => document.querySelector(selector) !== null;

  beforeEach(() => open(moment("ask")));

  test("nothing is chosen beforehand, and there is no way to save before three answers", () => {
    expect(shown('[aria-pressed="true"]')).toBe(false);
    touch('[value="something"]');
    expect(shown('[aria-pressed="true"]')).toBe(false);
    expect(shown('[data-control="answer"]')).toBe(false);
    touch('.pain [value="0"]');
    expect(shown('[aria-pressed="true"]')).toBe(false);
    touch('[data-open="quality"] [value="none"]');
    expect(shown('[aria-pressed="true"]')).toBe(false);
    expect(shown('[data-control="answer"]')).toBe(false);
    touch('[data-open="others"] [value="none"]');
    touch('[data-control="answer"]');
    expect(sent).toEqual([{ type: "answer", peak: 0, quality: "none", others: ["none"] }]);
  });

  test("fine is one touch", () => {
    touch('[value="fine"]');
    expect(sent).toEqual([{ type: "answer", fine: true }]);
  });

  test("several things may have happened, but nothing else stands alone", () => {
    touch('[value="something"]');
    touch('.pain [value="5"]');
    touch('[value="ache"]');
    touch('[data-open="others"] [value="none"]');
    touch('[data-open="others"] [value="leg"]');
    touch('[data-open="others"] [value="buttock"]');
    touch('[data-control="answer"]');
    expect(sent).toEqual([
      { type: "answer", peak: 5, quality: "ache", others: ["leg", "buttock"] },
    ]);
  });

  test("an answer can be changed on the way", () => {
    touch('[value="something"]');
    touch('.pain [value="5"]');
    touch(".given .btn");
    touch('.pain [value="7"]');
    touch('[value="sharp"]');
    touch('[data-open="others"] [value="none"]');
    touch('[data-control="answer"]');
    expect(sent).toEqual([{ type: "answer", peak: 7, quality: "sharp", others: ["none"] }]);
  });

  test("a sign of a nerve or of the whole body is sent the moment it is touched", () => {
    open(moment("stopped"));
    touch('[data-control="more_than_pain"]');
    touch('[value="system"]');
    expect(sent).toEqual([{ type: "answer", peak: null, quality: null, others: ["system"] }]);
  });

  test("a near-fall told first still asks the other two", () => {
    open(moment("stopped"));
    touch('[data-control="more_than_pain"]');
    touch('[value="near_fall"]');
    touch('[data-control="answer"]');
    expect(sent).toEqual([]);
    touch('.pain [value="3"]');
    touch('[data-open="quality"] [value="none"]');
    touch('[data-control="answer"]');
    expect(sent).toEqual([{ type: "answer", peak: 3, quality: "none", others: ["near_fall"] }]);
  });

  test("after a Stop there is no fine; a mistake can be said", () => {
    open(moment("stopped", { controls: ["answer", "mistake"] }));
    expect(shown('[value="fine"]')).toBe(false);
    touch('[data-control="player.mistake"]');
    expect(sent).toEqual([{ type: "end_movement", for: "mistake" }]);
  });

  test("Escape while asked how it was means: I felt something", () => {
    screen.escape?.();
    expect(shown(".pain")).toBe(true);
  });

  test("the reason of a refused answer is shown beside the question", () => {
    screen.update({ ...moment("ask"), refused: { field: "peak", key: "error.answer.peak" } });
    expect(document.querySelector('[role="alert"]')?.textContent).toBe("error.answer.peak");
  });
});
