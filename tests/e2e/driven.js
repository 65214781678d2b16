// Put on the page before its own scripts: a clock that only moves when told, and an ear for what is said.
(() => {
  const COARSEST_MS = 500; // ticks of the player are this far apart, so that a session takes seconds
  const settings = globalThis.backfourDriven ?? { now: Date.now(), offset: 0 };
  const kept = Number(sessionStorage.getItem("driven.now") ?? 0);
  let now = Math.max(settings.now, kept);
  const jobs = new Set();
  const add = (ms, run, again) => {
    const job = { at: now + ms, ms: again ? Math.max(ms, COARSEST_MS) : 0, run };
    jobs.add(job);
    return () => jobs.delete(job);
  };
  globalThis.backfourTestClock = {
    now: () => now,
    every: (ms, run) => add(ms, run, true),
    after: (ms, run) => add(ms, run, false),
    offsetMinutes: () => settings.offset,
    async advance(ms) {
      const end = now + ms;
      for (;;) {
        const due = [...jobs].filter((job) => job.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        now = Math.max(now, due.at);
        if (due.ms) due.at = now + due.ms;
        else jobs.delete(due);
        await due.run();
      }
      now = end;
      sessionStorage.setItem("driven.now", String(now));
    },
    // Asked again and again until the time is reached, so that a question lost in a change of pages
    // costs nothing.
    advancing: false,
    reached(end) {
      if (now >= end) return true;
      if (!this.advancing) {
        this.advancing = true;
        this.advance(end - now).finally(() => {
          this.advancing = false;
        });
      }
      return false;
    },
    // The player sits on something only a person can end: its screen did not change by itself.
    async advanceUntil(done, most) {
      const end = now + most;
      while (now < end) {
        if (done()) return true;
        await this.advance(COARSEST_MS);
      }
      return done();
    },
  };
  // All that can be heard, in its order: each sentence and each tone.
  const hear = (kind, what) => {
    const all = JSON.parse(sessionStorage.getItem("driven.heard") ?? "[]");
    sessionStorage.setItem("driven.heard", JSON.stringify([...all, [kind, what]]));
  };
  globalThis.backfourToneRecorder = (tone) => hear("tone", tone);
  globalThis.backfourSpoken = [];
  globalThis.backfourSpeechRecorder = (text) => {
    globalThis.backfourSpoken.push(text);
    hear("say", text);
    const all = JSON.parse(sessionStorage.getItem("driven.spoken") ?? "[]");
    sessionStorage.setItem("driven.spoken", JSON.stringify([...all, text]));
  };
})();
