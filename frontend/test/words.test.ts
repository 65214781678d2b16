import { describe, expect, test } from "vitest";
import { fill, Words } from "../src/lib/words";
import { needed } from "../src/page/warm";

describe("words", () => {
  const words = new Words({
    "today.title": "Today",
    "starts.in": ["I start in {n} second", "I start in {n} seconds"],
    begin: "{step} of {of}: bird-dog",
  });

  test("a key without words is shown as it is, because a gap must never take a page away", () => {
    expect(words.say("no.such.key")).toBe("no.such.key");
    expect(words.known("no.such.key")).toBe(false);
  });

  test("values are filled in and an unknown place stays visible", () => {
    expect(words.say("begin", { step: 2, of: 5 })).toBe("2 of 5: bird-dog");
    expect(fill("{a} and {b}", { a: 1 })).toBe("1 and {b}");
  });

  test("one and many have their own sentence", () => {
    expect(words.say("starts.in", { n: 1 })).toBe("I start in 1 second");
    expect(words.say("starts.in", { n: 40 })).toBe("I start in 40 seconds");
    expect(words.say("starts.in")).toBe("I start in {n} second");
  });

  test("the rule for one and many is that of the language", () => {
    const forms = { n: ["{n} minuto", "{n} minutos"] };
    const es = new Words(forms, "es");
    expect([0, 1, 2, 1_000_000].map((n) => es.say("n", { n }))).toEqual([
      "0 minutos",
      "1 minuto",
      "2 minutos",
      "1000000 minutos",
    ]);
    expect(new Words(forms, "fr").say("n", { n: 0 })).toBe("0 minuto");
  });

  test("a phrase of the core brings its values along", () => {
    expect(words.of({ key: "begin", values: { step: 1, of: 4 } })).toBe("1 of 4: bird-dog");
    expect(words.of({ key: "today.title" })).toBe("Today");
  });
});

describe("what is fetched before a session", () => {
  test("holds the book of the language of the page, and no other", () => {
    const books = () => needed(document).filter((address) => address.includes("words."));
    document.documentElement.lang = "es";
    expect(books()).toEqual(["../words.es.json"]);
    document.documentElement.lang = "en";
    expect(books()).toEqual(["../words.en.json"]);
  });
});
