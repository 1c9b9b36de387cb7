import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { errorCode } from '../../../lib/error-code.ts';
import { FilmFileError, SYSTEM_WORDS } from '../import/tsv.ts';

const CHUNK = 1 << 18;
/** A file without a line break in so many characters is no file of lines. */
const LONGEST_LINE = 1 << 20;

/** The lines of a file of UTF-8 text, packed with gzip or not, one after the other. */
export class Lines {
  readonly #path: string;
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  readonly #stop: () => void;
  #lines: string[] = [];
  #at = 0;
  #rest = '';
  #before = 0;
  #bytes = 0;

  constructor(path: string) {
    this.#path = path;
    const file = createReadStream(path, { highWaterMark: CHUNK });
    file.on('data', (chunk) => {
      this.#bytes += chunk.length;
    });
    const unpacked = isPacked(path) ? createGunzip({ chunkSize: CHUNK }) : new PassThrough({ highWaterMark: CHUNK });
    // whoever reads on meets the error
    unpacked.on('error', () => {});
    file.on('error', (error) => unpacked.destroy(error)).pipe(unpacked);
    this.#chunks = unpacked[Symbol.asyncIterator]();
    this.#stop = () => {
      file.destroy();
      unpacked.destroy();
    };
  }

  /** How many bytes of the file have been read. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The number of the line under way, the first is 1. */
  get number(): number {
    return this.#before + this.#at;
  }

  /** The next line, if it is at hand. Undefined: ask `fill` whether there are more. */
  next(): string | undefined {
    return this.#at < this.#lines.length ? this.#lines[this.#at++] : undefined;
  }

  /**
   * Reads on.
   * @returns false at the end.
   * @throws FilmFileError where the file is cut off, no gzip or no UTF-8.
   */
  async fill(): Promise<boolean> {
    for (;;) {
      const { value, done } = await this.#chunks.next().catch((error: unknown) => this.#unreadable(error));
      const text = this.#rest + this.#decode(done ? undefined : value);
      if (done && text !== '') throw this.error(`ends in the middle of line ${this.number + 1}, it is cut off`);
      if (done) return false;
      const lines = text.split('\n');
      this.#rest = lines.pop() ?? '';
      if (this.#rest.length > LONGEST_LINE) throw this.error('has no lines, it is no file of tab-separated columns');
      this.#before += this.#lines.length;
      [this.#lines, this.#at] = [lines, 0];
      if (lines.length > 0) return true;
    }
  }

  /** Lets go of the file. */
  close(): void {
    this.#stop();
  }

  /** What is wrong with the file, as a sentence that says what to do. */
  error(what: string): FilmFileError {
    return new FilmFileError(`${this.#path} ${what}: download it again from IMDb.`);
  }

  #decode(chunk: Buffer | undefined): string {
    try {
      return chunk ? this.#decoder.decode(chunk, { stream: true }) : this.#decoder.decode();
    } catch {
      throw this.error('is not UTF-8 text');
    }
  }

  #unreadable(error: unknown): never {
    if (errorCode(error).startsWith('Z_')) throw this.error('is damaged or cut off, gzip cannot unpack the rest of it');
    const wrong = wrongWith(error);
    throw wrong === undefined ? error : this.error(wrong);
  }
}

const WRONG: Readonly<Record<string, string>> = {
  ...SYSTEM_WORDS,
  ENOTDIR: 'is not a folder',
  EIO: 'cannot be read, its disk is faulty',
};

/** What the system says of a path, in words, where we have some. */
export function wrongWith(error: unknown): string | undefined {
  return WRONG[errorCode(error)];
}

/** Whether a file begins as gzip does; one that cannot be read does not. */
function isPacked(path: string): boolean {
  const start = Buffer.alloc(2);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, start, 0, 2, 0);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
  return start.readUInt16BE() === 0x1f8b;
}
