import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openPictures, PictureError, type Pictures } from '../../src/pictures/pictures.ts';
import { histogram, SAMPLES } from './samples.ts';

const script = new URL('./stand-in-worker.js', import.meta.url);
const titled = (title: string) => histogram([1], { title });
const opened: Pictures[] = [];
const open = (...options: Parameters<typeof openPictures>) => {
  const pictures = openPictures(...options);
  opened.push(pictures);
  return pictures;
};
afterEach(async () => {
  for (const pictures of opened.splice(0)) await pictures.close();
});
const skia = () => {
  const { sharedObjects } = process.report.getReport() as { sharedObjects: string[] };
  return sharedObjects.some((path) => path.includes('skia'));
};

describe('pictures', () => {
  test('cost nothing until the first is asked for: the canvas is not even loaded', () => {
    open();
    expect(skia()).toBe(false);
  });

  const shared = openPictures();
  afterAll(() => shared.close());

  test.each(Object.entries(SAMPLES))('of "%s" are PNG, 1,000 pixels wide and under 200 KB', async (_, spec) => {
    const png = await shared.draw(spec);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(1_000);
    expect(png.length).toBeLessThan(200 * 1024);
  });

  test('of the same spec are the same bytes, whatever was drawn before and by which worker', async () => {
    const fresh = open();
    const first = await fresh.draw(SAMPLES.flow25 ?? titled(''));
    expect((await shared.draw(SAMPLES.flow25 ?? titled(''))).equals(first)).toBe(true);
    expect((await fresh.draw(titled('another'))).equals(first)).toBe(false);
    expect(skia()).toBe(true);
  });

  test('that are too tall are refused with the reason, and the next is drawn', async () => {
    const pictures = open();
    const row = { title: 'a', note: 'b', average: '1', counts: [], best: false };
    const endless = { kind: 'season', title: '', subtitle: '', rows: Array.from({ length: 60 }, () => row) } as const;
    await expect(pictures.draw(endless)).rejects.toThrow(/RangeError: a picture of \d+ pixels is too tall/);
    expect((await pictures.draw(titled('a'))).length).toBeGreaterThan(1_000);
  });
});

describe('a worker in trouble', () => {
  test.each(['dies', 'throws'])('that %s takes only the picture it worked on along', async (trouble) => {
    const pictures = open({ script });
    const all = await Promise.allSettled(
      ['a', trouble, 'b', trouble, 'c'].map((title) => pictures.draw(titled(title))),
    );
    expect(all.map((one) => (one.status === 'fulfilled' ? String(one.value) : one.reason))).toEqual([
      'a',
      expect.any(PictureError),
      'b',
      expect.any(PictureError),
      'c',
    ]);
  });

  test('that hangs is given up after the time a picture may take', async () => {
    const pictures = open({ script, timeout: 700 });
    const [hung, next] = await Promise.allSettled([pictures.draw(titled('hangs')), pictures.draw(titled('b'))]);
    expect(hung).toMatchObject({ status: 'rejected', reason: { message: 'a picture took more than 700 ms' } });
    expect(next).toMatchObject({ status: 'fulfilled', value: Buffer.from('b') });
  });

  test('that cannot start at all rejects every picture instead of trying for ever', async () => {
    const pictures = open({ script: new URL('./no-such-worker.js', import.meta.url) });
    for (const title of ['a', 'b']) await expect(pictures.draw(titled(title))).rejects.toThrow('the worker died');
  });
});

test('an idle worker ends, and the next picture has a new one', async () => {
  const pictures = open({ script, idle: 1 });
  expect(String(await pictures.draw(titled('a')))).toBe('a');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(String(await pictures.draw(titled('b')))).toBe('b');
});

test('too many that wait are refused, and a closed one draws no more', async () => {
  const pictures = open({ script, waiting: 2 });
  const [working, first, second] = ['a', 'b', 'c'].map((title) => pictures.draw(titled(title)));
  await expect(pictures.draw(titled('d'))).rejects.toThrow('2 pictures wait already');
  expect(String(await working)).toBe('a');
  const left = Promise.allSettled([first, second]);
  await pictures.close();
  expect((await left).map(({ status }) => status)).toContain('rejected');
  await expect(pictures.draw(titled('e'))).rejects.toThrow('the pictures are closed');
});
