import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { UserError } from '../../../errors.ts';
import { decodePage } from '../../../net/decode.ts';
import { mayTell } from './kinds.ts';

/** Why a file cannot be read, as the sentence that says so. */
export const FAULTS = [
  'letterboxd.empty',
  'letterboxd.no-text',
  'letterboxd.html',
  'letterboxd.csv',
  'letterboxd.columns',
] as const;
export type Fault = (typeof FAULTS)[number];

/** A file of an export: its path inside the archive, or its name, and its text or why it has none. */
export type ExportFile = { path: string; text: string } | { path: string; fault: Fault };

/** What we take: bytes as sent, entries of an archive, bytes of all it unpacks to, and how many times its packed size. */
export const LIMITS = { packed: 10 * 1024 ** 2, entries: 2_000, unpacked: 32 * 1024 ** 2, ratio: 200 } as const;

/** A small file of one word over and over is no bomb. */
const RATIO_FROM = 256 * 1024;
const ZIP = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'];

/**
 * The files of an export: those of a ZIP that may tell of films, or the one file that was sent, each with its fault if
 * it cannot be read. Nothing is written anywhere.
 * @throws UserError with a sentence for each reason that an archive as a whole is not read.
 */
export async function readExport(name: string, bytes: Buffer): Promise<ExportFile[]> {
  if (!ZIP.includes(bytes.toString('latin1', 0, 4))) return [fileOf(name, bytes)];
  const files = await unpack(bytes);
  if (files.length === 0) throw new UserError('letterboxd.nothing');
  return files;
}

async function unpack(bytes: Buffer): Promise<ExportFile[]> {
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true });
    if (zip.entryCount > LIMITS.entries) throw new UserError('letterboxd.zip.many', { limit: LIMITS.entries });
    return await filesOf(zip);
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(sentenceFor(error));
  }
}

/** The library refuses names that lead out of a folder before it hands an entry over. */
function sentenceFor(error: unknown) {
  const isPath =
    error instanceof Error && /^(?:invalid relative|absolute) path|^invalid characters/.test(error.message);
  return isPath ? 'letterboxd.zip.path' : 'letterboxd.zip.broken';
}

async function filesOf(zip: ZipFile): Promise<ExportFile[]> {
  const files: ExportFile[] = [];
  let left: number = LIMITS.unpacked;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw new UserError('letterboxd.zip.encrypted');
    if (!mayTell(entry.fileName)) continue;
    const bytes = await contentOf(zip, entry, left);
    left -= bytes.length;
    files.push(fileOf(entry.fileName, bytes));
  }
  return files;
}

/** What an entry unpacks to. Its header is believed only as far as it refuses it; what comes is counted. */
async function contentOf(zip: ZipFile, entry: Entry, left: number): Promise<Buffer> {
  const { compressedSize, uncompressedSize } = entry;
  if (uncompressedSize > RATIO_FROM && uncompressedSize > compressedSize * LIMITS.ratio) throw tooLarge();
  if (uncompressedSize > left) throw tooLarge();
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of await zip.openReadStreamPromise(entry)) {
    const chunk = Buffer.from(part);
    size += chunk.length;
    if (size > left) throw tooLarge();
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

const tooLarge = () => new UserError('letterboxd.zip.bomb', { limit: LIMITS.unpacked / 1024 ** 2 });

function fileOf(path: string, bytes: Buffer): ExportFile {
  const text = decodePage(bytes);
  if (text === undefined) return { path, fault: 'letterboxd.no-text' };
  if (text.trim() === '') return { path, fault: 'letterboxd.empty' };
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(text)) return { path, fault: 'letterboxd.html' };
  return { path, text };
}
