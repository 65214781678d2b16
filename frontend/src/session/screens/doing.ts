/** The movement itself: the person to copy, one huge number, left or right, one sentence, and Stop. */

import { button, el, setAttribute, setText, svg } from "../../lib/dom";
import type { Words } from "../../lib/words";
import type { Output, Side, View } from "../protocol";
import { filmOrWhere, nameTab, sideKey, stopKey } from "./parts";
import type { Screen, Surroundings } from "./screen";

export function doingScreen(first: Output, around: Surroundings): Screen {
  const { words } = around;
  const view = first.view;
  const dial = dialOf(around);
  const cue = el("p", { class: "cue", "aria-live": "polite" });
  const sides = el("ul", { class: "sides", "aria-label": limbLabel(view, words) });
  const next = el("p", { class: "next" });
  const done = sideKey(
    words,
    "player.side_done",
    () => around.send({ type: "side_done" }),
    "side_done",
  );
  const floor = el("div", { class: "session-floor" }, done, stopKey(around));
  const watched = around.camera?.watches(view) ? " watched" : "";
  const node = el(
    "main",
    {
      id: "main",
      class: `lying hold at-${view.place}${around.ears ? " ears" : ""}${watched}`,
      tabindex: -1,
      "data-screen": "doing",
    },
    filmOrWhere(view, "doing", around),
    nameTab(view, words),
    dial.node,
    cue,
    sides,
    next,
    floor,
  );
  let drawn = "";
  const update = (output: Output) => {
    const now = output.view;
    dial.update(now);
    const own = now.cue ? words.of(now.cue) : "";
    setText(cue, around.camera?.sentence(now) || own);
    setText(next, now.next ? words.say("player.next", { next: words.of(now.next) }) : "");
    done.hidden = !now.controls.includes("side_done");
    node.classList.toggle("to-tiredness", !done.hidden);
    const state = JSON.stringify([now.side, now.sides]);
    if (state !== drawn) drawSides(sides, now, words);
    drawn = state;
    sides.hidden = now.sides === null;
  };
  update(first);
  return { node, update };
}

const WAYS: Readonly<Record<string, string | undefined>> = {
  up: "M12 20V4M5 11l7-7 7 7",
  down: "M12 4v16M5 13l7 7 7-7",
  rest: "M6 12h12",
};

function dialOf(around: Surroundings): { node: HTMLElement; update(view: View): void } {
  const { words } = around;
  const run = svg("circle", { class: "run", cx: 50, cy: 50, r: 47, pathLength: 100 });
  const ring = svg(
    "svg",
    { viewBox: "0 0 100 100", fill: "none", "stroke-width": 6, "aria-hidden": "true" },
    svg("circle", { class: "rest", cx: 50, cy: 50, r: 47 }),
    run,
  );
  const number = el("b", { "aria-hidden": "true" });
  const arrow = svg("path", {});
  const way = svg(
    "svg",
    {
      class: "way",
      viewBox: "0 0 24 24",
      fill: "none",
      "stroke-width": 2.4,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
      "aria-hidden": "true",
    },
    arrow,
  );
  const count = button(
    { class: "count", "data-control": "pause" },
    () => around.send({ type: "pause" }),
    ring,
    number,
    way,
  );
  const bars = svg(
    "svg",
    { viewBox: "0 0 24 24", width: 26, height: 26, fill: "currentColor" },
    svg("path", { d: "M6 4h4.5v16H6zM13.5 4H18v16h-4.5z" }),
  );
  const hint = el(
    "span",
    { class: "step keys-hint", "aria-hidden": "true" },
    bars,
    words.say("player.pause"),
  );
  const update = (view: View) => {
    const value = view.count?.value ?? null;
    setText(number, value === null ? "" : String(value));
    // Between two counts the way up, the way down or the rest is all there is to tell.
    const between = value === null ? WAYS[view.beat ?? ""] : undefined;
    setAttribute(way, "hidden", between ? null : "");
    if (between) setAttribute(arrow, "d", between);
    count.classList.toggle("two", value !== null && value > 9);
    setAttribute(run, "stroke-dasharray", `${(view.ring * 100).toFixed(1)} 100`);
    setAttribute(run, "visibility", view.ring > 0 ? null : "hidden");
    setAttribute(count, "aria-label", dialLabel(view, words));
  };
  return { node: el("div", { class: "dial" }, count, hint), update };
}

function dialLabel(view: View, words: Words): string {
  const count = view.count;
  if (!count) return words.say("player.pause");
  return words.say(`player.dial.${count.kind}`, { n: count.value, of: count.of });
}

function limbLabel(view: View, words: Words): string {
  return words.say(view.limb ? `player.which.${view.limb}` : "player.which.side");
}

function drawSides(list: HTMLElement, view: View, words: Words): void {
  const both: readonly Side[] = ["left", "right"];
  list.replaceChildren(
    ...both.map((side) => {
      const progress = view.sides?.[side] ?? { done: 0, of: 0 };
      const now = view.side === side;
      return el(
        "li",
        { "aria-current": now ? "true" : null, "data-side": side },
        el("span", {}, words.say(`player.${side}`)),
        progressSign(progress, now, words),
      );
    }),
  );
}

/** More dots than this are no longer seen at a glance: then numbers. */
const MOST_DOTS = 8;

function progressSign(
  { done, of }: { readonly done: number; readonly of: number },
  now: boolean,
  words: Words,
): HTMLElement | null {
  if (of < 2) return null;
  const label = words.say("player.dots", { done, of });
  if (of > MOST_DOTS) {
    const short = words.say("player.step", { step: done, of });
    return el("span", { class: "step", role: "img", "aria-label": label }, short);
  }
  const dots = Array.from({ length: of }, (_, index) =>
    el("i", { class: index < done ? "done" : now && index === done ? "now" : null }),
  );
  return el("span", { class: "dots", role: "img", "aria-label": label }, ...dots);
}
