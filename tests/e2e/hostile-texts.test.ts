import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Component } from '../../src/rehearsal/state/components.ts';
import type { Message } from '../../src/rehearsal/state/types.ts';
import { must } from '../support/club.ts';
import { hostileText } from '../support/hostile.ts';
import { openHouseOnStage } from '../support/house.ts';
import { readers } from '../support/markdown.ts';
import { runs } from '../support/runs.ts';

const FILM = 'Oldboy (2003)';
const SECRET = 'quokkasecret';
/** A message may be as long as Discord lets a person write one; a one-line field takes no line ends. */
const MOST = 1_500;

const sent: Message[] = [];
let output = '';
const { stage } = await openHouseOnStage({
  limits: false,
  output: (text) => {
    output += text;
  },
  // Copied: the stage goes on changing what it delivered.
  delivered: (what) => {
    if ('message' in what && what.kind !== 'delete' && what.message.author.bot)
      sent.push(structuredClone(what.message));
  },
});

beforeAll(async () => {
  await must(stage, { as: 'm2', type: `/film title:${FILM}` });
  await must(stage, { as: 'm2', click: "I've seen it" });
});

afterAll(() => {
  expect(output).not.toContain(SECRET);
  expect(JSON.stringify(stage.audit)).not.toContain(SECRET);
  expect(stage.violations).toEqual([]);
});

const texts = fc.record({
  open: hostileText.map((text) => text.replace(/[\r\n\f\v\0\u0085\u2028]/g, ' ').slice(0, 200)),
  hidden: fc.tuple(hostileText, hostileText).map(([left, right]) => `${left}${SECRET}${right}`.slice(0, MOST)),
});

test('a review and a message of any make show what they hide to no reader, and in no notification, until it is opened', async () => {
  await fc.assert(
    fc.asyncProperty(texts, async ({ open, hidden }) => {
      sent.length = 0;
      await must(stage, { as: 'm1', type: `/review film:${FILM}` });
      await must(stage, { as: 'm1', submit: { Rating: '4', 'In the open': open, 'Behind the curtain': hidden } });
      await must(stage, { as: 'm2', type: `/reviews show film:${FILM}` });
      const said = await must(stage, { as: 'm3', say: hidden });
      await must(stage, { as: 'm3', menu: 'Hide as a spoiler', on: said.seen[0]?.id ?? '' });
      expect(sent.length).toBeGreaterThanOrEqual(4);
      // Both have to be there to be found: behind the review's curtain and behind the message's.
      expect(sent.filter((message) => JSON.stringify(message.components).includes(SECRET)).length).toBeGreaterThan(1);
      for (const message of sent) expect(shownOf(message)).not.toContain(SECRET);
    }),
    { numRuns: runs(2_000) },
  );
}, 1_800_000);

test('the check finds what joining by hand lets out', () => {
  const byHand = { content: '', components: [{ type: 10, content: `||x|| ${SECRET}||` }] };
  expect(shownOf(byHand as unknown as Message)).toContain(SECRET);
  const behind = { content: '', components: [{ type: 17, spoiler: true, components: byHand.components }] };
  expect(shownOf(behind as unknown as Message)).toContain(SECRET);
});

/**
 * All that is read of a message before anything is opened, by either reader. What spoiler containers hold is read as
 * the rest, since bars are all that some clients know.
 */
function shownOf({ content, components, attachments = [], embeds = [] }: Message): string {
  const markdown = [content, ...displays(components)].filter((text) => text !== '');
  return JSON.stringify([
    markdown.flatMap((text) => readers.map(({ read }) => read(text).shown)),
    embeds,
    attachments,
    outsideCurtains(components),
  ]);
}

function displays(components: readonly Component[]): string[] {
  return components.flatMap(({ content, components: inner }) => [
    ...(content ? [content] : []),
    ...displays(inner ?? []),
  ]);
}

/** Labels, ids, descriptions of pictures and whatever else is no markdown, without what stands in spoiler containers. */
function outsideCurtains(components: readonly Component[]): unknown[] {
  return components
    .filter(({ spoiler }) => !spoiler)
    .flatMap(({ content: _, components: inner, ...rest }) => [rest, ...outsideCurtains(inner ?? [])]);
}
