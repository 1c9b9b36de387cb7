import type { APIContainerComponent, APITextDisplayComponent } from 'discord.js';
import { block, join, Safe } from '../lib/safe.ts';
import { clean, escapeMarkdown, inline } from '../lib/text.ts';

// The only writer of ||bars|| and of containers with `spoiler: true`. Markup hides nothing from moderators who have
// Discord show spoilers on servers they moderate, nor from anyone who always shows them.

/** Characters a curtain may hold; with 3 bytes each (Korean) still inside the undocumented size of one message. */
export const CURTAIN_LIMIT = 3_000;
/** Spoilers in one text; beyond about 99 Discord drops the rest of the message (discord.js#8908). */
const SPOILERS_LIMIT = 50;
const SHORTEST = '|| … ||'.length;
/** What a person put between bars of their own. */
const OWN_BARS = /\|\|(.+?)\|\|/s;
/** Curtains in one person's text, of which a page shows several. */
const OWN_LIMIT = 5;

/**
 * A secret behind bars, on one line (bars across lines leak in quotes, lists and headings), at most `limit` UTF-16
 * code units. Every pipe in it is escaped, so that nothing inside can close the bars; an address in it is dead text.
 * Nothing to hide, or no room to hide it: empty text, and no bars.
 */
export function bars(secret: string, limit = Number.POSITIVE_INFINITY): Safe {
  if (limit < SHORTEST) return new Safe('');
  const hidden = escapeMarkdown(inline(secret), limit - '||  ||'.length);
  return new Safe(hidden === '' ? '' : counted(`|| ${hidden} ||`));
}

/**
 * A person's text for the open, at most `limit` UTF-16 code units: what they put between bars of their own is behind
 * bars, all else and bars without a partner are escaped. From the fifth pair on all is hidden to the last pair.
 */
export function ownBars(text: string, limit = Number.POSITIVE_INFINITY): Safe {
  const all = clean(text).split(new RegExp(OWN_BARS, 'gs'));
  const parts = all.length > 2 * OWN_LIMIT + 1 ? folded(all) : all;
  const shown: Safe[] = [];
  for (const [i, part] of parts.entries()) {
    const used = shown.reduce((sum, one) => sum + one.markdown.length + 1, 0);
    shown.push(i % 2 === 1 ? bars(part, limit - used) : block(part, limit - used));
  }
  return join(shown, ' ');
}

function folded(parts: readonly string[]): string[] {
  const before = 2 * OWN_LIMIT - 1;
  return [...parts.slice(0, before), parts.slice(before, -1).join(' '), parts.at(-1) ?? ''];
}

/** The same for a place that knows no markdown, and for a reader: what the person hid is left out. */
export function withoutBars(text: string): string {
  return clean(text).replace(new RegExp(OWN_BARS, 'gs'), '…');
}

/** A longer secret, each of its lines behind bars of its own; lines beyond the 50th share the last bars. */
export function barLines(secret: string, limit = Number.POSITIVE_INFINITY): Safe {
  const lines = secret.split(/[\r\n\u2028\u2029]+/).filter((line) => inline(line) !== '');
  const last = lines.splice(SPOILERS_LIMIT - 1).join(' ');
  const barred: Safe[] = [];
  for (const line of [...lines, last]) {
    const used = barred.reduce((sum, one) => sum + one.markdown.length + 1, 0);
    barred.push(bars(line, limit - used));
  }
  return join(barred, '\n');
}

/**
 * Components V2 for a secret: the heading in the open (say nothing in it that spoils), the secret behind bars in a
 * container that is itself a spoiler, and at its foot, inside, what belongs to it (a link). With nothing to hide only
 * the heading remains.
 */
export function curtain(
  heading: Safe,
  secret: string,
  { foot = new Safe(''), limit = CURTAIN_LIMIT }: { foot?: Safe; limit?: number } = {},
): (APITextDisplayComponent | APIContainerComponent)[] {
  const hidden = barLines(secret, limit);
  const inside = [hidden, foot].filter((text) => text.markdown !== '').map(display);
  const open = heading.markdown === '' ? [] : [display(heading)];
  return hidden.markdown === '' ? open : [...open, { type: 17, spoiler: true, components: inside }];
}

function display(text: Safe): APITextDisplayComponent {
  return { type: 10, content: text.markdown };
}

function counted(text: string): string {
  if (text.match(/\|\|/g)?.length !== 2) throw new Error('a secret would break out of its bars');
  return text;
}
