import type { Logger } from 'pino';
import { databaseIsAway } from '../db/errors.ts';
import { readJob, type Work } from './names.ts';

type Fetched = { id: string; data: { name: unknown; payload: unknown } };

type Queue = {
  fetch(most: number): Promise<Fetched[]>;
  complete(id: string): Promise<void>;
  fail(id: string, why: string): Promise<void>;
  log: Logger;
};

/** Jobs under way at a time, and how often (ms) to look for due ones when nobody says that there are any. */
const AT_ONCE = 20;
const LOOK_EVERY = 1_000;

/**
 * Does what falls due: jobs of one server one after another in the order of the queue, those of different servers
 * beside each other.
 */
export function runner(queue: Queue) {
  const servers = new Map<string, Promise<void>>();
  const underWay = new Set<Promise<void>>();
  let work: Work | undefined;
  let looking: Promise<void> | undefined;
  let again = false;
  let expected = false;
  let begun = 0;
  let timer: NodeJS.Timeout | undefined;

  const settle = async (job: Fetched, doing: Work) => {
    try {
      const read = readJob(job.data);
      if (read) await doing(read.name, read.payload as never);
      else queue.log.error({ job: job.id }, 'a job that nobody knows');
      await queue.complete(job.id);
    } catch (error) {
      if (databaseIsAway(error)) queue.log.warn({ err: error, job: job.id }, 'a job waits for the database');
      else queue.log.error({ err: error, job: job.id, name: job.data.name }, 'a job failed and is tried again');
      await queue.fail(job.id, String(error)).catch((cause: unknown) => {
        queue.log.warn({ err: cause, job: job.id }, 'a job that failed waits until it expires');
      });
    }
  };
  const begin = (job: Fetched, doing: Work) => {
    const server = serverOf(job);
    const before = servers.get(server) ?? Promise.resolve();
    const done: Promise<void> = before
      .then(() => settle(job, doing))
      .finally(() => {
        underWay.delete(done);
        if (servers.get(server) === done) servers.delete(server);
      });
    begun++;
    servers.set(server, done);
    underWay.add(done);
  };
  const look = async () => {
    do {
      again = false;
      for (let doing = work; doing; doing = work) {
        if (underWay.size >= AT_ONCE) await Promise.race(underWay);
        const jobs = await queue.fetch(AT_ONCE - underWay.size);
        for (const job of jobs) begin(job, doing);
        if (jobs.length === 0) break;
      }
    } while (again);
  };
  const wake = () => {
    if (!work) return;
    again = true;
    looking ??= look()
      .catch((error: unknown) => queue.log.warn({ err: error }, 'the queue of jobs cannot be read'))
      .finally(() => {
        looking = undefined;
      });
  };
  return {
    start: (doing: Work) => {
      work = doing;
      timer = setInterval(wake, LOOK_EVERY);
      wake();
    },
    /** Something was put into the queue: whoever commits it says `wake`, or the next look finds it. */
    expect: () => {
      expected = true;
    },
    /** Looks now, if something was put into the queue since the last look. */
    wake: () => {
      if (!expected) return;
      expected = false;
      wake();
    },
    /** Until a look finds nothing due and nothing is under way. */
    idle: async () => {
      for (let before = -1; before !== begun; ) {
        before = begun;
        wake();
        await looking;
        await Promise.allSettled(underWay);
      }
    },
    close: async () => {
      clearInterval(timer);
      work = undefined;
      await looking;
      await Promise.allSettled(underWay);
    },
  };
}

function serverOf({ data }: Fetched): string {
  const payload = data.payload;
  const guildId = payload && typeof payload === 'object' && 'guildId' in payload ? payload.guildId : '';
  return String(guildId);
}
