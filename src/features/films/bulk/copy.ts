import { once } from 'node:events';
import type { Queries } from './next.ts';

type Value = string | number | boolean | null | readonly (string | number)[];

/** So many characters are joined before they become bytes. */
const PIECE = 1 << 16;

/** Rows of a table as the bytes of a COPY, which can be handed to another thread. */
export type Parcel = { table: string; columns: readonly string[]; pieces: readonly Uint8Array[] };

/** Rows of a table on their way by COPY, as PostgreSQL's text format has them. */
export class Copy {
  readonly table: string;
  readonly columns: readonly string[];
  #pieces: Uint8Array[] = [];
  #text = '';
  #rows = 0;

  constructor(table: string, columns: readonly string[]) {
    this.table = table;
    this.columns = columns;
  }

  get rows(): number {
    return this.#rows;
  }

  /** Adds a row, its values in the order of the columns. */
  add(values: readonly Value[]): void {
    this.#text += `${values.map(copyText).join('\t')}\n`;
    this.#rows++;
    if (this.#text.length > PIECE) this.#cut();
  }

  /** Hands all rows over, and forgets them. */
  take(): Parcel {
    if (this.#text !== '') this.#cut();
    const pieces = this.#pieces;
    [this.#pieces, this.#rows] = [[], 0];
    return { table: this.table, columns: this.columns, pieces };
  }

  /** Sends all rows, and forgets them. @throws what the database says of them. */
  send(sql: Queries): Promise<void> {
    return sendParcel(sql, this.take());
  }

  #cut(): void {
    // of a buffer of its own, not of the pool that small ones share
    this.#pieces.push(encoder.encode(this.#text));
    this.#text = '';
  }
}

const encoder = new TextEncoder();

/** Sends rows by COPY. @throws what the database says of them. */
export async function sendParcel(sql: Queries, { table, columns, pieces }: Parcel): Promise<void> {
  if (pieces.length === 0) return;
  const copy = sql.unsafe(`copy ${table} (${columns.join(', ')}) from stdin`);
  // the driver (postgres.js 3.4.9) has answered its promise by the time rows are refused after the last byte
  const refused = Promise.withResolvers<never>();
  Object.assign(copy, { reject: refused.reject });
  const stream = await Promise.race([copy.writable(), refused.promise]);
  const ended = Promise.race([once(stream, 'finish'), refused.promise]);
  for (const piece of pieces) {
    if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), ended]);
  }
  stream.end();
  await ended;
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function copyText(value: Value): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escaped(value);
  return typeof value === 'object' ? escaped(`{${value.map(element).join(',')}}`) : String(value);
}

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign) : text;
}

const PLAIN = /^(?!null$)[^\s"\\{},]+$/i;

function element(value: string | number): string {
  if (typeof value === 'number' || PLAIN.test(value)) return String(value);
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}
