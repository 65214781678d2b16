// Draws the icons that a home screen asks for from the one drawing of the brand.
//
// Run `node tools/draw_icons.mjs`. The same drawing always gives the same pictures.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { initWasm, Resvg } from "@resvg/resvg-wasm";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(root, "src/backfour/web/static/backfour/icons");
const PAPER = "#f6f2e9";

// Name, pixels, and the share of the width the drawing takes: the rest is a margin that a
// system may cut off (a maskable icon is safe in a circle of 80 %).
const ICONS = [
  ["icon-180", 180, 0.76],
  ["icon-192", 192, 0.8],
  ["icon-512", 512, 0.8],
  ["icon-maskable-512", 512, 0.56],
];

const wasm = createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm");
await initWasm(readFileSync(wasm));

// What the drawing looks like on a dark page says nothing about an icon, which brings its own ground.
const brand = readFileSync(join(folder, "brand.svg"), "utf8").replace(/<style>.*?<\/style>/s, "");
const inner = brand.replace(/^.*?<svg[^>]*>/s, "").replace(/<\/svg>\s*$/, "");

mkdirSync(folder, { recursive: true });
for (const [name, pixels, share] of ICONS) {
  const move = (40 * (1 - share)) / 2;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="${PAPER}"/>` +
    `<g transform="translate(${move} ${move}) scale(${share})">${inner}</g></svg>`;
  const drawn = new Resvg(svg, { fitTo: { mode: "width", value: pixels } }).render();
  writeFileSync(join(folder, `${name}.png`), drawn.asPng());
}
