import { request } from 'undici';

/** What the pictures that Discord shows begin with: JPEG, PNG, GIF, and WebP, whose name follows its length. */
const HEADS: readonly (readonly [offset: number, head: string])[] = [
  [0, '\xff\xd8\xff'],
  [0, '\x89PNG\r\n\x1a\n'],
  [0, 'GIF8'],
  [8, 'WEBP'],
];
const PATIENCE = 2_000;
const LONGEST = 512;

/**
 * The address, if a picture is there: what it calls itself and how it begins are both a picture's. A page with an error
 * that says it is one is none. Undefined also where nothing is there, or nothing comes in time.
 */
export async function pictureAt(
  address: string,
  headers: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  try {
    const range = `bytes=0-${LONGEST - 1}`;
    const response = await request(address, { signal: AbortSignal.timeout(PATIENCE), headers: { ...headers, range } });
    response.body.on('error', () => {});
    const head = await beginning(response.body);
    const isPicture = /^image\//.test(String(response.headers['content-type'] ?? ''));
    const found = [200, 206].includes(response.statusCode) && isPicture && isPictureHead(head);
    return found ? address : undefined;
  } catch {
    return undefined;
  }
}

function isPictureHead(head: string): boolean {
  return HEADS.some(([offset, written]) => head.startsWith(written, offset));
}

/** The first bytes, one character each; the rest is not waited for. */
async function beginning(body: AsyncIterable<Uint8Array>): Promise<string> {
  let head = '';
  for await (const part of body) {
    head += Buffer.from(part).toString('latin1');
    if (head.length >= LONGEST) break;
  }
  return head;
}
