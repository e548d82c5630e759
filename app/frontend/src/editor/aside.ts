// Words that could not be saved. They stay in this browser until the person has taken them.
import { setAside } from "./state";
import type { SetAside, Store } from "./store";

export type Wording = Pick<SetAside, "key" | "reason" | "sections">;

/** The words set aside of one person's draft. */
export class Asides {
  constructor(
    private readonly store: Store | null,
    private readonly person: number,
    private readonly draft: number,
  ) {}

  /** Show what earlier pages have set aside. */
  async load(): Promise<void> {
    setAside.value = (await this.store?.asidesOf(this.person, this.draft)) ?? [];
  }

  /** Words as this browser keeps them; undefined if there are none. */
  owned({ key, reason, sections }: Wording): SetAside | undefined {
    const { person, draft } = this;
    return sections.length > 0 ? { key, person, draft, reason, sections } : undefined;
  }

  /** Keep words, without showing them yet. Under the same key they replace what is there. */
  keep(words: Wording): void {
    const aside = this.owned(words);
    if (aside !== undefined) this.store?.keepAside(aside);
  }

  /** Keep words and show them. Words that are there already are not doubled. */
  offer(words: Wording): void {
    if (this.show(words)) this.keep(words);
    else this.drop(words.key);
  }

  /** Show words that somebody else keeps. Returns false if there are none, or the same are there already. */
  show(words: Wording): boolean {
    const others = setAside.value.filter(({ key }) => key !== words.key);
    const isThere = others.some(({ sections }) => JSON.stringify(sections) === JSON.stringify(words.sections));
    if (words.sections.length === 0 || isThere) return false;
    setAside.value = [...others, words];
    return true;
  }

  /** The person has taken them. */
  drop(key: string): void {
    setAside.value = setAside.value.filter((one) => one.key !== key);
    this.store?.dropAside(key);
  }
}
