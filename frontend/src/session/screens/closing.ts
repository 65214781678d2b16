/** The two ways a session closes: it is over, or something needs help now. */

import { el } from "../../lib/dom";
import type { Output } from "../protocol";
import { savingSign } from "./parts";
import type { Screen, Surroundings } from "./screen";

/** Only the instruction, large, and the number to call. */
export function alertScreen(first: Output, around: Surroundings): Screen {
  const { words } = around;
  const alert = first.alert;
  const emergency = alert?.action === "emergency";
  const number = around.emergencyNumber;
  const node = el(
    "main",
    { id: "main", class: "narrow asking after", tabindex: -1, "data-screen": "alert" },
    el("h1", {}, words.say(emergency ? "player.alert.emergency" : "player.alert.urgent")),
    el("p", { class: "far", role: "alert" }, alert ? words.say(alert.key, { number }) : ""),
    emergency && number
      ? el(
          "a",
          { class: "btn main wide", href: `tel:${number}` },
          words.say("player.alert.call", { number }),
        )
      : emergency && el("p", { class: "lead" }, words.say("player.alert.call_local")),
    el(
      "p",
      {},
      el("a", { class: "btn side", href: around.links.end }, words.say("player.alert.next")),
    ),
  );
  return { node, update: () => {} };
}

/** Done; the page with what changes, and why, follows by itself once everything is written down. */
export function endScreen(first: Output, around: Surroundings): Screen {
  const { words } = around;
  const node = el("main", {
    id: "main",
    class: "narrow asking after",
    tabindex: -1,
    "data-screen": "end",
  });
  let drawn: boolean | null = null;
  const update = () => {
    const saving = around.saving();
    if (saving === drawn) return;
    drawn = saving;
    const sign = savingSign(around);
    node.replaceChildren(
      el("h1", {}, words.say(first.view.end?.completed ? "player.end.done" : "player.end.ended")),
      el("p", { class: "lead" }, words.say("player.end.lead")),
      ...(sign ? [sign] : []),
      el(
        "p",
        {},
        el("a", { class: "btn main", href: around.links.end }, words.say("player.end.why")),
      ),
    );
  };
  update();
  return { node, update };
}
