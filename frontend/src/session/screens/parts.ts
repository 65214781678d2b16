/** Parts that several screens share: the Stop key, the name tab, the pain keys. */

import { button, type Child, el, svg } from "../../lib/dom";
import type { Words } from "../../lib/words";
import { filmFigure } from "../film";
import type { View } from "../protocol";
import type { Surroundings } from "./screen";

const HAND =
  "M14 23V11a3 3 0 0 1 6 0v9V7a3 3 0 0 1 6 0v13V10a3 3 0 0 1 6 0v17c0 8-4 13-11 13-6 0-9-3-12-9l-4-8a3 3 0 0 1 5-3z";

/** The hand drawn on the Stop key. */
function hand(): SVGElement {
  return svg(
    "svg",
    {
      viewBox: "0 0 44 44",
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 4,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
      "aria-hidden": "true",
    },
    svg("path", { d: HAND }),
  );
}

/** "This hurts": last on every screen, full width, no confirmation. */
export function stopKey(around: Surroundings): HTMLButtonElement {
  return button(
    { class: "stop", "data-control": "stop" },
    () => around.send({ type: "stop" }),
    hand(),
    around.words.say("player.stop"),
    el("kbd", { "aria-hidden": "true" }, around.words.say("player.key.escape")),
  );
}

/** The one main key. */
export function mainKey(
  words: Words,
  key: string,
  press: () => void,
  control: string,
): HTMLButtonElement {
  return button(
    { class: "btn main wide go", "data-control": control },
    press,
    words.say(key),
    el("kbd", { class: "keys", "aria-hidden": "true" }, words.say("player.key.space")),
  );
}

/** A smaller key beside it. */
export function sideKey(
  words: Words,
  key: string,
  press: () => void,
  control: string,
): HTMLButtonElement {
  return button({ class: "btn side", "data-control": control }, press, words.say(key));
}

/** "Where am I?": stands where the film would, for those who do not look. */
export function whereKey(around: Surroundings): HTMLButtonElement {
  return button(
    { class: "btn side where", "data-control": "where" },
    () => around.send({ type: "where" }),
    around.words.say("player.where"),
    el("kbd", { class: "keys", "aria-hidden": "true" }, around.words.say("player.key.where")),
  );
}

/** The film of a movement, or the key that tells where one is. */
export function filmOrWhere(
  view: View,
  screen: "getting_ready" | "doing",
  around: Surroundings,
): HTMLElement | null {
  if (around.ears) return whereKey(around);
  const { film } = view;
  const shown = () => (film ? filmFigure(film, screen, around.films, around.words) : null);
  return around.camera?.watches(view) ? around.camera.picture(view, shown) : shown();
}

/** Name of the movement, and which of how many. */
export function nameTab(view: View, words: Words): HTMLElement {
  const [step, of] = view.step;
  const title = view.title ? words.say(view.title) : words.say("player.title");
  return el(
    "div",
    { class: "tab" },
    el("h1", {}, title),
    step > 0 && el("span", { class: "step" }, words.say("player.step", { step, of })),
  );
}

/** Eleven keys from 0 to 10. */
export function painKeys(
  words: Words,
  label: string,
  chosen: number | null,
  choose: (pain: number) => void,
): HTMLElement[] {
  const keys = Array.from({ length: 11 }, (_, pain) => {
    const name = pain === 0 ? "player.pain.0" : pain === 10 ? "player.pain.10" : null;
    const key = button(
      {
        value: pain,
        "aria-pressed": chosen === pain ? "true" : "false",
        "aria-label": name && words.say(name),
      },
      () => choose(pain),
      String(pain),
      pain === 0 && el("span", {}, `\u00a0· ${words.say("player.pain.none")}`),
    );
    key.style.setProperty("--n", String(pain));
    return key;
  });
  return [
    el("div", { class: "pain", role: "group", "aria-label": label }, ...keys),
    el(
      "p",
      { class: "pain-ends", "aria-hidden": "true" },
      el("span", {}, words.say("player.pain.little")),
      el("span", {}, words.say("player.pain.worst")),
    ),
  ];
}

/** One answer among equals. */
export function answerKey(
  text: string,
  attributes: { readonly value: string; readonly small?: string; readonly box?: boolean },
  press: () => void,
  pressed: boolean | null = null,
): HTMLButtonElement {
  const inside: Child[] = [text, attributes.small ? el("small", {}, attributes.small) : null];
  return button(
    {
      class: attributes.box ? "answer box" : "answer",
      value: attributes.value,
      "aria-pressed": pressed === null ? null : String(pressed),
    },
    press,
    el("span", {}, ...inside),
  );
}

/** A pill that says where the answers are, while they wait to be written down. */
export function savingSign(around: Surroundings): HTMLElement | null {
  if (!around.saving()) return null;
  return el(
    "p",
    { role: "status" },
    el("span", { class: "sign" }, around.words.say("player.saved_here")),
  );
}
