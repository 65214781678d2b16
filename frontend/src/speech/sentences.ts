/** Cuts what is said into pieces that each take under ten seconds. */

/** Longest piece, in characters: ten seconds at about 13 characters a second, less a margin (our choice). */
export const LONGEST = 110;

/** Split at ends of sentences, then at commas, then at spaces; never inside a word. */
export function pieces(text: string, rate = 1): string[] {
  const room = Math.max(40, Math.floor(LONGEST * Math.min(rate, 1)));
  const whole = text.replace(/\s+/g, " ").trim();
  if (!whole) return [];
  return join(whole.split(/(?<=[.?;:])\s+/), room).flatMap((sentence) =>
    sentence.length <= room
      ? [sentence]
      : join(sentence.split(/(?<=,)\s+/), room).flatMap((part) =>
          part.length <= room ? [part] : join(part.split(" "), room),
        ),
  );
}

function join(parts: string[], room: number): string[] {
  const out: string[] = [];
  for (const part of parts) {
    const last = out[out.length - 1];
    if (last !== undefined && last.length + 1 + part.length <= room) {
      out[out.length - 1] = `${last} ${part}`;
    } else {
      out.push(part);
    }
  }
  return out;
}
