import { z } from 'zod';
import { isFault } from './faults.ts';
import { PLACE_VERBS, placeFields, placeProblems } from './script-places.ts';
import { channelField, standsAlone, WORLD_VERBS, worldFields, worldProblems } from './script-world.ts';
import { MOST_BOTS } from './seats.ts';
import { LONGEST_SPAN, readSpan } from './span.ts';

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
  'together',
  ...PLACE_VERBS,
  ...WORLD_VERBS,
] as const;

export type Verb = (typeof VERBS)[number];

const fields = z
  .strictObject({
    as: z.string(),
    guild: z.enum(['one', 'two', 'three']),
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
    ...placeFields,
    ...worldFields,
    create: z.union([placeFields.create, channelField]),
    delete: z.union([placeFields.delete, channelField]),
    remove: z.union([placeFields.remove, z.literal(true)]),
  })
  .partial();

type Fields = z.infer<typeof fields> & { together?: unknown };

const needs = (value: Fields): string[] =>
  [
    value.select !== undefined && !value.values && '"select" needs "values"',
    value.values && value.select === undefined && '"values" belong to "select"',
    value.times !== undefined && value.fault === undefined && '"times" belongs to "fault"',
    value.bot !== undefined &&
      !value.stop &&
      !value.kill &&
      !value.start &&
      '"bot" belongs to "stop", "kill" or "start"',
  ].filter((one) => typeof one === 'string');

/** What is wrong with a step whose fields are right each for itself. */
function rules(value: Fields, context: z.core.$RefinementCtx): void {
  const verbs = VERBS.filter((verb) => standsAlone(verb, value[verb]));
  const problem = (message: string) => context.addIssue({ code: 'custom', message });
  if (verbs.length === 0) problem(`a step needs one of ${VERBS.join(', ')}`);
  if (verbs.length > 1) problem(`a step does one thing, not ${verbs.join(' and ')}`);
  const beside = Object.fromEntries(
    Object.entries(value).filter(
      ([key]) => !verbs.some((verb) => verb === key && WORLD_VERBS.some((one) => one === verb)),
    ),
  );
  [...needs(value), ...placeProblems(beside), ...worldProblems(value)].forEach(problem);
}

const single = fields.superRefine(rules);
const together = z.array(z.array(single).min(1)).min(1).optional();
const step = fields.extend({ together }).superRefine(rules);

/** One step of a script, as it is written. */
export type Step = z.infer<typeof step>;

/** A line of a script that is no step; the sentence names the line. */
export class ScriptError extends Error {}

/** What a step does. */
export const verbOf = (one: Step): Verb => VERBS.find((verb) => standsAlone(verb, one[verb])) ?? 'look';

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
