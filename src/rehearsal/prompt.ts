import { createInterface } from 'node:readline/promises';
import { readStep, ScriptError, type Step } from './script.ts';
import type { Stage } from './stage.ts';
import { transcript } from './transcript.ts';

/** Where a prompt reads and writes. */
export type PromptIo = {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  /** One line for the person. */
  out(line: string): void;
};

const HELP = [
  '/film ballerina                     type a command',
  'typing /film balle                  what is offered while typing',
  'click Our club                      click a button by its label',
  'select Not this one? = Ballerina    choose from a select; several with ;',
  'submit Rating = 4; A line = Fine    fill in the form that is open',
  'menu Hide as a spoiler              use the menu of the newest message',
  'say hello                           write a message',
  'look                                see the channel as you see it',
  'as m1 · guild two                   be somebody else, somewhere else',
  'advance 48h                         let time pass',
  'fault 429                           let something go wrong (see rehearse --help)',
  '{"as":"mod","look":"#film-club"}    any step of a script',
  'help · quit',
];

const answers = (words: string): Record<string, string> =>
  Object.fromEntries(
    words
      .split(';')
      .map((part) => part.split('=').map((side) => side.trim()))
      .map(([key = '', ...value]) => [key, value.join('=')]),
  );

function selection(words: string): Step {
  const [placeholder = '', labels = ''] = words.split(/\s=\s(.*)/s);
  return {
    select: placeholder.trim(),
    values: labels
      .split(';')
      .map((label) => label.trim())
      .filter(Boolean),
  };
}

const VERBS: Readonly<Record<string, (words: string) => Step>> = {
  typing: (typing) => ({ typing }),
  click: (click) => ({ click }),
  menu: (menu) => ({ menu }),
  say: (say) => ({ say }),
  look: (channel) => ({ look: channel || '#film-club' }),
  select: selection,
  submit: (words) => ({ submit: answers(words) }),
  advance: (advance) => readStep(JSON.stringify({ advance })),
  fault: (fault) => readStep(JSON.stringify({ fault })),
  stop: () => ({ stop: true }),
  kill: () => ({ kill: true }),
  start: () => ({ start: true }),
};

/**
 * The step a line of the prompt means; undefined when it means none.
 * @throws ScriptError for a step that is none.
 */
export function stepOfLine(line: string): Step | undefined {
  if (line.startsWith('{')) return readStep(line);
  if (line.startsWith('/')) return { type: line };
  const [, verb = '', words = ''] = /^(\S+)\s*([\s\S]*)$/.exec(line) ?? [];
  return Object.hasOwn(VERBS, verb) ? VERBS[verb]?.(words) : undefined;
}

type Person = { name: string; guild: 'one' | 'two' | 'three' };

function become(line: string, person: Person): boolean {
  const name = /^as (\S+)$/.exec(line)?.[1];
  const guild = /^guild (one|two|three)$/.exec(line)?.[1];
  if (name) person.name = name;
  if (guild === 'one' || guild === 'two' || guild === 'three') person.guild = guild;
  return name !== undefined || guild !== undefined;
}

async function play(stage: Stage, line: string, person: Person): Promise<string[]> {
  try {
    const step = stepOfLine(line);
    if (!step) return [`"${line}" is nothing the stage knows; "help" lists what it does.`];
    const whole: Step = { as: person.name, guild: person.guild, ...step };
    return transcript(await stage.play(whole), whole, person.name);
  } catch (error) {
    if (error instanceof ScriptError) return [`${error.message}.`];
    throw error;
  }
}

/** A prompt where one is a member, until `quit` or the end of the input. */
export async function openPrompt(stage: Stage, io: PromptIo, as = 'host'): Promise<void> {
  const person: Person = { name: as, guild: 'one' };
  const lines = createInterface({ input: io.input, output: io.output });
  let isOpen = true;
  lines.once('close', () => {
    isOpen = false;
  });
  const ask = () => {
    if (!isOpen) return;
    lines.setPrompt(`${person.name}${person.guild === 'one' ? '' : `@${person.guild}`}> `);
    lines.prompt();
  };
  ask();
  for await (const typed of lines) {
    const line = typed.trim();
    if (line === 'quit' || line === 'exit') break;
    if (line === 'help') HELP.forEach(io.out);
    else if (line !== '' && !become(line, person)) (await play(stage, line, person)).forEach(io.out);
    ask();
  }
  lines.close();
}
