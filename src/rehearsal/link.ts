import { z } from 'zod';

const fromStage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('clock'), now: z.number(), runs: z.boolean() }),
  z.object({ type: z.literal('settle'), id: z.number() }),
]);
const fromBot = z.discriminatedUnion('type', [
  z.object({ type: z.literal('clock'), now: z.number() }),
  z.object({ type: z.literal('settled'), id: z.number() }),
]);

/** What the stage tells the bot's process: the time in epoch ms, and whether it runs on by itself; a question if all is done. */
export type FromStage = z.infer<typeof fromStage>;
/** What the bot's process answers. */
export type FromBot = z.infer<typeof fromBot>;

/** A message of the bot's process, or undefined when it is none of ours. */
export function readFromBot(message: unknown): FromBot | undefined {
  return fromBot.safeParse(message).data;
}

export type StageLink = {
  /** Which of the bots of this stage it is, from 1. */
  seat: number;
  /** The stage's time. */
  now(): Date;
  /** Calls `handler` when the stage has gone and the bot is to stop in an orderly way. */
  onStop(handler: () => void): void;
};

function tell(message: FromBot): void {
  // The stage may have gone meanwhile; the disconnect says so.
  if (process.connected) process.send?.(message, () => {});
}

/**
 * The bot's end of the link to the stage that started it. Resolves with the stage's first word of the time.
 * @param options.idle resolves when no handler, job or edit is in flight.
 * @throws when no stage started this process.
 */
export async function joinStage(options: {
  idle(): Promise<void>;
  nextDue?(): Promise<Date | undefined>;
  onTime?(now: Date): Promise<void>;
}): Promise<StageLink> {
  if (!process.send)
    throw new Error('MARQUEE_REHEARSAL is set, but no stage started this process: start it with "marquee rehearse".');
  const started = Promise.withResolvers<void>();
  let clock = { now: 0, runs: false, since: 0 };
  const heard = (message: FromStage) => {
    if (message.type === 'settle') return void options.idle().then(() => tell({ type: 'settled', id: message.id }));
    clock = { now: message.now, runs: message.runs, since: performance.now() };
    started.resolve();
    const taken = options.onTime?.(new Date(message.now)) ?? Promise.resolve();
    void taken.then(() => tell({ type: 'clock', now: message.now }));
  };
  process.on('message', (raw) => {
    const message = fromStage.safeParse(raw).data;
    if (message) heard(message);
  });
  await started.promise;
  return {
    seat: 1,
    now: () => new Date(clock.now + (clock.runs ? performance.now() - clock.since : 0)),
    onStop: (handler) => {
      if (process.connected) process.once('disconnect', handler);
      else handler();
    },
  };
}
