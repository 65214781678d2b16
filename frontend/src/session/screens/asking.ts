/** How was it: one large "Fine", or three taps. After a Stop only the taps, and what is more than pain. */

import { button, el } from "../../lib/dom";
import type { Words } from "../../lib/words";
import type { Answered, Output } from "../protocol";
import { answerKey, painKeys, savingSign, whereKey } from "./parts";
import type { Screen, Surroundings } from "./screen";

/** As the core names them; the words stand in the phrase book. */
export const QUALITIES = ["none", "stretch", "ache", "sharp", "electric"] as const;
export const OTHERS = [
  "none",
  "centralised",
  "buttock",
  "leg",
  "neuro",
  "tingling_hand",
  "system",
  "near_fall",
] as const;
/** Sent the moment they are touched: the core answers with what to do. */
const AT_ONCE: readonly string[] = ["neuro", "system"];

type Question = "fine" | "peak" | "quality" | "others";

export function askingScreen(first: Output, around: Surroundings): Screen {
  const { words } = around;
  const view = first.view;
  const stopped = view.screen === "stopped";
  const ask = view.ask;
  let open: Question = stopped || !ask?.fine ? "peak" : "fine";
  let peak: number | null = null;
  let quality: string | null = null;
  const others = new Set<string>();
  let latest = first;
  const node = el("main", {
    id: "main",
    class: "narrow asking after",
    tabindex: -1,
    "data-screen": view.screen,
  });

  const go = (question: Question) => {
    open = question;
    draw();
    node.querySelector<HTMLElement>("[data-open] h2")?.focus();
  };
  const send = (answer: Answered) => around.send({ type: "answer", ...answer });
  const sendTaps = () => send({ peak, quality, others: [...others] });

  const draw = () => {
    const movement = view.title ? words.say(view.title) : "";
    const parts: (HTMLElement | null)[] = [heading(latest, movement, words)];
    if (latest.refused) {
      parts.push(el("p", { class: "wrong", role: "alert" }, words.say(latest.refused.key)));
    }
    if (open === "fine") parts.push(fineOrNot(words, send, go));
    else parts.push(...threeTaps());
    parts.push(...below());
    node.replaceChildren(...parts.filter((part): part is HTMLElement => part !== null));
  };

  const threeTaps = (): (HTMLElement | null)[] => {
    const before = words.say("forms.felt.before", { n: ask?.before ?? 0 });
    const out: (HTMLElement | null)[] = [];
    if (open === "peak") {
      const title = words.say(stopped ? "player.felt.peak_now" : "player.felt.peak");
      const choose = (pain: number) => {
        peak = pain;
        go("quality");
      };
      out.push(section("peak", title, before, ...painKeys(words, title, peak, choose)));
    } else if (peak !== null) {
      out.push(given(words, words.say("player.felt.peak_given", { n: peak }), () => go("peak")));
    }
    if (open === "quality") {
      out.push(section("quality", words.say("player.felt.quality"), "", qualityKeys()));
    } else if (quality !== null && open !== "peak") {
      const text = words.say(`forms.felt.quality.${quality}`);
      out.push(given(words, words.say("player.felt.quality_given", { text }), () => go("quality")));
    }
    if (open === "others") {
      out.push(section("others", words.say("player.felt.others"), "", othersKeys(), saveKey()));
    }
    if (stopped && open === "peak") out.push(morePanel(words, () => go("others")));
    return out;
  };

  const qualityKeys = () =>
    el(
      "div",
      { class: "answers" },
      ...QUALITIES.map((name) =>
        answerKey(
          words.say(`forms.felt.quality.${name}`),
          { value: name },
          () => {
            quality = name;
            go("others");
          },
          quality === name,
        ),
      ),
    );

  const othersKeys = () =>
    el(
      "div",
      { class: "answers" },
      ...OTHERS.map((name) =>
        answerKey(
          words.say(`player.felt.other.${name}`),
          { value: name, box: true },
          () => touchOther(name),
          others.has(name),
        ),
      ),
    );

  const touchOther = (name: string) => {
    if (AT_ONCE.includes(name)) {
      others.delete("none");
      others.add(name);
      sendTaps();
      return;
    }
    if (others.has(name)) others.delete(name);
    else {
      if (name === "none") others.clear();
      else others.delete("none");
      others.add(name);
    }
    draw();
    node.querySelector<HTMLElement>(`.answer[value="${name}"]`)?.focus();
  };

  const saveKey = () => {
    if (others.size === 0) return null;
    // From "something more than pain" the other two questions may still be open.
    const missing: Question | null = peak === null ? "peak" : quality === null ? "quality" : null;
    return button(
      { class: "btn main wide", "data-control": "answer" },
      () => (missing ? go(missing) : sendTaps()),
      words.say(missing ? "player.felt.go_on" : "player.felt.save"),
    );
  };

  const below = (): (HTMLElement | null)[] => {
    const controls = latest.view.controls;
    const out: (HTMLElement | null)[] = [];
    if (controls.includes("mistake")) {
      const press = () => around.send({ type: "end_movement", for: "mistake" });
      out.push(quiet(words, "player.mistake", press));
    }
    if (controls.includes("dont_remember")) {
      out.push(quiet(words, "forms.felt.forgot", () => around.send({ type: "dont_remember" })));
    }
    if (!ask?.earlier) {
      out.push(el("p", { class: "soft small" }, words.say("forms.felt.no_hurry")));
    }
    if (around.ears) out.push(el("p", {}, whereKey(around)));
    out.push(savingSign(around));
    return out;
  };

  draw();
  return {
    node,
    update(output) {
      const changed = output.refused?.key !== latest.refused?.key;
      latest = output;
      if (changed) draw();
    },
    escape() {
      if (open === "fine") go("peak");
    },
  };
}

function heading(output: Output, movement: string, words: Words): HTMLElement {
  const view = output.view;
  if (view.screen === "stopped" && view.ask?.knocked) {
    return el(
      "div",
      { class: "stack" },
      el("h1", {}, words.say("player.knocks.hurt")),
      el("p", { class: "lead", "aria-live": "polite" }, words.say("player.knocks.hurt.lead")),
    );
  }
  if (view.screen === "stopped") {
    return el(
      "div",
      { class: "stack" },
      el("h1", {}, words.say("player.stopped")),
      el("p", { class: "lead", "aria-live": "polite" }, words.say("player.stopped.lead")),
    );
  }
  const key = view.ask?.earlier ? "forms.felt.last" : "player.felt.after";
  return el(
    "div",
    { class: "stack" },
    el("p", { class: "step" }, words.say(key, { movement })),
    el("h1", {}, words.say("forms.felt.title")),
  );
}

function fineOrNot(
  words: Words,
  send: (answer: Answered) => void,
  go: (question: Question) => void,
): HTMLElement {
  return el(
    "div",
    { class: "answers large" },
    answerKey(
      words.say("forms.felt.fine"),
      { value: "fine", small: words.say("forms.felt.fine.side") },
      () => send({ fine: true }),
    ),
    answerKey(
      words.say("forms.felt.something"),
      { value: "something", small: words.say("forms.felt.something.side") },
      () => go("peak"),
    ),
  );
}

function section(
  name: string,
  title: string,
  hint: string,
  ...inside: (HTMLElement | null)[]
): HTMLElement {
  const id = `ask-${name}`;
  return el(
    "section",
    { class: "stack", "aria-labelledby": id, "data-open": name },
    el("h2", { id, tabindex: -1 }, title),
    hint && el("p", { class: "soft" }, hint),
    ...inside,
  );
}

function given(words: Words, text: string, change: () => void): HTMLElement {
  return el(
    "div",
    { class: "given" },
    el("p", {}, text),
    button({ class: "btn side" }, change, words.say("player.change")),
  );
}

function morePanel(words: Words, press: () => void): HTMLElement {
  return el(
    "section",
    { class: "panel stack" },
    el("h2", { class: "h-answer" }, words.say("player.more_than_pain")),
    el("p", {}, words.say("player.more_than_pain.list")),
    button(
      { class: "btn side wide", "data-control": "more_than_pain" },
      press,
      words.say("player.more_than_pain.yes"),
    ),
  );
}

function quiet(words: Words, key: string, press: () => void): HTMLElement {
  return el("p", {}, button({ class: "btn quiet", "data-control": key }, press, words.say(key)));
}
