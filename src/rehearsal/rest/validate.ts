import { core } from 'zod';
import { type FieldError, invalidForm } from './errors.ts';
import { excused } from './exceptions.ts';
import { published } from './spec.ts';

type Issue = core.$ZodIssue;
type Path = readonly (string | number)[];

const plain = (path: readonly PropertyKey[]): Path => path.map((key) => (typeof key === 'symbol' ? String(key) : key));

const aboutType = (issue: Issue) => issue.path.join('.') === 'type';

/** Of a union, the branch that was meant: the one whose `type` fits, of several the one with the fewest problems. */
function meant(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const fitting = branches.filter((branch) => !branch.some(aboutType));
  if (fitting.length) return [...fitting].sort((a, b) => a.length - b.length)[0] ?? [];
  const types = branches.flatMap((branch) => branch.filter(aboutType));
  const values = types.flatMap((issue) => (issue.code === 'invalid_value' ? issue.values : []));
  const [first] = types;
  return first?.code === 'invalid_value' ? [{ ...first, values }] : types.slice(0, 1);
}

const tooShort = (issue: Issue & { code: 'too_small' }) =>
  issue.origin === 'number'
    ? { code: 'NUMBER_TYPE_MIN', message: `Value should be greater than or equal to ${issue.minimum}.` }
    : { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` };

const tooLong = (issue: Issue & { code: 'too_big' }) =>
  issue.origin === 'number'
    ? { code: 'NUMBER_TYPE_MAX', message: `Value should be less than or equal to ${issue.maximum}.` }
    : { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` };

function named(issue: Issue): { code: string; message: string } {
  if (issue.code === 'too_small') return tooShort(issue);
  if (issue.code === 'too_big') return tooLong(issue);
  if (issue.code === 'invalid_value') {
    return { code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${issue.values.map(String).join(', ')}}.` };
  }
  if (issue.input === undefined && issue.code === 'invalid_type') {
    return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
  }
  return { code: 'BASE_TYPE_BAD', message: issue.message || 'This value is not taken here.' };
}

function fieldErrors(issue: Issue, above: Path): FieldError[] {
  const path = [...above, ...plain(issue.path)];
  if (issue.code === 'invalid_union' && issue.errors.length) {
    return meant(issue.errors).flatMap((inner) => fieldErrors(inner, path));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      return { path: [...path, key], code: 'UNKNOWN_FIELD', message: 'The published schema knows no such field.' };
    });
  }
  return [{ path, ...named(issue) }];
}

/**
 * Checks a body against a published schema, made strict and with the named exceptions.
 * @throws DiscordError 50035 with every field that is wrong.
 */
export function validate(schema: string, body: unknown, at: Path = []): void {
  const result = core.safeParse(published(schema), excused(schema, body), { reportInput: true });
  if (result.success) return;
  throw invalidForm(result.error.issues.flatMap((issue) => fieldErrors(issue, at)));
}
