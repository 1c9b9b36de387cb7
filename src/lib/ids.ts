import { randomUUIDv7 } from 'node:crypto';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text from outside has the form of one of our ids. */
export function isId(text: string | undefined): text is string {
  return text !== undefined && UUID.test(text);
}

/** A new id (UUID version 7): ids grow with the time at which they were made. */
export function newId(): string {
  return randomUUIDv7();
}
