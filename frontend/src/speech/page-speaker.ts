/** The voice of a page, as its person set it on `<html data-speech…>`. */

import { Speaker } from "./speaker";

/** `on`: whatever the setting says, where something else decides whether to speak. */
export function pageSpeaker(on?: boolean): Speaker {
  const { lang, dataset } = document.documentElement;
  return new Speaker({
    language: lang || "en",
    rate: Number(dataset.speechRate ?? 1) || 1,
    voice: dataset.speechVoice ?? "",
    on: on ?? dataset.speech !== "off",
  });
}
