/** How bright a picture is: the mean of its pixels as the eye weighs colours. */

/** Weights of red, green and blue (ITU-R BT.601). */
const WEIGHTS = [0.299, 0.587, 0.114] as const;

/** Mean brightness, 0 black to 1 white, of pixels as red, green, blue, opacity (0..255 each). */
export function meanLight(pixels: Uint8ClampedArray): number {
  let sum = 0;
  for (let i = 0; i < pixels.length; i += 4) {
    sum += WEIGHTS[0] * (pixels[i] ?? 0);
    sum += WEIGHTS[1] * (pixels[i + 1] ?? 0);
    sum += WEIGHTS[2] * (pixels[i + 2] ?? 0);
  }
  return pixels.length === 0 ? 0 : sum / (pixels.length / 4) / 255;
}
