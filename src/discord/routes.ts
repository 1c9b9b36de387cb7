import { isId } from '../lib/ids.ts';

type ParameterNames<Pattern extends string> = Pattern extends `${infer Head}/${infer Tail}`
  ? ParameterNames<Head> | ParameterNames<Tail>
  : Pattern extends `:${infer Name}`
    ? Name
    : never;

export type Parameters<Pattern extends string> = { readonly [Name in ParameterNames<Pattern>]: string };

/** The id of a button, select or form: built and read by one pattern, so that its parameters are typed from it. */
export type Route<Pattern extends string = string> = {
  readonly pattern: Pattern;
  /** @throws RangeError when the id would be longer than Discord takes. */
  build(parameters: Parameters<Pattern>): string;
  /** The parameters of an id of this route, or undefined for any other id. */
  match(customId: string): Parameters<Pattern> | undefined;
};

const CUSTOM_ID_LIMIT = 100;

/**
 * A route such as `marks/seen/:filmId`. Only ids travel in it; state stays in the database. Whatever is read from an
 * id is untrusted, since anybody can send one; but a parameter whose name ends in `Id` is a UUID in form.
 */
export function route<const Pattern extends string>(pattern: Pattern): Route<Pattern> {
  const parts = pattern.split('/');
  return {
    pattern,
    build(parameters) {
      const values: Readonly<Record<string, string>> = parameters;
      const id = parts
        .map((part) => (part.startsWith(':') ? encodeURIComponent(values[part.slice(1)] ?? '') : part))
        .join('/');
      if (id.length > CUSTOM_ID_LIMIT) throw new RangeError(`a custom id of ${id.length} characters: ${pattern}`);
      return id;
    },
    match(customId) {
      const given = customId.split('/');
      if (given.length !== parts.length) return undefined;
      const values: Record<string, string> = {};
      for (const [index, part] of parts.entries()) {
        const value = given[index] ?? '';
        if (!part.startsWith(':')) {
          if (part !== value) return undefined;
        } else {
          const decoded = decode(value);
          if (!decoded || (part.endsWith('Id') && !isId(decoded))) return undefined;
          values[part.slice(1)] = decoded;
        }
      }
      return values as Parameters<Pattern>;
    },
  };
}

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
