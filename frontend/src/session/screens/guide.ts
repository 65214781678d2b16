/** Screens that guide: the card, getting into position, out of it, and the pause. */

import { button, el, setText } from "../../lib/dom";
import type { Control, Input, Output, View } from "../protocol";
import { filmOrWhere, mainKey, nameTab, sideKey, stopKey } from "./parts";
import type { Screen, Surroundings } from "./screen";

/** Choices besides the main key, in the order shown; each with its words. */
const CHOICES: readonly { control: Control; key: string; input: Input }[] = [
  { control: "swap_sides", key: "player.swap_sides", input: { type: "swap_sides" } },
  { control: "side_done", key: "player.side_done", input: { type: "side_done" } },
  { control: "tired", key: "player.tired", input: { type: "end_movement", for: "tired" } },
  { control: "other", key: "player.other", input: { type: "end_movement", for: "other" } },
  { control: "skip", key: "player.skip", input: { type: "skip" } },
  { control: "finish", key: "player.finish", input: { type: "finish" } },
];

/** Letters from which on a dose is set smaller, so that it stays on two lines. */
const LONG_DOSE = 40;

export function guideScreen(first: Output, around: Surroundings): Screen {
  const { words } = around;
  const view = first.view;
  let more = view.paused;
  const cue = el("p", { class: "cue", "aria-live": "polite" });
  const note = el("p", { class: "next" });
  const choices = el("div", { class: "answers choices" });
  const remark = el("p", { class: "next remark" });
  const watched = around.camera?.watches(view) ?? false;
  const placing = around.camera?.placement(view);
  const text = el("div", { class: "words" }, cue, placing, note, remark, choices);
  const dose = el("p", { class: "dose" });
  const countdown = el("p", { class: "next" });
  const pair = el("div", { class: "pair" });
  const floor = el("div", { class: "session-floor" });
  const node = el(
    "main",
    {
      id: "main",
      class: `lying ready${around.ears ? " ears" : ""}${watched ? " watched" : ""}`,
      tabindex: -1,
      "data-screen": view.screen,
    },
    filmOrWhere(view, "getting_ready", around),
    nameTab(view, words),
    text,
    dose,
    floor,
  );
  let layout = "";
  let latest = first;

  const build = (now: View) => {
    const has = (control: Control) => now.controls.includes(control);
    const choosable = CHOICES.filter(({ control }) => has(control));
    const camera = more && around.camera?.offers(now) ? [cameraKey(around)] : [];
    choices.replaceChildren(
      ...camera,
      ...(more
        ? choosable.map(({ control, key, input }) =>
            button(
              { class: "btn side wide", "data-control": control },
              () => {
                more = false;
                around.send(input);
              },
              words.say(key),
            ),
          )
        : []),
    );
    pair.replaceChildren(countdown);
    if (has("wait") && !now.waits && !more) {
      pair.append(sideKey(words, "player.wait", () => around.send({ type: "wait" }), "wait"));
    }
    // Whoever wants another way has time for it: the choices stand behind "Wait for me".
    if (choosable.length > 0 && !now.paused && (now.waits || more)) {
      const toggle = () => {
        more = !more;
        update(latest);
      };
      pair.append(sideKey(words, more ? "player.less" : "player.more", toggle, "more"));
    }
    floor.replaceChildren();
    const main = now.main;
    if (main) {
      const key = main === "ready" && now.screen === "out" ? "player.on" : `player.${main}`;
      floor.append(mainKey(words, key, () => around.send({ type: main }), main));
    }
    floor.append(pair);
    if (has("stop")) floor.append(stopKey(around));
    node.classList.toggle("choosing", more);
  };

  const update = (output: Output) => {
    latest = output;
    const now = output.view;
    const next = [now.main, now.waits, more, ...now.controls].join();
    if (next !== layout) build(now);
    layout = next;
    setText(cue, around.camera?.sentence(now) || cueText(now, around));
    setText(note, more && !now.paused ? "" : noteText(now, around));
    note.hidden = note.textContent === "";
    setText(remark, more ? "" : around.remark());
    remark.hidden = remark.textContent === "";
    setText(dose, now.dose && now.screen === "ready" ? words.of(now.dose) : "");
    dose.classList.toggle("long", dose.textContent.length > LONG_DOSE);
    setText(countdown, countdownText(now, around));
  };
  update(first);
  return { node, update };
}

function cameraKey({ words, camera }: Surroundings): HTMLElement {
  const on = () => camera?.turn(true);
  return button(
    { class: "btn side wide", "data-control": "camera_on" },
    on,
    words.say("camera.on"),
  );
}

function cueText(view: View, { words }: Surroundings): string {
  if (view.asleep) return words.say("player.asleep");
  if (view.paused && view.interrupted) {
    return words.say(`player.interrupted.${view.interrupted}`);
  }
  if (view.paused) return words.say("player.paused");
  if (view.cue) return words.of(view.cue);
  const line = view.line === null ? undefined : view.lines[view.line];
  return line ? words.say(line) : "";
}

function noteText(view: View, around: Surroundings): string {
  const { words } = around;
  const lines = view.notes.map((key) => words.say(key));
  if (view.differs) lines.push(words.say(view.differs));
  return lines.join(" ");
}

function countdownText(view: View, { words }: Surroundings): string {
  if (view.paused) return "";
  if (view.waits) return words.say("player.waits");
  if (view.count?.kind !== "seconds") return "";
  const key = view.screen === "ready" ? "player.starts_in" : "player.goes_on_in";
  return words.say(key, { n: view.count.value });
}
