/** The pages of sitting: break nudges while one of them is open. They work without this file. */

import { pageClock } from "../lib/clock";
import { Breaks, home } from "../sitting/breaks";
import { pageSpeaker } from "../speech/page-speaker";

const place = document.querySelector<HTMLElement>("[data-nudge]");
if (place) begin(place);

function begin(place: HTMLElement): void {
  // Breaks have a switch of their own.
  const speaker = pageSpeaker(true);
  void speaker.prepare();
  const token = document.querySelector<HTMLInputElement>('[name="csrfmiddlewaretoken"]')?.value;
  const breaks = new Breaks(document, home(place, token ?? ""), pageClock(), (text) =>
    speaker.say(text),
  );
  void breaks.begin();
}
