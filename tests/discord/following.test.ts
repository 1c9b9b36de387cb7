import { expect, test } from 'vitest';
import { follow, leaveAlone } from '../../src/discord/following.ts';
import type { Answer } from '../../src/discord/handler.ts';
import { createLog } from '../../src/log.ts';

const answer = (content: string): Answer => ({ components: [{ type: 10, content }] });
const wordsOf = ({ components }: Answer) => JSON.stringify(components);

/** Follows three answers in the place of a message; `during` happens while the first is on its way. */
async function shownWith(during: () => void, ids = ['a', 'a', 'a']): Promise<string[]> {
  const shown: string[] = [];
  async function* later() {
    yield* [answer('one'), answer('two'), answer('three')];
  }
  const show = async (given: Answer) => {
    shown.push(wordsOf(given));
    if (shown.length === 1) during();
    return ids[shown.length - 1] ?? 'a';
  };
  await follow('a', later(), { show, log: createLog('silent', []) });
  return shown;
}

test('each answer takes the place of the one before', async () => {
  expect(await shownWith(() => {})).toHaveLength(3);
});

test('a message that somebody changed is left alone, also when one of ours was just on its way', async () => {
  expect(await shownWith(() => leaveAlone('a'))).toHaveLength(1);
});

test('nor does it come back when whoever changed it is followed by answers of their own', async () => {
  const never = new Promise<never>(() => {});
  async function* other() {
    await never;
    yield answer('never');
  }
  const show = async () => 'a';
  expect(
    await shownWith(() => {
      leaveAlone('a');
      void follow('a', other(), { show, log: createLog('silent', []) });
    }),
  ).toHaveLength(1);
});

test('one that moved to another message is followed there', async () => {
  expect(await shownWith(() => leaveAlone('a'), ['b', 'b', 'b'])).toHaveLength(3);
  expect(await shownWith(() => leaveAlone('b'), ['b', 'b', 'b'])).toHaveLength(3);
});

test('what fails to come leaves what stands', async () => {
  const shown: string[] = [];
  async function* failing() {
    yield answer('one');
    throw new Error('a bug');
  }
  const show = async (given: Answer) => {
    shown.push(wordsOf(given));
    return 'a';
  };
  await follow('a', failing(), { show, log: createLog('silent', []) });
  expect(shown).toHaveLength(1);
});
