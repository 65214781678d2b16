/** Finds the sentence of a key. The sentences themselves are not here: the server hands them over. */

export type Values = Readonly<Record<string, string | number>>;
export type Book = Readonly<Record<string, string | readonly string[]>>;

/** A key with the values its sentence mentions, as the core hands it out. */
export interface Phrase {
  readonly key: string;
  readonly values?: Values | undefined;
}

export class Words {
  private readonly plural: Intl.PluralRules;

  constructor(
    private readonly book: Book,
    readonly language = "en",
  ) {
    this.plural = new Intl.PluralRules(language);
  }

  /** Tell whether a key has words. */
  known(key: string): boolean {
    return key in this.book;
  }

  /** The sentence of a key, values filled in; the key itself where words are missing. */
  say(key: string, values: Values = {}): string {
    const entry = this.book[key];
    if (entry === undefined) return key;
    const sentence = typeof entry === "string" ? entry : this.form(entry, Number(values.n ?? 1));
    return fill(sentence, values);
  }

  /** The sentence of a phrase from the core. */
  of(phrase: Phrase): string {
    return this.say(phrase.key, phrase.values);
  }

  private form(forms: readonly string[], n: number): string {
    const index = this.plural.select(n) === "one" ? 0 : forms.length - 1;
    return forms[index] ?? forms[0] ?? "";
  }
}

/** Put values into `{name}` places; an unknown name stays visible. */
export function fill(sentence: string, values: Values): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    return value === undefined ? place : String(value);
  });
}
