import type { Seen, StepResult } from './player/result.ts';
import { type Step, type Verb, verbOf } from './script.ts';
import { done } from './transcript-words.ts';

const WIDTH = 78;
const BAR = '    │ ';

/** Columns a text takes on a terminal: East Asian wide characters and emoji take two. */
function columns(text: string): number {
  return [...text].reduce(
    (sum, sign) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
        sign,
      )
        ? 2
        : /\p{M}/u.test(sign)
          ? 0
          : 1),
    0,
  );
}

/** Words, or other pieces that stay whole, in lines of at most `width` columns. */
function wrapped(pieces: readonly string[], width: number, gap = ' '): string[] {
  const lines = [''];
  for (const word of pieces) {
    const current = lines.at(-1) ?? '';
    const longer = current === '' ? word : `${current}${gap}${word}`;
    if (columns(longer) <= width || current === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

const framed = (lines: readonly string[]): string[] => lines.map((line) => `${BAR}${line}`.trimEnd());
const wordsOf = (line: string): string[] => wrapped(line.split(' '), WIDTH - BAR.length);

/** Steps that no person does. */
const STAGED: readonly Verb[] = [
  ...(['advance', 'stop', 'kill', 'start', 'fault', 'together'] as const),
  ...(['deny', 'allow', 'delete', 'create', 'invite', 'remove', 'role'] as const),
];

function head(result: StepResult, step: Step, by: string): string {
  const where = (step.guild ?? 'one') === 'one' ? '' : ` (guild ${step.guild})`;
  const what = STAGED.includes(verbOf(step)) ? `${done(step)}${where}` : `${step.as ?? by}${where} ${done(step)}`;
  const left = `${result.step}. ${what}`;
  return result.ms === null ? left : `${left}   [${result.ms} ms]`;
}

/** What one person does and what several do. */
const HEADINGS: Readonly<Record<Seen['kind'], readonly [string, string]>> = {
  message: ['sees', 'see'],
  edit: ['sees changed', 'see changed'],
  delete: ['sees a message go', 'see a message go'],
  autocomplete: ['is offered', 'are offered'],
  modal: ['gets a form', 'get a form'],
  thread: ['sees a thread', 'see a thread'],
  event: ['sees an event', 'see an event'],
  channel: ['sees a channel', 'see a channel'],
};

function heading({ kind, visibleTo, channel, ephemeral, id }: Seen): string {
  const readers = visibleTo === 'everyone' ? 'all' : visibleTo.join(', ');
  const [one, several] = HEADINGS[kind];
  const words = visibleTo !== 'everyone' && visibleTo.length === 1 ? one : several;
  const where =
    kind === 'autocomplete' || kind === 'modal' ? '' : ` in ${channel}${ephemeral ? ', privately' : ''} (${id})`;
  return `  ${readers} ${words}${where}:`;
}

function shown(seen: Seen): string[] {
  const text = seen.text === '' ? [] : seen.text.split('\n');
  const images = seen.images.map(
    ({ alt, spoiler }) => `(picture${spoiler ? ', covered' : ''}: ${alt || 'without description'})`,
  );
  const labels = seen.kind === 'modal' ? [] : seen.controls.map((label) => `[ ${label} ]`);
  const controls = labels.length ? wrapped(labels, WIDTH - BAR.length, '  ') : [];
  const choices = seen.choices.map((choice) => `· ${choice}`);
  return [
    heading(seen),
    ...framed([...[...text, ...images].flatMap(wordsOf), ...controls, ...choices.flatMap(wordsOf)]),
  ];
}

/** A line of steps that were played beside others: who did what, and what kept them from it. */
function linesOf(results: readonly StepResult[], steps: readonly Step[], by: string): string[] {
  return results.flatMap((result, index) => {
    const step = steps[index];
    const error = result.error ? [`    error: ${result.error}`] : [];
    return step ? [`  ${head(result, step, by)}`, ...error] : [];
  });
}

/** A step and what came of it, for people at a terminal of 80 columns. */
export function transcript(result: StepResult, step: Step, by: string): string[] {
  const refused = result.refused.map(
    ({ status, code, message, route }) => `  refused: ${route}: ${status} ${code} ${message}`,
  );
  const lines = result.together?.flatMap((line, index) => linesOf(line, step.together?.[index] ?? [], by)) ?? [];
  const nothing = result.seen.length || result.error ? [] : ['  nothing to see'];
  const error = result.error ? [`  error: ${result.error}`] : [];
  return [head(result, step, by), ...lines, ...result.seen.flatMap(shown), ...nothing, ...refused, ...error, ''];
}
