/** Chooses a voice that speaks on this machine; a voice that sends text away is never used. */

export interface VoiceLike {
  readonly lang: string;
  readonly localService: boolean;
  readonly default: boolean;
  readonly name: string;
  readonly voiceURI: string;
}

/** The wished voice if it is local, else a local one of the language, the default first; else none. */
export function chooseVoice<V extends VoiceLike>(
  voices: readonly V[],
  language: string,
  wished = "",
): V | null {
  const short = language.slice(0, 2).toLowerCase();
  const local = voices.filter(
    (voice) => voice.localService && voice.lang.slice(0, 2).toLowerCase() === short,
  );
  return (
    local.find((voice) => voice.voiceURI === wished || voice.name === wished) ??
    local.find((voice) => voice.lang.replace("_", "-").toLowerCase() === language.toLowerCase()) ??
    local.find((voice) => voice.default) ??
    local[0] ??
    null
  );
}

/** Wait until the browser has listed its voices, at most `patience` milliseconds. */
export function voicesReady(
  synthesis: SpeechSynthesis,
  patience = 1_500,
): Promise<SpeechSynthesisVoice[]> {
  return new Promise((resolve) => {
    const first = synthesis.getVoices();
    if (first.length > 0) {
      resolve(first);
      return;
    }
    const done = () => {
      clearTimeout(timer);
      synthesis.removeEventListener("voiceschanged", done);
      resolve(synthesis.getVoices());
    };
    const timer = setTimeout(done, patience);
    synthesis.addEventListener("voiceschanged", done);
  });
}
