import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { UserError } from '../errors.ts';

/** Bytes, as sent and unpacked. */
export const LARGEST = 3 * 1024 ** 2;

const UNPACK: Readonly<Record<string, (packed: Uint8Array, limits: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  deflate: promisify(inflate),
  identity: async (bytes) => Buffer.from(bytes),
};

/** The body, unpacked. @throws UserError when it is too large packed or unpacked, or packed in a way we do not know. */
export async function unpacked({ headers, body }: Dispatcher.ResponseData, largest = LARGEST): Promise<Buffer> {
  const unpack = UNPACK[(single(headers['content-encoding']) ?? 'identity').trim().toLowerCase()];
  if (!unpack) throw new UserError('net.type');
  if (Number(single(headers['content-length']) ?? 0) > largest) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > largest) throw tooLarge();
    chunks.push(bytes);
  }
  return unpack(Buffer.concat(chunks), { maxOutputLength: largest });
}

/** What is too large, packed or unpacked. */
export const tooLarge = () => new UserError('net.too-large', { limit: LARGEST / 1024 ** 2 });

/** A header that may have been sent several times. */
export function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
