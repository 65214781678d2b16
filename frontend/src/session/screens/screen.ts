/** What every screen of the player has: its element, a way to bring it up to date, and its answers. */

import type { Words } from "../../lib/words";
import type { FilmHome } from "../film";
import type { Input, Output, View } from "../protocol";

export interface Screen {
  readonly node: HTMLElement;
  update(output: Output): void;
  /** This hurts, pressed as a key, where the screen gives it a meaning of its own. */
  escape?(): void;
}

export interface Surroundings {
  readonly words: Words;
  readonly films: FilmHome;
  /** Eyes closed: voice and tones only. */
  readonly ears: boolean;
  send(input: Input): void;
  /** A line to show once on a quiet screen (no voice, touch for sound), or nothing. */
  remark(): string;
  /** True while answers wait to be written down. */
  saving(): boolean;
  readonly emergencyNumber: string;
  /** The camera that counts along, on this device only; null on a big screen. */
  readonly camera?: Watcher | null;
  readonly links: { readonly end: string; readonly today: string; readonly forms: string };
}

/** As much of the camera as the screens show. */
export interface Watcher {
  offers(view: View): boolean;
  watches(view: View): boolean;
  turn(on: boolean): void;
  picture(view: View, film: () => HTMLElement | null): HTMLElement;
  placement(view: View): HTMLElement | null;
  sentence(view: View): string;
}
