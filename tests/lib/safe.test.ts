import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { block, filled, join, link, safe } from '../../src/lib/safe.ts';
import { bars } from '../../src/spoilers/markup.ts';
import { hostileText } from '../support/hostile.ts';
import { readers, squash } from '../support/markdown.ts';
import { runs } from '../support/runs.ts';

test('our own markdown stays, a word put into it is escaped, safe text is taken as it is', () => {
  expect(safe`**${'a*b'}** ${80} ${safe`_c_`}`.markdown).toBe('**a\\*b** 80 _c_');
});

test('a title of several lines cannot leave the line it was put into', () => {
  expect(safe`> ${'a\n# b'}`.markdown).toBe('> a \\# b');
  expect(block('a\n# b\n').markdown).toBe('a\n\\# b');
});

test('a title cut in two pieces is no list either', () => {
  expect(safe`${'1'}${'. a'}\n${'-'} b`.markdown).toBe('1\\. a\n\\- b');
});

test('joined parts have the separator between them, and nothing where a part is empty', () => {
  expect(join(['a', '', safe``, 2023], ' · ').markdown).toBe('a · 2023');
});

test('bars never touch the word beside them', () => {
  expect(safe`${'a|'}${bars('b')}${bars('c')}d`.markdown).toBe('a\\| || b || || c || d');
  expect(join([bars('a'), 'b']).markdown).toBe('|| a || b');
});

test('a literal that writes bars, a masked link, an open code span or a last backslash is refused', () => {
  expect(() => safe`||${'a'}||`).toThrow('unsafe markdown');
  expect(() => safe`[${'a'}](https://e.org)`).toThrow('unsafe markdown');
  expect(() => safe`\`${'a'}\``).toThrow('unsafe markdown');
  expect(() => safe`\\${'a'}`).toThrow('unsafe markdown');
  expect(() => join(['a', 'b'], '||')).toThrow('unsafe markdown');
  expect(safe`try \`/film\`, ${'m1'}`.markdown).toBe('try `/film`, m1');
});

test('a sentence of the catalogue gets its parts escaped and its numbers as they are', () => {
  const format = ({ title, votes }: Record<string, string | number>) => `**${title}**: ${typeof votes} ${votes}`;
  expect(filled(format, { title: 'a*b', votes: 3 }).markdown).toBe('**a\\*b**: number 3');
  expect(() => filled(format, { title: bars('a'), votes: 3 })).toThrow('bars inside a sentence');
});

describe('link', () => {
  test('a link shows its name and unfurls nothing', () => {
    const { markdown } = link('Focus Magazine', 'https://e.org/a?b=c_d');
    expect(markdown).toBe('[Focus Magazine](<https://e.org/a?b=c_d>)');
    for (const { read } of readers) expect(read(markdown).shown).toBe('⟨link https://e.org/a?b=c_d⟩Focus Magazine');
  });

  test('an address that is none, or of another kind, leaves the name alone', () => {
    for (const address of ['', 'javascript:alert(1)', 'e.org', '//e.org', 'data:text/html,x']) {
      expect(link('a_b', address).markdown).toBe('a\\_b');
    }
    expect(link(' ', 'https://e.org').markdown).toBe('');
  });

  test('whatever its name and address, a link is one link beside its neighbours', () => {
    const property = fc.property(hostileText, hostileText, (name, path) => {
      const { markdown } = safe`[${link(name, `https://e.org/${path}`)}] · ${link('next', 'https://e.org/b')}.`;
      for (const { read } of readers) {
        const { shown, hidden } = read(markdown);
        const named = squash(name).replaceAll('[', '(').replaceAll(']', ')');
        expect(hidden).toEqual([]);
        expect(squash(shown.replace(/⟨link https:\/\/e\.org\/[^⟩\s]*⟩/g, '⟨⟩'))).toBe(
          named === '' ? '[]·⟨⟩next.' : `[⟨⟩${named}]·⟨⟩next.`,
        );
      }
    });
    fc.assert(property, { numRuns: runs(20_000) });
  });
});
