/**
 * The bots of a stage sit on numbered seats, from 1. Each is given an address of its own, so that the stage can tell
 * whose a session or a request is; the first has the plain one.
 */
export const MOST_BOTS = 4;

const FIRST = 1;
const PREFIX = /^\/seat\/(\d+)(?=\/)/;

/** What stands before the path of every address of a seat. */
export const seatPrefix = (seat: number): string => (seat === FIRST ? '' : `/seat/${seat}`);

/** Whose address it is, and the path without that. */
export function readSeat(path: string): { seat: number; path: string } {
  const [prefix = '', digits = String(FIRST)] = PREFIX.exec(path) ?? [];
  return { seat: Number(digits), path: path.slice(prefix.length) };
}
