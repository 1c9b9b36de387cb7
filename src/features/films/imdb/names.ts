const LEAST = 1 << 10;
/** Names lie together in pieces of so many bytes. */
const PIECE = 1 << 20;
/** Bytes of UTF-8 that are kept of a name. */
const LONGEST = 255;

/**
 * The names of the people that films need, by the numbers of their ids. They lie in a few arrays beside the heap: a
 * million of them take about 25 MB.
 */
export class Names {
  #wanted = new Uint32Array(LEAST);
  #wants = 0;
  /** Sorted, each once. */
  #numbers = new Uint32Array(0);
  #starts = new Uint32Array(0);
  #lengths = new Uint8Array(0);
  #stored = new Uint8Array(0);
  readonly #pieces: Buffer[] = [];
  #used = PIECE;

  /** Notes that the name of a person will be needed. */
  want(number: number): void {
    if (this.#wants === this.#wanted.length) {
      const larger = new Uint32Array(2 * this.#wants);
      larger.set(this.#wanted);
      this.#wanted = larger;
    }
    this.#wanted[this.#wants++] = number;
  }

  /** All that are wanted are known: makes room for their names. */
  settle(): void {
    const sorted = this.#wanted.subarray(0, this.#wants).sort();
    this.#numbers = sorted.filter((number, i) => number !== sorted[i - 1]);
    this.#wanted = new Uint32Array(0);
    this.#starts = new Uint32Array(this.#numbers.length);
    this.#lengths = new Uint8Array(this.#numbers.length);
    this.#stored = new Uint8Array(this.#numbers.length);
  }

  isWanted(number: number): boolean {
    return this.#find(number) >= 0;
  }

  /** Keeps the name of a person that is wanted. */
  set(number: number, name: string): void {
    const at = this.#find(number);
    if (at < 0) return;
    if (this.#used + LONGEST > PIECE) {
      this.#pieces.push(Buffer.alloc(PIECE));
      this.#used = 0;
    }
    const last = this.#pieces.length - 1;
    // never cuts a character in two
    const written = this.#pieces[last]?.write(name, this.#used, LONGEST) ?? 0;
    [this.#starts[at], this.#lengths[at]] = [last * PIECE + this.#used, written];
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
    const from = start % PIECE;
    return length === 0 ? undefined : this.#pieces[Math.floor(start / PIECE)]?.toString('utf8', from, from + length);
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
