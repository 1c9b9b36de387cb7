/** One request a bot made, by its seat (0 for a file, which has one address for all). `ms` is what the stage itself took, in real milliseconds. */
export type RequestSeen = { route: string; seat: number; status: number; at: number; ms: number };

/** What goes over the REST interface right now, and what went. */
export type Traffic = {
  /** Requests that are not answered yet, the hanging ones included. */
  underWay(): number;
  /** Grows with every request that begins or ends. */
  count(): number;
  readonly requests: readonly RequestSeen[];
  begin(): void;
  end(seen: RequestSeen): void;
};

const KEPT = 100_000;

/** Nothing has gone over it yet. */
export function noTraffic(): Traffic {
  const requests: RequestSeen[] = [];
  let open = 0;
  let changes = 0;
  return {
    underWay: () => open,
    count: () => changes,
    requests,
    begin: () => {
      open++;
      changes++;
    },
    end: (seen) => {
      open--;
      changes++;
      requests.push(seen);
      if (requests.length > KEPT) requests.splice(0, KEPT / 2);
    },
  };
}
