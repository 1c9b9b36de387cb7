import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { standingClock } from '../../src/rehearsal/clock.ts';
import { createWorld } from '../../src/rehearsal/state/world.ts';
import { MASK, plain } from '../../src/rehearsal/view/plain.ts';
import { hostileText } from '../support/hostile.ts';
import { readers } from '../support/markdown.ts';
import { runs } from '../support/runs.ts';

const world = createWorld({ clock: standingClock(new Date(0)), members: 4, rights: { granted: 0n, denied: 0n } });
const read = (markdown: string) => plain(markdown, { world, revealed: false });
const reveal = (markdown: string) => plain(markdown, { world, revealed: true });

describe('a text as a reader sees it', () => {
  test.each([
    ['**bold** _it_ ~~gone~~ __under__', 'bold it gone under'],
    ['# Title\n-# small\ntext', 'Title\nsmall\ntext'],
    ['- one\n- two', '• one\n• two'],
    ['> quoted\nplain', 'quoted\nplain'],
    ['a \\*star\\* and `code`', 'a *star* and code'],
    ['[Focus](https://example.org/a)', 'Focus (https://example.org/a)'],
    ['<https://example.org>', 'https://example.org'],
    ['<t:1700000000:R>', '<t:1700000000:R>'],
    ['<@1> <@&2> <#3>', '@unknown-user @unknown-role #unknown'],
    ['||a|| b ||c d||', `${MASK} b ${MASK}`],
    ['||one\ntwo||', MASK],
    ['||||', '||||'],
    ['odd || bars', 'odd || bars'],
    ['`||code||`', '||code||'],
  ])('%j reads %j', (markdown, text) => {
    expect(read(markdown)).toBe(text);
  });

  test('names the people, roles and channels it mentions', () => {
    const guild = world.guilds[0];
    const m1 = guild?.members.find(({ user }) => user.username === 'm1')?.user.id;
    expect(read(`<@${m1}> in <#${guild?.channels[0]?.id}> for <@&${guild?.roles[1]?.id}>`)).toBe(
      '@m1 in #film-club for @moderator',
    );
  });

  test('shows the secret where the curtain is torn', () => {
    expect(read('> ||SECRET\nSECRET||')).toContain('SECRET');
    expect(read('title\\||SECRET||')).toContain('SECRET');
    expect(read('*a ||SECRET* b||')).toContain('SECRET');
    expect(read('https://example.org/||SECRET||')).toContain('SECRET');
    expect(read('- ||SECRET\n- SECRET||')).toContain('SECRET');
  });

  test('shows the same with spoilers opened', () => {
    expect(reveal('**a** ||b _c_|| d')).toBe('a b c d');
  });

  test('never hides what two other readers of the same markdown both show', () => {
    const parts = fc.tuple(hostileText, hostileText, hostileText, hostileText);
    fc.assert(
      fc.property(parts, ([before, inner, more, after]) => {
        const markdown = `${before}||${inner}SECRET${more}||${after}`;
        const isOpen = readers.every((reader) => reader.read(markdown).shown.includes('SECRET'));
        if (isOpen) expect(read(markdown)).toContain('SECRET');
      }),
      { numRuns: runs(20_000) },
    );
  });
});
