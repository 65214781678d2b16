/** Opens the microphone for knocks, tells how it stands, and closes it. No sound leaves the sound thread. */

import type { Sensitivity } from "./knocks";

/** `touch`: the browser wants a touch first. `refused`, `missing`, `lost`: nothing is heard. */
export type HearingState = "off" | "touch" | "listening" | "refused" | "missing" | "lost";

export type Message =
  | { readonly kind: "knock" | "two"; readonly ago_ms: number }
  | { readonly kind: "level"; readonly level_db: number };

export interface Listener {
  state(state: HearingState): void;
  heard(message: Message): void;
}

/** Our own sound is taken out by the device; what cleans speech would take the knocks out too. */
export const WISHES: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: false,
  autoGainControl: false,
};

export class Microphone {
  private state: HearingState = "off";
  private context: AudioContext | null = null;
  private stream: MediaStream | null = null;

  constructor(
    private readonly worklet: string,
    private readonly listener: Listener,
  ) {}

  /** Ask for the microphone and listen. Never throws: what goes wrong is a state. */
  async open(sensitivity: Sensitivity): Promise<void> {
    this.close();
    if (!navigator.mediaDevices?.getUserMedia || typeof AudioWorkletNode === "undefined") {
      this.become("missing");
      return;
    }
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: WISHES });
      await this.listen(this.stream, sensitivity);
    } catch (error) {
      this.shut();
      this.become(isRefusal(error) ? "refused" : "missing");
    }
  }

  /** A touch or key allows sound: call this on the first one. */
  wake(): void {
    void this.context?.resume();
  }

  close(): void {
    this.shut();
    this.become("off");
  }

  private async listen(stream: MediaStream, sensitivity: Sensitivity): Promise<void> {
    const context = new AudioContext();
    this.context = context;
    await context.audioWorklet.addModule(this.worklet);
    const node = new AudioWorkletNode(context, "backfour-knocks", {
      numberOfOutputs: 0,
      processorOptions: { sensitivity },
    });
    node.port.onmessage = (message: MessageEvent<Message>) => {
      if (context === this.context) this.listener.heard(message.data);
    };
    context.createMediaStreamSource(stream).connect(node);
    const [track] = stream.getAudioTracks();
    const look = () => {
      if (context !== this.context) return;
      if (!track || track.readyState === "ended" || track.muted) this.become("lost");
      else this.become(context.state === "running" ? "listening" : "touch");
    };
    for (const name of ["ended", "mute", "unmute"]) track?.addEventListener(name, look);
    context.addEventListener("statechange", look);
    look();
  }

  private shut(): void {
    const { context, stream } = this;
    this.context = null;
    this.stream = null;
    for (const track of stream?.getTracks() ?? []) track.stop();
    void context?.close();
  }

  private become(state: HearingState): void {
    if (state === this.state) return;
    this.state = state;
    this.listener.state(state);
  }
}

function isRefusal(error: unknown): boolean {
  const name = error instanceof DOMException ? error.name : "";
  return name === "NotAllowedError" || name === "SecurityError";
}
