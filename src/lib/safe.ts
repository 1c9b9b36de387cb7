import { escapeMarkdown, inline } from './text.ts';

/**
 * Markdown in which every word of a person's is escaped. It is no string, so that it cannot be joined to one by hand:
 * build it with `safe`, `join`, `block`, `link`, and take `.markdown` where the message is written.
 */
export class Safe {
  // private, so that no look-alike passes for Safe
  readonly #markdown: string;

  /** Only this file and src/spoilers/markup.ts may call it (held by tests/spoilers/only-writer.test.ts). */
  constructor(markdown: string) {
    this.#markdown = markdown;
  }

  get markdown(): string {
    return this.#markdown;
  }
}

/** What may be put into safe text: a person's words (escaped, on one line), a number, or text that is safe already. */
export type Part = string | number | Safe;

/**
 * Our own markdown with a person's words in it: safe`**${title}** ${bars(ending)}`. The literal parts are ours; they
 * may not write bars or masked links, open a code span around a value, or end in a backslash.
 */
export function safe(literals: TemplateStringsArray, ...values: readonly Part[]): Safe {
  return glue(literals.flatMap((literal, i) => [ours(literal), ...values.slice(i, i + 1).map(escaped)]));
}

/** The parts one after the other, with our own `separator` between them; empty parts are left out. */
export function join(parts: readonly Part[], separator = ''): Safe {
  const filled = parts.map(escaped).filter((part) => part !== '');
  return glue(filled.flatMap((part, i) => (i === 0 ? [part] : [ours(separator), part])));
}

/**
 * A sentence of ours (of a message catalogue) filled with parts: `format` is given every part escaped, numbers as
 * they are, and puts them between words of its own.
 * @throws when a part holds bars: a sentence does not say where they may stand.
 */
export function filled(
  format: (values: Record<string, string | number>) => string,
  parts: Readonly<Record<string, Part>>,
): Safe {
  const values = Object.entries(parts).map(
    ([name, part]) => [name, typeof part === 'number' ? part : escaped(part)] as const,
  );
  if (values.some(([, value]) => /\|{2}/.test(String(value)))) throw new Error('bars inside a sentence');
  return new Safe(format(Object.fromEntries(values)));
}

/** A person's text with its line breaks, at most `limit` UTF-16 code units of markdown. */
export function block(text: string, limit?: number): Safe {
  return new Safe(escapeMarkdown(text, limit).trim());
}

/** A masked link that does not unfurl. Only http and https are linked; any other address leaves the name alone. */
export function link(name: string, address: string): Safe {
  const url = URL.parse(address);
  // brackets inside a link's name may end it early, escaped or not
  const shown = escapeMarkdown(inline(name).replaceAll('[', '(').replaceAll(']', ')'));
  if (shown === '' || !url || !/^https?:$/.test(url.protocol)) return new Safe(shown);
  return new Safe(`[${shown}](<${url.href.replace(/[|\\`*~()[\]<>"'\s]/g, percent)}>)`);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function escaped(part: Part): string {
  return part instanceof Safe ? part.markdown : escapeMarkdown(inline(String(part)));
}

function ours(literal: string): string {
  const spans = literal.split('`').length - 1;
  if (/\|{2}|\]\(|\\$/.test(literal) || spans % 2 === 1) throw new Error(`unsafe markdown in a literal: ${literal}`);
  return literal;
}

/** Bars touching a word could be taken into it (an address, a backslash): they get a space. */
function glue(parts: readonly string[]): Safe {
  const touches = (left: string, right: string) => /\|\|$/.test(left) || /^\|\|/.test(right);
  const text = parts.reduce((left, right) => {
    const gap = /\S$/.test(left) && /^\S/.test(right) && touches(left, right) ? ' ' : '';
    return left + gap + right;
  }, '');
  return new Safe(text);
}
