import { type Dispatcher, request } from 'undici';
import type { z } from 'zod';
import { UserError } from '../../errors.ts';
import { errorCode } from '../../lib/error-code.ts';
import { single, unpacked } from '../body.ts';
import { type FailureKind, retryAfter, SourceFailure } from './failure.ts';

/** What is asked: a path below the source's base, its query, and what the answer has to look like. */
export type Question<Answer> = {
  path?: string;
  query?: Readonly<Record<string, string>>;
  answer: z.ZodType<Answer>;
  /** What an error's body says where the status does not: some sources say "too many" and "wrong key" with one number. */
  verdict?: (body: string) => FailureKind | undefined;
};

/** Where a source is and what goes with every request. */
export type Address = {
  name: string;
  base: string;
  headers?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
};

/** Bytes of an answer; ten films of Wikidata with all that is said of them are about three million. */
const LARGEST = 8 * 1024 ** 2;
const LARGEST_ERROR = 64 * 1024;

/**
 * Asks once.
 * @throws SourceFailure, and nothing else.
 */
export async function askOnce<Answer>(
  address: Address,
  question: Question<Answer>,
  { dispatcher, signal }: { dispatcher: Dispatcher; signal: AbortSignal },
): Promise<Answer> {
  const fail = (kind: FailureKind, why: string, wait?: number) => new SourceFailure(address.name, kind, why, wait);
  try {
    const response = await request(urlOf(address, question), {
      dispatcher,
      signal,
      headers: { accept: 'application/json', 'accept-encoding': 'gzip, br', ...address.headers },
    });
    // a body that is given up breaks when its connection goes; nobody else listens
    response.body.on('error', () => {});
    if (response.statusCode !== 200) throw await refusal(response, question, fail);
    const read = question.answer.safeParse(parsed(await unpacked(response, LARGEST)));
    if (!read.success) throw fail('garbled', `an answer of another form (${read.error.issues[0]?.path.join('.')})`);
    return read.data;
  } catch (error) {
    if (error instanceof SourceFailure) throw error;
    if (signal.aborted) throw fail('slow', 'no answer in time');
    if (error instanceof UserError || error instanceof SyntaxError) throw fail('garbled', 'no JSON, or too much of it');
    throw fail('away', `not reached (${codeOf(error)})`);
  }
}

function urlOf({ base, query }: Address, question: Question<unknown>): URL {
  const url = new URL(base + (question.path ?? ''));
  for (const [name, value] of Object.entries({ ...query, ...question.query })) url.searchParams.set(name, value);
  return url;
}

type Fail = (kind: FailureKind, why: string, wait?: number) => SourceFailure;

async function refusal(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  { verdict }: Question<unknown>,
  fail: Fail,
): Promise<SourceFailure> {
  const said = await unpacked({ statusCode, headers, body } as Dispatcher.ResponseData, LARGEST_ERROR).catch(() => '');
  const kind = verdict?.(String(said)) ?? kindOf(statusCode);
  const wait = retryAfter(single(headers['retry-after']), single(headers.date));
  return fail(kind, `status ${statusCode}`, wait);
}

function kindOf(status: number): FailureKind {
  if (status === 429 || status === 503) return 'busy';
  if (status === 401 || status === 403) return 'refused';
  if (status === 404) return 'absent';
  return status >= 500 ? 'broken' : 'garbled';
}

function parsed(bytes: Buffer): unknown {
  return JSON.parse(bytes.toString('utf8'));
}

function codeOf(error: unknown): string {
  return errorCode(error) || 'unknown';
}
