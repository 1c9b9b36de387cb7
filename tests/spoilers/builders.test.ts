import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Form, toModal } from '../../src/discord/form.ts';
import type { Message } from '../../src/discord/message.ts';
import type { Notice } from '../../src/discord/publish.ts';
import { clean } from '../../src/lib/text.ts';
import { checkBody } from '../../src/rehearsal/rest/message-rules.ts';
import { checkModal } from '../../src/rehearsal/rest/modal-rules.ts';
import { validate } from '../../src/rehearsal/rest/validate.ts';
import type { Modal } from '../../src/rehearsal/state/interactions.ts';
import { withoutBars } from '../../src/spoilers/markup.ts';
import { LOCALES } from '../../src/texts/texts.ts';
import { assertAccepted } from '../support/bodies.ts';
import { hostileText } from '../support/hostile.ts';
import { readers, squash } from '../support/markdown.ts';
import { runs } from '../support/runs.ts';
import { type Builder, builders, type Typed } from './builders.ts';

const SECRET = 'quokkasecret';
const RUNS = Math.ceil(200_000 / builders.length);

const text = hostileText.filter((one) => squash(one) !== '');
const texts: fc.Arbitrary<Typed> = fc.record({
  open: fc.tuple(text, text, text),
  hidden: fc.tuple(hostileText, hostileText).map(([left, right]) => `${left}${SECRET}${right}`),
});
const HARMLESS: Typed = { open: ['word', 'word', 'word'], hidden: SECRET };

/** Whether a text hides something of itself. */
const hasBars = (one: string) => withoutBars(one) !== clean(one);
const barred = fc
  .tuple(hostileText, hostileText)
  .map(([left, right]) => `${left.replaceAll('|', '')}||${SECRET}||${right}`);

describe.each(builders.filter(({ hides = [] }) => hides.length > 0))('$name', ({ build, hides }) => {
  test('shows nobody at once what a member put between bars of their own', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LOCALES), fc.tuple(barred, barred, barred), (locale, open) => {
        const [one, two, three] = open.map((text, i) => (hides?.includes(i) ? text : 'word')) as [
          string,
          string,
          string,
        ];
        const built = build(locale, { open: [one, two, three], hidden: 'word' });
        accepted(built);
        for (const { read } of readers) {
          const seen = markdownOf(built).map(read);
          expect(seen.some(({ hidden }) => hidden.join().includes(SECRET))).toBe(true);
          for (const { shown } of seen) expect(shown).not.toContain(SECRET);
        }
      }),
      { numRuns: runs(RUNS) },
    );
  }, 600_000);
});

describe.each(builders)('$name', ({ build, hides }) => {
  const plain = new Map(LOCALES.map((locale) => [locale, shapes(build(locale, HARMLESS))]));

  test('shows no more markup than with harmless words, nothing of what is hidden, and no address that unfurls', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LOCALES), texts, (locale, typed) => {
        fc.pre(!hides || !typed.open.some(hasBars));
        const built = build(locale, typed);
        accepted(built);
        expect(shapes(built)).toEqual(plain.get(locale));
        expect(JSON.stringify(inTheOpen(built))).not.toContain(SECRET);
        for (const markdown of markdownOf(built)) expect(markdown).not.toMatch(/(?<!\]\(<)https?:\/\//);
      }),
      { numRuns: runs(RUNS) },
    );
  }, 600_000);
});

test('the check finds what joining by hand lets out, in the open and from behind bars', () => {
  const byHand: Builder['build'] = (_, { open: [line], hidden }) => ({
    components: [
      { type: 10, content: `**${line}**` },
      { type: 17, spoiler: true, components: [{ type: 10, content: `||${hidden}||` }] },
    ],
  });
  const harmless = shapes(byHand('en', HARMLESS));
  const caught = fc
    .sample(texts, { numRuns: 1_000, seed: 42 })
    .filter((typed) => JSON.stringify(shapes(byHand('en', typed))) !== JSON.stringify(harmless));
  expect(caught.length).toBeGreaterThan(500);
});

/**
 * What each reader makes of every text: its constructs in their order, and whether it shows the secret before anybody
 * opens it. Texts of spoiler containers are read as the others, since bars are all that some clients know.
 */
function shapes(built: Message | Notice | Form): unknown[] {
  return markdownOf(built).flatMap((markdown) =>
    readers.map(({ read }) => {
      const { shown, hidden } = read(markdown);
      const constructs = [...shown.matchAll(/⟨[^⟩]*⟩/g)].map(([construct]) =>
        construct.replace(/(⟨\S+ )https?:.*/, '$1link⟩'),
      );
      return { constructs, isHidden: hidden.length > 0, isShown: shown.includes(SECRET) };
    }),
  );
}

function markdownOf(built: Message | Notice | Form): string[] {
  if ('fields' in built) return [];
  return 'content' in built ? [built.content.markdown] : displays(built.components).map(({ content }) => content);
}

type Node = { type: number; spoiler?: boolean; content?: string; components?: readonly unknown[]; accessory?: unknown };

function displays(nodes: readonly unknown[]): { content: string }[] {
  return (nodes as readonly Node[]).flatMap(({ type, content, components }) =>
    type === 10 && content ? [{ content }] : displays(components ?? []),
  );
}

/** All that a message holds outside its spoiler containers: texts, labels, ids, descriptions of pictures, files. */
function inTheOpen(built: Message | Notice | Form): unknown {
  if (!('components' in built)) return 'content' in built ? { ...built, content: built.content.markdown } : built;
  return { ...built, components: built.components.filter((part) => !('spoiler' in part && part.spoiler)) };
}

function accepted(built: Message | Notice | Form): void {
  if ('fields' in built) checkModal(toModal(built) as unknown as Modal);
  else if ('content' in built) acceptedNotice(built);
  else assertAccepted(built);
}

function acceptedNotice({ content, rows = [], poll }: Notice): void {
  const body = JSON.parse(JSON.stringify({ content: content.markdown, components: rows, ...(poll ? { poll } : {}) }));
  validate('MessageCreateRequest', body);
  checkBody(body, false, []);
}
