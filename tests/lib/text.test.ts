import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, escapeMarkdown, fold, inline, isolate, label, truncate } from '../../src/lib/text.ts';
import { hostileText } from '../support/hostile.ts';
import { readers, squash } from '../support/markdown.ts';
import { runs } from '../support/runs.ts';

const anyText = fc.oneof(hostileText, fc.string({ unit: 'binary', maxLength: 30 }));

describe('clean', () => {
  test('controls, bidi controls and zero-width characters go, every line break becomes one kind', () => {
    expect(clean('a\u202eb\u200bc\u2060d\ufeffe\u0007f\u00adg\u2066h\u2069')).toBe('abcdefgh');
    expect(clean('a\r\nb\rc\u2028d\u2029e\u0085f\vg\fh\ti')).toBe('a\nb\nc\nd\ne\nf\ng\nh i');
  });

  test('joiners and presentation stay where a script or an emoji needs them, and only there', () => {
    for (const kept of ['می‌خواهم', 'क्‍ष', '👨‍👩‍👧', '❤️', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👩🏽‍🚀']) expect(clean(kept)).toBe(kept);
    expect(clean('a\u200db\u200c|\ufe0f|')).toBe('ab||');
  });

  test('a lone surrogate is replaced', () => {
    expect(clean('a\ud83db')).toBe('a\ufffdb');
  });

  test('cleaning twice changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => clean(clean(text)) === clean(text)),
      { numRuns: runs(20_000) },
    );
  });
});

test('inline text is one line with single spaces', () => {
  expect(inline(' a\n\n b\u00a0\u3000c\t')).toBe('a b c');
});

test('only lines with right-to-left letters are isolated', () => {
  expect(isolate('Ballerina 발레리나 2023')).toBe('Ballerina 발레리나 2023');
  expect(isolate('abc\nجدایی 2011')).toBe('abc\n\u2068جدایی 2011\u2069');
});

describe('truncate', () => {
  test('text that fits is left alone, longer text ends in an ellipsis within the limit', () => {
    expect(truncate('abcde', 5)).toBe('abcde');
    expect(truncate('abcdef', 5)).toBe('abcd…');
    expect(truncate('abc def', 5)).toBe('abc…');
    expect([truncate('abc', 1), truncate('abc', 0), truncate('abc', -3)]).toEqual(['…', '', '']);
  });

  test('a family emoji, an accent and a surrogate pair are cut before, never within', () => {
    expect(truncate('👨‍👩‍👧abc', 8)).toBe('…');
    expect(truncate('👨‍👩‍👧abc', 9)).toBe('👨‍👩‍👧…');
    expect(truncate('ae\u0301\u0302bc', 4)).toBe('a…');
    expect(truncate('a😀b', 3)).toBe('a…');
  });

  test('an escape is never parted from what it escapes', () => {
    expect(truncate('a\\*b', 3)).toBe('a…');
    expect(truncate('\\\\\\\\x', 4)).toBe('\\\\…');
    expect(truncate('\u0600\\*bc', 3)).toBe('…');
  });

  test('what remains is within the limit and a beginning of the text', () => {
    const property = fc.property(anyText, fc.nat(40), (text, limit) => {
      const cut = truncate(text, limit);
      expect(cut.length).toBeLessThanOrEqual(limit);
      if (text.length > limit) expect(text.startsWith(cut.replace(/…$/, ''))).toBe(true);
      if (text.isWellFormed()) expect(cut.isWellFormed()).toBe(true);
    });
    fc.assert(property, { numRuns: runs(20_000) });
  });

  test('a title of six thousand characters, or of one endless accent, is cut quickly', () => {
    expect(truncate('\\*'.repeat(3_000), 4_000)).toHaveLength(3_999);
    expect(truncate(`a${'\u0301'.repeat(6_000)}`, 100)).toBe('…');
  });
});

test('a label is one plain line, cut and isolated within its limit', () => {
  expect(label(' *Ballerina*\n(2023) ', 80)).toBe('*Ballerina* (2023)');
  expect(label('ب'.repeat(100), 80)).toBe(`\u2068${'ب'.repeat(77)}…\u2069`);
  expect(label('ب', 80)).toBe('\u2068ب\u2069');
});

describe('escapeMarkdown', () => {
  test('whatever is written, both readers see it as it was written', () => {
    const property = fc.property(anyText, (text) => {
      for (const { read } of readers) {
        expect(read(escapeMarkdown(text)).hidden).toEqual([]);
        expect(squash(read(escapeMarkdown(text)).shown)).toBe(squash(text));
      }
    });
    fc.assert(property, { numRuns: runs(50_000) });
  });

  test.each([
    ['**bold** _em_ ~~no~~ `code`', '\\*\\*bold\\*\\* \\_em\\_ \\~\\~no\\~\\~ \\`code\\`'],
    ['<@1> @everyone <t:1:R>', '\\<\\@1\\> \\@everyone \\<t\\:1\\:R\\>'],
    ['https://discord.gg/abc', 'https\\:\\/\\/discord.gg\\/abc'],
    ['discord.gg/abc', 'discord.gg\\/abc'],
    ['# a\n- b\n1. c\n-# d\n>>> e', '\\# a\n\\- b\n1\\. c\n-\\# d\n\\>\\>\\> e'],
    ['Spider-Man 2.0, 1917. Or - so.', 'Spider-Man 2.0, 1917. Or - so.'],
    ['C:\\', 'C\\:\\\\'],
  ])('%j becomes %j', (text, markdown) => {
    expect(escapeMarkdown(text)).toBe(markdown);
  });

  test('no mention, address or emoji code that Discord looks for in the raw text remains', () => {
    const raw = /https?:\/\/|discord\.gg\/|<(@[!&]?|#|t:|a?:\w+:|\/\w+:)\d|(?<!\\)[*_~`|[\]<>@]/;
    const property = fc.property(anyText, (text) => {
      const markdown = escapeMarkdown(text).replaceAll('\\\\', '');
      expect(markdown).not.toMatch(raw);
    });
    fc.assert(property, { numRuns: runs(20_000) });
  });

  test('escaped text cut to any size still shows only a beginning of what was written', () => {
    const property = fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, limit) => {
      const markdown = escapeMarkdown(text, limit);
      expect(markdown.length).toBeLessThanOrEqual(limit);
      for (const { read } of readers) {
        expect(squash(text).startsWith(squash(read(markdown).shown).replace(/…$/, ''))).toBe(true);
      }
    });
    fc.assert(property, { numRuns: runs(20_000) });
  });
});

describe('fold', () => {
  test.each([
    ['Amélie!', 'amelie'],
    ['  WALL·E ', 'wall e'],
    ['Spider\u2011Man: No Way Home', 'spider man no way home'],
    ['발레리나', '발레리나'],
    ['헤어질 결심', '헤어질 결심'],
    ['Ⅷ½ ﬁlm', 'viii1 2 film'],
    ['İstanbul', 'istanbul'],
    ['bal\u200bleri\u00adna', 'ballerina'],
    ['|| \\ %_\'"`', ''],
  ])('%j folds to %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('folding twice changes nothing, and leaves only words and single spaces', () => {
    const property = fc.property(anyText, (text) => {
      const folded = fold(text);
      expect(fold(folded)).toBe(folded);
      expect(folded).toMatch(/^$|^[\p{L}\p{N}]+( [\p{L}\p{N}]+)*$/u);
    });
    fc.assert(property, { numRuns: runs(20_000) });
  });
});
