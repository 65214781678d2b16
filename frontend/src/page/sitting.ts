/** The pages of sitting: break nudges while one of them is open. They work without this file. */

import { pageClock } from "../lib/clock";
import { Breaks, home } from "../sitting/breaks";
import { Speaker } from "../speech/speaker";

const place = document.querySelector<HTMLElement>("[data-nudge]");
if (place) begin(place);

function begin(place: HTMLElement): void {
  const page = document.documentElement;
  const speaker = new Speaker({
    language: page.lang,
    rate: Number(page.dataset.speechRate ?? 1),
    voice: page.dataset.speechVoice ?? "",
    on: true, // breaks have a switch of their own
  });
  void speaker.prepare();
  const token = document.querySelector<HTMLInputElement>('[name="csrfmiddlewaretoken"]')?.value;
  const breaks = new Breaks(document, home(place, token ?? ""), pageClock(), (text) =>
    speaker.say(text),
  );
  void breaks.begin();
}
