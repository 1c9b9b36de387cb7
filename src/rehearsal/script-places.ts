import { z } from 'zod';

/** What people do to channels, threads, events and messages beyond talking. */
export const PLACE_VERBS = ['unsay', 'accept', 'thread', 'event', 'shut', 'admit'] as const;

const MAX_FILE = 25 * 1024 * 1024;

const file = z.strictObject({
  name: z.string().min(1).max(260),
  size: z.number().int().min(0).max(MAX_FILE),
  spoiler: z.boolean().optional(),
  description: z.string().max(1_024).optional(),
});

/** A file a step attaches; `size` in bytes. */
export type StepFile = z.infer<typeof file>;

/** The fields of their steps. */
export const placeFields = {
  files: z.array(file).min(1).max(10),
  webhook: z.string().min(1).max(80),
  unsay: z.string(),
  accept: z.string(),
  thread: z.string().min(1).max(100),
  create: z.enum(['public', 'private']),
  archive: z.boolean(),
  lock: z.boolean(),
  delete: z.literal(true),
  rename: z.string().min(1).max(100),
  add: z.array(z.string()).min(1),
  remove: z.array(z.string()).min(1),
  event: z.string(),
  move: z.iso.datetime({ offset: true }),
  cancel: z.literal(true),
  shut: z.string(),
  admit: z.string(),
};

/** What can be done to a thread, and to an event; a step does one of it. */
const THREAD_DOINGS = ['create', 'archive', 'lock', 'delete', 'rename', 'add', 'remove'] as const;
const EVENT_DOINGS = ['move', 'cancel', 'delete', 'rename'] as const;

type Fields = Readonly<Partial<Record<keyof typeof placeFields | 'say', unknown>>>;

/** What is wrong with how these fields stand together. */
export function placeProblems(step: Fields): string[] {
  const has = (key: keyof Fields) => step[key] !== undefined;
  const problems: string[] = [];
  for (const key of ['files', 'webhook'] as const)
    if (has(key) && !has('say')) problems.push(`"${key}" belongs to "say"`);
  const doings = has('thread') ? THREAD_DOINGS : has('event') ? EVENT_DOINGS : [];
  const noun = has('thread') ? 'thread' : 'event';
  const done = [...new Set([...THREAD_DOINGS, ...EVENT_DOINGS])].filter(has);
  if (doings.length && done.length !== 1) problems.push(`"${noun}" needs one of ${doings.join(', ')}`);
  const stray = done.find((key) => !doings.some((doing) => doing === key));
  if (stray) problems.push(`"${stray}" belongs to ${stray === 'move' || stray === 'cancel' ? '"event"' : '"thread"'}`);
  return problems;
}
