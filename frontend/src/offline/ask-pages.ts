/** The questions that are asked without connection: pain now, anything new, the morning. */

import { button, el } from "../lib/dom";
import type { Words } from "../lib/words";
import { answerKey, painKeys } from "../session/screens/parts";

/** Questions of the list before a session, in the order of the check (clinical-spec). */
export const NEWS = [
  ..."R01 R02 R03 R05 R06 R07 R20 R35 R36 R37 R40".split(" ").map((id) => `q.${id}.item`),
  "list.pre_session.event",
] as const;

const MINUTES = [0, 5, 10, 15, 30, 60] as const;

function page(name: string, title: string, lead: string, ...inside: (HTMLElement | null)[]) {
  return el(
    "main",
    { id: "main", tabindex: -1, class: "narrow asking", "data-page": name },
    el(
      "div",
      { class: "stack" },
      el("h1", {}, title),
      lead ? el("p", { class: "lead" }, lead) : null,
    ),
    ...inside,
  );
}

export function painPage(
  words: Words,
  title: string,
  lead: string,
  choose: (pain: number) => void,
) {
  const keys = painKeys(words, words.say("shell.pain"), null, choose);
  return page("pain", title, lead, el("div", { class: "stack" }, ...keys));
}

/** The list before a session: "none of these", or what is new. */
export function newsPage(words: Words, none: () => void, some: (touched: string[]) => void) {
  const boxes = NEWS.map((key) => el("input", { type: "checkbox", name: "touched", value: key }));
  const labels = boxes.map((box) =>
    el("label", { class: "answer box" }, box, el("span", {}, words.say(box.value))),
  );
  const wrong = el("p", { class: "wrong", role: "alert", hidden: true });
  const say = (text: string) => {
    wrong.hidden = false;
    wrong.textContent = text;
  };
  const touched = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const pressNone = () => {
    const n = touched().length;
    if (n > 0) say(words.say("check.wrong.both", { n }));
    else none();
  };
  const pressSome = () => {
    if (touched().length === 0) say(words.say("check.wrong.tick"));
    else some(touched());
  };
  return page(
    "news",
    words.say("list.pre_session.title"),
    words.say("list.pre_session.lead"),
    el(
      "fieldset",
      {},
      el("legend", { class: "ask" }, words.say("list.touch")),
      el("div", { class: "answers tight" }, ...labels),
    ),
    wrong,
    el(
      "div",
      { class: "answers after-list" },
      button({ class: "btn main wide", value: "none" }, pressNone, words.say("list.none")),
      button({ class: "btn side wide", value: "some" }, pressSome, words.say("check.some")),
    ),
  );
}

/** A yes without connection: what to do now, large; nothing is started. */
export function careNow(words: Words, number: string, warning: string): HTMLElement {
  return el(
    "main",
    { id: "main", tabindex: -1, class: "narrow stack-l", "data-page": "care" },
    el(
      "section",
      { class: "say care stack" },
      el("h1", {}, words.say("offline.news.title")),
      el("p", { class: "lead" }, words.say("offline.news.body")),
      el(
        "p",
        { class: "lead" },
        words.say("offline.news.emergency", {
          number: number || words.say("emergency.number.unknown"),
        }),
      ),
      number
        ? el(
            "p",
            {},
            el(
              "a",
              { class: "btn main wide call", href: `tel:${number.replace(/\D/g, "")}` },
              words.say("warning.call", { number }),
            ),
          )
        : null,
    ),
    el("p", {}, el("a", { class: "btn side wide", href: warning }, words.say("warning.title"))),
    el("p", {}, words.say("offline.news.later")),
  );
}

export function stiffnessPage(words: Words, choose: (minutes: number | null) => void) {
  const keys = MINUTES.map((n) =>
    answerKey(
      n === 0 ? words.say("morning.stiff.none") : words.say("morning.stiff.some", { n }),
      { value: String(n) },
      () => choose(n),
    ),
  );
  return page(
    "stiffness",
    words.say("morning.stiff"),
    words.say("morning.stiff.lead"),
    el("div", { class: "answers minutes" }, ...keys),
    el(
      "p",
      {},
      button({ class: "btn quiet back" }, () => choose(null), words.say("flow.rather_not")),
    ),
  );
}

export function legPage(words: Words, choose: (isNew: boolean) => void) {
  return page(
    "leg",
    words.say("morning.leg"),
    words.say("morning.leg.lead"),
    el(
      "div",
      { class: "answers" },
      answerKey(words.say("morning.leg.no"), { value: "no" }, () => choose(false)),
      answerKey(words.say("morning.leg.yes"), { value: "yes" }, () => choose(true)),
    ),
  );
}
