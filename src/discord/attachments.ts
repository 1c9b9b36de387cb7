import type { Config } from '../config.ts';

/** Where Discord keeps what people attach. */
const HOSTS: readonly string[] = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];
const PATIENCE_MS = 60_000;

/** A file, or why there is none: `gone` with its message, `large` than it may be, or `elsewhere` than at Discord. */
export type Download = { kind: 'file'; data: Buffer } | { kind: 'gone' | 'large' | 'elsewhere' };

/**
 * Fetches what somebody attached, from nowhere but where Discord keeps it (in a rehearsal: the stage).
 * @param limit in bytes; more is not read.
 */
export async function download(
  config: Pick<Config, 'discordApi' | 'rehearsal'>,
  url: string,
  limit: number,
): Promise<Download> {
  const origin = URL.parse(url)?.origin ?? '';
  const stage = config.rehearsal ? [new URL(config.discordApi).origin] : [];
  if (![...HOSTS, ...stage].includes(origin)) return { kind: 'elsewhere' };
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (response.status === 403 || response.status === 404) return { kind: 'gone' };
  if (!response.ok || !response.body) throw new Error(`a file could not be fetched: ${response.status}`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body) {
    size += part.byteLength;
    if (size > limit) return { kind: 'large' };
    parts.push(part);
  }
  return { kind: 'file', data: Buffer.concat(parts) };
}
