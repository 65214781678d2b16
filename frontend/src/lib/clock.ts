/** Keeps the time of a session: steady milliseconds for counting, and the wall clock for what is written down. */

export interface Clock {
  /** Milliseconds since 1970 that never jump back within one opening of the page. */
  now(): number;
  /** Call `tick` about every `ms` milliseconds until the returned function is called. */
  every(ms: number, tick: () => void): () => void;
  /** Call `run` once after `ms` milliseconds unless the returned function is called before. */
  after(ms: number, run: () => void): () => void;
  /** Minutes east of Greenwich at that moment. */
  offsetMinutes(ms: number): number;
}

/** What a test puts on the page before it loads, to drive the time itself. */
declare global {
  var backfourTestClock: Clock | undefined;
}

/** The time as the machine knows it: the wall clock read once, then the steady counter. */
export function machineClock(
  steady: () => number = () => performance.now(),
  wall: () => number = () => Date.now(),
): Clock {
  let origin = wall() - steady();
  return {
    now() {
      // The steady counter may stand still while the machine sleeps: then follow the wall clock forward.
      const behind = wall() - (origin + steady());
      if (behind > 2_000) origin += behind;
      return Math.round(origin + steady());
    },
    every(ms, tick) {
      const timer = setInterval(tick, ms);
      return () => clearInterval(timer);
    },
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    offsetMinutes: (ms) => -new Date(ms).getTimezoneOffset(),
  };
}

/** The clock of this page. */
export function pageClock(): Clock {
  return globalThis.backfourTestClock ?? machineClock();
}

/** ISO 8601 with the offset of this place, e.g. `2026-11-23T07:30:00+00:00`. */
export function isoLocal(clock: Clock, ms: number = clock.now()): string {
  const offset = clock.offsetMinutes(ms);
  const local = new Date(ms + offset * 60_000).toISOString().slice(0, 19);
  const sign = offset < 0 ? "-" : "+";
  const minutes = Math.abs(offset);
  return `${local}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
