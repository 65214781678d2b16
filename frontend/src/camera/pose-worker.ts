/** Finds a person's joints in pictures, beside the page. No picture and no landmark leaves the device. */

import { PoseLandmarker } from "@mediapipe/tasks-vision";
import { meanLight } from "./light";
import type { FromPose, Landmarks, Load, Picture, ToPose } from "./messages";

/** The worker's own scope, as far as it is used here. */
interface Scope {
  onmessage: ((message: MessageEvent<ToPose>) => void) | null;
  postMessage(answer: FromPose): void;
}

const scope = globalThis as unknown as Scope;
const RUNTIME = "vision_wasm_module_internal";
/** The picture is shrunk to this before its brightness is measured (our choice). */
const TINY = { width: 24, height: 18 } as const;

/** The runtime tells what it does by the way of errors; only what went wrong is one. */
const NEWS = /^(INFO|W\d{4}|I\d{4})/;
const { error: complain } = console;
console.error = (...told: unknown[]) => {
  if (!NEWS.test(String(told[0]))) complain(...told);
};

let landmarker: PoseLandmarker | null = null;
const tiny = new OffscreenCanvas(TINY.width, TINY.height).getContext("2d", {
  willReadFrequently: true,
});

async function load({ base, model }: Load): Promise<void> {
  const modelAssetBuffer = await bytes(`${base}pose_landmarker_${model}.task`);
  landmarker = await PoseLandmarker.createFromOptions(
    { wasmLoaderPath: `${base}${RUNTIME}.js`, wasmBinaryPath: `${base}${RUNTIME}.wasm` },
    { baseOptions: { modelAssetBuffer, delegate: "CPU" }, runningMode: "VIDEO", numPoses: 1 },
  );
  scope.postMessage({ kind: "ready", model });
}

async function bytes(address: string): Promise<Uint8Array> {
  const reply = await fetch(address, { credentials: "same-origin" });
  if (!reply.ok) throw new Error(`${address}: HTTP ${reply.status}`);
  return new Uint8Array(await reply.arrayBuffer());
}

function see({ t_ms, bitmap }: Picture): void {
  try {
    const { width: w, height: h } = bitmap;
    const light = brightness(bitmap);
    const begin = performance.now();
    const lm = landmarker ? find(landmarker, bitmap, t_ms) : null;
    const model_ms = performance.now() - begin;
    scope.postMessage({ kind: "seen", model_ms, t_ms, w, h, lm, light });
  } finally {
    bitmap.close();
  }
}

function find(by: PoseLandmarker, bitmap: ImageBitmap, t_ms: number): Landmarks | null {
  let found: Landmarks | null = null;
  // Handed to a function, the result is not copied a second time.
  by.detectForVideo(bitmap, t_ms, ({ landmarks }) => {
    found = landmarks[0]?.map(({ x, y, z, visibility }) => [x, y, z, visibility] as const) ?? null;
  });
  return found;
}

function brightness(bitmap: ImageBitmap): number | null {
  if (!tiny) return null;
  tiny.drawImage(bitmap, 0, 0, TINY.width, TINY.height);
  return meanLight(tiny.getImageData(0, 0, TINY.width, TINY.height).data);
}

function failed(error: unknown): void {
  scope.postMessage({
    kind: "failed",
    reason: error instanceof Error ? error.message : String(error),
  });
}

scope.onmessage = ({ data }) => {
  if (data.kind === "load") void load(data).catch(failed);
  else {
    try {
      see(data);
    } catch (error) {
      failed(error);
    }
  }
};
