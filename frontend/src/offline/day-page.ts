/** Draws the day from what the core on this device says. */

import { button, el } from "../lib/dom";
import type { Words } from "../lib/words";
import { dayInWords, sentence } from "./explain";
import type { Day, Move } from "./home";

export interface DayActions {
  start(): void;
  goOn(): void;
  morning(): void;
}

const PLENTY = 5;
const ENOUGH = 3;

/** The whole of Today without connection. */
export function dayPage(
  day: Day,
  words: Words,
  places: { readonly films: string; readonly warning: string },
  act: DayActions,
): HTMLElement[] {
  const two = day.moves.length > 0;
  const main = el(
    "main",
    { id: "main", tabindex: -1, class: two ? "two wide-right" : "narrow", "data-page": "day" },
    el("div", { class: "stack-l" }, ...beside(day, words, places, act)),
    two &&
      el(
        "ol",
        { class: "moves", "aria-label": words.say("today.moves") },
        ...day.moves.map((move) => row(move, words, places.films)),
      ),
  );
  return [main, floor(day, words, act)];
}

function beside(
  day: Day,
  words: Words,
  places: { readonly warning: string },
  act: DayActions,
): HTMLElement[] {
  const head = `today.head.${day.head}`;
  const lead = leadOf(day, words);
  const parts: HTMLElement[] = [
    el(
      "div",
      { class: "stack" },
      el("p", { class: "soft" }, dayInWords(day.on, words.language)),
      el(
        "h1",
        {},
        words.say(head, {
          n: day.count,
          count: words.say(`today.count.${day.count}`),
          minutes: day.minutes,
        }),
      ),
      lead && el("p", { class: "lead" }, lead),
      ...day.advice.map((one) => el("p", {}, sentence(one, words))),
    ),
  ];
  if (day.asks_morning) {
    parts.push(
      el(
        "section",
        { class: "panel arch stack" },
        el("p", {}, words.say("today.morning.side")),
        el("p", {}, button({ class: "btn side" }, act.morning, words.say("today.answer_morning"))),
      ),
    );
  }
  if (day.moves.length > 0) parts.push(week(day, words));
  parts.push(
    el(
      "p",
      { class: "row" },
      el("a", { class: "btn quiet back", href: places.warning }, words.say("shell.link.warning")),
    ),
    el("p", { class: "small soft" }, words.say("offline.waits")),
  );
  return parts;
}

function leadOf(day: Day, words: Words): string {
  const needsHome = day.head.startsWith("locked") || day.head === "body";
  if (needsHome)
    return `${words.say(`today.head.${day.head}.lead`)} ${words.say("offline.at_home")}`;
  if (day.head === "moves") return "";
  if (day.head === "nothing" && !day.next_full_day) return words.say("today.walk");
  const lead = day.head === "nothing" ? "rest" : day.head;
  const next = dayInWords(day.next_full_day ?? day.on, words.language);
  return words.say(`today.head.${lead}.lead`, { day: next });
}

function week(day: Day, words: Words): HTMLElement {
  const n = day.week_done;
  const key = n === 0 ? "none" : n < ENOUGH ? "done" : n < PLENTY ? "enough" : "full";
  const told = words.say(`today.week.${key}`, { n });
  const mats = Array.from({ length: PLENTY }, (_, place) =>
    el("i", { class: place < n ? "done" : place >= ENOUGH ? "spare" : "open" }),
  );
  return el(
    "section",
    { class: "stack" },
    el("h2", { class: "as-answer" }, words.say("today.week")),
    el("div", { class: "mats", role: "img", "aria-label": told }, ...mats),
    el("p", { class: "small" }, told),
  );
}

function row(move: Move, words: Words, films: string): HTMLElement {
  const name = words.say(`move.${move.exercise}.name`);
  const why = reasons(move, words);
  if (move.film === null) {
    const shape = move.state === "stopped_row" ? " rest" : move.state === "done_row" ? "" : " rest";
    return el(
      "li",
      { class: "move slim rests" },
      el(
        "div",
        {},
        el(
          "h2",
          { class: "as-answer lights" },
          el("span", { class: `light${shape}` }),
          words.say(`today.${move.state}`, { movement: name }),
        ),
        why,
      ),
    );
  }
  return el(
    "li",
    { class: "move slim" },
    el(
      "div",
      { class: "film" },
      el("img", { src: `${films}${move.film}.poster.jpg`, width: 960, height: 540, alt: "" }),
    ),
    el(
      "div",
      {},
      el("h2", { class: "as-answer" }, name),
      el("p", { class: "dose" }, words.say(`move.${move.exercise}.dose.${move.level}`)),
      why,
    ),
  );
}

function reasons(move: Move, words: Words): HTMLElement | null {
  const [first, ...others] = move.reasons;
  if (!first) return null;
  const rule = `reason.${first.key}.rule`;
  const lines = [
    ...move.notes.map((key) => words.say(key)),
    ...(words.known(rule) ? [words.say(rule)] : []),
    ...others.map((reason) => sentence(reason, words)),
  ];
  return el(
    "details",
    { class: "reason" },
    el("summary", {}, el("span", {}, sentence(first, words))),
    el("div", {}, ...lines.map((line) => el("p", {}, line))),
  );
}

function floor(day: Day, words: Words, act: DayActions): HTMLElement {
  const inside: HTMLElement[] = [];
  if (day.running && day.can_start) {
    inside.push(button({ class: "btn main start" }, act.goOn, words.say("today.go_on")));
  } else if (day.can_start) {
    const light = day.rest_day ? ".light" : "";
    inside.push(button({ class: "btn main start" }, act.start, words.say(`today.start${light}`)));
    inside.push(el("p", {}, words.say(`today.start${light}.side`)));
  }
  return el("footer", { class: "floor", hidden: inside.length === 0 }, el("div", {}, ...inside));
}
