/** What page and worker say to each other: one question with a number, one answer with the same number. */

export interface Boot {
  readonly id: number;
  readonly op: "boot";
  /** Where the browser's Python lies, ending in a slash. */
  readonly pythonUrl: string;
  /** The core of Back Four as one zip file. */
  readonly coreUrl: string;
}

export interface Call {
  readonly id: number;
  readonly op: string;
  /** One JSON document, handed to the core as it is. */
  readonly payload: string;
}

export type Question = Boot | Call;

export interface Answer {
  readonly id: number;
  readonly ok: boolean;
  /** JSON of the core, or for a failure its plain reason. */
  readonly payload: string;
  /** Milliseconds the work took. */
  readonly ms: number;
}
