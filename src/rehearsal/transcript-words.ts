import { type Step, type Verb, verbOf } from './script.ts';

const listed = (names: readonly string[] | undefined): string => names?.join(', ') ?? '';

function roleSentence({ role, give, take }: Step): string {
  if (give) return `${give} is given the role "${role}"`;
  return take ? `the role "${role}" is taken from ${take}` : `there is a role "${role}"`;
}

/** What is said of a step that no one word says. */
const SENTENCES: Partial<Record<Verb, (step: Step) => string>> = {
  select: (step) => `chooses ${listed(step.values)} from "${step.select}"`,
  submit: (step) =>
    `sends the form: ${Object.entries(step.submit ?? {})
      .map(([label, value]) => `${label} = ${String(value)}`)
      .join('; ')}`,
  together: () => 'all at once',
  look: (step) => `looks at ${step.look}`,
  dms: (step) => `${step.dms ? 'takes' : 'refuses'} direct messages`,
  leave: () => 'leaves the server',
  join: () => 'joins the server',
  deny: (step) => `the bot is denied ${listed(step.deny)} in ${step.in ?? '#film-club'}`,
  allow: (step) => `the bot is allowed ${listed(step.allow)} in ${step.in ?? '#film-club'}`,
  delete: (step) => `${step.delete} is deleted`,
  create: (step) => `${step.create} is created`,
  invite: () => 'the bot joins the server',
  remove: () => 'the bot is thrown out of the server',
  role: roleSentence,
  vote: (step) => (step.vote?.length ? `votes for ${listed(step.vote)}` : 'takes the vote back'),
};

const WORDS: Partial<Record<Verb, string>> = {
  type: 'types',
  typing: 'is typing',
  click: 'clicks',
  menu: 'uses the menu',
  say: 'says',
  unsay: 'deletes the message',
  accept: 'goes past the notice of',
  thread: 'manages the thread',
  event: 'manages the event',
};

/** What a step says was done, without who did it. */
export function done(step: Step): string {
  const verb = verbOf(step);
  const sentence = SENTENCES[verb]?.(step);
  if (sentence) return sentence;
  const words = step[verb];
  const object = words === true ? (step.bot ? `bot ${step.bot}` : '') : String(words);
  return `${WORDS[verb] ?? verb} ${object}`.trim();
}
