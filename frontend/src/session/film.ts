/** Shows a movement: a short loop, or a still for those who want no motion. */

import { el } from "../lib/dom";
import type { Words } from "../lib/words";

export interface FilmHome {
  /** Address of the folder with films and stills, ending in a slash. */
  readonly base: string;
  readonly still: boolean;
}

/** A figure with the film of `id`; its words for the ear come from the phrase book. */
export function filmFigure(
  id: string,
  screen: "getting_ready" | "doing",
  home: FilmHome,
  words: Words,
): HTMLElement {
  const alt = words.say(`film.${id}.alt`);
  if (home.still) {
    const moment = screen === "doing" ? "end" : "start";
    const src = `${home.base}${id}.${moment}.jpg`;
    return el("figure", { class: "film" }, el("img", { src, alt, width: 960, height: 540 }));
  }
  const video = el(
    "video",
    {
      autoplay: true,
      muted: true,
      loop: true,
      playsinline: true,
      preload: "auto",
      poster: `${home.base}${id}.poster.jpg`,
      width: 960,
      height: 540,
      "aria-label": alt,
      disablepictureinpicture: true,
    },
    el("source", { src: `${home.base}${id}.webm`, type: "video/webm" }),
    el("source", { src: `${home.base}${id}.mp4`, type: "video/mp4" }),
  );
  video.muted = true; // the attribute alone does not count for elements made by script
  return el("figure", { class: "film" }, video);
}

/** Whether this person asked for stills. */
export function wantsStills(): boolean {
  return globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;
}
