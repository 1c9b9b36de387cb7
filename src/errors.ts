import type { Part } from './lib/safe.ts';
import type { TextKey } from './texts/texts.ts';

/**
 * Something a person can act on. Carries a key of the message catalogue and its values, so that whoever shows it
 * speaks that person's language. Everything else that is thrown is a bug.
 */
export class UserError extends Error {
  readonly key: TextKey;
  readonly values: Readonly<Record<string, Part>>;

  constructor(key: TextKey, values: Readonly<Record<string, Part>> = {}) {
    super(key);
    this.name = 'UserError';
    this.key = key;
    this.values = values;
  }
}
