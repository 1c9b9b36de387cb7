import type { Interaction } from '../state/interactions.ts';
import { type Delivery, isLoading } from '../state/messages.ts';
import { channelById } from '../state/world.ts';
import { endedTaker, GIVE_UP, isDead, isUnfilled, living, problem, STEP_LIMIT, type Watched } from './settle.ts';

const DEFERRED = 5;
const DEFERRED_UPDATE = 6;
const LOOK_EVERY = 100;

type Open = {
  interaction: Interaction;
  /** `performance.now()` of the first answer. */
  answeredAt: number | null;
  /** It has brought something since. */
  followed: boolean;
  /** Its bot is being asked whether it is idle. */
  asked: boolean;
  end(problem: string | null): void;
};

/** Waits for single interactions, however many are under way. */
export type AnswerWatch = {
  /** Resolves once it is answered and what the answer promised is there. @returns what went wrong, or null. */
  of(interaction: Interaction): Promise<string | null>;
  close(): void;
};

/** A deferral promises a message, or after it is taken back a follow-up; one of an update promises the update. */
function isDone(watched: Watched, { interaction, followed }: Open): boolean {
  const { answeredIn, answerType, originalId } = interaction;
  if (answeredIn === null || isUnfilled(watched, interaction)) return false;
  if (answerType === DEFERRED_UPDATE) return followed;
  return answerType !== DEFERRED || followed || watched.world.messages.get(originalId ?? '') !== undefined;
}

/** Nothing will come of it any more. */
function isLost(watched: Watched, { interaction, answeredAt }: Open): boolean {
  const { interactions } = watched.world;
  if (isDead(watched) || endedTaker(watched, interaction)) return true;
  if (interaction.answeredIn === null) return interactions.isLate(interaction);
  if (!channelById(watched.world, interaction.channelId)) return true;
  return interactions.isSpent(interaction) || performance.now() - (answeredAt ?? 0) > STEP_LIMIT;
}

/** Watches the answers to interactions. */
export function answerWatch(watched: Watched): AnswerWatch {
  const { deliveries, interactions } = watched.world;
  const open = new Map<string, Open>();
  const finish = (one: Open) => {
    if (open.delete(one.interaction.id)) one.end(problem(watched, one.interaction));
  };
  const ask = async (one: Open) => {
    one.asked = true;
    const bot = living(watched).find(({ seat }) => seat === one.interaction.seat);
    await bot?.settle(AbortSignal.timeout(STEP_LIMIT));
    finish(one);
  };
  const look = () => {
    for (const one of open.values()) {
      const isSlow = one.answeredAt !== null && performance.now() - one.answeredAt > GIVE_UP;
      if (isLost(watched, one)) finish(one);
      else if (isSlow && !one.asked) void ask(one);
    }
  };
  const onDelivery = ({ cause, message, kind }: Delivery) => {
    const one = cause === null ? undefined : open.get(cause);
    if (!one || isLoading(message)) return;
    const isTakenBack = kind === 'delete' && one.interaction.answerType === DEFERRED;
    one.followed ||= one.answeredAt !== null && !isTakenBack;
    if (isDone(watched, one)) finish(one);
  };
  const onAnswer = ({ id }: Interaction) => {
    const one = open.get(id);
    if (!one) return;
    one.answeredAt = performance.now();
    if (isDone(watched, one)) finish(one);
  };
  const stops = [deliveries.listen(onDelivery), interactions.answered.listen(onAnswer)];
  const timer = setInterval(look, LOOK_EVERY);
  return {
    of: (interaction) =>
      new Promise((end) => {
        open.set(interaction.id, { interaction, answeredAt: null, followed: false, asked: false, end });
      }),
    close: () => {
      clearInterval(timer);
      for (const stop of stops) stop();
    },
  };
}
