/** What was found for the texts asked for last: at least for `most` of them, at most for twice as many. */
export class Remembered<Found> {
  readonly #most: number;
  #young = new Map<string, Found>();
  #old = new Map<string, Found>();

  constructor(most: number) {
    this.#most = most;
  }

  get(text: string): Found | undefined {
    const young = this.#young.get(text);
    if (young !== undefined) return young;
    const old = this.#old.get(text);
    return old === undefined ? undefined : this.set(text, old);
  }

  /** @returns what was found. */
  set(text: string, found: Found): Found {
    if (this.#young.size >= this.#most) [this.#old, this.#young] = [this.#young, new Map()];
    this.#young.set(text, found);
    return found;
  }
}
