import type { IncomingMessage } from 'node:http';
import type { SentFile } from './bodies.ts';
import { refuse } from './errors.ts';

const MAX_REQUEST = 25 * 1024 * 1024;

export type ReadBody = { body: unknown; files: SentFile[] };

async function bytes(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const piece: Buffer = chunk;
    size += piece.length;
    if (size > MAX_REQUEST) throw refuse.tooLarge();
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse.badJson();
  }
}

/** A file of a form, if the entry is one. */
async function file(key: string, value: unknown): Promise<SentFile[]> {
  const field = /^files\[(\d+)\]$/.exec(key)?.[1];
  if (field === undefined || !(value instanceof File)) return [];
  return [{ field, filename: value.name, bytes: new Uint8Array(await value.arrayBuffer()) }];
}

async function form(raw: Buffer<ArrayBuffer>, type: string): Promise<ReadBody> {
  const data = await new Response(raw, { headers: { 'content-type': type } }).formData();
  const payload = data.get('payload_json');
  const files = await Promise.all([...data.entries()].map(([key, value]) => file(key, value)));
  return { body: typeof payload === 'string' ? json(payload) : {}, files: files.flat() };
}

/**
 * The body of a request, JSON or multipart with `payload_json` and `files[n]`.
 * @throws DiscordError for one that is too large or no JSON.
 */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  const raw = await bytes(request);
  const type = request.headers['content-type'] ?? '';
  if (raw.length === 0) return { body: undefined, files: [] };
  if (type.startsWith('multipart/form-data')) return form(raw, type);
  return { body: json(raw.toString('utf8')), files: [] };
}
