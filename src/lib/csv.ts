import { inline } from './text.ts';

/** What makes a spreadsheet take a cell for a formula, also as typed on an East Asian keyboard. */
const FORMULA = /^[=+\-@\uFF0B\uFF0D\uFF1D\uFF20]/;

/** A text as a cell of CSV (RFC 4180); one that a spreadsheet would compute gets a leading apostrophe. */
export function cell(text: string): string {
  const line = inline(text);
  return `"${FORMULA.test(line) ? "'" : ''}${line.replaceAll('"', '""')}"`;
}

/** Lines of cells that are written already, as a file with the byte order mark by which Excel knows UTF-8. */
export function csvFile(lines: readonly string[]): string {
  return `\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`;
}

/** Rows as a file: texts as `cell` has them, numbers as they are, nothing for what is not known. */
export function csv(rows: readonly (readonly (string | number | undefined)[])[]): string {
  const written = (value: string | number | undefined) => (typeof value === 'string' ? cell(value) : (value ?? ''));
  return csvFile(rows.map((row) => row.map(written).join(',')));
}
