const LEAST = 1 << 10;
/** Bytes of UTF-8 that are kept of a name. */
const LONGEST = 400;

/**
 * The names of the people that films need, by the numbers of their ids. They lie in a few arrays beside the heap: a
 * million of them take about 30 MB.
 */
export class Names {
  #wanted = new Float64Array(LEAST);
  #wants = 0;
  /** Sorted, each once. */
  #numbers = new Float64Array(0);
  #starts = new Uint32Array(0);
  #lengths = new Uint16Array(0);
  #stored = new Uint8Array(0);
  #text = Buffer.alloc(LEAST);
  #used = 0;

  /** Notes that the name of a person will be needed. */
  want(number: number): void {
    if (this.#wants === this.#wanted.length) {
      const larger = new Float64Array(2 * this.#wants);
      larger.set(this.#wanted);
      this.#wanted = larger;
    }
    this.#wanted[this.#wants++] = number;
  }

  /** All that are wanted are known: makes room for their names. */
  settle(): void {
    const sorted = this.#wanted.subarray(0, this.#wants).sort();
    this.#numbers = sorted.filter((number, i) => number !== sorted[i - 1]);
    this.#wanted = new Float64Array(0);
    this.#starts = new Uint32Array(this.#numbers.length);
    this.#lengths = new Uint16Array(this.#numbers.length);
    this.#stored = new Uint8Array(this.#numbers.length);
  }

  isWanted(number: number): boolean {
    return this.#find(number) >= 0;
  }

  /** Keeps the name of a person that is wanted. */
  set(number: number, name: string): void {
    const at = this.#find(number);
    if (at < 0) return;
    if (this.#used + LONGEST > this.#text.length)
      this.#text = Buffer.concat([this.#text, Buffer.alloc(this.#text.length)]);
    // never cuts a character in two
    const written = this.#text.write(name, this.#used, LONGEST);
    [this.#starts[at], this.#lengths[at]] = [this.#used, written];
    this.#used += written;
  }

  get(number: number): string | undefined {
    return this.#at(this.#find(number));
  }

  /** Notes that the catalogue has a person. */
  markStored(number: number): void {
    const at = this.#find(number);
    if (at >= 0) this.#stored[at] = 1;
  }

  /** Those whom the catalogue does not have, by number. */
  *unstored(): Generator<[number: number, name: string]> {
    for (const [at, number] of this.#numbers.entries()) {
      const name = this.#stored[at] === 1 ? undefined : this.#at(at);
      if (name !== undefined) yield [number, name];
    }
  }

  #at(at: number): string | undefined {
    const [start = 0, length = 0] = [this.#starts[at], this.#lengths[at]];
    return length === 0 ? undefined : this.#text.toString('utf8', start, start + length);
  }

  /** Where a number stands, or -1. */
  #find(number: number): number {
    let [from, to] = [0, this.#numbers.length - 1];
    while (from <= to) {
      const middle = (from + to) >> 1;
      const there = this.#numbers[middle] ?? 0;
      if (there === number) return middle;
      if (there < number) from = middle + 1;
      else to = middle - 1;
    }
    return -1;
  }
}
