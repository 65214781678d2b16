import { beforeEach, expect, test } from "vitest";
import { readAnswersAloud } from "../src/session/aloud";

const said: string[] = [];
readAnswersAloud(document, { sayNow: (text) => void said.push(text) });

function put(screen: string): void {
  document.body.innerHTML = `<main data-screen="${screen}" tabindex="-1"><h2 tabindex="-1">What did it feel like?</h2>
    <button class="fine"><span>Fine<small>No pain, or as before</small></span></button>
    <button class="ten" aria-label="10, the worst I know">10</button>
    <button class="where">Where am I?<kbd aria-hidden="true">W</kbd></button></main>`;
}
const focus = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus();

beforeEach(() => said.splice(0));

test("each answer and each question is read as it is reached", () => {
  put("ask");
  for (const place of ["h2", ".fine", ".ten", ".where"]) focus(place);
  expect(said).toEqual([
    "What did it feel like?",
    "Fine. No pain, or as before",
    "10, the worst I know",
    "Where am I?",
  ]);
});

test("the screen as a whole, and every other screen, is left to the session", () => {
  put("stopped");
  focus("main");
  put("ready");
  focus(".fine");
  expect(said).toEqual([]);
});
