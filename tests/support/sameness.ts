import type { Stage, StageOptions } from '../../src/rehearsal/stage.ts';
import { personId } from '../../src/rehearsal/state/guilds.ts';

/** Everything that a rehearsal gave away, in its order, each piece as JSON: compared, not read. */
export type Testimony = readonly string[];

export type Witness = {
  /** For `openStage`: from then on all that is delivered and all that the bot prints is kept. */
  readonly options: Required<Pick<StageOptions, 'output' | 'delivered'>>;
  /**
   * What was delivered to anybody but these people (their names), the audit log, every request's route and status, and
   * the bot's log lines; with what differs between any two rehearsals replaced by its order of appearance.
   */
  testify(stage: Stage, except?: readonly string[]): Testimony;
};

/** Keeps what a stage delivers, to compare two rehearsals that differ only in a secret. */
export function witness(): Witness {
  const delivered: { to: string | null; what: string }[] = [];
  let output = '';
  return {
    options: {
      output: (text) => {
        output += text;
      },
      // Written down at once: the stage goes on changing what it delivered.
      delivered: (what) => delivered.push({ to: readerOf(what), what: JSON.stringify(what) }),
    },
    testify: (stage, except = []) =>
      alike([
        ...delivered.flatMap(({ to, what }) => (to !== null && except.map(personId).includes(to) ? [] : [what])),
        ...stage.audit.map((entry) => JSON.stringify(entry)),
        ...stage.requests.map(({ route, status }) => JSON.stringify({ route, status })),
        ...output.split('\n'),
      ]),
  };
}

/** Who alone gets it; null for what others may see too. */
function readerOf(what: object): string | null {
  if ('message' in what) return (what.message as { ephemeralFor: string | null }).ephemeralFor;
  return 'userId' in what && 'token' in what ? String(what.userId) : null;
}

/** Measured in real time, so no two runs agree: when a line was logged, how long something took. */
const MEASURED = /"(?:time|ms|took|sentAt|answeredIn)":(?:[\d.]+|null)/g;
/**
 * Ids of ours and of Discord's, nonces, tokens and references of bugs, instants, addresses of this machine, and the
 * numbers by which components are known (`"id":123`, unlike Discord's ids no text).
 */
const ARBITRARY = new RegExp(
  [
    /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/,
    /(?<="id":)\d+/,
    /(?<![\w-])[\w-]{100,}(?![\w-])/,
    /\b[0-9a-f]{25}\b/,
    /\b\d{17,20}\b/,
    /\b\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/,
    /(?<=<t:)\d+/,
    /\b1[78]\d{11}\b/,
    /(?<=127\.0\.0\.1:)\d+/,
    /(?<="reference":")\w+/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** Lines in which everything arbitrary is replaced by its order of appearance in them: `#1`, `#2` ... */
export function alike(lines: readonly string[]): string[] {
  const known = new Map<string, string>();
  const nameOf = (arbitrary: string) => {
    const name = known.get(arbitrary) ?? `#${known.size + 1}`;
    known.set(arbitrary, name);
    return name;
  };
  return lines.map((line) => line.replace(MEASURED, '"measured":0').replace(ARBITRARY, nameOf));
}
