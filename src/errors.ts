import type { TextKey, TextValues } from './texts/texts.ts';

/**
 * Something a person can act on. Carries a key of the message catalogue and its values, so that whoever shows it
 * speaks that person's language. Everything else that is thrown is a bug.
 */
export class UserError extends Error {
  readonly key: TextKey;
  readonly values: TextValues;

  constructor(key: TextKey, values: TextValues = {}) {
    super(key);
    this.name = 'UserError';
    this.key = key;
    this.values = values;
  }
}
