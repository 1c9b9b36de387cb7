import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { type PageContent, PageError, type PageSource } from '../features/reviews/reviews.ts';
import { errorCode } from '../lib/error-code.ts';
import { decodePage } from '../net/decode.ts';
import { fetchPage, type Network } from '../net/fetch.ts';
import { CliError } from './command.ts';

/** Bytes. A long review has a hundredth of it; whatever is larger is no review, and is not read. HTML carries more with it. */
export const LARGEST_PAGE = 1024 ** 2;
export const LARGEST_HTML = 3 * 1024 ** 2;

const PAGE = /\.(?:txt|md|markdown)$/i;
const HTML = /\.(?:html?|xhtml)$/i;

/**
 * The pages that files and folders stand for, in the order of their names, each once. What is named but is no page is
 * among them with its reason for not being read.
 * @throws CliError for a path that is not there or may not be entered, and where there is no page at all.
 */
export async function findPages(paths: readonly string[], cwd: string): Promise<PageSource[]> {
  const found: string[] = [];
  for (const path of paths) found.push(...(await pagesUnder(resolve(cwd, path), path)));
  const files = [...new Set(found)].sort((a, b) => (a < b ? -1 : 1));
  if (files.length === 0)
    throw new CliError(`There is no review page (.txt, .md, .html) in ${paths.join(', ')}. Nothing was changed.`, 1);
  return files.map((file) => ({ name: nameOf(file, cwd), read: () => readPageFile(file) }));
}

/** Whether what a person typed is the address of a page. */
export const isAddress = (typed: string) => /^https?:\/\//i.test(typed);

/** The page at an address, fetched once however often it is read. */
export function pageAt(address: string, network?: Network): PageSource {
  let fetched: Promise<PageContent> | undefined;
  return {
    name: address,
    read: () => {
      fetched ??= fetchPage(address, network);
      return fetched;
    },
  };
}

function nameOf(file: string, cwd: string): string {
  const name = relative(cwd, file);
  return name.startsWith('..') ? file : name;
}

async function pagesUnder(path: string, written: string): Promise<string[]> {
  const info = await stat(path).catch((error: unknown) => unreachable(written, error));
  if (!info.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch((error: unknown) =>
    unreachable(written, error),
  );
  return entries.filter((entry) => isPage(entry)).map((entry) => join(entry.parentPath, entry.name));
}

function isPage(entry: Dirent): boolean {
  return entry.isFile() && !entry.name.startsWith('.') && (PAGE.test(entry.name) || HTML.test(entry.name));
}

function unreachable(written: string, error: unknown): never {
  throw new CliError(`"${written}" ${reasonOf(error)}. Nothing was changed.`, 1);
}

function reasonOf(error: unknown): string {
  const code = errorCode(error);
  if (code === 'ENOENT') return 'does not exist';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read by this user';
  return `cannot be read (${code || error})`;
}

async function readPageFile(file: string): Promise<string | PageContent> {
  const isHtml = HTML.test(file);
  const largest = isHtml ? LARGEST_HTML : LARGEST_PAGE;
  const refuse = (error: unknown): never => {
    throw new PageError(`It ${reasonOf(error)}.`);
  };
  const info = await stat(file).catch(refuse);
  if (!info.isFile()) throw new PageError('It is no file.');
  if (info.size > largest)
    throw new PageError(`It is ${megabytes(info.size)} MB large; a page has at most ${megabytes(largest)} MB.`);
  const bytes = await readFile(file).catch(refuse);
  return isHtml ? { kind: 'html', text: decodeHtml(bytes) } : decode(bytes);
}

const megabytes = (bytes: number) => Math.ceil(bytes / 1024 ** 2);

function decodeHtml(bytes: Buffer): string {
  const text = decodePage(bytes);
  if (text === undefined) throw new PageError('It is no text.');
  return text;
}

/** UTF-8, or UTF-16 that says so by its first two bytes. */
function decode(bytes: Buffer): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new PageError('Its encoding is broken: it is not UTF-8. Save it as UTF-8 and import it again.');
  }
  if (text.includes('\0')) throw new PageError('It is no text.');
  return text;
}
