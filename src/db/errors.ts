/** What the driver says of a failed statement: `code` is PostgreSQL's SQLSTATE or Node's system error. */
export type DriverError = { code?: string; constraint_name?: string; severity?: string };

/** The driver's own error: drizzle wraps it in `cause`. */
export function driverError(error: unknown): DriverError | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at as DriverError;
  }
  return undefined;
}

/** Whether a statement failed because this named constraint refused it. */
export function violates(error: unknown, constraint: string): boolean {
  return driverError(error)?.constraint_name === constraint;
}

const LOST = ['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'ECONNRESET', 'EPIPE'];
const GONE = new Set([...LOST, 'CONNECT_TIMEOUT', 'ECONNREFUSED']);

/** Whether the database could not be reached, went away or has no room left: worth trying again, and nobody's mistake. */
export function databaseIsAway(error: unknown): boolean {
  const code = driverError(error)?.code;
  return code !== undefined && (GONE.has(code) || /^(08|53|57P0)/.test(code));
}

/** Whether the connection that a statement went over is lost with it: then there is nothing left to roll back. */
export function connectionIsLost(error: unknown): boolean {
  const { code = '', severity } = driverError(error) ?? {};
  return LOST.includes(code) || severity === 'FATAL' || severity === 'PANIC';
}
