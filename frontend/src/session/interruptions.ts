/** Notices what breaks into a session: the page out of sight, sound that stops, a speaker that is gone. */

import type { Input } from "./protocol";

/** As much of the sound as is needed here. */
export interface Sound {
  wake(): void;
  watch(changed: (heard: boolean) => void): void;
}

/** As much of the machine's devices as is needed here. */
export type Devices = Pick<MediaDevices, "enumerateDevices" | "addEventListener">;

/**
 * A page out of sight always pauses, with eyes closed too: browsers slow its timers down and silence
 * its voice, so nobody could rely on what is counted there. The screen is kept on instead.
 */
export function watchInterruptions(
  page: Document,
  sound: Sound,
  devices: Devices | undefined,
  send: (input: Input) => void,
): void {
  const gone = (why: "hidden" | "sound") => send({ type: "interrupt", for: why });
  const back = () => {
    sound.wake();
    send({ type: "back" });
  };
  page.addEventListener("visibilitychange", () => {
    if (page.visibilityState === "hidden") gone("hidden");
    else back();
  });
  sound.watch((heard) => (heard ? back() : gone("sound")));
  if (devices) watchSpeakers(devices, () => gone("sound"), back);
}

/** Without leave to use the microphone a browser may list one nameless speaker, or none: then nothing is seen. */
function watchSpeakers(devices: Devices, gone: () => void, back: () => void): void {
  let last: Promise<readonly string[]> = speakers(devices);
  let missing = false;
  devices.addEventListener("devicechange", () => {
    last = last.then(async (before) => {
      const now = await speakers(devices);
      const fewer = before.some((id) => !now.includes(id));
      if (fewer) gone();
      else if (missing && now.length > before.length) back();
      missing = fewer || (missing && now.length <= before.length);
      return now;
    });
  });
}

async function speakers(devices: Devices): Promise<readonly string[]> {
  try {
    const all = await devices.enumerateDevices();
    const outputs = all.filter(
      ({ kind, deviceId }) =>
        kind === "audiooutput" && deviceId !== "default" && deviceId !== "communications",
    );
    return outputs.map(({ deviceId }, place) => deviceId || `speaker ${place}`);
  } catch {
    return [];
  }
}
