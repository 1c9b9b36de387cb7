import type { Stage } from '../../src/rehearsal/stage.ts';

export type Answered = { status: number; body: Record<string, unknown>; headers: Headers };

/** A request to the stage's REST interface as the bot, or with another token. */
export async function request(
  stage: Stage,
  method: string,
  path: string,
  body?: unknown,
  token = stage.token,
): Promise<Answered> {
  const response = await fetch(`${stage.url}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : JSON.parse(text), headers: response.headers };
}

/** Paths of the refused fields of an answer, each with its code: `components.0.label BASE_TYPE_MAX_LENGTH`. */
export function refusedFields(errors: unknown, path: string[] = []): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([key, value]) => {
    if (key !== '_errors') return refusedFields(value, [...path, key]);
    return (value as { code: string }[]).map(({ code }) => `${path.join('.')} ${code}`);
  });
}
