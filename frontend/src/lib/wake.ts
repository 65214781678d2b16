/** Keeps the screen from going dark while someone lies on the floor. */

interface Lock {
  release(): Promise<void>;
}

export class AwakeScreen {
  private lock: Lock | null = null;
  private wanted = false;

  /** Ask for the screen to stay on, again each time the page comes back into view. */
  keep(): void {
    if (this.wanted) return;
    this.wanted = true;
    document.addEventListener("visibilitychange", () => void this.ask());
    void this.ask();
  }

  /** Let the screen rest again. */
  async letGo(): Promise<void> {
    this.wanted = false;
    await this.lock?.release();
    this.lock = null;
  }

  private async ask(): Promise<void> {
    if (!this.wanted || document.visibilityState !== "visible" || !("wakeLock" in navigator))
      return;
    try {
      this.lock = await navigator.wakeLock.request("screen");
    } catch {
      // Low battery or not allowed: the session goes on without it.
      this.lock = null;
    }
  }
}
