/** What the page and the pose worker say to each other. */

/** Which of the two networks places the landmarks; `lite` is quicker and coarser. */
export type Model = "full" | "lite";

/** 33 landmarks in BlazePose order: x, y (0..1 of the picture), z, visibility. */
export type Landmarks = readonly (readonly [number, number, number, number])[];

export interface Load {
  readonly kind: "load";
  /** Folder of the runtime and the networks, ending in a slash. */
  readonly base: string;
  readonly model: Model;
}

export interface Picture {
  readonly kind: "picture";
  readonly t_ms: number;
  readonly bitmap: ImageBitmap;
}

export type ToPose = Load | Picture;

/** What one picture showed. */
export interface Look {
  readonly t_ms: number;
  /** Size of the picture in pixels, as it stands upright. */
  readonly w: number;
  readonly h: number;
  readonly lm: Landmarks | null;
  /** Mean brightness, 0..1; null where it could not be measured. */
  readonly light: number | null;
}

export type FromPose =
  | { readonly kind: "ready"; readonly model: Model }
  /** `model_ms`: how long the network itself took. */
  | ({ readonly kind: "seen"; readonly model_ms: number } & Look)
  | { readonly kind: "failed"; readonly reason: string };
