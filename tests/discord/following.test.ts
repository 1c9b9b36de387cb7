import { expect, test } from 'vitest';
import { follow, leaveAlone } from '../../src/discord/following.ts';
import type { Answer } from '../../src/discord/handler.ts';
import { createLog } from '../../src/log.ts';

const answer = (content: string): Answer => ({ components: [{ type: 10, content }] });
const wordsOf = ({ components }: Answer) => JSON.stringify(components);

const log = createLog('silent', []);
async function* three() {
  yield* [answer('one'), answer('two'), answer('three')];
}

let messages = 0;
const aMessage = () => `message ${++messages}`;

/** Follows three answers in the place of a message; `during` happens while the first is on its way. */
async function shownWith(during: () => void, id = aMessage(), standsIn = id): Promise<string[]> {
  const shown: string[] = [];
  const show = async (given: Answer) => {
    shown.push(wordsOf(given));
    if (shown.length === 1) during();
    return standsIn;
  };
  await follow(id, three(), { by: 'asked', show, log });
  return shown;
}

test('each answer takes the place of the one before', async () => {
  expect(await shownWith(() => {})).toHaveLength(3);
});

test('a message that somebody changed is left alone, also when one of ours was just on its way', async () => {
  const id = aMessage();
  expect(await shownWith(() => leaveAlone(id, 'pressed'), id)).toHaveLength(1);
});

test('nor is one followed that somebody changed before we heard that it stands', async () => {
  const [id, other] = [aMessage(), aMessage()];
  await leaveAlone(id, 'pressed');
  expect(await shownWith(() => {}, id)).toEqual([]);
  expect(await shownWith(() => leaveAlone(other, 'pressed'), aMessage(), other)).toHaveLength(1);
});

test('one that the answered interaction itself has changed is followed', async () => {
  const id = aMessage();
  await leaveAlone(id, 'before');
  await leaveAlone(id, 'asked');
  expect(await shownWith(() => {}, id)).toHaveLength(3);
});

test('nor does it come back when whoever changed it is followed by answers of their own', async () => {
  const never = new Promise<never>(() => {});
  async function* other() {
    await never;
    yield answer('never');
  }
  const id = aMessage();
  expect(
    await shownWith(() => {
      leaveAlone(id, 'pressed');
      void follow(id, other(), { by: 'pressed', show: async () => id, log });
    }, id),
  ).toHaveLength(1);
});

test('one that moved to another message is followed there', async () => {
  const id = aMessage();
  expect(await shownWith(() => leaveAlone(id, 'pressed'), id, aMessage())).toHaveLength(3);
});

test('what fails to come leaves what stands', async () => {
  const shown: string[] = [];
  const id = aMessage();
  async function* failing() {
    yield answer('one');
    throw new Error('a bug');
  }
  const show = async (given: Answer) => {
    shown.push(wordsOf(given));
    return id;
  };
  await follow(id, failing(), { by: 'asked', show, log });
  expect(shown).toHaveLength(1);
});
