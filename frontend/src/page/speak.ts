/** Reads aloud: buttons with `data-speak="text"` or `data-speak-from="id"`, blocks marked to speak. */

import { pageSpeaker } from "../speech/page-speaker";

export function speakButtons(root: Document): void {
  const keys = root.querySelectorAll<HTMLElement>("button[data-speak], button[data-speak-from]");
  const now = root.querySelector<HTMLElement>("[data-speak-now], [data-speak]:not(button)");
  if (keys.length === 0 && !now) return;
  // A key is pressed on purpose, whatever the setting.
  const speaker = pageSpeaker(true);
  void speaker.prepare().then((state) => {
    for (const note of root.querySelectorAll<HTMLElement>("[data-speech-none]")) {
      note.hidden = state !== "none";
    }
  });
  for (const key of keys) {
    key.hidden = false;
    key.addEventListener("click", () => speaker.sayNow(textOf(root, key)));
  }
  // What follows a session, or must be heard at once, says itself unless the voice is off.
  if (now && root.documentElement.dataset.speech !== "off") speaker.say(textOf(root, now));
}

function textOf(root: Document, control: HTMLElement): string {
  const from = control.dataset.speakFrom;
  if (from) return readable(root.getElementById(from));
  return control.dataset.speak || readable(control);
}

/** Headings and paragraphs one after another, so that the voice makes a pause between them. */
function readable(block: Element | null): string {
  if (!block) return "";
  const parts = [...block.querySelectorAll("h1, h2, h3, p, li")];
  return (parts.length > 0 ? parts : [block])
    .map((part) => part.textContent.replace(/\s+/g, " ").trim())
    .join(" ");
}
