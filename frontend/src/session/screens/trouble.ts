/** The player cannot go on: it says so, and offers the plain forms, where nothing is lost. */

import { el } from "../../lib/dom";
import type { Words } from "../../lib/words";
import type { Surroundings } from "./screen";

export type Trouble = "core" | "data" | "plan_changed";

export function troubleScreen(
  trouble: Trouble,
  words: Words,
  links: Surroundings["links"],
): HTMLElement {
  const changed = trouble === "plan_changed";
  return el(
    "main",
    { id: "main", class: "narrow asking after", tabindex: -1, "data-screen": "trouble" },
    el("h1", {}, words.say(changed ? "player.changed" : "player.trouble")),
    el("p", { class: "lead", role: "alert" }, words.say(`player.trouble.${trouble}`)),
    el(
      "p",
      {},
      el(
        "a",
        { class: "btn main wide", href: changed ? links.today : links.forms },
        words.say(changed ? "player.changed.see" : "player.trouble.forms"),
      ),
    ),
  );
}
