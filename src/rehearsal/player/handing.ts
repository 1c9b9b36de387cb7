import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Attachment } from '../state/types.ts';
import { wireAttachment } from '../wire/messages.ts';
import type { Scene } from './scene.ts';
import { StepError } from './step-error.ts';

/** What Discord's client takes without Nitro. */
const MAX_FILE = 10 * 1024 * 1024;

/**
 * Hands a file of this machine over with a command, as Discord's client uploads it. @returns its id.
 * @throws StepError where there is no such file, or it is larger than the client takes.
 */
export function handOver(
  path: string,
  option: string,
  { world, channel }: Scene,
  resolved: { attachments: Record<string, unknown> },
  host: string,
): string {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new StepError(`"${option}" finds no file "${path}"`);
  if (size > MAX_FILE) throw new StepError(`"${option}" takes at most ${MAX_FILE} bytes, not ${size}`);
  const [id, filename] = [world.nextId(), basename(path)];
  const url = `http://${host}/attachments/${channel.id}/${id}/${encodeURIComponent(filename)}`;
  const file: Attachment = { id, filename, size, url, spoiler: false };
  world.files.set(id, readFileSync(path));
  world.handed.set(id, file);
  resolved.attachments[id] = wireAttachment(file);
  return id;
}
