/** The page of a self-test: its clock, and the camera where the person lets it count. */

import { asksFirst } from "../camera/fetching";
import type { Stand } from "../camera/panel";
import { pageClock } from "../lib/clock";
import { setText } from "../lib/dom";
import { AwakeScreen } from "../lib/wake";
import { post } from "../screen/passing";
import { TestCamera } from "../selftest/camera";
import { SelfTestClock } from "../selftest/clock";
import { pageSpeaker } from "../speech/page-speaker";
import type { Speaker } from "../speech/speaker";
import { TonePlayer } from "../tones/tones";
import { openCore } from "./aids";

const place = document.querySelector<HTMLElement>("[data-selftest]");
if (place) open(place);

function open(place: HTMLElement): void {
  for (const hint of document.querySelectorAll<HTMLElement>("[data-by-hand]")) hint.hidden = true;
  const speaker = pageSpeaker();
  void speaker.prepare();
  const tones = new TonePlayer(true);
  document.addEventListener("pointerdown", () => tones.wake());
  document.addEventListener("keydown", () => tones.wake());
  const clock = new SelfTestClock(
    place,
    pageClock(),
    (text) => speaker.sayNow(text),
    (tone) => tones.play(tone),
  );
  const board = document.querySelector<HTMLElement>("[data-live]");
  if (board) offer(place, board, speaker, clock);
  clock.open();
}

/** The two keys: "I count myself" and "Let the camera count". Nothing is opened before the second. */
function offer(
  place: HTMLElement,
  board: HTMLElement,
  speaker: Speaker,
  clock: SelfTestClock,
): void {
  const key = (by: string) => place.querySelector(`[data-by="${by}"]`) as HTMLElement;
  const dear = place.querySelector("[data-dear]") as HTMLElement;
  let starting: Promise<TestCamera | null> | null = null;
  let chosen = false;
  const press = (camera: boolean) => {
    key("hand").setAttribute("aria-pressed", String(!camera));
    key("camera").setAttribute("aria-pressed", String(camera));
    // How to do it by hand; the camera's own way stands beside its picture.
    for (const how of document.querySelectorAll<HTMLElement>("[data-do]")) how.hidden = camera;
  };
  const choose = async (by_camera: boolean) => {
    chosen = by_camera;
    press(by_camera);
    dear.hidden = true;
    if (by_camera) starting ??= start(board, place, speaker);
    const camera = await starting;
    if (!camera) {
      starting = null;
      press(false);
      return;
    }
    clock.counter = camera;
    // Chosen otherwise while it was loading: the last word counts.
    if (chosen === by_camera) camera.turn(by_camera);
  };
  key("hand").addEventListener("click", () => void choose(false));
  key("camera").addEventListener("click", async () => {
    // On mobile data the first press tells the size, the second fetches.
    if (!starting && dear.hidden && (await asksFirst())) dear.hidden = false;
    else void choose(true);
  });
  (place.querySelector("[data-count]") as HTMLElement).hidden = false;
}

/** Load the core and the words, which only the camera needs here. */
async function start(
  board: HTMLElement,
  place: HTMLElement,
  speaker: Speaker,
): Promise<TestCamera | null> {
  const { dataset } = board;
  board.hidden = false;
  const { at, folder, core, booting, ...opened } = openCore(board);
  try {
    const words = await opened.words;
    await booting;
    const token = document.querySelector<HTMLInputElement>('[name="csrfmiddlewaretoken"]')?.value;
    const camera = new TestCamera(place, {
      words,
      core,
      clock: pageClock(),
      speaker,
      measure: dataset.measure ?? "",
      stand: JSON.parse(dataset.stand ?? "{}") as Stand,
      most_s: place.dataset.selftest === "up" ? Number(place.dataset.seconds) : null,
      base: folder("pose"),
      makeWorker: () => new Worker(at("eye"), { type: "module" }),
      keep: dataset.landmarks
        ? (kept) =>
            void post(at("landmarks"), token ?? "", kept).then((reply) => {
              if (!reply) speaker.say(words.say("camera.not_kept"));
            })
        : null,
    });
    new AwakeScreen().keep();
    window.addEventListener("pagehide", () => camera.close());
    return camera;
  } catch {
    core.close();
    setText(board.querySelector("[data-live-say]") as HTMLElement, dataset.failed ?? "");
    return null;
  }
}
