import { z } from 'zod';

const id = z.number();
const fromStage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('clock'), id, now: z.number(), runs: z.boolean(), seat: z.number() }),
  z.object({ type: z.literal('due'), id }),
  z.object({ type: z.literal('settle'), id }),
]);
const fromBot = z.object({ id, due: z.number().nullable(), problem: z.string().nullable() });

/**
 * What the stage tells or asks the bot's process: the time in epoch ms, whether it runs on by itself, and which of the
 * stage's bots this one is; when its next work is due; to say so when all is done.
 */
export type FromStage = z.infer<typeof fromStage>;
/** What the bot's process answers to the message of that id: epoch ms of the work that is due, and what went wrong. */
export type FromBot = z.infer<typeof fromBot>;

/** A message of the bot's process, or undefined when it is none of ours. */
export function readFromBot(message: unknown): FromBot | undefined {
  return fromBot.safeParse(message).data;
}

/** What a bot has its stage know of it. */
export type BotSide = {
  /** Resolves when no handler, job or edit is in flight. */
  idle(): Promise<void>;
  /** When the next job after now is due; left out by a bot that has none. */
  nextDue?(): Promise<Date | undefined>;
  /** Does what a new time brings; the stage waits for it. Not called for the time a bot starts with. */
  onTime?(now: Date): Promise<void>;
};

export type StageLink = {
  /** Which of the stage's bots this one is, from 1. */
  readonly seat: number;
  /** The stage's time. */
  now(): Date;
  /** Calls `handler` when the stage has gone and the bot is to stop in an orderly way. */
  onStop(handler: () => void): void;
};

function tell(message: FromBot): void {
  // The stage may have gone meanwhile; the disconnect says so.
  if (process.connected) process.send?.(message, () => {});
}

/** Answers the stage once the work is done, also when it fails. */
async function answer(question: number, work: () => Promise<unknown>): Promise<void> {
  try {
    const due = await work();
    tell({ id: question, due: due instanceof Date ? due.getTime() : null, problem: null });
  } catch (error) {
    tell({ id: question, due: null, problem: error instanceof Error ? error.message : String(error) });
  }
}

/**
 * The bot's end of the link to the stage that started it. Resolves with the stage's first word of the time.
 * @throws when no stage started this process.
 */
export async function joinStage(bot: BotSide): Promise<StageLink> {
  if (!process.send)
    throw new Error('MARQUEE_REHEARSAL is set, but no stage started this process: start it with "marquee rehearse".');
  const started = Promise.withResolvers<number>();
  let clock: { now: number; runs: boolean; since: number } | undefined;
  const now = () => new Date((clock?.now ?? 0) + (clock?.runs ? performance.now() - clock.since : 0));
  const take = async (time: { now: number; runs: boolean; seat: number }) => {
    const isFirst = clock === undefined;
    clock = { now: time.now, runs: time.runs, since: performance.now() };
    started.resolve(time.seat);
    if (!isFirst) await bot.onTime?.(now());
  };
  const heard = (message: FromStage) => {
    if (message.type === 'clock') return answer(message.id, () => take(message));
    if (message.type === 'due') return answer(message.id, async () => bot.nextDue?.());
    return answer(message.id, () => bot.idle());
  };
  process.on('message', (raw) => {
    const message = fromStage.safeParse(raw).data;
    if (message) void heard(message);
  });
  return {
    seat: await started.promise,
    now,
    onStop: (handler) => {
      if (process.connected) process.once('disconnect', handler);
      else handler();
    },
  };
}
