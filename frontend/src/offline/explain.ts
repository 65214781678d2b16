/** Puts the reasons of the core into sentences, as the pages of the server do. */

import type { Words } from "../lib/words";
import type { Reason } from "./home";

const OF_A_RULE = ["raised", "lapsed", "cleared"];

/** The sentence of a reason. */
export function sentence(reason: Reason, words: Words): string {
  const [family = "", ...rest] = reason.key.split(".");
  const rule = rest.join(".");
  const because = `rule.${rule}`;
  if (family === "rule" && words.known(because)) return words.say(because);
  if (family === "note" && words.known(because)) {
    return words.say(words.known(`${because}.note`) ? `${because}.note` : because);
  }
  const told = inWords(reason.values, words);
  if (OF_A_RULE.includes(family) && words.known(because)) {
    return words.say(`reason.${family}`, told);
  }
  return words.say(`reason.${reason.key}`, told);
}

/** A day the way people say it, without the year. */
export function dayInWords(iso: string, language: string): string {
  const locale = language === "en" ? "en-GB" : language;
  const form = new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  });
  return form.format(new Date(`${iso}T12:00:00Z`));
}

function inWords(values: Reason["values"], words: Words): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, inWord(name, value, words)]),
  );
}

function inWord(name: string, value: string | number, words: Words): string | number {
  if (typeof value === "number") return value;
  if (name === "exercise") return value && words.say(`move.${value}.inline`);
  if (name === "flag") return lowerFirst(words.say(`flag.${value}.short`));
  if (name === "why") return words.say(`because.${value}`);
  if (name === "date") return dayInWords(value, words.language);
  return value;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
