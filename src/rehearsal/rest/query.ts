import { invalidField } from './errors.ts';

/**
 * A whole number of a query, within bounds.
 * @throws DiscordError 50035.
 */
export function numberIn(query: URLSearchParams, name: string, bounds: { min: number; max: number; none: number }) {
  const raw = query.get(name);
  if (raw === null) return bounds.none;
  const value = Number(raw);
  if (!/^-?\d+$/.test(raw)) throw invalidField([name], 'NUMBER_TYPE_COERCE', `Value "${raw}" is not int.`);
  if (value < bounds.min)
    throw invalidField([name], 'NUMBER_TYPE_MIN', `Value should be greater than or equal to ${bounds.min}.`);
  if (value > bounds.max)
    throw invalidField([name], 'NUMBER_TYPE_MAX', `Value should be less than or equal to ${bounds.max}.`);
  return value;
}

/**
 * A snowflake of a query, if it is there.
 * @throws DiscordError 50035.
 */
export function snowflakeIn(query: URLSearchParams, name: string): bigint | undefined {
  const raw = query.get(name);
  if (raw === null) return undefined;
  if (!/^\d{1,20}$/.test(raw)) throw invalidField([name], 'NUMBER_TYPE_COERCE', `Value "${raw}" is not snowflake.`);
  return BigInt(raw);
}
