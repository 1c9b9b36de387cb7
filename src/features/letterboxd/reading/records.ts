import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { errorCode } from '../../../lib/error-code.ts';
import type { Fault } from './archive.ts';

const LONGEST_RECORD = 256 * 1024;
const BLOCK = 64 * 1024;
/** The line that names the columns is among the first: a list's description stands above it. */
const HEAD = 4 * 1024;
const HEADER = /^(?:.*[,;\t])?"?(?:name|title)"?(?:[,;\t].*)?$/im;

/** The records of a CSV without those that are empty; else its fault, or `many` for more than `most`. */
export async function recordsOf(text: string, most: number): Promise<string[][] | Fault | 'many'> {
  const parser = parse({
    delimiter: delimiterOf(text),
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: LONGEST_RECORD,
  });
  const records: string[][] = [];
  try {
    for await (const record of Readable.from(blocks(text)).pipe(parser)) {
      if (records.length > most) return 'many';
      records.push(record);
    }
  } catch (error) {
    if (errorCode(error).startsWith('CSV_')) return 'letterboxd.csv';
    throw error;
  }
  return records;
}

/** What parts the columns: a spreadsheet that saves the file again writes what its country writes. */
function delimiterOf(text: string): string {
  const [header = ''] = HEADER.exec(text.slice(0, HEAD)) ?? [];
  return /[,;\t]/.exec(header)?.[0] ?? ',';
}

/** Piece by piece, so that a long file does not hold up whatever else the process has to do. */
function* blocks(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += BLOCK) yield text.slice(at, at + BLOCK);
}
