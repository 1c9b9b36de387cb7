import { escapeMarkdown, spoiler } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { block, join, type Safe, safe } from '../../src/lib/safe.ts';
import { barLines, bars, CURTAIN_LIMIT, curtain, ownBars, withoutBars } from '../../src/spoilers/markup.ts';
import { hostileText } from '../support/hostile.ts';
import { readers, squash } from '../support/markdown.ts';
import { runs } from '../support/runs.ts';

/** How our own messages put a secret between untrusted words, and what a reader must then see (`S` is the secret). */
interface Frame {
  build: (before: string, secret: Safe, after: string) => Safe;
  seen: (before: string, after: string) => string;
}

const frames: Frame[] = [
  { build: (b, s, a) => safe`${b}${s}${a}`, seen: (b, a) => `${b}S${a}` },
  { build: (b, s, a) => safe`${block(b)}\n${s}\n${block(a)}`, seen: (b, a) => `${b}S${a}` },
  { build: (b, s, a) => join([block(b), s, block(a)], '·'), seen: (b, a) => [b, 'S', a].filter(squash).join('·') },
  { build: (b, s, a) => safe`> ${b}${s}${a}`, seen: (b, a) => `⟨quote⟩${b}S${a}` },
  { build: (b, s, a) => safe`>>> ${block(b)}${s}${block(a)}`, seen: (b, a) => `⟨quote⟩${b}S${a}` },
  { build: (b, s, a) => safe`- ${b}${s}${a}.`, seen: (b, a) => `⟨item⟩${b}S${a}.` },
  { build: (b, s, a) => safe`## ${b}${s}${a}.`, seen: (b, a) => `⟨heading⟩${b}S${a}.` },
  { build: (b, s, a) => safe`**.${b}${s}${a}.**`, seen: (b, a) => `⟨strong⟩.${b}S${a}.` },
];

const visible = fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 5, arbitrary: hostileText });
const cases = fc.record({
  before: visible,
  secret: hostileText.filter((text) => squash(text) !== ''),
  after: visible,
  frame: fc.constantFrom(...frames),
  hide: fc.constantFrom(bars, barLines),
});

const flat = (shown: string) => squash(shown).replace(/▒+/g, '▒');

/** The word SECRET inside, hostile text around and within: does any reader show it before anybody opens it? */
const leaks = (markdown: string) => readers.some(({ read }) => read(markdown).shown.includes('SECRET'));
const planted = fc.tuple(visible, visible, visible, visible).map(([before, left, right, after]) => ({
  before,
  secret: `${left}SECRET${right}`,
  after,
}));
const leakList = [
  { before: '', secret: 'a||SECRET', after: '' },
  { before: '', secret: 'x|||SECRET', after: '' },
  { before: 'title\\', secret: 'SECRET', after: '' },
  { before: '*a', secret: 'b* SECRET', after: '' },
  { before: 'what || ', secret: 'SECRET', after: '' },
  { before: '> ', secret: 'a\nSECRET', after: '' },
  { before: '- ', secret: 'a\nSECRET', after: '' },
  { before: '1. ', secret: 'a\nSECRET', after: '' },
  { before: '-# ', secret: 'a\nSECRET', after: '' },
  { before: '# ', secret: 'a\nSECRET', after: '' },
  { before: 'https://e.org/', secret: 'SECRET', after: '' },
  { before: '<https://e.org/', secret: 'SECRET', after: '>' },
  { before: '`', secret: 'SECRET', after: '`' },
  { before: '```', secret: 'SECRET', after: '```' },
  { before: '[a', secret: 'b](https://e.org) SECRET', after: '' },
  { before: '[x](https://e.org "', secret: 'SECRET', after: '")' },
];

describe('bars', () => {
  test('whatever is in a secret and around it, both readers hide the secret and nothing else', () => {
    const property = fc.property(cases, ({ before, secret, after, frame, hide }) => {
      const { markdown } = frame.build(before, hide(secret), after);
      for (const { read } of readers) {
        const { shown, hidden } = read(markdown);
        expect(squash(hidden.join(''))).toBe(squash(secret));
        expect(flat(shown)).toBe(squash(frame.seen(before, after)).replace('S', '▒'));
      }
    });
    fc.assert(property, { numRuns: runs(100_000) });
  }, 600_000);

  test.each(leakList)('%j leaks when joined by hand and not through bars', (leak) => {
    expect(leaks(`${leak.before}||${leak.secret}||${leak.after}`)).toBe(true);
    expect(leaks(safe`${leak.before}${bars(leak.secret)}${leak.after}`.markdown)).toBe(false);
    expect(leaks(safe`${block(leak.before)}${barLines(leak.secret)}${block(leak.after)}`.markdown)).toBe(false);
  });

  test('the same checker finds leaks in naive joining and in spoiler(escapeMarkdown()), and none in bars', () => {
    const tries = fc.sample(planted, { numRuns: 2_000, seed: 42 });
    const count = (build: (one: { before: string; secret: string; after: string }) => string) =>
      tries.filter((one) => leaks(build(one))).length;
    expect(count(({ before, secret, after }) => `${before}||${secret}||${after}`)).toBeGreaterThan(100);
    expect(
      count(({ before, secret, after }) =>
        [escapeMarkdown(before), spoiler(escapeMarkdown(secret)), escapeMarkdown(after)].join(' '),
      ),
    ).toBeGreaterThan(10);
    expect(count(({ before, secret, after }) => safe`${before}${bars(secret)}${after}`.markdown)).toBe(0);
  });

  test('nothing to hide makes no bars', () => {
    for (const empty of ['', ' \n\t', '\u200b\u2060', '\u202e']) {
      expect(bars(empty).markdown).toBe('');
      expect(barLines(empty).markdown).toBe('');
    }
  });

  test('a secret of pipes is hidden and reads as pipes', () => {
    expect(bars('||').markdown).toBe('|| \\|\\| ||');
    for (const { read } of readers) expect(read(bars('|||').markdown)).toEqual({ shown: '▒', hidden: [' ||| '] });
  });

  test('an address in a secret is text that nothing fetches', () => {
    expect(bars('see https://e.org/a').markdown).toBe('|| see https\\:\\/\\/e.org\\/a ||');
  });

  test('a secret cut to size keeps both its bars, at every size', () => {
    const property = fc.property(hostileText, fc.integer({ min: -1, max: 60 }), (secret, limit) => {
      const { markdown } = bars(secret, limit);
      expect(markdown.length).toBeLessThanOrEqual(Math.max(limit, 0));
      expect(markdown.match(/\|\|/g)?.length ?? 0).toBe(markdown === '' ? 0 : 2);
      for (const { read } of readers) expect(read(markdown).shown).toBe(markdown === '' ? '' : '▒');
    });
    fc.assert(property, { numRuns: runs(20_000) });
  });

  test('a right-to-left secret is isolated inside its bars', () => {
    expect(bars('מוות').markdown).toBe('|| \u2068מוות\u2069 ||');
  });
});

describe('bars over several lines', () => {
  test('each line has bars of its own, so that no quote or list ends the hiding', () => {
    expect(barLines('one\n\ntwo\r\nthree').markdown).toBe('|| one ||\n|| two ||\n|| three ||');
  });

  test('a secret of a thousand lines stays below the number of spoilers at which Discord drops the rest', () => {
    const secret = Array.from({ length: 1_000 }, (_, i) => `line${i}`).join('\n');
    const { markdown } = barLines(secret);
    for (const { read } of readers) {
      const { shown, hidden } = read(markdown);
      expect(hidden).toHaveLength(50);
      expect(squash(hidden.join(''))).toBe(squash(secret));
      expect(flat(shown)).toBe('▒');
    }
  });

  test('a long secret is cut to its limit and says so', () => {
    const { markdown } = barLines(`${'가'.repeat(900)}\n`.repeat(10), 2_000);
    expect(markdown.length).toBeLessThanOrEqual(2_000);
    expect(markdown).toMatch(/… \|\|$/);
  });
});

describe('curtain', () => {
  const heading = safe`**Steven C.** · 8 / 10`;

  test('the heading is in the open, the secret behind bars in a container that is a spoiler', () => {
    expect(curtain(heading, 'he dies')).toEqual([
      { type: 10, content: '**Steven C.** · 8 / 10' },
      { type: 17, spoiler: true, components: [{ type: 10, content: '|| he dies ||' }] },
    ]);
  });

  test('what belongs to the secret goes to the foot inside the container', () => {
    expect(curtain(heading, 'he dies', { foot: safe`the whole review` }).at(1)).toEqual({
      type: 17,
      spoiler: true,
      components: [
        { type: 10, content: '|| he dies ||' },
        { type: 10, content: 'the whole review' },
      ],
    });
  });

  test('with nothing to hide there is no container', () => {
    expect(curtain(heading, ' \n', { foot: safe`x` })).toEqual([{ type: 10, content: '**Steven C.** · 8 / 10' }]);
  });

  test('the longest Korean secret fits one message', () => {
    const parts = curtain(heading, '가나다 '.repeat(5_000));
    const texts = JSON.stringify(parts);
    expect(Buffer.byteLength(texts)).toBeLessThan(10_170);
    expect(texts.length).toBeGreaterThan(CURTAIN_LIMIT * 0.9);
    expect(texts.length).toBeLessThan(4_000);
  });

  test('whatever the secret, its words are nowhere but in the container, and there behind bars', () => {
    const property = fc.property(planted, ({ before, secret }) => {
      const parts = curtain(safe`${before}`, secret);
      const [open, hidden] = [parts.slice(0, -1), parts.at(-1)];
      expect(JSON.stringify(open)).not.toContain('SECRET');
      expect(hidden).toMatchObject({ type: 17, spoiler: true });
      const [text] = hidden?.type === 17 ? hidden.components : [];
      expect(text?.type === 10 && leaks(text.content)).toBe(false);
    });
    fc.assert(property, { numRuns: runs(20_000) });
  });
});

describe("bars of a member's own", () => {
  test.each([
    ['Great, ||he dies|| wow', 'Great, || he dies || wow', 'Great, … wow'],
    ['||a|| or ||b||', '|| a || or || b ||', '… or …'],
    ['one || two', 'one \\|\\| two', 'one || two'],
    ['|| | ||', '|| \\| ||', '…'],
  ])('%s hides what stands between two of them', (typed, markdown, plain) => {
    expect(ownBars(typed).markdown).toBe(markdown);
    expect(withoutBars(typed)).toBe(plain);
  });

  test('hide the rest of the pairs in one when there are many', () => {
    const many = ownBars(Array.from({ length: 20 }, (_, i) => `||s${i}|| t${i}`).join(' ')).markdown;
    expect(many.match(/\|\|/g)).toHaveLength(10);
    expect(many).toMatch(/\|\| t19$/);
  });
});
