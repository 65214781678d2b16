/** Draws what helps: joints over one's own picture, where to lie, and the room from above. */

import { svg } from "../lib/dom";
import type { Landmarks } from "./messages";

/** Bones as pairs of BlazePose landmarks; the face and the fingers say nothing here. */
const BONES: readonly (readonly [number, number])[] = [
  [11, 12],
  [11, 23],
  [12, 24],
  [23, 24],
  [11, 13],
  [13, 15],
  [12, 14],
  [14, 16],
  [23, 25],
  [25, 27],
  [24, 26],
  [26, 28],
  [27, 31],
  [28, 32],
  [7, 11],
  [8, 12],
];
const JOINTS: readonly number[] = [0, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28];

const LIGHT = "#a9dcc6";
const DARK = "#08211c";

/** Draw joints on a canvas as large as the picture; none clears it. */
export function drawJoints(canvas: HTMLCanvasElement, lm: Landmarks | null): void {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const { width, height } = canvas;
  pen.clearRect(0, 0, width, height);
  if (!lm) return;
  const unit = Math.min(width, height) / 100;
  pen.lineCap = "round";
  // Dark below light: seen on any floor and any clothes.
  for (const [colour, more] of [
    [DARK, 1.6],
    [LIGHT, 0],
  ] as const) {
    pen.strokeStyle = colour;
    pen.fillStyle = colour;
    pen.lineWidth = (0.9 + more / 2) * unit;
    pen.beginPath();
    for (const [from, to] of BONES) {
      const a = lm[from];
      const b = lm[to];
      if (!a || !b) continue;
      pen.moveTo(a[0] * width, a[1] * height);
      pen.lineTo(b[0] * width, b[1] * height);
    }
    pen.stroke();
    for (const joint of JOINTS) {
      const at = lm[joint];
      if (!at) continue;
      pen.beginPath();
      pen.arc(at[0] * width, at[1] * height, (1.3 + more / 2) * unit, 0, 2 * Math.PI);
      pen.fill();
    }
  }
}

/** How a movement wants to be seen: a lying body from its long side, one upright from behind or from the side. */
export type Seen = "side" | "behind" | "upright";

const LYING = { x: 6, y: 24, width: 148, height: 76, rx: 14 };
const STANDING = { x: 52, y: 6, width: 56, height: 108, rx: 16 };
/** Wider: from the side a chair belongs to it. */
const ON_A_CHAIR = { x: 40, y: 6, width: 80, height: 108, rx: 16 };
const BOXES: Readonly<Record<Seen, typeof LYING>> = {
  side: LYING,
  behind: STANDING,
  upright: ON_A_CHAIR,
};

/** The outline to lie or stand in; `closed` once one is. */
export function outline(view: Seen): SVGElement {
  const line = { ...BOXES[view], fill: "none", "vector-effect": "non-scaling-stroke" };
  return svg(
    "svg",
    {
      class: "outline",
      viewBox: "0 0 160 120",
      preserveAspectRatio: "none",
      "aria-hidden": "true",
    },
    svg("rect", { ...line, class: "under" }),
    svg("rect", { ...line, class: "over" }),
  );
}

function person(view: Seen): SVGElement[] {
  if (view === "side") {
    return [
      svg("rect", { class: "mat", x: 85, y: 26, width: 230, height: 74, rx: 8 }),
      svg("circle", { class: "head", cx: 281, cy: 63, r: 15 }),
      svg("path", {
        class: "body",
        d: "M261 63H175M175 63 109 53M175 63l-66 10M251 63l8-26 20-3M251 63l8 26 20 3",
      }),
    ];
  }
  const head = svg("circle", { class: "head", cx: 200, cy: 66, r: 17 });
  if (view === "behind") {
    return [
      svg("rect", { class: "mat", x: 120, y: 14, width: 160, height: 22, rx: 6 }),
      svg("path", { class: "body", d: "M160 72q40-22 80 0M165 70l8-26M235 70l-8-26" }),
      head,
    ];
  }
  return [
    svg("rect", { class: "mat", x: 270, y: 14, width: 22, height: 104, rx: 6 }),
    svg("path", { class: "body", d: "M206 26q-22 40 0 80M204 31l-26-8M204 101l-26 8" }),
    head,
  ];
}

/** The room from above: the mat, the person on it, and where the camera stands. */
export function plan(view: Seen, label: string): SVGElement {
  return svg(
    "svg",
    { viewBox: "0 0 400 220", fill: "none", role: "img", "aria-label": label },
    ...person(view),
    svg("path", {
      class: "sight",
      d: view === "side" ? "M200 186 112 108M200 186l88-78" : "M200 186 140 96M200 186l60-90",
    }),
    svg("path", { class: "device", d: "M166 196h68" }),
  );
}
