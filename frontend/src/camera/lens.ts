/** Opens the camera, tells how it stands, and closes it. What goes wrong is a state, never an error. */

/** `refused`, `missing`, `busy`, `lost`: there is no picture now. */
export type LensState = "off" | "asking" | "seeing" | "refused" | "missing" | "busy" | "lost";

export const NO_PICTURE: readonly LensState[] = ["refused", "missing", "busy", "lost"];

/** Small pictures are enough: the network looks at 256 by 256 (camera-findings in docs/adr/0012). */
export const WISHES: MediaTrackConstraints = {
  facingMode: "user",
  width: { ideal: 640 },
  height: { ideal: 480 },
  frameRate: { ideal: 30, max: 30 },
};

export class Lens {
  state: LensState = "off";
  private stream: MediaStream | null = null;
  private round = 0;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly told: (state: LensState) => void,
    private readonly devices: MediaDevices | undefined = globalThis.navigator?.mediaDevices,
  ) {
    // Plugged in again: the person should not have to come to the screen.
    devices?.addEventListener?.("devicechange", () => {
      if (this.state === "lost" || this.state === "missing") void this.open();
    });
  }

  async open(): Promise<void> {
    this.shut();
    const round = this.round;
    if (!this.devices?.getUserMedia) return this.become("missing");
    this.become("asking");
    try {
      const stream = await this.devices.getUserMedia({ video: WISHES, audio: false });
      if (round !== this.round) return stop(stream); // closed meanwhile
      await this.show(stream);
    } catch (error) {
      if (round !== this.round) return;
      this.shut();
      this.become(why(error));
    }
  }

  close(): void {
    this.shut();
    this.become("off");
  }

  /** Play on after the picture was moved to another place of the page. */
  playOn(): void {
    if (this.stream && this.video.paused) void this.video.play().catch(() => {});
  }

  private async show(stream: MediaStream): Promise<void> {
    this.stream = stream;
    const [track] = stream.getVideoTracks();
    const look = () => {
      if (stream !== this.stream) return;
      const gone = !track || track.readyState === "ended" || track.muted;
      this.become(gone ? "lost" : "seeing");
    };
    for (const name of ["ended", "mute", "unmute"]) track?.addEventListener(name, look);
    this.video.srcObject = stream;
    await this.video.play().catch(() => {});
    look();
  }

  private shut(): void {
    this.round += 1;
    if (this.stream) stop(this.stream);
    this.stream = null;
    this.video.srcObject = null;
  }

  private become(state: LensState): void {
    if (state === this.state) return;
    this.state = state;
    this.told(state);
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function why(error: unknown): LensState {
  const name = (error as { name?: string } | null)?.name ?? "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  // Another program holds it, or it does not answer.
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "missing";
}
