import type { RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Attachment } from '../state/types.ts';
import type { World } from '../state/world.ts';
import { contentType } from '../wire/files.ts';
import type { Traffic } from './traffic.ts';

const FILE = /^\/attachments\/\d+\/(\d+)\//;
const CHUNK = 64 * 1024;
/** How files of these kinds begin, for whoever looks at more than the name. */
const SIGNATURES: Readonly<Record<string, Buffer>> = {
  'image/png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  'image/jpeg': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  'image/gif': Buffer.from('GIF89a'),
};

/** The attachment of an id, as long as its message is there; or what was handed over with a command. */
function attachmentOf(world: World, id: string): Attachment | undefined {
  for (const message of world.messages.all()) {
    const found = message.attachments.find((one) => one.id === id);
    if (found) return found;
  }
  return world.handed.get(id);
}

/** The content of a file that a person sent, whose bytes nobody has: the signature of its kind and then its own id over and over, never held as a whole. */
function* contentOf({ id, size, filename }: Attachment): Generator<Buffer> {
  const head = SIGNATURES[contentType(filename)] ?? Buffer.alloc(0);
  const filling = Buffer.alloc(CHUNK, `${id}\n`);
  const first = Buffer.concat([head, filling]).subarray(0, Math.min(size, CHUNK));
  yield first;
  for (let left = size - first.length; left > 0; left -= CHUNK) yield filling.subarray(0, Math.min(left, CHUNK));
}

function serve(
  file: Attachment | undefined,
  bytes: Uint8Array | undefined,
  method: string,
  response: ServerResponse,
): void {
  if (!file) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('This content is no longer available.');
    return;
  }
  const type = contentType(file.filename);
  response.writeHead(200, { 'content-type': type, 'content-length': String(file.size) });
  if (method === 'HEAD') response.end();
  else if (bytes) response.end(bytes);
  else Readable.from(contentOf(file), { objectMode: false }).pipe(response);
}

/**
 * Serves the attachments of the messages there are, as Discord's file host does, before `next` gets to see a request.
 * A deleted message's files are gone. Of what people send the stage keeps no content: it makes as much as the file is
 * said to hold.
 */
export function withFiles(
  { world, traffic }: { world: World; traffic: Traffic },
  next: RequestListener,
): RequestListener {
  return (request, response) => {
    const id = FILE.exec(request.url ?? '')?.[1];
    const method = request.method ?? '';
    if (id === undefined || (method !== 'GET' && method !== 'HEAD')) return next(request, response);
    const at = performance.now();
    const route = `${method} /attachments/:channel/:attachment/:name`;
    traffic.begin();
    response.once('close', () =>
      traffic.end({ route, seat: 0, status: response.statusCode, at, ms: performance.now() - at }),
    );
    serve(attachmentOf(world, id), world.files.get(id), method, response);
  };
}
