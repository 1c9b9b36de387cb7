import { z } from 'zod';
import { isFault } from './faults.ts';
import { MOST_BOTS } from './seats.ts';

const VERBS = [
  'type',
  'typing',
  'click',
  'select',
  'submit',
  'menu',
  'say',
  'rsvp',
  'look',
  'advance',
  'stop',
  'kill',
  'start',
  'fault',
] as const;

export type Verb = (typeof VERBS)[number];

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Later the ids of messages, which hold their time, would no longer fit. */
const LONGEST_SPAN = 10 * 366 * 86_400_000;

/** Milliseconds of a span such as `48h`, `1h30m` or `90s`; undefined when it is none. */
export function readSpan(words: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d|w))+$/.test(words)) return undefined;
  const parts = [...words.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d|w)/g)];
  return parts.reduce((sum, [, count = '0', unit = '']) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
}

const step = z
  .strictObject({
    as: z.string(),
    guild: z.enum(['one', 'two']),
    in: z.string(),
    on: z.string(),
    type: z.string(),
    typing: z.string(),
    click: z.string(),
    select: z.string(),
    values: z.array(z.string()),
    submit: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])),
    menu: z.string(),
    say: z.string(),
    rsvp: z.boolean(),
    look: z.string(),
    advance: z
      .string()
      .refine(
        (words) => (readSpan(words) ?? Number.NaN) <= LONGEST_SPAN,
        'a span such as "48h", "90s" or "1h30m", ten years at most',
      ),
    stop: z.literal(true),
    kill: z.literal(true),
    start: z.literal(true),
    fault: z.string().refine((word) => word === 'none' || isFault(word), 'no fault of that name (see --help)'),
    times: z.number().int().min(1).max(100),
    bot: z.number().int().min(1).max(MOST_BOTS),
  })
  .partial()
  .superRefine((value, context) => {
    const verbs = VERBS.filter((verb) => value[verb] !== undefined);
    const problem = (message: string) => context.addIssue({ code: 'custom', message });
    if (verbs.length === 0) problem(`a step needs one of ${VERBS.join(', ')}`);
    if (verbs.length > 1) problem(`a step does one thing, not ${verbs.join(' and ')}`);
    if (value.select !== undefined && !value.values) problem('"select" needs "values"');
    if (value.values && value.select === undefined) problem('"values" belong to "select"');
    if (value.bot !== undefined && !value.stop && !value.kill && !value.start)
      problem('"bot" belongs to "stop", "kill" or "start"');
    if (value.times !== undefined && value.fault === undefined) problem('"times" belongs to "fault"');
  });

/** One step of a script, as it is written. */
export type Step = z.infer<typeof step>;

/** A line of a script that is no step; the sentence names the line. */
export class ScriptError extends Error {}

/** What a step does. */
export const verbOf = (one: Step): Verb => VERBS.find((verb) => one[verb] !== undefined) ?? 'look';

function sentence(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length ? `"${path.join('.')}": ${message}` : message))
    .join('; ');
}

/**
 * A step from a JSON text.
 * @throws ScriptError.
 */
export function readStep(line: string): Step {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    throw new ScriptError('this is no JSON');
  }
  const result = step.safeParse(raw);
  if (!result.success) throw new ScriptError(sentence(result.error));
  return result.data;
}

/**
 * The steps of a script, one JSON object a line; empty lines are skipped.
 * @throws ScriptError naming the first line that is wrong.
 */
export function readScript(text: string): Step[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [readStep(line)];
    } catch (error) {
      throw error instanceof ScriptError ? new ScriptError(`Line ${index + 1}: ${error.message}.`) : error;
    }
  });
}
