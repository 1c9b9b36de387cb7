import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hiddenMessage } from '../../src/features/discussions/hiding/messages.ts';
import { safe } from '../../src/lib/safe.ts';
import { behindCurtain, fits, hiddenName, secretOf } from '../../src/spoilers/hide.ts';
import { assertAccepted, openTexts } from '../support/bodies.ts';
import { hostileText } from '../support/hostile.ts';
import { readers, squash } from '../support/markdown.ts';
import { runs } from '../support/runs.ts';

const ids = { authorId: '1323802873036800103', hiddenBy: '1323802873036800104' };
const HEADING = 'From <@1323802873036800103>, hidden as a spoiler by <@1323802873036800104>:';
const build = (secret: string) => hiddenMessage('en', { ...ids, secret }, []);

type Node = { type: number; content?: string; components?: readonly Node[] };
const curtained = (secret: string): string => {
  const [, container] = build(secret).components as readonly Node[];
  return container?.components?.[0]?.content ?? '';
};

describe('a message behind its curtain', () => {
  test('shows in the open who wrote it, and nothing of what it says', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(text.trim() !== '' && fits(text));
        expect(openTexts(build(text))).toEqual([HEADING]);
      }),
      { numRuns: runs(2_000) },
    );
  });

  test.each(readers)('is hidden whole to $name, and read whole once it is opened', ({ read }) => {
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(squash(text) !== '' && fits(text));
        const { shown, hidden } = read(curtained(text));
        expect(shown.replaceAll('▒', '').trim()).toBe('');
        expect(squash(hidden.join(''))).toBe(squash(text));
      }),
      { numRuns: runs(10_000) },
    );
  });

  test('is taken by Discord, whatever stands in it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(squash(text) !== '' && fits(text));
        assertAccepted(build(text));
      }),
      { numRuns: runs(1_000) },
    );
  });

  test.each([
    ['3,000 plain letters do not fit beside their bars', 'a'.repeat(3_000), false],
    ['2,900 plain letters fit', 'a'.repeat(2_900), true],
    ['2,900 syllables fit', '가'.repeat(2_900), true],
    ['4,000 letters do not', 'a'.repeat(4_000), false],
    ['2,000 bars do not, each with its backslash', '|'.repeat(2_000), false],
    ['2,000 letters from right to left fit', 'ب'.repeat(2_000), true],
    ['a fence of code fits', '```\nthe butler\n```', true],
  ])('%s', (_, text, expected) => {
    expect(fits(text)).toBe(expected);
    if (expected) assertAccepted(build(text));
  });
});

describe('a file behind the curtain', () => {
  test('has a name that says nothing, and keeps its kind where that is a known one', () => {
    expect(hiddenName({ name: 'the butler did it.PNG' }, 0)).toBe('SPOILER_1.png');
    expect(hiddenName({ name: 'archive.tar.gz' }, 1)).toBe('SPOILER_2.gz');
    for (const name of ['x.thebutler', 'butler', '', '.png.butler', 'a.살인자'])
      expect(hiddenName({ name }, 2)).toBe('SPOILER_3.bin');
  });

  test('is hidden by a flag of its own inside a container that is hidden, a picture as a picture', () => {
    const files = [
      { name: 'SPOILER_1.png', contentType: 'image/png' },
      { name: 'SPOILER_2.mp4', contentType: 'video/mp4' },
      { name: 'SPOILER_3.pdf', contentType: 'application/pdf' },
      { name: 'SPOILER_4.bin', contentType: null },
    ];
    expect(behindCurtain(safe`From x:`, '', files)).toEqual([
      { type: 10, content: 'From x:' },
      {
        type: 17,
        spoiler: true,
        components: [
          {
            type: 12,
            items: ['1.png', '2.mp4'].map((name) => ({
              media: { url: `attachment://SPOILER_${name}` },
              spoiler: true,
            })),
          },
          { type: 13, file: { url: 'attachment://SPOILER_3.pdf' }, spoiler: true },
          { type: 13, file: { url: 'attachment://SPOILER_4.bin' }, spoiler: true },
        ],
      },
    ]);
  });

  test('takes what a screen reader says of it behind the curtain too', () => {
    expect(secretOf('see', [{ description: 'the butler' }, { description: null }, { description: 'a knife' }])).toBe(
      'see\n1: the butler\n3: a knife',
    );
    expect(secretOf(' ', [{ description: null }])).toBe('');
  });
});
